// The letters of a hidden word, each with what it may stand for.
import {
  digitClass,
  letterClass,
  ligatureClass,
  skipClass,
  spaceClass,
  symbolClass,
} from "./classes.ts";
import { classAt } from "./class-at.ts";
import type { LexiconTables } from "./types.ts";

/** One letter to be read. */
export interface Unit {
  /** Classes it may stand for, likeliest first. */
  readonly choices: readonly number[];
  /** It may be any letter (a mask such as *). */
  readonly mask: boolean;
  /** It may be nothing (punctuation in a word). */
  readonly loose: boolean;
  /** A word must begin here. */
  readonly breakBefore: boolean;
  readonly start: number;
  readonly end: number;
}

export const mostUnits = 64;

/** What a digit or a sign is written for. */
export const leet: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "il",
  "2": "z",
  "3": "e",
  "4": "a",
  "5": "s",
  "6": "gb",
  "7": "t",
  "8": "b",
  "9": "g",
  "@": "a",
  $: "s",
  "!": "il",
  "+": "t",
  "|": "li",
  "€": "e",
  "£": "le",
  "¢": "c",
  "¥": "y",
  "©": "c",
  "®": "r",
  "§": "s",
  "¡": "i",
};
/** May be any letter. */
export const masks = "*#_?•●∗✱$@!";

/**
 * The letters between two offsets as units. White space is left out; `breakAt` are offsets at which a word begins.
 * Undefined when there are too many, or when it is digits rather than letters.
 */
export function unitsOf(
  tables: LexiconTables,
  text: string,
  from: number,
  to: number,
  breakAt?: ReadonlySet<number>,
): readonly Unit[] | undefined {
  const units: Unit[] = [];
  let letters = 0;
  let digits = 0;
  let hidden = 0;
  for (let at = from; at < to;) {
    const found = classAt(tables, text, at);
    const raw = text.charCodeAt(at);
    const low = text.charCodeAt(at + 1);
    const width = raw >= 0xd800 && raw < 0xdc00 && low >= 0xdc00 && low < 0xe000 ? 2 : 1;
    const place = { start: at, end: at + width, breakBefore: breakAt?.has(at) ?? false };
    at += width;
    if (units.length >= mostUnits) return undefined;
    if (found >= letterClass) {
      letters += 1;
      units.push({ choices: [found], mask: false, loose: false, ...place });
    } else if (found >= digitClass) {
      digits += 1;
      const choices = [...classesOf(leet[String(found - digitClass)] ?? ""), found];
      units.push({ choices, mask: false, loose: false, ...place });
    } else if (found === ligatureClass) {
      const sign = text.slice(place.start, place.end).normalize("NFKD").toLowerCase();
      for (const choice of classesOf(ligatures[sign] ?? sign)) {
        letters += 1;
        units.push({ choices: [choice], mask: false, loose: false, ...place });
      }
    } else if (found === symbolClass) {
      const sign = text[place.start] ?? "";
      const choices = classesOf(leet[sign] ?? "");
      const mask = masks.includes(sign);
      if (choices.length > 0 || mask) hidden += 1;
      units.push({ choices, mask, loose: true, ...place });
    } else if (found !== skipClass && found !== spaceClass) {
      // Other punctuation inside a word is nothing; it needs no unit.
      continue;
    }
  }
  if (letters < 2 || digits > letters || hidden > letters + 1) return undefined;
  return units;
}

/** Letters of two that no normalisation parts. */
export const ligatures: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe" };

function classesOf(letters: string): number[] {
  return Array.from(letters)
    .filter((letter) => letter >= "a" && letter <= "z")
    .map((letter) => letterClass + letter.charCodeAt(0) - 97);
}
