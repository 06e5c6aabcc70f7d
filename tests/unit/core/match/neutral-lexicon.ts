// A lexicon of harmless words for the tests of the engine.
import { readLexicons } from "../../../../lib/build/lexicon-pack.ts";
import { findHits } from "../../../../lib/core/match/find-hits.ts";
import { openLexicon } from "../../../../lib/core/match/open-lexicon.ts";
import type { Lexicon } from "../../../../lib/core/match/types.ts";

/** Opens a lexicon of patterns, weight and theme being of no account; throws when they do not pack. */
export function lexiconOf(patterns: readonly string[], classes = ""): Lexicon {
  return lexiconOfThemes({ violence: patterns }, classes);
}

/** The same of patterns by theme. */
export function lexiconOfThemes(
  themes: Readonly<Record<string, readonly string[]>>,
  classes = "",
): Lexicon {
  const files = Object.entries(themes).map(([theme, patterns]) => ({
    name: `${theme}.txt`,
    text: `theme ${theme}\nlanguage en\n${classes}\n${patterns.map((one) => `50 high | ${one}`).join("\n")}\n`,
  }));
  const read = readLexicons(files);
  if (!read.lexicon) throw new Error(JSON.stringify(read.problems));
  const opened = openLexicon(read.lexicon);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

/** Pattern and matched text of every hit. */
export function found(lexicon: Lexicon, text: string): readonly (readonly [string, string])[] {
  return findHits(lexicon, text).map((hit) => [
    lexicon.phrases[hit.phrase]?.pattern ?? "",
    text.slice(hit.start, hit.end),
  ]);
}

export const neutralPatterns = [
  "purple elephant",
  "elephant",
  "trumpet",
  "assess the rapier",
  "hide the biscuits",
  "key",
  "nature",
  "sign",
];
