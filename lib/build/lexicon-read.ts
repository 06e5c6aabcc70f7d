// Reads the files of `rules/lexicons` into phrases. Never throws: what is wrong comes back with its line.
import { problem, type Problem, err, ok, type Result } from "../contract/result.ts";
import { severities, themes, type Severity } from "../contract/vocabulary.ts";
import type { LexiconPhrase, PhraseTheme } from "../core/match/types.ts";
import { readPattern, type Pattern, type PatternFault } from "./lexicon-pattern.ts";

export interface LexiconFile {
  readonly name: string;
  readonly text: string;
}

/** A phrase with its pattern read and the place where it is written (`grooming.txt:12`). */
export interface ReadPhrase {
  readonly phrase: LexiconPhrase;
  readonly tree: Pattern;
  readonly place: string;
}

export interface ReadLexicons {
  readonly phrases: readonly ReadPhrase[];
  readonly problems: readonly Problem[];
}

/** Options a phrase may carry: name → allowed values, or null for a bare flag. Unset: any are taken. */
export type OptionTable = Readonly<Record<string, readonly string[] | null>>;

interface ClassLine {
  readonly source: string;
  readonly place: string;
  state: "unread" | "reading" | Result<Pattern, PatternFault>;
}
type Classes = Map<string, ClassLine>;

interface FileState {
  theme: PhraseTheme | undefined;
  language: string | undefined;
  group: string;
  readonly classes: Classes;
  /** Of these it has been said that they are wrong or missing. */
  readonly told: Set<(typeof homeWords)[number]>;
}

interface PhraseLine {
  readonly columns: readonly string[];
  readonly place: string;
  readonly file: FileState;
  readonly theme: PhraseTheme | undefined;
  readonly language: string | undefined;
  readonly group: string;
}

const phraseThemes: readonly string[] = [...themes, "excuse", "context"];
const headers = ["theme", "language", "source", "reviewed", "speaker"];
/** The headers that no phrase can do without. */
const homeWords = ["theme", "language"] as const;
const longestLine = 4000;

/** Reads all files together, since classes in a file without a theme serve every other. */
export function readLexiconFiles(
  files: readonly LexiconFile[],
  options?: OptionTable,
): ReadLexicons {
  const problems: Problem[] = [];
  const lines: PhraseLine[] = [];
  const shared: Classes = new Map();
  for (const file of [...files].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    readFile(file, lines, shared, problems);
  }
  const phrases: ReadPhrase[] = [];
  const seen = new Map<string, string>();
  for (const line of lines) {
    const read = readPhrase(line, shared, options, problems);
    if (!read) continue;
    const key = `${read.phrase.theme} ${read.phrase.language} ${read.phrase.pattern.toLowerCase()}`;
    const earlier = seen.get(key);
    if (earlier) {
      problems.push(
        problem(line.place, `the phrase of ${earlier} again`, "each phrase once", "warning"),
      );
      continue;
    }
    seen.set(key, line.place);
    phrases.push(read);
  }
  for (const [name, line] of shared) checkClass(name, line, shared, shared, problems);
  return { phrases, problems };
}

function readFile(
  file: LexiconFile,
  lines: PhraseLine[],
  shared: Classes,
  problems: Problem[],
): void {
  // Classes are gathered first, so that a file may use one before the line that makes it.
  const state: FileState = {
    theme: undefined,
    language: undefined,
    group: "",
    classes: new Map(),
    told: new Set(),
  };
  const rows = file.text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const isShared = !rows.some((row) => /^theme\s/.test(row));
  for (const [index, raw] of rows.entries()) {
    const place = `${file.name}:${index + 1}`;
    const row = raw.trim();
    if (row.length > longestLine) {
      problems.push(problem(place, `a line of ${row.length} characters`, `at most ${longestLine}`));
    } else if (row.startsWith("##")) {
      state.group = row.replace(/^#+\s*/, "");
    } else if (row === "" || row.startsWith("#")) {
      continue;
    } else if (/^class\s/.test(row)) {
      readClassLine(row, place, isShared ? shared : state.classes, problems);
    } else if (/^\d/.test(row)) {
      const { theme, language, group, told } = state;
      const missing = homeWords.filter((word) => !state[word] && !told.has(word));
      if (missing.length > 0) {
        const wanted = missing.map((word) => `a line \`${word} …\``).join(" and ");
        problems.push(problem(place, "a phrase", `${wanted} above it`));
        for (const word of missing) told.add(word);
      }
      lines.push({ columns: splitColumns(row), place, file: state, theme, language, group });
    } else {
      readHeader(row, place, state, problems);
    }
  }
  if (!isShared) {
    for (const [name, line] of state.classes)
      checkClass(name, line, state.classes, shared, problems);
  }
}

function readHeader(row: string, place: string, state: FileState, problems: Problem[]): void {
  const [word = "", ...rest] = row.split(/\s+/);
  const value = rest.join(" ");
  if (!headers.includes(word)) {
    const expected =
      "WEIGHT SEVERITY | pattern | options, a class, a comment, or " + headers.join(", ");
    problems.push(problem(place, `“${row.slice(0, 40)}”`, expected));
  } else if (word === "theme") {
    state.theme = phraseThemes.includes(value) ? (value as PhraseTheme) : undefined;
    if (state.theme) return;
    state.told.add("theme");
    problems.push(problem(place, `theme “${value}”`, `one of ${phraseThemes.join(", ")}`));
  } else if (word === "language") {
    state.language = /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/.test(value) ? value : undefined;
    if (state.language) return;
    state.told.add("language");
    problems.push(problem(place, `language “${value}”`, "a language tag such as en"));
  } else if (word === "reviewed" && !isDay(value)) {
    problems.push(problem(place, `reviewed “${value}”`, "a date such as 2026-11-22", "warning"));
  } else if (word === "speaker" && !isSpeakerLine(value)) {
    problems.push(problem(place, `speaker “${value}”`, speakerExpected, "warning"));
  }
}

/** What may follow `speaker`: the day on which a speaker of the language read every line, or that none ever did. */
export const speakerExpected = "never, or the day on which a speaker of the language read it";

export function isSpeakerLine(value: string): boolean {
  return value === "never" || isDay(value);
}

/** The first line of a file that is headed by this word, from 1, and what it says; undefined where there is none. */
export function headerOf(
  text: string,
  word: string,
): { readonly line: number; readonly value: string } | undefined {
  const rows = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const place = rows.findIndex((row) => row.trim().split(/\s+/)[0] === word);
  const row = rows[place];
  return row === undefined
    ? undefined
    : { line: place + 1, value: row.trim().slice(word.length).trim() };
}

/** Whether it is a day of the calendar, written 2026-11-22. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const atMs = Date.parse(`${text}T00:00:00Z`);
  // A 30th of February may be read as a day of March.
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text);
}

function readClassLine(row: string, place: string, into: Classes, problems: Problem[]): void {
  const found = /^class\s+([a-z][a-z0-9-]*)\s*:\s*(.+)$/.exec(row);
  const name = found?.[1];
  const source = found?.[2];
  if (!name || !source) {
    problems.push(problem(place, `“${row.slice(0, 40)}”`, "class name: word | another word"));
  } else if (into.has(name)) {
    problems.push(
      problem(place, `class ${name} again (first at ${into.get(name)?.place})`, "each name once"),
    );
  } else {
    into.set(name, { source, place, state: "unread" });
  }
}

function findIn(own: Classes, shared: Classes): (name: string) => Result<Pattern, PatternFault> {
  return (name) => {
    const line = own.get(name) ?? shared.get(name);
    if (!line)
      return err({ what: `class {${name}}`, expected: "a class of this file or of classes.txt" });
    if (line.state === "reading") {
      return err({ what: `class {${name}} holds itself`, expected: "classes without circles" });
    }
    if (line.state === "unread") {
      line.state = "reading";
      line.state = readPattern(line.source, findIn(own, shared));
    }
    return line.state;
  };
}

function checkClass(
  name: string,
  line: ClassLine,
  own: Classes,
  shared: Classes,
  problems: Problem[],
): void {
  const read = findIn(own, shared)(name);
  if (!read.ok) problems.push(problem(line.place, read.error.what, read.error.expected));
}

function readPhrase(
  line: PhraseLine,
  shared: Classes,
  options: OptionTable | undefined,
  problems: Problem[],
): ReadPhrase | undefined {
  const { place, theme, language, group } = line;
  const [head = "", pattern = "", rest = "", ...more] = line.columns;
  const [weightText = "", severity = "", ...extra] = head.split(/\s+/);
  const weight = Number(weightText);
  const complain = (what: string, expected: string): undefined => {
    problems.push(problem(place, what, expected));
    return undefined;
  };
  if (more.length > 0) {
    return complain(`${line.columns.length} columns`, "WEIGHT SEVERITY | pattern | options");
  }
  if (extra.length > 0 || !severities.includes(severity as Severity)) {
    return complain(`“${head}”`, `a weight and one of ${severities.join(", ")}`);
  }
  if (!Number.isInteger(weight) || weight < 1 || weight > 100) {
    return complain(`weight ${weightText}`, "a whole number from 1 to 100");
  }
  if (pattern === "") return complain("no pattern", "WEIGHT SEVERITY | pattern | options");
  const tree = readPattern(pattern, findIn(line.file.classes, shared));
  if (!tree.ok) return complain(tree.error.what, tree.error.expected);
  const chosen = readOptions(rest, options);
  if (!chosen.ok) return complain(chosen.error.what, chosen.error.expected);
  // It has been said which header is wrong or missing.
  if (!theme || !language) return undefined;
  return {
    phrase: {
      pattern,
      theme,
      weight,
      severity: severity as Severity,
      language,
      group,
      options: chosen.value,
    },
    tree: tree.value,
    place,
  };
}

function readOptions(
  text: string,
  table: OptionTable | undefined,
): Result<Record<string, string>, PatternFault> {
  const chosen: Record<string, string> = {};
  for (const part of text.split(/\s+/).filter((found) => found !== "")) {
    const found = /^([a-z][a-z-]*)(?:=([a-z0-9,.-]+))?$/.exec(part);
    const name = found?.[1];
    if (!name) return err({ what: `option “${part}”`, expected: "a flag or key=value" });
    const value = found[2] ?? "";
    const allowed = table?.[name];
    if (table && allowed === undefined) {
      return err({ what: `option “${name}”`, expected: `one of ${Object.keys(table).join(", ")}` });
    }
    if (allowed === null && value !== "") {
      return err({ what: `option “${part}”`, expected: `${name} without a value` });
    }
    if (allowed && !value.split(",").every((one) => allowed.includes(one))) {
      return err({ what: `option “${part}”`, expected: `${name}= one of ${allowed.join(", ")}` });
    }
    chosen[name] = value;
  }
  return ok(chosen);
}

/** Splits at `|` outside brackets. */
function splitColumns(row: string): string[] {
  const columns: string[] = [];
  let depth = 0;
  let from = 0;
  for (let place = 0; place < row.length; place += 1) {
    const letter = row[place];
    if (letter === "(") depth += 1;
    else if (letter === ")") depth -= 1;
    else if (letter === "|" && depth <= 0) {
      columns.push(row.slice(from, place).trim());
      from = place + 1;
    }
  }
  columns.push(row.slice(from).trim());
  return columns;
}
