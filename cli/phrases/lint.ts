// schoolgate phrases lint FILE
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { lexiconsFolder } from "../../lib/build/generate.ts";
import { readLexicons } from "../../lib/build/lexicon-pack.ts";
import type { LexiconFile, ReadPhrase } from "../../lib/build/lexicon-read.ts";
import { lintPhrases } from "../../lib/build/phrase-lint.ts";
import { tryPhrases, type PhraseTrial } from "../../lib/build/phrase-trial.ts";
import { unreadable } from "../../lib/build/policy-files.ts";
import { hasErrors, problem } from "../../lib/contract/result.ts";
import type { Problem } from "../../lib/contract/result.ts";
import { readingLevels } from "../../lib/contract/vocabulary.ts";
import { defaultThresholds } from "../../lib/core/match/default-thresholds.ts";
import { openLexicon } from "../../lib/core/match/open-lexicon.ts";
import { weighOptions } from "../../lib/core/match/weigh-options.ts";
import type { Command, CommandIo } from "../command.ts";
import { UsageError } from "../command.ts";
import { countProblems, problemLine } from "../print-problems.ts";
import { readOwnSamples, readSamples, type Sample } from "./read-samples.ts";

/** A phrase that stands in more harmless texts than one of so many is said to be common. */
const commonOf = 200;
const mostFileBytes = 4 * 1024 * 1024;

interface Trial extends PhraseTrial {
  readonly path: string;
  readonly pattern: string;
}

export const phrasesLint: Command = {
  about:
    "say what is wrong with a file of phrases, and what it would have flagged in harmless texts",
  plan: {
    usage:
      "phrases lint FILE [--against FOLDER|FILE] [--level L] [--json]   (the repository's harmless texts unless others are given; level ks3)",
    words: ["FILE"],
    values: ["against", "level"],
    flags: ["json"],
  },
  async run({ words, values, flags }, io) {
    const path = words[0] ?? "";
    const wanted = values.get("level") ?? "ks3";
    const level = readingLevels.find((known) => known === wanted);
    if (level === undefined) {
      throw new UsageError(
        `--level "${wanted}" is not known; expected one of ${readingLevels.join(", ")}`,
      );
    }
    const file = await readPhraseFile(path, io);
    if (file === undefined) return 1;
    const against = values.get("against");
    const read = against === undefined ? await readOwnSamples() : await readSamples(against);
    const beside = await readBeside(path);
    const linted = lintPhrases(file, beside, io.nowMs());
    const problems = [...linted.problems, ...read.problems];
    const tried = tryOn(file, beside, linted.phrases, read.samples, defaultThresholds[level]);
    if (Array.isArray(tried))
      problems.push(...tried.flatMap((one) => trialProblems(one, read.samples.length)));
    else problems.push(...tried.problems);
    const trials = Array.isArray(tried) ? tried : [];
    if (flags.has("json")) {
      const counts = { phrases: linted.phrases.length, texts: read.samples.length };
      await io.out(`${JSON.stringify({ file: path, counts, problems, trials }, null, 2)}\n`);
    } else {
      await io.out(
        `${path}: ${linted.phrases.length} phrases, tried on ${read.samples.length} harmless texts\n`,
      );
      for (const found of problems.sort(byLine)) await io.out(`${problemLine(found)}\n`);
      await io.out(
        problems.length === 0 ? "nothing to complain of\n" : `${countProblems(problems)}\n`,
      );
    }
    return hasErrors(problems) ? 1 : 0;
  },
};

function byLine(one: Problem, other: Problem): number {
  const lineOf = ({ path }: Problem) => Number(/:(\d+)$/.exec(path)?.[1] ?? Infinity);
  return lineOf(one) - lineOf(other) || 0;
}

async function readPhraseFile(path: string, io: CommandIo): Promise<LexiconFile | undefined> {
  const expected = "a file of phrases, as rules/lexicons/README.md says";
  try {
    const bytes = await readFile(path);
    if (bytes.length <= mostFileBytes) return { name: path, text: bytes.toString("utf8") };
    io.note(problemLine(problem(path, `${bytes.length} bytes`, `at most ${mostFileBytes}`)));
  } catch (thrown) {
    io.note(problemLine(unreadable(path, thrown, expected)));
  }
  return undefined;
}

/** What helps every phrase: classes, context and excuses. A file of `rules/lexicons` is not read twice. */
async function readBeside(path: string): Promise<LexiconFile[]> {
  const names = (await readdir(lexiconsFolder)).filter((name) =>
    /^(?:classes|context-|excuse-).*txt$/.test(name),
  );
  const isItself = (name: string) =>
    resolve(dirname(path)) === lexiconsFolder && basename(path) === name;
  return Promise.all(
    names
      .filter((name) => !isItself(name))
      .map(async (name) => ({ name, text: await readFile(join(lexiconsFolder, name), "utf8") })),
  );
}

/** The trials, or why the phrases cannot be packed. Lines that cannot be read are left out. */
function tryOn(
  file: LexiconFile,
  beside: readonly LexiconFile[],
  phrases: readonly ReadPhrase[],
  samples: readonly Sample[],
  thresholds: Parameters<typeof tryPhrases>[2],
): Trial[] | { readonly problems: readonly Problem[] } {
  if (phrases.length === 0) return [];
  const good = new Set(phrases.map(({ place }) => place));
  const rows = file.text.split(/\r?\n/);
  // A line that holds no phrase keeps its number.
  const text = rows
    .map((row, place) => (/^\s*\d/.test(row) && !good.has(`${file.name}:${place + 1}`) ? "" : row))
    .join("\n");
  const packed = readLexicons([...beside, { name: file.name, text }], weighOptions);
  // Complaints of headers and classes have been made.
  if (packed.lexicon === undefined) {
    const wrong = packed.problems.filter(({ level }) => level === "error");
    return {
      problems: [
        problem(
          file.name,
          "not tried on harmless texts",
          `first right: ${wrong[0]?.path ?? "its errors"}`,
          "warning",
        ),
      ],
    };
  }
  const opened = openLexicon(packed.lexicon);
  if (!opened.ok) return { problems: opened.error };
  const placeOf = new Map(
    phrases.map(({ phrase, place }) => [
      `${phrase.theme} ${phrase.language} ${phrase.pattern}`,
      place,
    ]),
  );
  return tryPhrases(opened.value, samples, thresholds).flatMap((trial) => {
    const phrase = opened.value.phrases[trial.phrase];
    if (phrase === undefined) return [];
    const path = placeOf.get(`${phrase.theme} ${phrase.language} ${phrase.pattern}`);
    return path === undefined ? [] : [{ ...trial, path, pattern: phrase.pattern }];
  });
}

/** What the trial of one phrase says against it. */
function trialProblems({ path, stands, flagged, places }: Trial, texts: number): Problem[] {
  const shown = places.map(({ place, words }) => `“${words}” in ${place}`).join(", ");
  if (flagged > 0) {
    const many = `${flagged} of ${texts} harmless texts`;
    return [
      problem(
        path,
        `would have flagged ${many}: ${shown}`,
        "no harmless text flagged: more words, or a lower weight",
      ),
    ];
  }
  if (stands * commonOf <= texts) return [];
  return [
    problem(
      path,
      `stands in ${stands} of ${texts} harmless texts: ${shown}`,
      "a phrase that is rare where no harm is meant",
      "warning",
    ),
  ];
}
