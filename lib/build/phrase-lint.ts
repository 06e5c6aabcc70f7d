// Everything that is wrong with a file of phrases, each with its line: what cannot be read, what should not be looked
// for, and what a reader of the file will miss.
import { problem } from "../contract/result.ts";
import type { Problem } from "../contract/result.ts";
import { weighOptions } from "../core/match/weigh-options.ts";
import { headerOf, readLexiconFiles } from "./lexicon-read.ts";
import type { LexiconFile, ReadPhrase } from "./lexicon-read.ts";
import { phraseFaults } from "./phrase-faults.ts";

const oldAfterMs = 2 * 365 * 24 * 60 * 60_000;

export interface LintedPhrases {
  /** Phrases of the file that can be packed. */
  readonly phrases: readonly ReadPhrase[];
  readonly problems: readonly Problem[];
}

/**
 * Checks one file. `beside` are read with it and not complained of: classes it may use, and phrases that stand already.
 * `nowMs` is Unix ms. Pure; never throws.
 */
export function lintPhrases(
  file: LexiconFile,
  beside: readonly LexiconFile[],
  nowMs: number,
): LintedPhrases {
  const isOwn = (place: string) => place.startsWith(`${file.name}:`);
  const read = readLexiconFiles([...beside, file], weighOptions);
  const phrases = read.phrases.filter(({ place }) => isOwn(place));
  const scoring = phrases.filter(({ phrase }) => !["excuse", "context"].includes(phrase.theme));
  const problems = [
    ...read.problems.filter(({ path }) => isOwn(path)),
    ...headerFaults(file, phrases, nowMs),
    ...phraseFaults(scoring),
  ];
  // Lines that begin like a phrase and cannot be read have been told of.
  if (!/^\s*\d/m.test(file.text)) {
    problems.push(problem(`${file.name}:1`, "no phrase", "a line WEIGHT SEVERITY | pattern"));
  }
  return { phrases, problems: problems.sort(byLine) };
}

function lineOf({ path }: Problem): number {
  return Number(/:(\d+)$/.exec(path)?.[1] ?? 0);
}

function byLine(one: Problem, other: Problem): number {
  return lineOf(one) - lineOf(other);
}

/** Where phrases come from, who looked at them when, and why they are there. */
function headerFaults(
  { name, text }: LexiconFile,
  phrases: readonly ReadPhrase[],
  nowMs: number,
): Problem[] {
  const found: Problem[] = [];
  const say = (line: number, what: string, expected: string) =>
    found.push(problem(`${name}:${line}`, what, expected, "warning"));
  const source = headerOf(text, "source");
  if (source === undefined || source.value === "") {
    say(
      source?.line ?? 1,
      "no source",
      "a line “source …” above the phrases: who wrote them, or where they are from",
    );
  }
  const reviewed = headerOf(text, "reviewed");
  if (reviewed === undefined) {
    say(
      1,
      "no date of review",
      "a line “reviewed 2026-11-22”: when somebody last looked at every phrase",
    );
  } else {
    const atMs = Date.parse(`${reviewed.value}T00:00:00Z`);
    if (atMs > nowMs)
      say(
        reviewed.line,
        `a review on ${reviewed.value}, a day to come`,
        "the day on which it was done",
      );
    else if (nowMs - atMs > oldAfterMs) {
      say(
        reviewed.line,
        `a review on ${reviewed.value}, more than two years ago`,
        "a look at every phrase, and the new date",
      );
    }
  }
  const without = phrases.find(({ phrase }) => phrase.group === "");
  if (without !== undefined) {
    const line = Number(/:(\d+)$/.exec(without.place)?.[1] ?? 1);
    say(
      line,
      "a phrase without a reason",
      "a heading above it that says what is noticed: “## names that are called at our bus stop”",
    );
  }
  return found;
}
