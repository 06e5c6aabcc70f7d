// The matcher as one would write it on a napkin: every pattern tried at every word by plain recursion. It knows
// nothing of tries, anchors or windows, and reads plain lower-case words only.

export type NaivePattern =
  | { readonly kind: "word"; readonly letters: string; readonly open: boolean }
  | { readonly kind: "all"; readonly items: readonly NaivePattern[] }
  | { readonly kind: "any"; readonly items: readonly NaivePattern[] }
  | { readonly kind: "maybe"; readonly item: NaivePattern }
  | { readonly kind: "gap"; readonly most: number };

/** How many words, from `at` on, a pattern can take: every possibility. */
function lengths(pattern: NaivePattern, words: readonly string[], at: number): ReadonlySet<number> {
  if (pattern.kind === "word") {
    const word = words[at];
    if (word === undefined) return new Set();
    const fits = pattern.open ? word.startsWith(pattern.letters) : word === pattern.letters;
    return new Set(fits ? [1] : []);
  }
  if (pattern.kind === "gap") {
    const room = Math.min(pattern.most, words.length - at);
    return new Set(Array.from({ length: room + 1 }, (_, many) => many));
  }
  if (pattern.kind === "maybe") return new Set([0, ...lengths(pattern.item, words, at)]);
  if (pattern.kind === "any") {
    return new Set(pattern.items.flatMap((item) => [...lengths(item, words, at)]));
  }
  let reached = new Set([0]);
  for (const item of pattern.items) {
    const next = [...reached].flatMap((taken) =>
      [...lengths(item, words, at + taken)].map((more) => taken + more),
    );
    reached = new Set(next);
  }
  return reached;
}

/** First and last word of each match that lies within no other. */
export function naiveSearch(pattern: NaivePattern, words: readonly string[]): readonly string[] {
  const all: [number, number][] = [];
  for (let at = 0; at < words.length; at += 1) {
    for (const taken of lengths(pattern, words, at)) if (taken > 0) all.push([at, at + taken - 1]);
  }
  return all
    .filter(([from, to]) => !all.some(([a, b]) => a <= from && b >= to && (a !== from || b !== to)))
    .map(([from, to]) => `${from}-${to}`);
}

/** The pattern in the syntax of the lexicons. */
export function writePattern(pattern: NaivePattern): string {
  if (pattern.kind === "word") return pattern.open ? `${pattern.letters}*` : pattern.letters;
  if (pattern.kind === "gap") return `..${pattern.most}`;
  if (pattern.kind === "maybe") return `(${writePattern(pattern.item)})?`;
  const between = pattern.kind === "any" ? "|" : " ";
  const inner = pattern.items.map(writePattern).join(between);
  return pattern.kind === "any" ? `(${inner})` : inner;
}
