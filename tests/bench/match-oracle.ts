// The naive oracle of the match bench: every phrase looked for by itself. Slow, and plainly right.

export type Span = readonly [start: number, end: number];

const isWordUnit = (unit: number): boolean =>
  (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);

/** True where no letter or digit stands directly before or after. */
function standsAlone(text: string, start: number, end: number): boolean {
  return !isWordUnit(text.charCodeAt(start - 1)) && !isWordUnit(text.charCodeAt(end));
}

/** Where each phrase (lower case) stands, letter for letter but for case, as whole words. ASCII texts. */
export function naiveSpans(text: string, phrases: readonly string[]): readonly Span[] {
  const lower = text.toLowerCase();
  const spans: Span[] = [];
  for (const phrase of phrases) {
    for (let at = lower.indexOf(phrase); at >= 0; at = lower.indexOf(phrase, at + 1)) {
      if (standsAlone(lower, at, at + phrase.length)) spans.push([at, at + phrase.length]);
    }
  }
  return spans;
}

export interface Compared {
  /** Matches the oracle knows. */
  readonly oracle: number;
  readonly missed: number;
  /** What else the engine named: within longer words, or over other gaps than one space. */
  readonly beyond: number;
}

export function compareSpans(expected: readonly Span[], named: readonly Span[]): Compared {
  const keyOf = ([start, end]: Span): string => `${start}-${end}`;
  const wanted = new Set(expected.map(keyOf));
  const there = new Set(named.map(keyOf));
  let missed = 0;
  for (const key of wanted) if (!there.has(key)) missed += 1;
  return { oracle: wanted.size, missed, beyond: there.size - (wanted.size - missed) };
}
