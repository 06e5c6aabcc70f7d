// Reads labelled texts: the repository's own cases, and development sets that lie outside it.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { TextSource } from "../../lib/contract/vocabulary.ts";
import { halfOf } from "./half-of.ts";

export interface EvalRow {
  readonly id: string;
  /** Written for this project, or real texts by others. */
  readonly origin: "own" | "set";
  readonly label: "harmful" | "benign";
  readonly category: string;
  readonly unit: string;
  readonly source: TextSource;
  readonly text: string;
  /** The themes that count as right; empty for what must stay silent. */
  readonly themes: readonly string[];
  /** Sub-label of the set, such as `secrecy/strong/S3`. */
  readonly sub: string;
  /** Sensitive topics that an innocent text speaks of: `slavery-race`. */
  readonly topics: readonly string[];
  /** Which half of the set: phrases are tuned on `tune` only. */
  readonly half: "tune" | "check";
}

/** Which themes answer to a set's category. */
const themesOf: Readonly<Record<string, readonly string[]>> = {
  hate: ["hate", "extremism", "bullying", "violence", "sexual-harassment", "self-harm"],
  sexism: ["hate", "sexual-harassment", "bullying", "violence"],
  threat: ["violence", "hate", "sexual-harassment", "extremism"],
  "extremism-far-right": ["extremism", "hate", "violence"],
  "extremism-jihadist": ["extremism", "violence"],
  cyberbullying: ["bullying", "hate", "sexual-harassment", "violence", "self-harm"],
  "self-harm": ["self-harm"],
  grooming: ["grooming", "sexual-harassment", "criminal-exploitation", "bullying"],
  // Information only: any finding counts.
  offensive: [],
  toxic: [],
  coercion: ["grooming", "sexual-harassment", "criminal-exploitation"],
};

/** All rows of a folder's `.jsonl` and `.jsonl.gz` files, in order of file name. Rejects when one cannot be read. */
export async function readSets(dir: string): Promise<EvalRow[]> {
  const names = (await readdir(dir)).filter((name) => /\.jsonl(\.gz)?$/.test(name)).sort();
  const rows: EvalRow[] = [];
  for (const name of names) {
    const bytes = await readFile(join(dir, name));
    const text = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
    for (const line of text.split("\n")) {
      if (line.trim() !== "") rows.push(readRow(JSON.parse(line) as Record<string, unknown>));
    }
  }
  return rows;
}

/** The harmless sentences of a folder's `.txt` files, one a line; what begins with "#" is none. */
export async function readHarmless(dir: string): Promise<EvalRow[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith(".txt")).sort();
  const rows: EvalRow[] = [];
  for (const name of names) {
    const lines = (await readFile(join(dir, name), "utf8")).split(/\r?\n/);
    for (const [place, text] of lines.entries()) {
      if (text.trim() === "" || text.startsWith("#")) continue;
      const id = `${name.replace(/\.txt$/, "")}:${place + 1}`;
      rows.push({
        id,
        origin: "own",
        label: "benign",
        category: `harmless-${name.replace(/\.txt$/, "")}`,
        unit: "line",
        source: "typed",
        text,
        themes: [],
        sub: "",
        topics: [],
        half: halfOf(id),
      });
    }
  }
  return rows;
}

function readRow(raw: Record<string, unknown>): EvalRow {
  const field = (name: string): string => (typeof raw[name] === "string" ? raw[name] : "");
  const id = field("id");
  const category = field("category");
  const unit = field("unit");
  // The repository's own cases name a theme, or null for what must stay silent.
  const theme = field("theme");
  if ("theme" in raw) return readCase(id, theme, field("as"), field("text"));
  const label = raw["label"] === "harmful" ? "harmful" : "benign";
  const as = field("as");
  return {
    id,
    origin: "set",
    label,
    category,
    unit: unit === "" ? as : unit,
    source:
      as === "search" || as === "page" || as === "typed" ? as : unit === "page" ? "page" : "typed",
    text: field("text"),
    themes: label === "benign" ? [] : (themesOf[category] ?? [category]),
    sub: field("sub"),
    topics: Array.isArray(raw["topics"])
      ? raw["topics"].filter((topic) => typeof topic === "string")
      : [],
    half: halfOf(id),
  };
}

function readCase(id: string, theme: string, as: string, text: string): EvalRow {
  const group = id.replace(/-\d+$/, "");
  return {
    id,
    origin: "own",
    label: theme === "" ? "benign" : "harmful",
    category: group,
    unit: as,
    source: as === "page" || as === "search" ? as : "typed",
    text,
    themes: theme === "" ? [] : [theme],
    sub: "",
    topics: [],
    half: halfOf(id),
  };
}
