// The engine that ships and its rivals behind one shape. It runs in a worker of Node and in a page of Chromium.
import { AhoCorasick as Monyone } from "@monyone/aho-corasick/fast";
import AhoCorasick from "ahocorasick";
import {
  englishRecommendedBlacklistMatcherTransformers,
  parseRawPattern,
  RegExpMatcher,
} from "obscenity";
import { createScanner } from "../../lib/core/match/create-scanner.ts";
import { defaultThresholds } from "../../lib/core/match/default-thresholds.ts";
import { findHits } from "../../lib/core/match/find-hits.ts";
import { openLexicon } from "../../lib/core/match/open-lexicon.ts";
import type { Lexicon } from "../../lib/core/match/types.ts";
import type { Span } from "./match-oracle.ts";
import { factorPhrases } from "./match-factor.ts";

export interface EngineInput {
  readonly phrases: readonly string[];
  readonly packed: ArrayBuffer;
  /** The Rust rival's module; absent where none could be made. */
  readonly rust: ArrayBuffer | undefined;
}

export interface Matcher {
  /** Matches named in a text; all of an engine's work, with what it needs done to the text before. */
  readonly scan: (text: string) => number;
  /** Where the matches stand; absent where an engine does not name places. */
  readonly spans?: (text: string) => readonly Span[];
  /** Memory of its own that no heap shows. */
  readonly bytes?: () => number;
}

type BuildEngine = (input: EngineInput) => Matcher | undefined;

function open(packed: ArrayBuffer): Lexicon {
  const opened = openLexicon(packed);
  if (!opened.ok) throw new Error(opened.error.map((one) => one.what).join("; "));
  return opened.value;
}

function touch(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum ^= text.charCodeAt(at);
  return sum;
}

function matchByRegExp(source: string): Matcher {
  const expression = new RegExp(source, "gi");
  const spans = (text: string): Span[] => {
    const found: Span[] = [];
    expression.lastIndex = 0;
    for (let hit = expression.exec(text); hit !== null; hit = expression.exec(text)) {
      found.push([hit.index, expression.lastIndex]);
    }
    return found;
  };
  return { scan: (text) => spans(text).length, spans };
}

interface RustExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  room(bytes: number): number;
  build(bytes: number, dfa: number): void;
  scan(bytes: number): number;
  spans(): number;
}

interface WebAssemblyHere {
  Module: new (bytes: ArrayBuffer) => object;
  Instance: new (module: object) => { readonly exports: unknown };
}

function matchByRust({ phrases, rust }: EngineInput, dfa: boolean): Matcher | undefined {
  if (rust === undefined) return undefined;
  const here = (globalThis as unknown as { WebAssembly: WebAssemblyHere }).WebAssembly;
  const made = new here.Instance(new here.Module(rust)).exports as RustExports;
  const encoder = new TextEncoder();
  const put = (text: string): number => {
    const most = 3 * text.length;
    const at = made.room(most);
    return encoder.encodeInto(text, new Uint8Array(made.memory.buffer, at, most)).written;
  };
  made.build(put(phrases.join("\n")), dfa ? 1 : 0);
  return {
    scan: (text) => made.scan(put(text)),
    spans: (text) => {
      const count = made.scan(put(text));
      const places = new Uint32Array(made.memory.buffer, made.spans(), 2 * count);
      return Array.from({ length: count }, (_, at) => [
        places[2 * at] ?? 0,
        places[2 * at + 1] ?? 0,
      ]);
    },
    bytes: () => made.memory.buffer.byteLength,
  };
}

/** By name, in the order of the tables printed. */
export const engines = {
  touch: () => ({ scan: touch }),
  /** The shipped engine's matches, all folding on. */
  own: ({ packed }) => {
    const lexicon = open(packed);
    return {
      scan: (text) => findHits(lexicon, text, false).length,
      spans: (text) => findHits(lexicon, text, false).map(({ start, end }) => [start, end]),
      bytes: () => packed.byteLength,
    };
  },
  /** The shipped scanner as a page asks it: findings, weighed. */
  ownScan: ({ packed }) => {
    const scanner = createScanner(open(packed), { thresholds: defaultThresholds.ks3 });
    return {
      scan: (text) => scanner.scan({ text, source: "page", isPiece: true }).length,
      bytes: () => packed.byteLength,
    };
  },
  monyone: ({ phrases }) => {
    const automaton = new Monyone([...phrases]);
    return {
      scan: (text) => automaton.matchInText(text.toLowerCase()).length,
      spans: (text) =>
        automaton.matchInText(text.toLowerCase()).map(({ begin, end }) => [begin, end]),
    };
  },
  ahocorasick: ({ phrases }) => {
    const automaton = new AhoCorasick(phrases);
    return {
      scan: (text) => automaton.search(text.toLowerCase()).length,
      spans: (text) =>
        automaton
          .search(text.toLowerCase())
          .flatMap(([last, found]) =>
            found.map((phrase): Span => [last + 1 - phrase.length, last + 1]),
          ),
    };
  },
  regexp: ({ phrases }) =>
    matchByRegExp([...phrases].sort((a, b) => b.length - a.length).join("|")),
  regexpFactored: ({ phrases }) => matchByRegExp(factorPhrases(phrases)),
  regexpEdges: ({ phrases }) => matchByRegExp(`\\b(?:${factorPhrases(phrases)})\\b`),
  rustDfa: (input) => matchByRust(input, true),
  rustNfa: (input) => matchByRust(input, false),
  obscenity: ({ phrases }) => {
    const matcher = new RegExpMatcher({
      blacklistedTerms: phrases.map((phrase, id) => ({
        id,
        pattern: parseRawPattern(`|${phrase}|`),
      })),
      // Without the last, which collapses doubled letters: every phrase that has one would be lost.
      blacklistMatcherTransformers: englishRecommendedBlacklistMatcherTransformers.slice(0, -1),
    });
    return {
      scan: (text) => matcher.getAllMatches(text).length,
      spans: (text) =>
        matcher.getAllMatches(text).map(({ startIndex, endIndex }) => [startIndex, endIndex + 1]),
    };
  },
} satisfies Readonly<Record<string, BuildEngine>>;

export type EngineName = keyof typeof engines;

export const engineNames = Object.keys(engines) as readonly EngineName[];
