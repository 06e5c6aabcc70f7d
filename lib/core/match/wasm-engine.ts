// The engine whose loops are WebAssembly (`wasm/`): a text is handed over window by window, and what comes of it lies in
// the memory that both share. What is rare is done here, by the functions of the plain engine.
import { makePlainRow, type EditedRow } from "./edited-row.ts";
import type { Engine } from "./engine.ts";
import { makeKnownReadings } from "./known-readings.ts";
import { engineModule, type Instantiate } from "./engine-module.ts";
import type { EmitPlace } from "./match-hidden.ts";
import { makeScratch, type Emit } from "./match-phrases.ts";
import {
  endsAt,
  marksAt,
  mostTokens,
  rowShift,
  rowTokens,
  startsAt,
  stateAt,
  utf8At,
  windowUnits,
  wordsAt,
} from "./memory-layout.ts";
import { marksOf } from "./plain-engine.ts";
import { layOut, pagesFor } from "./shared-memory.ts";
import { firstSteps, stepsPerUnit } from "./spell-words.ts";
import { readOdd, type Tokens, type Walk } from "./tokenise.ts";
import type { Lexicon } from "./types.ts";

/** What the module offers; `wasm/engine.ts`. Numbers are unsigned, offsets are those of the window unless it says text. */
interface Functions {
  open(): void;
  /** The offset in the text, how many bytes of UTF-8, whether the text ends there. Answers how many units that is. */
  fill(base: number, bytes: number, isLast: number): number;
  /** The same of ASCII, of which each byte is a unit. */
  fillAscii(base: number, bytes: number, isLast: number): void;
  /** Overwrites what is left of the text. */
  forget(): void;
  /** So many bytes of ASCII as a text of their own, from the first word to the last. */
  holdsNothing(bytes: number, marks: number, steps: number): number;
  readWords(from: number, full: number, capacity: number): number;
  setCount(count: number): void;
  search(from: number, until: number, marks: number): number;
  searchRow(from: number, count: number, marks: number): number;
  /** Words of the text to a place in the row. */
  copyToRow(from: number, until: number, place: number): void;
  nextOdd(from: number, until: number): number;
  /** Reads hidden words. Answers how many steps of the budget are left, -1 where that is for TypeScript to do. */
  readHidden(from: number, until: number, steps: number): number;
  /** Begins the search with them in their places, and goes on to the next hits; 0 when there are no more. */
  startHidden(): void;
  searchHidden(marks: number): number;
}

/** Why `readWords` stopped. */
const enoughWords = 0;
const textEnds = 2;

/** Places of the state. */
const atPlace = 0;
const countPlace = 1;
const hitsPlace = 2;
const signalsPlace = 3;

/** So few units are written sooner than the platform's encoder is called. */
const fewUnits = 64;
/** Units before the first word in memory that a look at it may want. */
const unitsBefore = 8;

/** An engine in WebAssembly; undefined where the platform has none. */
export function makeWasmEngine(lexicon: Lexicon, mostWords: number): Engine | undefined {
  const platform = engineModule();
  if (platform === undefined) return undefined;
  try {
    return openEngine(lexicon, Math.min(mostWords, mostTokens), platform);
  } catch {
    // No memory is to be had, or no code may be made.
    return undefined;
  }
}

/** Views of the columns of words, or of those so many bytes behind them. */
function columns(buffer: ArrayBuffer, shift: number, many: number): Tokens {
  return {
    word: new Uint32Array(buffer, wordsAt + shift, many),
    start: new Uint32Array(buffer, startsAt + shift, many),
    end: new Uint32Array(buffer, endsAt + shift, many),
    mark: new Uint16Array(buffer, marksAt + shift, many),
    count: 0,
  };
}

function openEngine(
  lexicon: Lexicon,
  capacity: number,
  { instantiate, encoder }: Instantiate,
): Engine {
  const { tables } = lexicon;
  const { buffer, exports } = instantiate(pagesFor(tables));
  const wasm = exports as unknown as Functions;
  const { full: fullPhrases, hits } = layOut(tables, buffer);
  const scratch = makeScratch(fullPhrases);
  wasm.open();
  const state = new Uint32Array(buffer, stateAt, 4);
  const utf8 = new Uint8Array(buffer, utf8At, 3 * windowUnits);
  const tokens = columns(buffer, 0, capacity);
  const full = capacity - (capacity >> 3);
  /** The window: where in the text it begins, and how many units it has; none are there before the text is begun. */
  let base = -1;
  let units = 0;

  /** Writes a text of ASCII unit by unit, and says how many; -1 where there are others. */
  function writeFew(piece: string): number {
    for (let at = 0; at < piece.length; at += 1) {
      const unit = piece.charCodeAt(at);
      if (unit > 127) return -1;
      utf8[at] = unit;
    }
    return piece.length;
  }

  function fill(text: string, from: number): void {
    let to = Math.min(text.length, from + windowUnits);
    // Not between two surrogates.
    if (to < text.length && (text.charCodeAt(to - 1) & 0xfc00) === 0xd800) to -= 1;
    const piece = from === 0 && to === text.length ? text : text.slice(from, to);
    let bytes = piece.length <= fewUnits ? writeFew(piece) : -1;
    if (bytes < 0) bytes = encoder.encodeInto(piece, utf8).written;
    const isLast = to === text.length ? 1 : 0;
    base = from;
    units = piece.length;
    if (bytes === units) wasm.fillAscii(from, bytes, isLast);
    else units = wasm.fill(from, bytes, isLast);
  }

  /** Brings what stands at `walk.at` into memory, with the words that are there already if they fit; false if it is. */
  function goOn(text: string, walk: Walk): boolean {
    const kept = tokens.count === 0 ? walk.at : (tokens.start[0] as number) - unitsBefore;
    const wanted = Math.max(0, walk.at - kept > windowUnits / 2 ? walk.at : kept);
    const from = wanted > base ? wanted : walk.at;
    if (from === base) return false;
    fill(text, from);
    return true;
  }

  /** Searches from place to place, as many hits as there is room for at a time. */
  function takeHits(from: number, until: number, find: (at: number) => number, emit: Emit): void {
    for (let at = from; at < until;) {
      at = find(at);
      const count = state[hitsPlace] as number;
      for (let place = 0; place < 3 * count; place += 3) {
        emit(hits[place] as number, hits[place + 1] as number, hits[place + 2] as number);
      }
      if (at < until && count === 0) throw new Error("a word of more gates than the lexicon says");
    }
  }

  function takePlaces(marks: number, emit: EmitPlace): void {
    wasm.startHidden();
    while (wasm.searchHidden(marks) !== 0) {
      const stop = 3 * (state[hitsPlace] as number);
      for (let place = 0; place < stop; place += 3) {
        emit(hits[place] as number, hits[place + 1] as number, hits[place + 2] as number);
      }
    }
  }

  const plainRow = makePlainRow(tables, tokens, scratch);
  const words = columns(buffer, rowShift, rowTokens);
  let isPlainRow = false;
  const row: EditedRow = {
    begin(mostWords) {
      isPlainRow = mostWords > rowTokens;
      if (isPlainRow) return plainRow.begin(mostWords);
      words.count = 0;
      return words;
    },
    copy(first, until) {
      if (isPlainRow) plainRow.copy(first, until);
      else if (first < until) {
        wasm.copyToRow(first, until, words.count);
        words.count += until - first;
      }
    },
    search(part, emit) {
      if (isPlainRow) plainRow.search(part, emit);
      else {
        const marks = marksOf(part);
        takeHits(0, words.count, (at) => wasm.searchRow(at, words.count, marks), emit);
      }
    },
  };

  return {
    lexicon,
    tokens,
    scratch,
    begin() {
      tokens.count = 0;
      base = -1;
      units = 0;
    },
    holdsNothing(text, part) {
      if (text.length > fewUnits) return false;
      const bytes = writeFew(text);
      base = -1;
      const steps = firstSteps + stepsPerUnit * bytes;
      return bytes >= 0 && wasm.holdsNothing(bytes, marksOf(part), steps) !== 0;
    },
    forget() {
      wasm.forget();
      base = -1;
    },
    tokenise(text, walk) {
      state[signalsPlace] = walk.signals;
      if (base < 0 || walk.at > base + units) fill(text, walk.at);
      for (;;) {
        wasm.setCount(tokens.count);
        const why = wasm.readWords(walk.at - base, full, capacity);
        walk.at = base + (state[atPlace] as number);
        tokens.count = state[countPlace] as number;
        walk.signals = state[signalsPlace];
        if (why === enoughWords) return false;
        if (why === textEnds) return true;
        if (goOn(text, walk)) continue;
        // A word, or what stands before it, is longer than the window.
        const isMore = readOdd(tables, text, tokens, walk);
        state[signalsPlace] = walk.signals;
        wasm.setCount(tokens.count);
        if (!isMore) return true;
        fill(text, walk.at);
      }
    },
    row,
    known: makeKnownReadings(),
    search(from, until, part, emit) {
      const marks = marksOf(part);
      takeHits(from, until, (at) => wasm.search(at, until, marks), emit);
    },
    matchHidden(from, until, part, budget, emit) {
      const left = wasm.readHidden(from, until, budget.steps);
      if (left < 0) return false;
      budget.steps = left;
      takePlaces(marksOf(part), emit);
      return true;
    },
    nextOdd: (index, until) => (index < until ? wasm.nextOdd(index, until) : until),
  };
}
