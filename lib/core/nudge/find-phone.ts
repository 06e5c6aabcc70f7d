// Telephone numbers of people, as British pupils write them: spaced, dotted, with o for 0, or in words. Numbers of
// helplines and services (080, 03, 09, short codes) are nobody's own and are never meant.
import type { Detail } from "./types.ts";

const digitWords: Readonly<Record<string, string>> = {
  zero: "0",
  nought: "0",
  oh: "0",
  o: "0",
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
};
const word = `(?:(?:double|triple)[\\s-]{1,2})?(?:${Object.keys(digitWords).join("|")})`;

const letter = "[oO](?=[\\s.-]?[\\doO])|(?<=[\\doO])[oO](?!\\p{L})";
/** A digit, a letter that stands for one beside digits, or a word; little stands between two of them. */
const run = new RegExp(
  `(?<![\\p{L}\\p{N}_#£$€.,/=:-])(?:\\+\\s?)?(?:\\(\\s?)?(?:\\d|${letter}|${word}(?!\\p{L}))(?:[\\s.()\\u2013-]{0,3}(?:\\d|${letter}|(?<!\\p{L})${word}(?!\\p{L}))){6,20}`,
  "giu",
);
const piece = new RegExp(
  `\\d|(?:(double|triple)[\\s-]{1,2})?(${Object.keys(digitWords).join("|")})`,
  "giu",
);

/** Numbers that look like somebody's own mobile and are a helpline's for texts. */
const helplineMobiles: ReadonlySet<string> = new Set(["07860039967", "07786209697", "07480635723"]);

/** What a number is when this stands before it: nobody's telephone. */
const otherNumber =
  /(?:order|ref(?:erence)?|tracking|parcel|account|acc|invoice|isbn|serial|product|item|case|ticket|booking|customer|sku|model|barcode|licen[cs]e|passport|policy|member(?:ship)?|student|candidate|pupil|employee|nhs|uln|upn|centre|card|sort|part|batch|transaction|receipt|version|patent|id)\s{0,2}(?:no\.?|num(?:ber)?|id|code|#)?\s{0,2}(?:is|was|:|=|#|-)?\s{0,2}$/i;
/** Who is rung there when this stands before it: a service. */
const service =
  /(?:help\s?line|hot\s?line|childline|samaritans|papyrus|support line|switchboard|customer services?|reception|office|enquir(?:y|ies)|surgery|police|hospital|council|press|sales|head\s?office|museum|theatre|box office|charity|fax|text (?:service|line)|(?:call|phone|ring|contact|text) us)[^.!?\n]{0,30}$/i;
/** A landline is somebody's home only where it is said so. */
const own =
  /\b(?:my|mine|our|me|mum'?s?|dad'?s?|nan'?s?|home|house|landline|im on|i'm on|i am on)\b[^.!?\n]{0,40}$/i;

function digitsOf(text: string): string {
  let digits = "";
  for (const [whole, times, name] of text.matchAll(piece)) {
    const digit = name === undefined ? whole : (digitWords[name.toLowerCase()] ?? "");
    digits += digit.repeat(times === undefined ? 1 : times.toLowerCase() === "double" ? 2 : 3);
  }
  return digits;
}

/** As it is dialled inside the country; undefined where it is no whole number. */
function dialled(digits: string): string | undefined {
  const national = digits.replace(/^(?:00)?44(?:0)?(?=[1-9])/, "0");
  if (/^07[1-9]\d{8}$/.test(national)) return national;
  return /^0[12]\d{8,9}$/.test(national) ? national : undefined;
}

function isLikely(digits: string, before: string): boolean {
  const number = dialled(digits);
  if (number === undefined || helplineMobiles.has(number)) return false;
  // A row of the same few digits is a pattern, a sum or a beep.
  if (new Set(number).size < 3) return false;
  if (otherNumber.test(before) || service.test(before)) return false;
  return number.startsWith("07") || own.test(before);
}

/** Every telephone number of a person in a text. */
export function findPhones(text: string): Detail[] {
  const found: Detail[] = [];
  for (const hit of text.matchAll(run)) {
    const [whole] = hit;
    // What follows at once is part of it, and a longer number is none.
    const after = text.slice(hit.index + whole.length);
    if (/^[\p{L}\p{N}_%]|^[.,:/]\d/u.test(after) || /^\d\.\d{5}/.test(whole)) continue;
    const digits = digitsOf(whole);
    if (!isLikely(digits, text.slice(Math.max(0, hit.index - 80), hit.index))) continue;
    found.push({ kind: "phone", start: hit.index, end: hit.index + whole.length });
  }
  return found;
}
