// A school's own phrases: checked with places in the policy, and packed for the scanner. Never throws.
import type { PolicyPhrases } from "../contract/policy.ts";
import { hasErrors, problem } from "../contract/result.ts";
import type { Problem } from "../contract/result.ts";
import { weighOptions } from "../core/match/weigh-options.ts";
import { isHeaderLine, ownPhraseFiles, placeInPolicy } from "../core/phrases/own-lexicon.ts";
import { packLexicon } from "./lexicon-pack.ts";
import { readLexiconFiles } from "./lexicon-read.ts";
import type { ReadPhrase } from "./lexicon-read.ts";
import { phraseFaults } from "./phrase-faults.ts";

/** What a phrase that scores may say; the other options belong to excuses and marks. */
const { said, search, direct, company, denies, needs, unless } = weighOptions;
const ownOptions = Object.fromEntries(
  Object.entries({ said, search, direct, company, denies, needs, unless }).flatMap(
    ([name, values]) => (values === undefined ? [] : [[name, values]]),
  ),
);

interface ReadOwn {
  readonly phrases: readonly ReadPhrase[];
  readonly problems: readonly Problem[];
}

function readOwn(lists: readonly PolicyPhrases[]): ReadOwn {
  const headers = lists.flatMap((list, place) =>
    list.lines.flatMap((line, at) =>
      isHeaderLine(line)
        ? [
            problem(
              `phrases.${place}.lines.${at}`,
              `“${line.slice(0, 40)}”`,
              "a phrase, a class, a heading or a comment: theme, language, source and review are fields of the list",
            ),
          ]
        : [],
    ),
  );
  const read = readLexiconFiles(ownPhraseFiles(lists), ownOptions);
  const faults = phraseFaults(read.phrases);
  const refused = new Set(faults.filter((one) => one.level === "error").map(({ path }) => path));
  return {
    phrases: read.phrases.filter(({ place }) => !refused.has(place)),
    problems: [
      ...headers,
      ...[...read.problems, ...faults].map((one) => ({ ...one, path: placeInPolicy(one.path) })),
    ],
  };
}

/** What is wrong with the lines, by their places in the policy: `phrases.0.lines.2`. */
export function checkOwnPhrases(lists: readonly PolicyPhrases[]): Problem[] {
  const { phrases, problems } = readOwn(lists);
  if (hasErrors(problems) || phrases.length === 0) return [...problems];
  return [...problems, ...packProblems(packLexicon(phrases).problems)];
}

function packProblems(problems: readonly Problem[]): Problem[] {
  return problems.map((one) => ({ ...one, path: placeInPolicy(one.path) }));
}

/**
 * Packs the lines that are right; those that are not are left out, so that one slip does not blind the rest.
 * Undefined where nothing is left. The bytes are for `openLexicon`.
 */
export function packOwnPhrases(lists: readonly PolicyPhrases[]): ArrayBuffer | undefined {
  let { phrases } = readOwn(lists);
  while (phrases.length > 0) {
    const packed = packLexicon(phrases);
    if (packed.lexicon !== undefined) return packed.lexicon;
    const wrong = new Set(packed.problems.map(({ path }) => path));
    const left = phrases.filter(({ place }) => !wrong.has(place));
    // A fault of no single line: nothing can be saved.
    if (left.length === phrases.length) return undefined;
    phrases = left;
  }
  return undefined;
}
