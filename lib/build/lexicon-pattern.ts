// Reads one pattern of a lexicon into a tree. Grammar: words; ( a | b c ) ; ( … )? ; {class} ; ..n ; word*
import { err, ok, type Result } from "../contract/result.ts";

export type Pattern =
  | { readonly kind: "word"; readonly letters: string; readonly open: boolean }
  | { readonly kind: "all"; readonly items: readonly Pattern[] }
  | { readonly kind: "any"; readonly items: readonly Pattern[] }
  | { readonly kind: "maybe"; readonly item: Pattern }
  | { readonly kind: "gap"; readonly most: number };

/** What is wrong with a pattern; the caller knows the place. */
export interface PatternFault {
  readonly what: string;
  readonly expected: string;
}

/** Finds the pattern of a class by name, or says why not. */
export type ClassFinder = (name: string) => Result<Pattern, PatternFault>;

/** The longest gap: beyond it two words have nothing to do with each other. */
export const longestGap = 12;
const deepestNesting = 20;

const piece = /\s+|\.\.(\d*)|[()|?]|\{([^{}]*)\}|[^\s()|?{}]+/gy;

interface Reader {
  readonly pieces: readonly string[];
  at: number;
}

/**
 * Reads a pattern. Words are split where punctuation stands inside them (self-harm is two words) and apostrophes
 * are dropped, as in the texts; folding letters is the packer's work.
 */
export function readPattern(source: string, findClass: ClassFinder): Result<Pattern, PatternFault> {
  const pieces: string[] = [];
  piece.lastIndex = 0;
  while (piece.lastIndex < source.length) {
    const from = piece.lastIndex;
    const found = piece.exec(source);
    if (!found) {
      return err({ what: `“${source.slice(from, from + 12)}”`, expected: "brackets that close" });
    }
    if (found[0].trim() !== "") pieces.push(found[0]);
  }
  const reader: Reader = { pieces, at: 0 };
  const whole = readChoice(reader, findClass, 0);
  if (!whole.ok) return whole;
  if (reader.at < pieces.length) {
    return err({
      what: `“${pieces[reader.at]}” with nothing before it`,
      expected: "brackets that match",
    });
  }
  if (isSkippable(whole.value)) {
    return err({
      what: `“${source}” can match nothing at all`,
      expected: "at least one word that must stand",
    });
  }
  return whole;
}

function readChoice(
  reader: Reader,
  find: ClassFinder,
  depth: number,
): Result<Pattern, PatternFault> {
  if (depth > deepestNesting) {
    return err({ what: "brackets nested too deep", expected: `at most ${deepestNesting} deep` });
  }
  const choices: Pattern[] = [];
  for (;;) {
    const row = readRow(reader, find, depth);
    if (!row.ok) return row;
    choices.push(row.value);
    if (reader.pieces[reader.at] !== "|") break;
    reader.at += 1;
  }
  const only = choices.length === 1 ? choices[0] : undefined;
  return ok(only ?? { kind: "any", items: choices });
}

function readRow(reader: Reader, find: ClassFinder, depth: number): Result<Pattern, PatternFault> {
  const items: Pattern[] = [];
  for (;;) {
    const text = reader.pieces[reader.at];
    if (text === undefined || text === "|" || text === ")") break;
    reader.at += 1;
    const item = readItem(text, reader, find, depth);
    if (!item.ok) return item;
    if (reader.pieces[reader.at] === "?") {
      reader.at += 1;
      if (text !== "(" && !text.startsWith("{")) {
        return err({
          what: `“${text}?”`,
          expected: "(words)? — brackets around what may be missing",
        });
      }
      items.push({ kind: "maybe", item: item.value });
    } else {
      items.push(item.value);
    }
  }
  if (items.length === 0)
    return err({ what: "an empty place", expected: "a word between ( | and )" });
  const only = items.length === 1 ? items[0] : undefined;
  return ok(only ?? { kind: "all", items });
}

function readItem(
  text: string,
  reader: Reader,
  find: ClassFinder,
  depth: number,
): Result<Pattern, PatternFault> {
  if (text === "(") {
    const inner = readChoice(reader, find, depth + 1);
    if (!inner.ok) return inner;
    if (reader.pieces[reader.at] !== ")") {
      return err({ what: "a bracket that does not close", expected: "a )" });
    }
    reader.at += 1;
    return inner;
  }
  if (text.startsWith("{")) return find(text.slice(1, -1).trim());
  if (/^\.\.\d*$/.test(text)) {
    const most = Number(text.slice(2) || "0");
    if (most < 1 || most > longestGap) {
      return err({ what: `a gap “${text}”`, expected: `..1 to ..${longestGap} words` });
    }
    return ok({ kind: "gap", most });
  }
  if (text === "?") return err({ what: "a ? with nothing before it", expected: "(words)?" });
  return readWord(text);
}

function readWord(text: string): Result<Pattern, PatternFault> {
  if (/[\p{L}\p{N}][*@$#_][\p{L}\p{N}*]/u.test(text)) {
    return err({
      what: `“${text}”`,
      expected: "plain letters: hidden spellings are found by themselves",
    });
  }
  const words: Pattern[] = [];
  const bare = text.replace(/['’‘ʼ`´]/g, "");
  for (const found of bare.matchAll(/[\p{L}\p{N}\p{M}]+\*?/gu)) {
    const open = found[0].endsWith("*");
    const letters = open ? found[0].slice(0, -1) : found[0];
    if (open && Array.from(letters).length < 2) {
      return err({ what: `“${found[0]}”`, expected: "at least two letters before the *" });
    }
    words.push({ kind: "word", letters, open });
  }
  if (words.length === 0)
    return err({ what: `“${text}”`, expected: "a word of letters or digits" });
  const only = words.length === 1 ? words[0] : undefined;
  return ok(only ?? { kind: "all", items: words });
}

/** Whether a pattern may match no word. */
export function isSkippable(pattern: Pattern): boolean {
  if (pattern.kind === "word") return false;
  if (pattern.kind === "all") return pattern.items.every(isSkippable);
  return pattern.kind === "any" ? pattern.items.some(isSkippable) : true;
}

// Classes are large, and many phrases share one.
const lettersKnown = new WeakMap<Pattern, string>();

/** The letters of a pattern's words, each once, those of its classes among them. */
export function lettersOf(pattern: Pattern): string {
  const known = lettersKnown.get(pattern);
  if (known !== undefined) return known;
  const found = new Set<string>();
  const add = (letters: string): void => {
    for (const letter of letters) found.add(letter);
  };
  if (pattern.kind === "word") add(pattern.letters);
  else if (pattern.kind === "maybe") add(lettersOf(pattern.item));
  else if (pattern.kind !== "gap") for (const item of pattern.items) add(lettersOf(item));
  const letters = [...found].join("");
  lettersKnown.set(pattern, letters);
  return letters;
}
