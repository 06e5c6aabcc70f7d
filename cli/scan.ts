// schoolgate scan --jsonl: texts in, findings out, one line each and in order.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  generateAll,
  generatedFolder,
  GenerateError,
  lexiconsFolder,
} from "../lib/build/generate.ts";
import { loadLexiconFolder } from "../lib/build/lexicon-folder.ts";
import { readingLevels, textSources } from "../lib/contract/vocabulary.ts";
import type { TextSource, Theme } from "../lib/contract/vocabulary.ts";
import { createScanner } from "../lib/core/match/create-scanner.ts";
import { defaultThresholds } from "../lib/core/match/default-thresholds.ts";
import { openLexicon } from "../lib/core/match/open-lexicon.ts";
import type { Finding, Lexicon } from "../lib/core/match/types.ts";
import { weighOptions } from "../lib/core/match/weigh-options.ts";
import type { Command, CommandIo } from "./command.ts";
import { UsageError } from "./command.ts";
import { effectiveOf, openPolicy } from "./policy/open-policy.ts";
import { readLines } from "./read-lines.ts";

export const scan: Command = {
  about: "say what would be reported of texts on standard input",
  plan: {
    usage:
      "scan --jsonl [--as page|typed|search] [--profile P] [--policy FILE]   (page and ks3 unless given; without a policy P is one of ks1, ks2, ks3, ks4, post16, staff)",
    words: [],
    values: ["as", "profile", "policy"],
    flags: ["jsonl", "json"],
  },
  async run({ values, flags }, io) {
    if (!flags.has("jsonl")) throw new UsageError("--jsonl is missing: it is the only form so far");
    const source = readSource(values.get("as") ?? "page");
    const thresholds = await readThresholds(
      values.get("profile"),
      values.get("policy"),
      source,
      io,
    );
    if (thresholds === undefined) return 1;
    const scanner = createScanner(await loadLexicon(), { thresholds });
    return scanLines(io, (text) => scanner.scan({ text, source }));
  },
};

function readSource(text: string): TextSource {
  const source = textSources.find((known) => known === text);
  if (source === undefined) {
    throw new UsageError(`--as "${text}" is not known; expected one of ${textSources.join(", ")}`);
  }
  return source;
}

/** What the profile looks for; undefined once it has been said why the policy cannot be used. */
async function readThresholds(
  profile: string | undefined,
  policyFile: string | undefined,
  source: TextSource,
  io: CommandIo,
): Promise<Readonly<Partial<Record<Theme, number>>> | undefined> {
  if (policyFile === undefined) {
    // "post-16" is what profiles are called, "post16" the reading level.
    const wanted = (profile ?? "ks3").replace("post-16", "post16");
    const level = readingLevels.find((known) => known === wanted);
    if (level === undefined) {
      throw new UsageError(
        `--profile "${wanted}" is not a reading level; expected one of ${readingLevels.join(", ")}, or --policy FILE that has the profile`,
      );
    }
    return defaultThresholds[level];
  }
  const opened = await openPolicy(policyFile, io, io.nowMs());
  if (opened === undefined) return undefined;
  const { monitoring, profile: name } = effectiveOf(opened, profile ?? "ks3", io.nowMs());
  if (monitoring.sources.includes(source)) return monitoring.thresholds;
  io.note(`note: the profile ${name} does not watch "${source}", so nothing would be reported`);
  return {};
}

/** The packed lexicon of the last build where it is of these very sources; else it is built first. */
async function loadLexicon(): Promise<Lexicon> {
  const opened = openLexicon(await readLexiconBytes());
  if (!opened.ok) throw new GenerateError(opened.error);
  return opened.value;
}

async function readLexiconBytes(): Promise<ArrayBuffer> {
  try {
    await generateAll(generatedFolder);
    const file = await readFile(join(generatedFolder, "lexicon.bin"));
    return new Uint8Array(file).buffer;
  } catch (thrown) {
    // A folder that cannot be written to: packed in memory, a little slower each time.
    const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
    if (code !== "EACCES" && code !== "EROFS" && code !== "EPERM") throw thrown;
    const built = await loadLexiconFolder(lexiconsFolder, weighOptions);
    if (built.lexicon === undefined) throw new GenerateError(built.problems);
    return built.lexicon;
  }
}

/** One answer for each line. A malformed line gets `{"line","error"}` in its place; exit code 1 at the end then. */
export async function scanLines(
  io: Pick<CommandIo, "out" | "input">,
  find: (text: string) => readonly Finding[],
): Promise<0 | 1> {
  let number = 0;
  let malformed = 0;
  // An empty line is malformed unless it is the last: so it is told only once another follows.
  let emptyAt: number | undefined;
  const complain = async (line: number, error: string) => {
    malformed += 1;
    await io.out(`${JSON.stringify({ line, error })}\n`);
  };
  for await (const line of readLines(io.input)) {
    number += 1;
    if (emptyAt !== undefined) await complain(emptyAt, 'an empty line; expected {"id","text"}');
    emptyAt = undefined;
    const text = number === 1 ? line?.replace(/^\uFEFF/, "") : line;
    if (text === "") {
      emptyAt = number;
      continue;
    }
    const row = text === undefined ? "a line that is too long" : readRow(text);
    if (typeof row === "string") await complain(number, row);
    else await io.out(answerLine(row.id, find(row.text)));
  }
  return malformed > 0 ? 1 : 0;
}

interface Row {
  readonly id: string | number;
  readonly text: string;
}

/** The row, or what is wrong with it. */
function readRow(line: string): Row | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'not JSON; expected {"id","text"}';
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return 'not an object; expected {"id","text"}';
  }
  const { id, text } = value as Partial<Record<"id" | "text", unknown>>;
  if (typeof id !== "string" && typeof id !== "number") return '"id" is missing or no text';
  if (typeof text !== "string") return '"text" is missing or no text';
  return { id, text };
}

function answerLine(id: string | number, findings: readonly Finding[]): string {
  const answer = {
    id,
    findings: findings.map(({ category, severity, score, matches }) => ({
      category,
      severity,
      score,
      matches: matches.map(({ start, end, phrase }) => ({ start, end, phrase })),
    })),
  };
  return `${JSON.stringify(answer)}\n`;
}
