// A row of words in which hidden ones stand in their places, and the search through it.
import { kindNumbers } from "./format.ts";
import { freshMark } from "./marks.ts";
import { matchAt, type Emit, type Part, type Scratch } from "./match-phrases.ts";
import { makeTokens, type Tokens } from "./tokenise.ts";
import type { LexiconTables } from "./types.ts";

export interface EditedRow {
  /** Begins a row of at most so many words; who edits writes to it at `count`. */
  begin(mostWords: number): Tokens;
  /** Appends words of the text. */
  copy(from: number, until: number): void;
  /** Searches the row as far as a phrase can reach a fresh word. `emit` gets places in the row. */
  search(part: Part, emit: Emit): void;
}

/** A row by TypeScript alone, of any size. */
export function makePlainRow(tables: LexiconTables, tokens: Tokens, scratch: Scratch): EditedRow {
  let row = makeTokens(512);
  return {
    begin(mostWords) {
      if (mostWords > row.word.length) row = makeTokens(2 * mostWords);
      row.count = 0;
      return row;
    },
    copy(from, until) {
      if (from >= until) return;
      row.word.set(tokens.word.subarray(from, until), row.count);
      row.start.set(tokens.start.subarray(from, until), row.count);
      row.end.set(tokens.end.subarray(from, until), row.count);
      row.mark.fill(0, row.count, row.count + until - from);
      row.count += until - from;
    },
    search: (part, emit) => searchRow(tables, row, scratch, part, emit),
  };
}

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
