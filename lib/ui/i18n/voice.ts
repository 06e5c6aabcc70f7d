// How words are chosen for a reader: four voices stand for the six reading levels of a policy.

/** `young`: five to eleven. `teen`: eleven to sixteen. `adult`: post-16. `staff`: the people who work there. */
export type Voice = "young" | "teen" | "adult" | "staff";

/**
 * One sentence, or its forms by the number in `{count}` as `Intl.PluralRules` names them. A form that is not there
 * is said as `other`.
 */
export type Wording =
  | string
  | {
      readonly one: string;
      readonly other: string;
      readonly zero?: string;
      readonly two?: string;
      readonly few?: string;
      readonly many?: string;
    };

/** A text for everybody, or `teen` with what is said otherwise to others; `staff` falls back to `adult`. */
export type Voiced =
  | Wording
  | {
      readonly teen: Wording;
      readonly young?: Wording;
      readonly adult?: Wording;
      readonly staff?: Wording;
    };

export type Places = Readonly<Record<string, string | number>>;

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

/** The wording for a voice: its own, for staff the adults', else the one for everybody. */
export function wordingFor(text: Voiced, voice: Voice): Wording {
  if (typeof text === "string" || "other" in text) return text;
  return text[voice] ?? (voice === "staff" ? text.adult : undefined) ?? text.teen;
}
