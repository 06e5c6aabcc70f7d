// Scans a text for the phrases of a lexicon, window by window, so that memory does not grow with the text.
import { findHiddenWords } from "./hidden-words.ts";
import { makeHitList, type HitList } from "./hit-list.ts";
import { matchHidden, type EmitPlace } from "./match-hidden.ts";
import { allParts, leadPart, type Emit, type Part } from "./match-phrases.ts";
import { makeEngine, type MakeEngine } from "./make-engine.ts";
import { makePlainEngine } from "./plain-engine.ts";
import { decodings, reversals, rotate, uprights, type Rewriting } from "./rewritten-text.ts";
import { isOtherScript } from "./script-guard.ts";
import { firstSteps, stepsPerUnit, type Budget } from "./spell-words.ts";
import { encodedSignal, flippedSignal, reversedSignal } from "./marks.ts";
import { dropTokens, type Walk } from "./tokenise.ts";
import type { Hit, Lexicon } from "./types.ts";
import type { Engine } from "./engine.ts";

/** Words per window. */
const windowWords = 2048;
/** The longest run of words that a reading of hidden words looks at. */
const readingWords = 64;
/** Up to this many units a text is read with patience: misspelt, torn, backwards, rot13. */
export const carefulUnits = 2000;

// Buffers are kept per lexicon; they hold nothing between scans that matters.
const engines = new WeakMap<Lexicon, Engine>();

/**
 * All phrases in a text, sorted by start; of each phrase the longest matches, at most 200. Never throws; linear.
 * Offsets are UTF-16 code units of `text`. A text of at most `carefulUnits` is read with patience unless `careful`
 * is false, which many short pieces of one page ask for; then phrases that only help to weigh are not looked for in
 * disguise. `part`: of which phrases.
 */
export function findHits(
  lexicon: Lexicon,
  text: string,
  careful = true,
  part: Part = allParts,
): Hit[] {
  let engine = engines.get(lexicon);
  if (engine === undefined) {
    engine = makeEngine(lexicon, windowWords);
    engines.set(lexicon, engine);
  }
  try {
    return scan(engine, text, careful, part);
  } catch {
    // WebAssembly reads beyond its memory where a lexicon's bytes are damaged; the other engine cannot.
    const plain = makePlainEngine(lexicon, windowWords);
    engines.set(lexicon, plain);
    return scan(plain, text, careful, part);
  }
}

/** The same with windows of another size: only to show that the size does not matter. */
export function findHitsInWindows(
  lexicon: Lexicon,
  text: string,
  words: number,
  make: MakeEngine = makeEngine,
  careful = true,
  part: Part = allParts,
): Hit[] {
  const least = 4 * (lexicon.tables.span + 2 * readingWords) + 1;
  return scan(make(lexicon, Math.max(words, least)), text, careful, part);
}

function scan(engine: Engine, text: string, careful: boolean, part: Part): Hit[] {
  const { scratch } = engine;
  if (scratch.isAnyFull) scratch.full.fill(0);
  scratch.isAnyFull = false;
  if (!careful && engine.holdsNothing?.(text, part) === true) return [];
  const list = makeHitList();
  const patience = careful && text.length <= carefulUnits ? "careful" : "quick";
  const signals = scanPlain(engine, text, list, patience, part, (hit) => hit);
  scanRewritten(engine, text, list, signals, patience, part);
  engine.forget();
  return list.finish();
}

/** How hidden words are looked for: with every means, with the cheap ones, not at all. */
type Patience = "careful" | "quick" | "none";

/** Scans a text as it stands; returns its signals. `place` turns a hit into one of the original, or drops it. */
function scanPlain(
  engine: Engine,
  text: string,
  list: HitList,
  patience: Patience,
  part: Part,
  place: (hit: Hit) => Hit | undefined,
): number {
  const { lexicon, tokens, scratch } = engine;
  const { tables } = lexicon;
  const guard = tables.span + 2 * readingWords;
  const walk: Walk = { at: 0, signals: 0 };
  const budget: Budget = { steps: firstSteps };
  const add = (phrase: number, start: number, end: number, disguised: boolean): void => {
    if (list.isFull(phrase)) {
      scratch.full[phrase] = 1;
      scratch.isAnyFull = true;
      return;
    }
    const hit = place({ phrase, start, end, disguised });
    if (!hit || isForeign(lexicon, text, phrase, start, end)) return;
    list.add(hit);
  };
  const { start, end } = tokens;
  const plain: Emit = (phrase, first, last) => {
    add(phrase, start[first] as number, end[last] as number, false);
  };
  engine.begin();
  let done = 0;
  for (;;) {
    const from = walk.at;
    const ended = engine.tokenise(text, walk);
    budget.steps += stepsPerUnit * (walk.at - from);
    // The last words of a window wait for what follows them.
    const until = ended ? tokens.count : tokens.count - guard;
    engine.search(done, until, part, plain);
    // A phrase may hold hidden words on both sides of where the last window stopped, so the stretch that is read
    // for them overlaps the last one; what reaches beyond this one is left to its neighbours.
    const back = Math.max(0, done - tables.span - readingWords);
    const ahead = ended ? tokens.count : tokens.count - readingWords;
    const careful = patience === "careful";
    const hidden = careful ? part : ((part & leadPart) as Part | 0);
    if (patience !== "none" && hidden !== 0) {
      const begin = back === 0 ? 0 : (start[back] ?? 0);
      const stop = ended ? text.length : (start[ahead] ?? text.length);
      const disguised: EmitPlace = (phrase, from, to) => {
        if (from >= begin && to <= stop) add(phrase, from, to, true);
      };
      if (careful || engine.matchHidden?.(back, ahead, hidden, budget, disguised) !== true) {
        const place = { tables, text, tokens, engine, budget, careful };
        matchHidden(engine, findHiddenWords(place, back, ahead), hidden, disguised);
      }
    }
    if (ended) return walk.signals;
    const drop = until - guard;
    dropTokens(tokens, drop);
    done = until - drop;
  }
}

function isForeign(
  lexicon: Lexicon,
  text: string,
  phrase: number,
  start: number,
  end: number,
): boolean {
  return (
    isOtherScript(lexicon.tables, text, start, end) &&
    lexicon.phraseAt(phrase)?.isLookAlike !== true
  );
}

/** Scans what the text says when it is written out, where it shows signs of being written otherwise. */
function scanRewritten(
  engine: Engine,
  text: string,
  list: HitList,
  signals: number,
  patience: Patience,
  part: Part,
): void {
  const scanOne = (rewriting: Rewriting, how: Patience): void => {
    scanPlain(engine, rewriting.text, list, how, part, ({ phrase, start, end }) => {
      const place = rewriting.place(start, end);
      return place && { phrase, start: place[0], end: place[1], disguised: true };
    });
  };
  if ((signals & encodedSignal) !== 0) for (const one of decodings(text)) scanOne(one, "quick");
  if ((signals & flippedSignal) !== 0) for (const one of uprights(text)) scanOne(one, "none");
  if ((signals & reversedSignal) !== 0)
    for (const one of reversals(text, false)) scanOne(one, "none");
  if (patience === "careful") {
    for (const one of reversals(text, true)) scanOne(one, "none");
    scanOne(rotate(text), "none");
  }
}
