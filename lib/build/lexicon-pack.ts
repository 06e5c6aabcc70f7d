// Packs lexicons into the bytes that the scanner opens. The same files give the same bytes.
import { hasErrors, problem, type Problem } from "../contract/result.ts";
import { digitClass, otherClass } from "../core/match/classes.ts";
import {
  formatVersion,
  headerNumbers,
  magic,
  sectionNames,
  type SectionName,
} from "../core/match/format.ts";
import { frequentWords } from "./frequent-words.ts";
import type { PhraseTheme } from "../core/match/types.ts";
import { commonWords } from "./common-words.ts";
import { factorPattern } from "./lexicon-factor.ts";
import {
  buildFoldTable,
  classesForLetters,
  plainOf,
  type FoldTable,
} from "./lexicon-fold-table.ts";
import { at } from "./item-at.ts";
import { plainWords } from "./lexicon-plain-words.ts";
import { buildProgram, type Program, type WordKey } from "./lexicon-program.ts";
import {
  readLexiconFiles,
  type LexiconFile,
  type OptionTable,
  type ReadPhrase,
} from "./lexicon-read.ts";
import { lettersOf } from "./lexicon-pattern.ts";
import { packPrograms } from "./lexicon-sections.ts";
import { squeezeRows, type SqueezedText } from "./lexicon-text.ts";
import { isLookAlike } from "../core/match/script-guard.ts";
import { longestShort } from "../core/match/pair-numbers.ts";
import { foldTrie, packTrie } from "./lexicon-trie.ts";

export interface PackedLexicon {
  /** Absent when a problem is an error. */
  readonly lexicon?: ArrayBuffer;
  readonly problems: readonly Problem[];
}

/** Reads and packs lexicon files. Never throws on what a person wrote. */
export function readLexicons(files: readonly LexiconFile[], options?: OptionTable): PackedLexicon {
  const read = readLexiconFiles(files, options);
  if (hasErrors(read.problems)) return { problems: read.problems };
  const packed = packLexicon(read.phrases);
  return { ...packed, problems: [...read.problems, ...packed.problems] };
}

/** Packs phrases that have been read. A phrase too large to pack is a problem of its place. */
export function packLexicon(phrases: readonly ReadPhrase[]): PackedLexicon {
  // Of classes of words too: a letter without a class of its own is taken for any other of its kind.
  const extra = classesForLetters(phrases.map(({ tree }) => lettersOf(tree).toLowerCase()));
  if (extra === "too many") {
    const what = "more than 211 letters that are not Latin";
    return { problems: [problem("lexicons", what, "scripts with an alphabet")] };
  }
  const table = buildFoldTable(extra);
  const fold = (letters: string): string => foldWord(letters, table);
  const rarity = makeRarity(fold);
  const problems: Problem[] = [];
  const programs: Program[] = [];
  for (const read of phrases) {
    const program = buildProgram(factorPattern(read.tree), fold, rarity);
    if (program.ok) programs.push(program.value);
    else problems.push(problem(read.place, program.error.what, program.error.expected));
  }
  if (problems.length > 0) return { problems };
  const words = numberWords(programs, fold);
  const trie = packTrie(words.keys);
  const wordTable = {
    numberOf: words.numberOf,
    link: trie.link,
    rarity: (word: number) => rarity(at(words.keys, word - 1)),
    isShort: (word: number) => at(words.keys, word - 1).classes.length <= longestShort,
    gateWords: words.gateWords,
  };
  const packed = packPrograms(programs, wordTable, (phrase) =>
    isHelper(at(phrases, phrase).phrase.theme),
  );
  const folded = foldTrie(trie);
  const passed = folded.passed.map((begun, word) => begun | (2 * (packed.used[word] ?? 0)));
  const sections = { ...table, ...folded, passed, ...packed, ...packText(phrases) };
  const span = programs.reduce((most, program) => Math.max(most, program.span), 1);
  return { lexicon: joinSections(sections, words, span, phrases.length), problems };
}

/** Phrases that are of no use where nothing else is found: they are looked for afterwards. */
function isHelper(theme: PhraseTheme): boolean {
  return theme === "excuse" || theme === "context";
}

/** A word as a string of classes, as the scanner will see it. */
function foldWord(letters: string, table: FoldTable): string {
  const spelt = letters.replace(/[^\p{ASCII}]/gu, (letter) => {
    const plain = plainOf(letter);
    return /^[a-z0-9]{2,}$/.test(plain) ? plain : letter;
  });
  let classes = "";
  for (const letter of spelt) {
    const point = letter.codePointAt(0) ?? 0;
    const found = at(table.blocks, (at(table.pages, point >> 8) << 8) | (point & 255));
    if (found >= digitClass) classes += String.fromCharCode(found);
  }
  return classes === "" ? String.fromCharCode(otherClass) : classes;
}

/** How often a word is met in a million, roughly; what is not known to be common is rare. */
function makeRarity(fold: (letters: string) => string): (word: WordKey) => number {
  const known = new Map<string, number>();
  for (const word of [...commonWords, ...frequentWords]) {
    const classes = fold(word);
    if (!known.has(classes)) known.set(classes, Math.round(60_000 / (known.size + 1)));
  }
  return (word) => {
    let cost = known.get(word.classes) ?? 5;
    if (word.open) {
      cost += 20;
      for (const [other, often] of known) {
        if (other.length > word.classes.length && other.startsWith(word.classes)) cost += often;
      }
    }
    return cost;
  };
}

interface Words {
  /** Those at which a search may begin first. */
  readonly keys: readonly WordKey[];
  readonly gateWords: number;
  readonly numberOf: (key: WordKey) => number;
}

/** Common words are filed even when no phrase holds them: a known word is not taken for half of another. */
function numberWords(programs: readonly Program[], fold: (letters: string) => string): Words {
  const found = new Map<string, WordKey>();
  // No class of a word is 0. The sign * itself is the class of z.
  const name = (key: WordKey): string => (key.open ? `${key.classes}\0` : key.classes);
  for (const program of programs) {
    for (const position of program.positions) {
      for (const key of position.words ?? []) found.set(name(key), key);
    }
  }
  for (const word of [...commonWords, ...plainWords]) {
    const key = { classes: fold(word), open: false };
    found.set(name(key), key);
  }
  const gates = new Set<string>();
  const openGates = new Set<string>();
  for (const { positions, anchors } of programs) {
    for (const anchor of anchors) {
      for (const key of at(positions, anchor).words ?? []) {
        gates.add(name(key));
        if (key.open) openGates.add(key.classes);
      }
    }
  }
  const isGate = (key: string): boolean => {
    if (gates.has(key)) return true;
    const { classes = "" } = found.get(key) ?? {};
    for (let long = classes.length; long > 0; long -= 1)
      if (openGates.has(classes.slice(0, long))) return true;
    return false;
  };
  const sorted = [...found.keys()].sort((a, b) => (a < b ? -1 : 1));
  const begins = sorted.filter(isGate);
  const names = [...begins, ...sorted.filter((key) => !isGate(key))];
  const numbers = new Map(names.map((key, index) => [key, index + 1]));
  return {
    gateWords: begins.length,
    keys: names.map((key) => found.get(key) ?? { classes: "", open: false }),
    numberOf: (key) => numbers.get(name(key)) ?? 0,
  };
}

/** The phrases as rows of JSON, ASCII alone, squeezed. */
function packText(phrases: readonly ReadPhrase[]): SqueezedText {
  const rows = phrases.map(({ phrase, tree }) => {
    const { pattern, theme, weight, severity, language, group, options } = phrase;
    const row: unknown[] = [pattern, theme, weight, severity, language, group, options];
    if (isLookAlike(lettersOf(tree))) row.push(1);
    return JSON.stringify(row).replace(/[^\p{ASCII}]/gu, (letter) =>
      Array.from({ length: letter.length }, (_, place) => letter.charCodeAt(place).toString(16))
        .map((hex) => `\\u${hex.padStart(4, "0")}`)
        .join(""),
    );
  });
  return squeezeRows(rows);
}

function joinSections(
  sections: Record<SectionName, ArrayLike<number>>,
  { keys, gateWords }: Words,
  span: number,
  phraseCount: number,
): ArrayBuffer {
  const header = [
    magic,
    formatVersion,
    sectionNames.length,
    keys.length + 1,
    span,
    phraseCount,
    gateWords,
  ];
  const headBytes = 4 * (headerNumbers + 3 * sectionNames.length);
  const parts: { offset: number; bytes: Uint8Array }[] = [];
  let size = headBytes;
  for (const name of sectionNames) {
    const column = narrowest(sections[name]);
    header.push(size, column.byteLength, column.BYTES_PER_ELEMENT);
    parts.push({ offset: size, bytes: new Uint8Array(column.buffer) });
    size = (size + column.byteLength + 3) & ~3;
  }
  const bytes = new ArrayBuffer(size);
  new Uint32Array(bytes, 0, header.length).set(header);
  for (const part of parts) new Uint8Array(bytes).set(part.bytes, part.offset);
  return bytes;
}

/** The smallest array that holds the numbers. */
function narrowest(numbers: ArrayLike<number>): Uint8Array | Uint16Array | Uint32Array {
  if (numbers instanceof Uint8Array || numbers instanceof Uint16Array) return numbers.slice();
  let most = 0;
  for (let index = 0; index < numbers.length; index += 1) most = Math.max(most, at(numbers, index));
  if (most < 0x100) return Uint8Array.from(numbers);
  return most < 0x10000 ? Uint16Array.from(numbers) : Uint32Array.from(numbers);
}
