// The phrases and texts of the match bench, repeatable by seed. Pure: it runs in Node, in a worker and in a page.

/** A small repeatable chance (mulberry32). */
export function makeChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Words of this rank and above are too common to make a phrase of alone ("of the"). */
const commonWords = 200;
export const nodeUnits = 40;
export const nodeCount = 5000;
export const pageUnits = 20_000;

/** The words of a text, the commonest first. */
export function rankWords(lines: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const word of lines
    .join(" ")
    .toLowerCase()
    .match(/[a-z]{2,}/g) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
}

/**
 * So many different phrases of two to four words: half of the words common ones, the others rarer words of the same
 * language or, as slang and names are, of no other text. At least one in each is not common.
 */
export function makePhrases(count: number, ranked: readonly string[]): readonly string[] {
  const chance = makeChance(7 + count);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(chance() * items.length)] as T;
  const common = ranked.slice(0, commonWords);
  const rare = ranked.slice(commonWords);
  const syllable = (): string =>
    pick(Array.from("bcdfghklmnprstvw")) + pick(Array.from("aeiou")) + pick(["", "n", "r", "s"]);
  const rareWord = (): string =>
    chance() < 0.5
      ? pick(rare)
      : Array.from({ length: 2 + Math.floor(chance() * 2) }, syllable).join("");
  const phrases = new Set<string>();
  while (phrases.size < count) {
    const words = 2 + Math.floor(chance() * 3);
    const fixed = Math.floor(chance() * words);
    const phrase = Array.from({ length: words }, (_, place) =>
      place !== fixed && chance() < 0.5 ? pick(common) : rareWord(),
    );
    phrases.add(phrase.join(" "));
  }
  return [...phrases];
}

/** So many units of the lines in ever new order; one word in a thousand is followed by a phrase. */
export function makeProse(
  lines: readonly string[],
  units: number,
  planted: readonly string[],
): string {
  const chance = makeChance(11);
  const parts: string[] = [];
  for (let length = 0, line = 0; length < units; line += 1) {
    let next = lines[Math.floor(chance() * lines.length)] ?? "";
    if (chance() < 0.001 * next.split(" ").length && planted.length > 0) {
      const phrase = planted[Math.floor(chance() * planted.length)] ?? "";
      const words = next.split(" ");
      const at = Math.floor(chance() * words.length);
      words.splice(at, 0, at === 0 ? phrase.slice(0, 1).toUpperCase() + phrase.slice(1) : phrase);
      next = words.join(" ");
    }
    next += line % 5 === 4 ? "\n" : " ";
    parts.push(next);
    length += next.length;
  }
  return parts.join("").slice(0, units);
}

export type WorkloadName = "prose" | "pages" | "nodes" | "joined";

/** The texts of each workload. "joined" are the nodes, which whoever scans them joins first, a line each. */
export function makeWorkloads(prose: string): Readonly<Record<WorkloadName, readonly string[]>> {
  const cut = (units: number, count: number): string[] =>
    Array.from({ length: count }, (_, place) => prose.slice(place * units, place * units + units));
  const nodes = cut(nodeUnits, nodeCount);
  return {
    prose: [prose],
    pages: cut(pageUnits, Math.max(1, Math.floor(prose.length / pageUnits))),
    nodes,
    joined: nodes,
  };
}

/** One of a hundred phrases each, dressed: what an engine reads whose folding is on. */
export const disguises: Readonly<Record<string, (phrase: string) => string>> = {
  plain: (phrase) => phrase,
  capitals: (phrase) => phrase.toUpperCase(),
  newline: (phrase) => phrase.replace(" ", "\n"),
  twoSpaces: (phrase) => phrase.replace(" ", "  "),
  accents: (phrase) => phrase.replace(/[aeiou]/g, (letter) => `${letter}\u0301`),
  zeroWidth: (phrase) => phrase.replace(/(\w)(\w)/, "$1\u200B$2"),
  fullWidth: (phrase) =>
    phrase.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  cyrillic: (phrase) => phrase.replaceAll("a", "а").replaceAll("e", "е").replaceAll("o", "о"),
  digits: (phrase) => phrase.replaceAll("e", "3").replaceAll("o", "0"),
  spaced: (phrase) =>
    phrase
      .split(" ")
      .map((word) => Array.from(word).join(" "))
      .join("   "),
};
