// Squeezes the text of the phrases: what stands side by side most often gets a code of its own, again and again
// (byte pair encoding, many pairs a round).
import { at } from "./item-at.ts";

/** Codes below are ASCII; the others stand for two codes each, written in `signs`. */
const firstPair = 128;
const rounds = 40;
const pairsPerRound = 96;
/** A pair costs four bytes and saves two each time: rarer ones are not worth it. */
const leastCount = 4;

export interface SqueezedText {
  readonly text: Uint16Array;
  /** Left and right code of 128, of 129, and so on. */
  readonly signs: Uint16Array;
  /** How many codes each row has in `text`. */
  readonly rows: readonly number[];
}

const rowEnd = 10;

/** Squeezes rows of ASCII text without line breaks. The same rows give the same codes. */
export function squeezeRows(source: readonly string[]): SqueezedText {
  let codes = Uint16Array.from(source.map((row) => `${row}\n`).join(""), (unit) =>
    unit.charCodeAt(0),
  );
  const pairs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const best = commonestPairs(codes);
    if (best.length === 0) break;
    const codeOf = new Map(best.map((pair, place) => [pair, firstPair + pairs.length / 2 + place]));
    for (const pair of best) pairs.push(pair >>> 16, pair & 0xffff);
    codes = replacePairs(codes, codeOf);
  }
  const rows: number[] = [];
  const text: number[] = [];
  let before = 0;
  for (const code of codes) {
    if (code !== rowEnd) text.push(code);
    else {
      rows.push(text.length - before);
      before = text.length;
    }
  }
  return { text: Uint16Array.from(text), signs: Uint16Array.from(pairs), rows };
}

/** Pairs as left code << 16 | right code, commonest first. */
function commonestPairs(codes: Uint16Array): number[] {
  const counts = new Map<number, number>();
  for (let place = 1; place < codes.length; place += 1) {
    // A row can be read by itself: no pair reaches over its end.
    if (codes[place - 1] === rowEnd || codes[place] === rowEnd) continue;
    const pair = at(codes, place - 1) * 0x10000 + at(codes, place);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= leastCount)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, pairsPerRound)
    .map(([pair]) => pair);
}

function replacePairs(
  codes: Uint16Array,
  codeOf: ReadonlyMap<number, number>,
): Uint16Array<ArrayBuffer> {
  const out = new Uint16Array(codes.length);
  let to = 0;
  for (let from = 0; from < codes.length; from += 1) {
    const here = at(codes, from);
    const next = from + 1 < codes.length ? at(codes, from + 1) : 0xffff;
    const code = codeOf.get(here * 0x10000 + next);
    out[to] = code ?? here;
    to += 1;
    if (code !== undefined) from += 1;
  }
  return out.slice(0, to);
}
