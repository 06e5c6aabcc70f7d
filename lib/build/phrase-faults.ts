// What is wrong with a phrase that is well written: it would find what is no concern, or cost every page too much.
import { problem } from "../contract/result.ts";
import type { Problem } from "../contract/result.ts";
import { identityWords, manySidedWords } from "../core/phrases/identity-words.ts";
import { commonWords } from "./common-words.ts";
import type { Pattern } from "./lexicon-pattern.ts";
import type { ReadPhrase } from "./lexicon-read.ts";

/** A phrase that fewer letters can match is chance; at so many it may be a shorthand that means one thing. */
const fewestLetters = 3;
const shortLetters = 3;
/** Everyday words alone are refused up to so many; more of them may say something together. */
const fewPlainWords = 3;
/** Words so common that a phrase of them alone says nothing: everybody's “I want to go to the …”. */
const plainCount = 70;
/** How often, in a million words, the search for a phrase may begin at most. */
const mostBegun = 4000;
/** Words of a phrase at most, classes written out. */
const mostWords = 3000;

/** Around an identity word these change nothing: “muslim people”, “she is gay”, “the jews”. */
const peopleWords = `people person community communities family families folk friend friends kid kids child children
someone somebody anyone everyone they them he she boy girl man woman men women guy guys lady neighbour neighbours
teacher pupil pupils student students lad lads`;

const identity: ReadonlySet<string> = new Set(
  identityWords.filter((word) => !manySidedWords.has(word)),
);
const plain: ReadonlySet<string> = new Set(commonWords.slice(0, plainCount));
const around: ReadonlySet<string> = new Set([
  ...plain,
  ...peopleWords.split(/\s+/),
  ...manySidedWords,
]);
const common: ReadonlySet<string> = new Set(commonWords);

type Fits = (letters: string, isOpen: boolean) => boolean;

function fitsIn(words: ReadonlySet<string>): Fits {
  return (letters, isOpen) => {
    const word = letters.toLowerCase();
    if (words.has(word)) return true;
    // `muslim*` alone finds “muslims”; what it finds beside is no excuse for it.
    return isOpen && [...words].some((known) => known.startsWith(word));
  };
}

const isPlain = fitsIn(plain);
const isIdentity = fitsIn(identity);
const isAround = fitsIn(around);

/** The phrases' faults, each with its place. An error means that the phrase is not taken. */
export function phraseFaults(phrases: readonly ReadPhrase[]): Problem[] {
  return phrases.flatMap(faultsOf);
}

function faultsOf({ phrase, tree, place }: ReadPhrase): Problem[] {
  const found: Problem[] = [];
  const shown = shorten(phrase.pattern);
  const letters = fewestLettersOf(tree);
  const words = fewestWordsOf(tree);
  // What counts only beside something else is not alone.
  const isAlone = phrase.options["needs"] === undefined && !("company" in phrase.options);
  const say = (what: string, expected: string, isError: boolean) =>
    found.push(problem(place, `“${shown}” ${what}`, expected, isError ? "error" : "warning"));
  if (canBeMade(tree, isPlain)) {
    const expected = "a word that says what the risk is, in every reading";
    say("can be everyday words alone", expected, isAlone && words <= fewPlainWords);
  } else if (identityReadings(tree).some) {
    const expected =
      "what is said of people or done to them: who somebody is is never a concern by itself";
    say("can be who somebody is and nothing else", expected, isAlone);
  } else if (isOneWordOf(tree, common)) {
    const expected = "a phrase of more words, or one rarer word";
    say("can be one common word alone", expected, isAlone);
  } else if (letters <= shortLetters) {
    const expected = `more than ${shortLetters} letters: less is found by chance`;
    const many = letters === 1 ? "letter" : "letters";
    say(`can be ${letters} ${many} alone`, expected, letters < fewestLetters);
  } else if (isAlone && phrase.weight >= 50 && words === 1) {
    say(
      `can be one word that is a finding by itself (weight ${phrase.weight})`,
      "a phrase around it, or a weight below 50, so that something else must stand near it",
      false,
    );
  }
  const begun = begunAt(tree);
  if (begun > mostBegun) {
    const every = Math.max(1, Math.round(1_000_000 / begun));
    say(
      `costs much: its search begins at every ${every}th word of a text`,
      "a rarer word that every reading of it must hold",
      begun > 5 * mostBegun,
    );
  }
  const size = wordsOf(tree);
  if (size > mostWords) {
    say(`holds ${size} words, those of its classes counted`, `at most ${mostWords}`, true);
  }
  return found;
}

function shorten(pattern: string): string {
  return pattern.length > 60 ? `${pattern.slice(0, 59)}…` : pattern;
}

/** Whether some reading of the pattern is made of such words alone. */
function canBeMade(pattern: Pattern, fits: Fits): boolean {
  if (pattern.kind === "word") return fits(pattern.letters, pattern.open);
  if (pattern.kind === "all") return pattern.items.every((item) => canBeMade(item, fits));
  return pattern.kind === "any" ? pattern.items.some((item) => canBeMade(item, fits)) : true;
}

/** Whether a reading is words around people alone (`none`), or these and at least one that says who they are (`some`). */
function identityReadings(pattern: Pattern): { readonly none: boolean; readonly some: boolean } {
  if (pattern.kind === "word") {
    const some = isIdentity(pattern.letters, pattern.open);
    return { some, none: !some && isAround(pattern.letters, pattern.open) };
  }
  if (pattern.kind === "gap") return { none: true, some: false };
  if (pattern.kind === "maybe") return { none: true, some: identityReadings(pattern.item).some };
  const items = pattern.items.map(identityReadings);
  if (pattern.kind === "any") {
    return { none: items.some((item) => item.none), some: items.some((item) => item.some) };
  }
  return {
    none: items.every((item) => item.none),
    some: items.every((item) => item.none || item.some) && items.some((item) => item.some),
  };
}

/** Whether some reading is one such word. */
function isOneWordOf(pattern: Pattern, words: ReadonlySet<string>): boolean {
  if (pattern.kind === "word") return words.has(pattern.letters.toLowerCase());
  if (pattern.kind === "any") return pattern.items.some((item) => isOneWordOf(item, words));
  if (pattern.kind !== "all") return false;
  return pattern.items.some(
    (item, place) =>
      isOneWordOf(item, words) &&
      pattern.items.every((other, at) => at === place || isMissable(other)),
  );
}

function isMissable(pattern: Pattern): boolean {
  return fewestWordsOf(pattern) === 0;
}

function fewestWordsOf(pattern: Pattern): number {
  return least(pattern, () => 1);
}

function fewestLettersOf(pattern: Pattern): number {
  return least(pattern, (letters) => Array.from(letters).length);
}

/** The least that a reading comes to. */
function least(pattern: Pattern, measure: (letters: string) => number): number {
  if (pattern.kind === "word") return measure(pattern.letters);
  const items = pattern.kind === "any" || pattern.kind === "all" ? pattern.items : [];
  const measured = items.map((item) => least(item, measure));
  if (pattern.kind === "any") return Math.min(...measured);
  return measured.reduce((sum, one) => sum + one, 0);
}

function wordsOf(pattern: Pattern): number {
  if (pattern.kind === "word") return 1;
  if (pattern.kind === "gap") return 0;
  const items = pattern.kind === "maybe" ? [pattern.item] : pattern.items;
  return items.reduce((sum, item) => sum + wordsOf(item), 0);
}

const oftenOf = new Map(commonWords.map((word, place) => [word, 60_000 / (place + 1)]));

/** How often in a million words the search for a pattern begins: at the rarest words that it cannot do without. */
function begunAt(pattern: Pattern): number {
  if (pattern.kind === "word") {
    return (oftenOf.get(pattern.letters.toLowerCase()) ?? 5) + (pattern.open ? 20 : 0);
  }
  if (pattern.kind === "all") return Math.min(...pattern.items.map(begunAt));
  if (pattern.kind === "any") return pattern.items.reduce((sum, item) => sum + begunAt(item), 0);
  return Infinity;
}
