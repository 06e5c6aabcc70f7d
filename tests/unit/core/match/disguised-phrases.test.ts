// Kinds of disguise, each tried with five phrases in the middle of a sentence: in a short text, read with patience, and
// in a page, read quickly. What is not tried in pages is said here with its reason.
import { describe, expect, test } from "vitest";
import { findHits } from "../../../../lib/core/match/find-hits.ts";
import { lexiconOf } from "./neutral-lexicon.ts";

const phrases = [
  "purple elephant",
  "yellow submarine",
  "hidden treasure",
  "clockwork orange",
  "silent mountain",
];
const lexicon = lexiconOf(phrases);

const each = (change: (letter: string, place: number) => string) => (text: string) =>
  Array.from(text, (letter, place) => (letter === " " ? " " : change(letter, place))).join("");
const after = (mark: string) => each((letter) => letter + mark);
const from = (first: number) =>
  each((letter) => String.fromCodePoint(first + letter.charCodeAt(0) - 97));
const swap = (table: Readonly<Record<string, string>>) => each((letter) => table[letter] ?? letter);
const alphabet = (letters: string) =>
  each((letter) => Array.from(letters)[letter.charCodeAt(0) - 97] ?? "");
const apart = (between: string, words: string) => (text: string) =>
  text
    .split(" ")
    .map((word) => Array.from(word).join(between))
    .join(words);
const words = (between: string) => (text: string) => text.replace(" ", between);
const capitalised = (text: string): string =>
  text
    .split(" ")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
const inside = (sign: string) => (text: string) =>
  text
    .split(" ")
    .map((word) => `${word.slice(0, 3)}${sign}${word.slice(3)}`)
    .join(" ");
const firstVowel = (sign: string) => (text: string) =>
  text.replace(/(\b[a-z]+?)[aeiou]/, `$1${sign}`);

type Kind = readonly [name: string, dress: (text: string) => string];

const everywhere: readonly Kind[] = [
  ["upper case", (text) => text.toUpperCase()],
  ["mixed case", each((letter, place) => (place % 2 === 0 ? letter : letter.toUpperCase()))],
  ["precomposed accents", swap({ a: "à", e: "é", o: "ô", u: "ü", i: "ï" })],
  ["combining accents", after("\u0301")],
  ["zalgo", after("\u0335\u0321\u034e\u0312\u0313")],
  ["zero-width space", after("\u200b")],
  ["zero-width joiner", after("\u200d")],
  ["zero-width non-joiner", after("\u200c")],
  ["word joiner", after("\u2060")],
  ["byte order mark", after("\ufeff")],
  ["soft hyphen", after("\u00ad")],
  ["tag characters", after("\u{e0061}")],
  ["variation selectors", after("\ufe0f")],
  ["Mongolian vowel separator", after("\u180e")],
  ["Hangul filler", after("\u3164")],
  ["Braille blank", after("\u2800")],
  ["bidi controls", after("\u2066\u2069")],
  ["full-width", from(0xff41)],
  ["mathematical", from(0x1d41a)],
  ["fraktur", from(0x1d586)],
  ["circled", from(0x24d0)],
  ["parenthesised", from(0x249c)],
  ["squared", from(0x1f130)],
  ["regional indicators", from(0x1f1e6)],
  ["small capitals", alphabet("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡxʏᴢ")],
  ["superscript", alphabet("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖᑫʳˢᵗᵘᵛʷˣʸᶻ")],
  ["upside-down letters", alphabet("ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz")],
  ["Braille letters", alphabet("⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵")],
  ["Cyrillic look-alikes", swap({ a: "а", e: "е", o: "о" })],
  ["Greek look-alikes", swap({ a: "α", e: "ε", o: "ο" })],
  ["Armenian look-alikes", swap({ n: "ո", u: "ս", h: "հ" })],
  ["Cherokee look-alikes", swap({ e: "Ꭼ", t: "Ꭲ" })],
  ["leet digits", swap({ e: "3", o: "0" })],
  ["leet symbols", swap({ a: "@", s: "$" })],
  ["repeated letters", each((letter, place) => (place % 4 === 1 ? letter.repeat(4) : letter))],
  ["letters spaced", apart(" ", "   ")],
  ["letters dotted", apart(".", " ")],
  ["letters hyphened", apart("-", " ")],
  ["letters starred", apart("*", " ")],
  ["punctuation inside", inside(".")],
  ["words joined", words("")],
  ["hyphened", words("-")],
  ["underscored", words("_")],
  ["CamelCase hashtag", (text) => `#${capitalised(text)}`],
  ["no-break space", words("\u00a0")],
  ["newline", words("\n")],
  ["punctuation between", words("... ")],
  ["masked vowels", firstVowel("*")],
  ["entities", each((letter) => `&#${letter.charCodeAt(0)};`)],
  ["percent-encoding", each((letter) => `%${letter.charCodeAt(0).toString(16)}`)],
  ["mixture: case, accents, zero-width", (text) => after("\u200b")(swap({ a: "À", e: "é" })(text))],
  ["mixture: look-alikes and leet", swap({ a: "а", o: "0", e: "ε", i: "1" })],
  ["mixture: spaced and leet", (text) => apart(" ", "   ")(swap({ e: "3", o: "0" })(text))],
  ["right-to-left override", (text) => `\u202e${Array.from(text).reverse().join("")}\u202c`],
];

/** Each costs a look at every word of a text, or a second reading of it; in prose it finds chance. */
const shortOnly: readonly Kind[] = [
  ["random split", inside(" ")],
  ["doubled letters", each((letter, place) => (place === 3 ? letter.repeat(2) : letter))],
  ["every letter doubled", each((letter) => letter.repeat(2))],
  ["dropped vowels", (text) => text.replace(/[aeiou]/g, "")],
  ["misspelt", (text) => text.replace(/(\b[a-z]{3})([a-z])([a-z])/, "$1$3$2")],
  ["reversed", (text) => Array.from(text).reverse().join("")],
  ["rot13", each((letter) => String.fromCharCode(97 + ((letter.charCodeAt(0) - 97 + 13) % 26)))],
];

const filler = "The class went to the museum by the river and wrote about what they had seen. ";

function isFound(phrase: number, text: string): boolean {
  return findHits(lexicon, text).some((hit) => hit.phrase === phrase);
}

describe("in a short text", () => {
  test.each([...everywhere, ...shortOnly])("%s", (_name, dress) => {
    for (const [index, phrase] of phrases.entries()) {
      const isThere = isFound(index, `We saw it yesterday: ${dress(phrase)} by the lake.`);
      expect(isThere, phrase).toBe(true);
    }
  });
});

describe("in a page", () => {
  test.each(everywhere)("%s", (_name, dress) => {
    for (const [index, phrase] of phrases.entries()) {
      const page = `${filler.repeat(40)}We saw it: ${dress(phrase)} by the lake. ${filler.repeat(40)}`;
      expect(page.length).toBeGreaterThan(2000);
      expect(isFound(index, page), phrase).toBe(true);
    }
  });

  test("at least 48 kinds are tried there", () => {
    expect(everywhere.length).toBeGreaterThanOrEqual(48);
  });
});
