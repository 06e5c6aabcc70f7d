// How words are chosen for a reader: five voices stand for the six reading levels of a policy.

/**
 * `infant`: five to seven, many of whom have it read to them. `young`: seven to eleven. `teen`: eleven to sixteen.
 * `adult`: post-16. `staff`: the people who work there.
 */
export type Voice = "infant" | "young" | "teen" | "adult" | "staff";

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

/**
 * A text for everybody, or `teen` with what is said otherwise to others; `infant` falls back to `young`, `staff` to
 * `adult`.
 */
export type Voiced =
  | Wording
  | {
      readonly teen: Wording;
      readonly infant?: Wording;
      readonly young?: Wording;
      readonly adult?: Wording;
      readonly staff?: Wording;
    };

export type Places = Readonly<Record<string, string | number>>;

/** The voice for a policy's reading level ("ks1" to "staff"); anything unknown is spoken to as a teenager. */
export function voiceOf(reading: string): Voice {
  switch (reading) {
    case "ks1":
      return "infant";
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
  return text[voice] ?? nearestOf(text, voice) ?? text.teen;
}

function nearestOf(text: Exclude<Voiced, Wording>, voice: Voice): Wording | undefined {
  if (voice === "staff") return text.adult;
  return voice === "infant" ? text.young : undefined;
}

/** Whether it is a child of primary school who reads. */
export function isChild(voice: Voice): boolean {
  return voice === "infant" || voice === "young";
}
