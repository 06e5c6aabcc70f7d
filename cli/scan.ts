// schoolgate scan: texts in, findings out.
import { readFile } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { unreadable } from "../lib/build/policy-files.ts";
import { problem } from "../lib/contract/result.ts";
import type { LexiconFile } from "../lib/build/lexicon-read.ts";
import type { PolicyPhrases } from "../lib/contract/policy.ts";
import {
  languages as languageTable,
  languageTags,
  readingLevels,
  textSources,
} from "../lib/contract/vocabulary.ts";
import type { LanguageTag, TextSource, Theme } from "../lib/contract/vocabulary.ts";
import { createScanner } from "../lib/core/match/create-scanner.ts";
import { defaultThresholds } from "../lib/core/match/default-thresholds.ts";
import type { Finding, Lexicon } from "../lib/core/match/types.ts";
import { withLanguages, type LanguageLexicon } from "../lib/core/phrases/language-scanner.ts";
import { ownPhraseFiles } from "../lib/core/phrases/own-lexicon.ts";
import type { Command, CommandIo, ExitCode } from "./command.ts";
import { UsageError } from "./command.ts";
import { effectiveOf, openPolicy } from "./policy/open-policy.ts";
import { problemLine } from "./print-problems.ts";
import { EncodingError } from "./read-lines.ts";
import { expectedEncoding, textOf } from "./read-text.ts";
import { explainLines } from "./scan/explain-lines.ts";
import { explainText } from "./scan/explain-text.ts";
import { loadLanguages, loadLexicon, loadLexiconWith } from "./scan/load-lexicon.ts";
import { answerOf, scanLines, type ScanRow } from "./scan/scan-lines.ts";

/** A text file larger than this is no text: what people read is far below. */
const mostBytes = 64 * 1024 * 1024;

type Thresholds = Readonly<Partial<Record<Theme, number>>>;

interface Job {
  readonly source: TextSource;
  /** For whom, in words. */
  readonly profile: string;
  readonly lexicon: Lexicon;
  readonly others: readonly LanguageLexicon[];
  readonly thresholdsOf: (source: TextSource) => Thresholds;
  readonly scan: (row: Pick<ScanRow, "text" | "as">) => readonly Finding[];
}

interface Judged extends Pick<Job, "profile" | "thresholdsOf"> {
  /** The school's own. */
  readonly phrases: readonly PolicyPhrases[];
  readonly languages: readonly LanguageTag[];
}

export const scan: Command = {
  about: "say what would be reported of texts, and with --explain why",
  plan: {
    usage:
      'scan [FILE…|-] [--jsonl] [--explain] [--json] [--as page|typed|search] [--level L | --policy FILE [--profile P]] [--phrases FILE] [--languages TAG,…] [--strict]   (-: standard input, which --jsonl reads where no file is given; page and level ks3 unless given; --jsonl: lines of {"id","text","as"?})',
    words: ["FILE"],
    lastRepeats: true,
    values: ["as", "level", "profile", "policy", "phrases", "languages"],
    flags: ["jsonl", "json", "explain", "strict"],
  },
  async run({ words, values, flags }, io) {
    if (words.length === 0 && !flags.has("jsonl")) {
      throw new UsageError(
        "no text is given; expected FILE…, - for standard input, or --jsonl for lines of texts",
      );
    }
    if (flags.has("strict") && !flags.has("jsonl")) {
      throw new UsageError("--strict goes with --jsonl");
    }
    if (words.filter((word) => word === "-").length > 1) throw new UsageError("- is given twice");
    const job = await prepare(values, io);
    if (job === undefined) return 1;
    const options = { isExplained: flags.has("explain"), isStrict: flags.has("strict") };
    const inputs = words.length === 0 ? ["-"] : words;
    return flags.has("jsonl")
      ? scanStreams(inputs, job, options, io)
      : scanTexts(inputs, job, { ...options, isJson: flags.has("json") }, io);
  },
};

/** What every text is held against; undefined once it has been said why there is nothing. */
async function prepare(
  values: ReadonlyMap<string, string>,
  io: CommandIo,
): Promise<Job | undefined> {
  const source = readSource(values.get("as") ?? "page");
  const judged = await readThresholds(values, source, io);
  if (judged === undefined) return undefined;
  const own = values.get("phrases");
  const files: LexiconFile[] = [...ownPhraseFiles(judged.phrases)];
  if (own !== undefined) {
    const text = await readText(own, io);
    if (text === undefined) return undefined;
    files.push({ name: own, text });
  }
  const lexicon = files.length === 0 ? await loadLexicon() : await loadLexiconWith(files);
  const others = await loadLanguages(readLanguages(values.get("languages")) ?? judged.languages);
  const scanners = new Map(
    textSources.map((as) => {
      const settings = { thresholds: judged.thresholdsOf(as) };
      return [as, withLanguages(createScanner(lexicon, settings), others, settings)];
    }),
  );
  return {
    profile: judged.profile,
    thresholdsOf: judged.thresholdsOf,
    source,
    lexicon,
    others,
    scan: ({ text, as = source }) => scanners.get(as)?.scan({ text, source: as }) ?? [],
  };
}

/** Tags with commas between; undefined where none are given. */
function readLanguages(text: string | undefined): LanguageTag[] | undefined {
  if (text === undefined) return undefined;
  const given = text.split(",").map((tag) => tag.trim());
  const known = languageTags.filter((tag) => given.includes(tag));
  const wrong = given.find((tag) => !known.some((one) => one === tag));
  if (wrong !== undefined) {
    throw new UsageError(
      `--languages "${wrong}" is not known; expected one or more of ${languageTags.join(", ")} (English is looked for in any case)`,
    );
  }
  return known;
}

function readSource(text: string): TextSource {
  const source = textSources.find((known) => known === text);
  if (source === undefined) {
    throw new UsageError(`--as "${text}" is not known; expected one of ${textSources.join(", ")}`);
  }
  return source;
}

/** What the profile looks for; undefined once it has been said why the policy cannot be used. */
async function readThresholds(
  values: ReadonlyMap<string, string>,
  source: TextSource,
  io: CommandIo,
): Promise<Judged | undefined> {
  const policyFile = values.get("policy");
  const profile = values.get("profile");
  const given = values.get("level");
  if (policyFile === undefined) {
    if (given !== undefined && profile !== undefined) {
      throw new UsageError("--level or --profile, not both, unless --policy is given");
    }
    // "post-16" is what profiles are called, "post16" the reading level.
    const wanted = (given ?? profile ?? "ks3").replace("post-16", "post16");
    const level = readingLevels.find((known) => known === wanted);
    if (level === undefined) {
      throw new UsageError(
        `--${given === undefined ? "profile" : "level"} "${wanted}" is not a reading level; expected one of ${readingLevels.join(", ")}, or --policy FILE that has the profile`,
      );
    }
    return {
      profile: `level ${level}`,
      thresholdsOf: () => defaultThresholds[level],
      phrases: [],
      languages: [],
    };
  }
  if (given !== undefined) {
    throw new UsageError("--level goes without --policy: the policy's profile says the level");
  }
  const opened = await openPolicy(policyFile, io, io.nowMs());
  if (opened === undefined) return undefined;
  const { monitoring, profile: name } = effectiveOf(opened, profile ?? "ks3", io.nowMs());
  if (!monitoring.sources.includes(source)) {
    io.note(`note: the profile ${name} does not watch "${source}", so nothing would be reported`);
  }
  return {
    profile: `profile ${name}`,
    thresholdsOf: (as) => (monitoring.sources.includes(as) ? monitoring.thresholds : {}),
    phrases: monitoring.phrases ?? [],
    languages: monitoring.languages ?? [],
  };
}

/** Whole texts: a file each, or standard input. */
async function scanTexts(
  words: readonly string[],
  job: Job,
  { isExplained, isJson }: { readonly isExplained: boolean; readonly isJson: boolean },
  io: CommandIo,
): Promise<ExitCode> {
  let unread = 0;
  for (const word of words) {
    const text = word === "-" ? await readInput(io) : await readText(word, io);
    if (text === undefined) {
      unread += 1;
      continue;
    }
    const name = nameOf(word);
    const told = isExplained ? explain(job, { text }) : undefined;
    if (isJson) {
      const more = told === undefined ? {} : { explanation: told, ...othersOf(job, { text }) };
      await io.out(`${JSON.stringify({ ...answerOf(name, job.scan({ text })), ...more })}\n`);
    } else if (told !== undefined) {
      await io.out(explainLines(name, job.profile, told));
      for (const { language, told: other } of explainOthers(job, { text })) {
        const { title } = languageTable[language];
        await io.out(explainLines(`${name} (${title})`, job.profile, other));
      }
    } else {
      await io.out(findingLines(name, text, job.scan({ text })));
    }
  }
  return unread > 0 ? 1 : 0;
}

function nameOf(word: string): string {
  return word === "-" ? "standard input" : word;
}

function explain(job: Job, { text, as = job.source }: Pick<ScanRow, "text" | "as">) {
  return explainText(job.lexicon, { text, source: as }, job.thresholdsOf(as));
}

/** The same of each language beside English, which is weighed by itself. */
function explainOthers(job: Job, { text, as = job.source }: Pick<ScanRow, "text" | "as">) {
  return job.others.map(({ language, lexicon }) => ({
    language,
    told: explainText(lexicon, { text, source: as }, job.thresholdsOf(as)),
  }));
}

function othersOf(job: Job, row: Pick<ScanRow, "text" | "as">) {
  if (job.others.length === 0) return {};
  const told = explainOthers(job, row).map(({ language, told }) => [language, told] as const);
  return { languages: Object.fromEntries(told) };
}

function findingLines(name: string, text: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return `${name}: no finding\n`;
  const lines = findings.map(({ category, severity, score, matches, excuses }) => {
    const words = matches.map(
      ({ start, end }) => `“${text.slice(start, end).replace(/\s+/g, " ")}”`,
    );
    const excused = excuses.length === 0 ? "" : ` (less for ${excuses.join(", ")})`;
    return `  ${category}, ${severity}, ${score} points${excused}: ${words.join(", ")}\n`;
  });
  return `${name}:\n${lines.join("")}`;
}

/** Lines of texts, from files or standard input, one after the other. */
async function scanStreams(
  words: readonly string[],
  job: Job,
  { isExplained, isStrict }: { readonly isExplained: boolean; readonly isStrict: boolean },
  io: CommandIo,
): Promise<ExitCode> {
  let code: 0 | 1 = 0;
  for (const word of words) {
    const input = word === "-" ? io.input : createReadStream(word);
    try {
      const done = await scanLines({ ...io, input }, job.scan, {
        isStrict,
        ...(isExplained
          ? { more: (row) => ({ explanation: explain(job, row), ...othersOf(job, row) }) }
          : {}),
      });
      if (done === 1) code = 1;
    } catch (thrown) {
      if (thrown instanceof EncodingError) {
        io.note(problemLine(problem(nameOf(word), thrown.message, expectedEncoding)));
      } else if (thrown instanceof Error && "syscall" in thrown) {
        io.note(problemLine(unreadable(word, thrown, 'lines of {"id","text"}')));
      } else {
        // Not of what is read: a fault of ours.
        throw thrown;
      }
      code = 1;
    }
    if (isStrict && code === 1) break;
  }
  return code;
}

async function readText(file: string, io: CommandIo): Promise<string | undefined> {
  try {
    const bytes = await readFile(file);
    if (bytes.length <= mostBytes) return readBytes(file, bytes, io);
    io.note(
      `error: ${file}\n    found:    ${bytes.length} bytes\n    expected: at most ${mostBytes}`,
    );
  } catch (thrown) {
    io.note(problemLine(unreadable(file, thrown, "a text file")));
  }
  return undefined;
}

async function readInput(io: CommandIo): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  for await (const part of io.input) parts.push(part);
  return readBytes(nameOf("-"), Buffer.concat(parts), io);
}

/** Undefined once it has been said what they are instead of text. */
function readBytes(name: string, bytes: Uint8Array, io: CommandIo): string | undefined {
  const text = textOf(name, bytes);
  if (text.ok) return text.value;
  io.note(problemLine(text.error));
  return undefined;
}
