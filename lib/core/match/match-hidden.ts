// Searches a row of words again with the hidden words put in their places, and keeps what depends on them.
import type { Edit } from "./hidden-words.ts";
import { matchAt, type Emit, type Scratch } from "./match-phrases.ts";
import { disguisedMark, makeTokens, type Tokens } from "./tokenise.ts";
import type { LexiconTables } from "./types.ts";

/** In an edited row: the word belongs to a run that counts only as a whole, and is its first or last. */
const wholeMark = 1;
const wholeFirstMark = 2;
const wholeLastMark = 4;
/** In an edited row: a guess that needs company. */
const weakMark = 8;

/** Receives offsets in the text. */
export type EmitPlace = (phrase: number, start: number, end: number) => void;

/** Finds the phrases that hold at least one word of the edits. `edits` are in order and do not overlap. */
export function matchHidden(
  tables: LexiconTables,
  tokens: Tokens,
  edits: readonly Edit[],
  scratch: Scratch,
  emit: EmitPlace,
): void {
  const layers = edits.reduce((most, edit) => Math.max(most, edit.readings.length), 0);
  for (let layer = 0; layer < layers; layer += 1) {
    const row = applyEdits(tokens, edits, layer);
    const check: Emit = (phrase, first, last) => {
      if (counts(row, first, last)) {
        emit(phrase, row.start[first] as number, row.end[last] as number);
      }
    };
    let searched = 0;
    for (let index = 0; index < row.count; index += 1) {
      if (((row.mark[index] as number) & disguisedMark) === 0) continue;
      const stop = Math.min(row.count, index + tables.span);
      searched = Math.max(searched, index - tables.span, 0);
      for (; searched < stop; searched += 1) {
        if (row.word[searched] !== 0) matchAt(tables, row, searched, scratch, check);
      }
    }
  }
}

function applyEdits(tokens: Tokens, edits: readonly Edit[], layer: number): Tokens {
  const more = edits.reduce((sum, edit) => sum + (edit.readings[0]?.length ?? 0) + 4, 0);
  const row = makeTokens(tokens.count + 3 * more + 64);
  let from = 0;
  const copy = (until: number): void => {
    for (; from < until; from += 1) {
      const to = row.count;
      row.word[to] = tokens.word[from] as number;
      row.start[to] = tokens.start[from] as number;
      row.end[to] = tokens.end[from] as number;
      row.count += 1;
    }
  };
  for (const edit of edits) {
    copy(edit.first);
    const reading = edit.readings[Math.min(layer, edit.readings.length - 1)] ?? [];
    for (const [place, one] of reading.entries()) {
      const to = row.count;
      row.word[to] = one.word;
      row.start[to] = one.start;
      row.end[to] = one.end;
      let mark = disguisedMark | (edit.weak ? weakMark : 0);
      if (edit.whole) {
        mark |= wholeMark;
        if (place === 0) mark |= wholeFirstMark;
        if (place === reading.length - 1) mark |= wholeLastMark;
      }
      row.mark[to] = mark;
      row.count += 1;
    }
    from = edit.last + 1;
  }
  copy(tokens.count);
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
