// schoolgate phrases lint FILE
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { lexiconsFolder } from "../../lib/build/generate.ts";
import { readLexicons } from "../../lib/build/lexicon-pack.ts";
import type { LexiconFile, ReadPhrase } from "../../lib/build/lexicon-read.ts";
import { checkOwnPhrases } from "../../lib/build/own-phrases.ts";
import { lintPhrases } from "../../lib/build/phrase-lint.ts";
import { tryPhrases, type PhraseTrial } from "../../lib/build/phrase-trial.ts";
import { parsePolicy } from "../../lib/contract/parse-policy.ts";
import { ownPhraseFiles, placeInPolicy } from "../../lib/core/phrases/own-lexicon.ts";
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
import { textOf } from "../read-text.ts";
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
      "phrases lint FILE|POLICY.json [--against FOLDER|FILE] [--level L] [--json]   (the repository's harmless texts unless others are given; level ks3)",
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
    const given = await readPhraseFiles(path, io);
    if (given === undefined) return 1;
    const against = values.get("against");
    const read = against === undefined ? await readOwnSamples() : await readSamples(against);
    const beside = await readBeside(path);
    const problems: Problem[] = [...given.problems];
    const trials: Trial[] = [];
    let phrases = 0;
    for (const file of given.files) {
      const linted = lintPhrases(file, beside, io.nowMs());
      const tried = tryOn(file, beside, linted.phrases, read.samples, defaultThresholds[level]);
      phrases += linted.phrases.length;
      if (!isPolicy(path)) problems.push(...linted.problems);
      problems.push(...tried.problems);
      trials.push(...tried.trials);
    }
    problems.push(...trials.flatMap((one) => trialProblems(one, read.samples.length)));
    const placed = problems.map((one) => ({ ...one, path: placeInPolicy(one.path) }));
    placed.sort(byLine).push(...read.problems);
    if (flags.has("json")) {
      const counts = { phrases, texts: read.samples.length };
      const told = { file: path, counts, problems: placed, trials };
      await io.out(`${JSON.stringify(told, null, 2)}\n`);
    } else {
      await io.out(`${path}: ${phrases} phrases, tried on ${read.samples.length} harmless texts\n`);
      for (const found of placed) await io.out(`${problemLine(found)}\n`);
      await io.out(placed.length === 0 ? "nothing to complain of\n" : `${countProblems(placed)}\n`);
    }
    return hasErrors(placed) ? 1 : 0;
  },
};

/** By list of a policy, then by line. */
function byLine(one: Problem, other: Problem): number {
  const placeOf = ({ path }: Problem) => {
    const found = /^(.*?):(\d+)$/.exec(path);
    return { file: found?.[1] ?? path, line: Number(found?.[2] ?? 0) };
  };
  const [a, b] = [placeOf(one), placeOf(other)];
  return a.file === b.file
    ? a.line - b.line
    : a.file.localeCompare(b.file, "en", { numeric: true });
}

function isPolicy(path: string): boolean {
  return path.toLowerCase().endsWith(".json");
}

interface GivenPhrases {
  readonly files: readonly LexiconFile[];
  /** Of a policy: what `policy check` says of its lines. */
  readonly problems: readonly Problem[];
}

/** The file itself or, of a policy, a file for each of its lists. */
async function readPhraseFiles(path: string, io: CommandIo): Promise<GivenPhrases | undefined> {
  const expected = "a file of phrases, as rules/lexicons/README.md says, or a policy.json";
  try {
    const bytes = await readFile(path);
    if (bytes.length <= mostFileBytes) {
      const text = textOf(path, bytes);
      if (!text.ok) {
        io.note(problemLine(text.error));
        return undefined;
      }
      if (!isPolicy(path)) return { files: [{ name: path, text: text.value }], problems: [] };
      const parsed = parsePolicy(text.value);
      if (parsed.ok) {
        const { phrases } = parsed.value;
        return { files: ownPhraseFiles(phrases), problems: checkOwnPhrases(phrases) };
      }
      for (const found of parsed.error) io.note(problemLine(found));
      return undefined;
    }
    io.note(problemLine(problem(path, `${bytes.length} bytes`, `at most ${mostFileBytes}`)));
  } catch (thrown) {
    io.note(problemLine(unreadable(path, thrown, expected)));
  }
  return undefined;
}

/** What helps every phrase: classes, context and excuses. A file of `rules/lexicons` is not read twice. */
async function readBeside(path: string): Promise<LexiconFile[]> {
  const helpers = /^(?:classes|context-|excuse-).*txt$/;
  const names = (await readdir(lexiconsFolder)).filter((name) => helpers.test(name));
  const isItself = (name: string) =>
    resolve(dirname(path)) === lexiconsFolder && basename(path) === name;
  return Promise.all(
    names
      .filter((name) => !isItself(name))
      .map(async (name) => ({ name, text: await readFile(join(lexiconsFolder, name), "utf8") })),
  );
}

/** The trials, and why the phrases cannot be packed where they cannot. Lines that cannot be read are left out. */
function tryOn(
  file: LexiconFile,
  beside: readonly LexiconFile[],
  phrases: readonly ReadPhrase[],
  samples: readonly Sample[],
  thresholds: Parameters<typeof tryPhrases>[2],
): { readonly trials: readonly Trial[]; readonly problems: readonly Problem[] } {
  if (phrases.length === 0) return { trials: [], problems: [] };
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
      trials: [],
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
  if (!opened.ok) return { trials: [], problems: opened.error };
  const placeOf = new Map(
    phrases.map(({ phrase, place }) => [
      `${phrase.theme} ${phrase.language} ${phrase.pattern}`,
      place,
    ]),
  );
  const trials = tryPhrases(opened.value, samples, thresholds).flatMap((trial) => {
    const phrase = opened.value.phrases[trial.phrase];
    if (phrase === undefined) return [];
    const path = placeOf.get(`${phrase.theme} ${phrase.language} ${phrase.pattern}`);
    return path === undefined ? [] : [{ ...trial, path, pattern: phrase.pattern }];
  });
  return { trials, problems: [] };
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
