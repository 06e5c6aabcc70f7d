// How words are chosen for a reader: four voices stand for the six reading levels of a policy.

/** `young`: five to eleven. `teen`: eleven to sixteen. `adult`: post-16. `staff`: the people who work there. */
export type Voice = "young" | "teen" | "adult" | "staff";

/** A text for everybody, or `teen` with what is said otherwise to others; `staff` falls back to `adult`. */
export type Voiced =
  | string
  | {
      readonly teen: string;
      readonly young?: string;
      readonly adult?: string;
      readonly staff?: string;
    };

/** The voice for a policy's reading level ("ks1" to "staff"); anything unknown is spoken to as a teenager. */
export function voiceOf(reading: string): Voice {
  switch (reading) {
    case "ks1":
    case "ks2":
      return "young";
    case "post16":
      return "adult";
    case "staff":
      return "staff";
    default:
      return "teen";
  }
}

function olderText(text: Exclude<Voiced, string>, voice: Voice): string {
  return voice === "staff" ? (text.adult ?? text.teen) : text.teen;
}

/** The text for this voice, with `{name}` places filled; a place without a value stays readable as it is. */
export function say(
  text: Voiced,
  voice: Voice,
  places: Readonly<Record<string, string | number>> = {},
): string {
  const chosen = typeof text === "string" ? text : (text[voice] ?? olderText(text, voice));
  return chosen.replaceAll(/\{([a-zA-Z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(places, name) ? String(places[name]) : whole,
  );
}
