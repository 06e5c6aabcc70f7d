// Reads a folder of lexicons from disk, for the build, the command line and the tests.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { hasErrors, problem, type Problem } from "../contract/result.ts";
import { readLexicons, type PackedLexicon } from "./lexicon-pack.ts";
import {
  headerOf,
  isDay,
  isSpeakerLine,
  speakerExpected,
  type LexiconFile,
  type OptionTable,
} from "./lexicon-read.ts";

/** The `.txt` files of a folder, in order of their names. Rejects when the folder or a file cannot be read. */
export async function readLexiconFolder(dir: string): Promise<LexiconFile[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith(".txt")).sort();
  return Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(dir, name), "utf8") })),
  );
}

/**
 * Packs the `.txt` files of a folder, in order of their names. Each must say where it is from and when it was reviewed;
 * one that is not in English also whether a speaker of its language has read it.
 * Rejects when the folder or a file cannot be read; what is wrong inside them comes back as problems.
 */
export async function loadLexiconFolder(
  dir: string,
  options?: OptionTable,
): Promise<PackedLexicon> {
  const files = await readLexiconFolder(dir);
  const faults = files.flatMap(originFaults);
  const read = readLexicons(files, options);
  // A date that is none is a warning of its line where schools write; here it is an error, said once.
  const said = new Set(faults.map(({ path }) => path));
  const problems = [...faults, ...read.problems.filter(({ path }) => !said.has(path))];
  return hasErrors(problems) ? { problems } : { ...read, problems };
}

/** What is shipped names its source, the day on which somebody last looked at every phrase, and what a speaker did. */
function originFaults({ name, text }: LexiconFile): Problem[] {
  const found: Problem[] = [];
  if (!headerOf(text, "source")?.value) {
    found.push(problem(name, "no source", "a line “source …”: who wrote it, or where it is from"));
  }
  const reviewed = headerOf(text, "reviewed");
  if (reviewed === undefined) {
    found.push(problem(name, "no date of review", "a line “reviewed 2026-11-22”"));
  } else if (!isDay(reviewed.value)) {
    const { line, value } = reviewed;
    found.push(problem(`${name}:${line}`, `reviewed “${value}”`, "a date such as 2026-11-22"));
  }
  const speaker = headerOf(text, "speaker");
  if (speaker === undefined) {
    const language = headerOf(text, "language")?.value ?? "en";
    if (language !== "en")
      found.push(problem(name, "no word of a speaker", `a line “speaker …”: ${speakerExpected}`));
  } else if (!isSpeakerLine(speaker.value)) {
    found.push(problem(`${name}:${speaker.line}`, `speaker “${speaker.value}”`, speakerExpected));
  }
  return found;
}
