// Harmless texts that phrases are tried on: the repository's own, or a school's.
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { unreadable } from "../../lib/build/policy-files.ts";
import { problem } from "../../lib/contract/result.ts";
import type { Problem } from "../../lib/contract/result.ts";
import { textSources } from "../../lib/contract/vocabulary.ts";
import type { TextSource } from "../../lib/contract/vocabulary.ts";
import { projectRoot } from "../kit/project-root.ts";
import { textOf } from "../read-text.ts";

export interface Sample {
  /** `file.txt:12`, or a case's id. */
  readonly place: string;
  readonly text: string;
  readonly source: TextSource;
}

export interface Samples {
  readonly samples: readonly Sample[];
  readonly problems: readonly Problem[];
}

/** More than this is a library: what it would say more is not worth the wait. */
const mostFiles = 5000;
const mostFileBytes = 16 * 1024 * 1024;
const expected =
  "a .txt file with a text in each line, a .jsonl file of cases, or a folder of them";

/** The harmless sentences and the innocent cases of the repository. */
export async function readOwnSamples(): Promise<Samples> {
  const folder = join(projectRoot, "tests", "eval");
  const parts = [
    await readSamples(join(folder, "benign")),
    await readSamples(join(folder, "cases")),
  ];
  return {
    samples: parts.flatMap((part) => part.samples),
    problems: parts.flatMap((part) => part.problems),
  };
}

/** The texts of a file or a folder, in order of their names. What cannot be read is a problem of its place. */
export async function readSamples(path: string): Promise<Samples> {
  const samples: Sample[] = [];
  const problems: Problem[] = [];
  let files: readonly string[];
  try {
    files = (await stat(path)).isDirectory() ? await filesIn(path) : [path];
  } catch (thrown) {
    return { samples, problems: [unreadable(path, thrown, expected)] };
  }
  if (files.length === 0) problems.push(problem(path, "no .txt and no .jsonl file", expected));
  if (files.length > mostFiles) {
    problems.push(
      problem(path, `${files.length} files`, `at most ${mostFiles}: the first are read`, "warning"),
    );
  }
  for (const file of files.slice(0, mostFiles)) {
    try {
      const bytes = await readFile(file);
      if (bytes.length > mostFileBytes) {
        problems.push(problem(file, `${bytes.length} bytes`, `at most ${mostFileBytes}`));
        continue;
      }
      const text = textOf(file, bytes);
      if (!text.ok) {
        problems.push(text.error);
        continue;
      }
      for (const [place, line] of text.value.split(/\r?\n/).entries()) {
        const at = `${shortPath(file)}:${place + 1}`;
        if (file.endsWith(".jsonl")) readCase(line, at, samples, problems);
        else if (line.trim() !== "" && !line.startsWith("#")) addText(line.trim(), at, samples);
      }
    } catch (thrown) {
      problems.push(unreadable(file, thrown, expected));
    }
  }
  return { samples, problems };
}

/** As one would type it here, where it lies below. */
function shortPath(file: string): string {
  const below = relative(process.cwd(), file);
  return below.startsWith("..") ? file : below;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(?:txt|jsonl)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function addText(text: string, place: string, samples: Sample[]): void {
  samples.push({ place, text, source: "typed" });
}

/** A case as `tests/eval/cases` has them: those of concern are left out. */
function readCase(line: string, at: string, samples: Sample[], problems: Problem[]): void {
  if (line.trim() === "") return;
  let value: Partial<Record<"id" | "text" | "as" | "theme" | "label", unknown>> | null;
  try {
    value = JSON.parse(line) as typeof value;
  } catch {
    problems.push(problem(at, "a line that is not JSON", '{"id","text"}'));
    return;
  }
  const text = value?.text;
  if (typeof text !== "string") {
    problems.push(problem(at, 'a line without "text"', '{"id","text"}'));
    return;
  }
  if (typeof value?.theme === "string" || value?.label === "harmful") return;
  const source = textSources.find((known) => known === value?.as) ?? "typed";
  samples.push({ place: typeof value?.id === "string" ? value.id : at, text, source });
}
