// Searches a row of words again with the hidden words put in their places, and keeps what depends on them.
import { kindNumbers } from "./format.ts";
import type { Edit } from "./hidden-words.ts";
import { matchAt, type Emit, type Part, type Scratch } from "./match-phrases.ts";
import { disguisedMark } from "./marks.ts";
import { makeTokens, type Tokens } from "./tokenise.ts";
import type { LexiconTables } from "./types.ts";

/** In an edited row: the word belongs to a run that counts only as a whole, and is its first or last. */
const wholeMark = 1;
const wholeFirstMark = 2;
const wholeLastMark = 4;
/** In an edited row: a guess that needs company. */
const weakMark = 8;
/** In an edited row: a reading that no earlier row had. */
const freshMark = 16;

/** Receives offsets in the text. */
export type EmitPlace = (phrase: number, start: number, end: number) => void;

/** Finds the phrases that hold at least one word of the edits. `edits` are in order and do not overlap. */
export function matchHidden(
  tables: LexiconTables,
  tokens: Tokens,
  edits: readonly Edit[],
  scratch: Scratch,
  part: Part,
  emit: EmitPlace,
): void {
  // Edits near enough to stand in one phrase are read together.
  for (let from = 0; from < edits.length;) {
    let to = from + 1;
    while (to < edits.length && firstOf(edits, to) - lastOf(edits, to - 1) <= 2 * tables.span) {
      to += 1;
    }
    matchCluster(tables, tokens, edits.slice(from, to), scratch, part, emit);
    from = to;
  }
}

function firstOf(edits: readonly Edit[], place: number): number {
  return edits[place]?.first ?? 0;
}

function lastOf(edits: readonly Edit[], place: number): number {
  return edits[place]?.last ?? 0;
}

function matchCluster(
  tables: LexiconTables,
  tokens: Tokens,
  edits: readonly Edit[],
  scratch: Scratch,
  part: Part,
  emit: EmitPlace,
): void {
  const begin = Math.max(0, firstOf(edits, 0) - tables.span);
  const finish = Math.min(tokens.count, lastOf(edits, edits.length - 1) + tables.span + 1);
  const layers = edits.reduce((most, edit) => Math.max(most, edit.readings.length), 0);
  for (let layer = 0; layer < layers; layer += 1) {
    const row = applyEdits(tokens, edits, layer, begin, finish, scratch);
    const check: Emit = (phrase, first, last) => {
      if (counts(row, first, last)) {
        emit(phrase, row.start[first] as number, row.end[last] as number);
      }
    };
    searchRow(tables, row, scratch, part, check);
  }
}

/** A search is worth its while only where the phrase can reach a word that is read anew. */
function searchRow(
  tables: LexiconTables,
  row: Tokens,
  scratch: Scratch,
  part: Part,
  emit: Emit,
): void {
  const { gateWords, wordKind, wordKinds } = tables;
  let last = -row.word.length;
  let next = -1;
  for (let index = 0; index < row.count; index += 1) {
    if (next < index) next = freshFrom(row, index);
    if (next === index) last = index;
    const word = row.word[index] as number;
    if (word === 0 || word > gateWords) continue;
    const farthest = wordKinds[kindNumbers * (wordKind[word] as number) + 5] as number;
    if (farthest < Math.min(index - last, next - index)) continue;
    matchAt(tables, row, index, scratch, emit, part, index - last, next - index);
  }
}

/** The next word read anew at or after `index`, or a place no phrase can reach. */
function freshFrom(row: Tokens, index: number): number {
  for (let at = index; at < row.count; at += 1) {
    if (((row.mark[at] as number) & freshMark) !== 0) return at;
  }
  return index + row.word.length;
}

function readingOf(edit: Edit, layer: number): Edit["readings"][number] {
  return edit.readings[Math.min(layer, edit.readings.length - 1)] ?? [];
}

/** Copies the words from `begin` to `finish` into the scratch row, the edits in their places. */
function applyEdits(
  tokens: Tokens,
  edits: readonly Edit[],
  layer: number,
  begin: number,
  finish: number,
  scratch: Scratch,
): Tokens {
  const more = edits.reduce((sum, edit) => sum + readingOf(edit, layer).length, 0);
  if (finish - begin + more > scratch.row.word.length) {
    scratch.row = makeTokens(2 * (finish - begin + more));
  }
  const { row } = scratch;
  row.count = 0;
  let from = begin;
  const copy = (until: number): void => {
    if (from >= until) return;
    row.word.set(tokens.word.subarray(from, until), row.count);
    row.start.set(tokens.start.subarray(from, until), row.count);
    row.end.set(tokens.end.subarray(from, until), row.count);
    row.mark.fill(0, row.count, row.count + until - from);
    row.count += until - from;
  };
  for (const edit of edits) {
    copy(edit.first);
    const reading = readingOf(edit, layer);
    for (const [place, one] of reading.entries()) {
      let mark = disguisedMark | (edit.weak ? weakMark : 0);
      if (layer < edit.readings.length) mark |= freshMark;
      if (edit.whole) {
        mark |= wholeMark;
        if (place === 0) mark |= wholeFirstMark;
        if (place === reading.length - 1) mark |= wholeLastMark;
      }
      row.word[row.count] = one.word;
      row.start[row.count] = one.start;
      row.end[row.count] = one.end;
      row.mark[row.count] = mark;
      row.count += 1;
    }
    from = edit.last + 1;
  }
  copy(finish);
  return row;
}

function counts(row: Tokens, first: number, last: number): boolean {
  const begin = row.mark[first] as number;
  const finish = row.mark[last] as number;
  if ((begin & wholeMark) !== 0 && (begin & wholeFirstMark) === 0) return false;
  if ((finish & wholeMark) !== 0 && (finish & wholeLastMark) === 0) return false;
  let disguised = false;
  for (let index = first; index <= last; index += 1) {
    if (((row.mark[index] as number) & disguisedMark) !== 0) disguised = true;
  }
  return disguised && (first < last || (begin & weakMark) === 0);
}
