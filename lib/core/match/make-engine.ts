// Which engine reads: the one in WebAssembly wherever there is WebAssembly.
import type { Engine } from "./engine.ts";
import { makePlainEngine } from "./plain-engine.ts";
import type { Lexicon } from "./types.ts";
import { makeWasmEngine } from "./wasm-engine.ts";

/** Makes an engine for a lexicon that keeps so many words in memory, at most. */
export type MakeEngine = (lexicon: Lexicon, mostWords: number) => Engine;

export const makeEngine: MakeEngine = (lexicon, mostWords) =>
  makeWasmEngine(lexicon, mostWords) ?? makePlainEngine(lexicon, mostWords);
