// The memory that WebAssembly and TypeScript share: a lexicon's tables copied to where `wasm/tables.ts` expects them, and
// views of the areas that both work on.
import { digitClass, letterClass } from "./classes.ts";
import { kindNumbers } from "./format.ts";
import { digitsAt, layoutAt, signsAt, tablesAt } from "./memory-layout.ts";
import { leet, ligatures, masks } from "./spell-units.ts";
import type { LexiconTables } from "./types.ts";

/** The tables in the order in which their addresses stand, with the bytes that each number takes. */
const tableNames = [
  ["pages", 1],
  ["blocks", 1],
  ["passed", 1],
  ["pairs", 1],
  ["joins", 1],
  ["gateKinds", 1],
  ["needReach", 1],
  ["needs", 1],
  ["ways", 1],
  ["wordKinds", 2],
  ["cells", 4],
  ["out", 4],
  ["link", 4],
  ["anchorFrom", 4],
  ["anchors", 4],
  ["wordKind", 4],
  ["gateKind", 4],
  ["gateOf", 4],
  ["gateLeft", 4],
  ["gateRight", 4],
  ["phraseFrom", 4],
  ["shapes", 4],
  ["atom", 4],
  ["after", 4],
  ["before", 4],
  ["setFrom", 4],
  ["members", 4],
] as const satisfies readonly (readonly [keyof LexiconTables, 1 | 2 | 4])[];

const arrays = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array } as const;
/** After a table: what is read beyond its end by 16 bytes at a time or by a damaged number is within memory. */
const gapBytes = 64;
const pageBytes = 65536;

/** Hits that are handed over at one time, unless a word has more gates. */
const usualHits = 512;

/** How many hits there must be room for: each gate of one word may be one. */
function hitsOf({ wordKinds }: LexiconTables): number {
  let most = usualHits;
  for (let kind = 3; kind < wordKinds.length; kind += kindNumbers) {
    most = Math.max(most, wordKinds[kind] as number);
  }
  return most;
}

/** The bytes that a lexicon's tables and the areas of work need, in pages of memory. */
export function pagesFor(tables: LexiconTables): number {
  let bytes = tablesAt + tables.phraseFrom.length + 12 * hitsOf(tables) + 3 * gapBytes;
  for (const [name, width] of tableNames) bytes += width * tables[name].length + gapBytes;
  bytes += 16 * tables.anchors.length + gapBytes;
  return Math.ceil(bytes / pageBytes);
}

export interface LaidOut {
  /** Phrase → 1 when it needs no more hits. */
  readonly full: Uint8Array;
  /** Room for hits, three numbers each: phrase, first word, last word. */
  readonly hits: Uint32Array;
}

/** Copies the tables to where they belong and files their addresses. */
export function layOut(tables: LexiconTables, buffer: ArrayBuffer): LaidOut {
  let at = tablesAt;
  const layout: number[] = [];
  const take = (bytes: number): number => {
    const here = at;
    layout.push(here);
    at = (at + bytes + gapBytes) & ~15;
    return here;
  };
  for (const [name, width] of tableNames) {
    const table = tables[name];
    new arrays[width](buffer, take(width * table.length), table.length).set(table);
  }
  const phrases = tables.phraseFrom.length;
  const full = new Uint8Array(buffer, take(phrases), phrases);
  const mostHits = hitsOf(tables);
  const hits = new Uint32Array(buffer, take(12 * mostHits), 3 * mostHits);
  layout.push(mostHits, tables.wordCount, tables.gateWords);
  layout.push(tables.pairs.length - 1, tables.joins.length - 1, tables.needs.length - 1);
  layout.push(tables.blocks.length, tables.cells.length);
  take(16 * tables.anchors.length);
  layout.push(tables.anchors.length, tables.span);
  new Uint32Array(buffer, layoutAt, layout.length).set(layout);
  layOutSigns(buffer);
  return { full, hits };
}

const maskBit = 1 << 26;

/** Letters that a sign is written for as one number: a byte each, and above them how many. */
function packed(letters: string, more = 0): number {
  let sum = more;
  let many = more > 0 ? 1 : 0;
  sum <<= 8 * letters.length;
  for (let place = 0; place < letters.length; place += 1) {
    sum |= (letterClass + letters.charCodeAt(place) - 97) << (8 * place);
    many += 1;
  }
  return sum | (many << 24);
}

/** What digits and signs may stand for; a digit may be meant as well. */
function layOutSigns(buffer: ArrayBuffer): void {
  const digits = new Uint32Array(buffer, digitsAt, 10);
  for (let digit = 0; digit < 10; digit += 1) {
    digits[digit] = packed(leet[digit] ?? "", digitClass + digit);
  }
  const rows = new Uint32Array(buffer, signsAt);
  let many = 0;
  const add = (sign: string, letters: string): void => {
    rows[2 * many + 1] = sign.charCodeAt(0);
    rows[2 * many + 2] = packed(letters) | (masks.includes(sign) ? maskBit : 0);
    many += 1;
  };
  for (const sign in leet) if (sign > "9" || sign < "0") add(sign, leet[sign] ?? "");
  for (const sign of masks) if (!(sign in leet)) add(sign, "");
  for (const sign of "ßẞæÆœŒ") add(sign, ligatures[sign.toLowerCase()] ?? "");
  rows[0] = many;
}
