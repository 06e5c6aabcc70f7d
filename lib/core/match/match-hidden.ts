// Searches a row of words again with the hidden words put in their places, and keeps what depends on them.
import type { Engine } from "./engine.ts";
import type { Edit } from "./hidden-words.ts";
import type { Emit, Part } from "./match-phrases.ts";
import {
  disguisedMark,
  freshMark,
  weakMark,
  wholeFirstMark,
  wholeLastMark,
  wholeMark,
} from "./marks.ts";
import type { Tokens } from "./tokenise.ts";

/** Receives offsets in the text. */
export type EmitPlace = (phrase: number, start: number, end: number) => void;

/** Finds the phrases that hold at least one word of the edits. `edits` are in order and do not overlap. */
export function matchHidden(
  engine: Engine,
  edits: readonly Edit[],
  part: Part,
  emit: EmitPlace,
): void {
  const near = 2 * engine.lexicon.tables.span;
  // Edits near enough to stand in one phrase are read together.
  for (let from = 0; from < edits.length;) {
    let to = from + 1;
    while (to < edits.length && firstOf(edits, to) - lastOf(edits, to - 1) <= near) {
      to += 1;
    }
    matchCluster(engine, edits.slice(from, to), part, emit);
    from = to;
  }
}

function firstOf(edits: readonly Edit[], place: number): number {
  return edits[place]?.first ?? 0;
}

function lastOf(edits: readonly Edit[], place: number): number {
  return edits[place]?.last ?? 0;
}

function matchCluster(engine: Engine, edits: readonly Edit[], part: Part, emit: EmitPlace): void {
  const { tokens, row: edited } = engine;
  const { span } = engine.lexicon.tables;
  const begin = Math.max(0, firstOf(edits, 0) - span);
  const finish = Math.min(tokens.count, lastOf(edits, edits.length - 1) + span + 1);
  const layers = edits.reduce((most, edit) => Math.max(most, edit.readings.length), 0);
  for (let layer = 0; layer < layers; layer += 1) {
    const row = applyEdits(engine, edits, layer, begin, finish);
    const check: Emit = (phrase, first, last) => {
      if (counts(row, first, last)) {
        emit(phrase, row.start[first] as number, row.end[last] as number);
      }
    };
    edited.search(part, check);
  }
}

function readingOf(edit: Edit, layer: number): Edit["readings"][number] {
  return edit.readings[Math.min(layer, edit.readings.length - 1)] ?? [];
}

/** Copies the words from `begin` to `finish` into a row, the edits in their places. */
function applyEdits(
  engine: Engine,
  edits: readonly Edit[],
  layer: number,
  begin: number,
  finish: number,
): Tokens {
  const more = edits.reduce((sum, edit) => sum + readingOf(edit, layer).length, 0);
  const { row: edited } = engine;
  const row = edited.begin(finish - begin + more);
  let from = begin;
  for (const edit of edits) {
    edited.copy(from, edit.first);
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
  edited.copy(from, finish);
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
