// Letters of other scripts than Latin: which are one letter written two ways, and which make another word.
import { expect, test } from "vitest";
import { found, lexiconOf } from "./neutral-lexicon.ts";

const rows: readonly (readonly [name: string, phrase: string, text: string, matched: boolean])[] = [
  ["Bengali: a vowel sign makes another word", "গুলি করব", "গলি করব", false],
  ["Bengali: the same word", "গুলি করব", "আমি গুলি করব।", true],
  ["Gurmukhi: a vowel sign makes another word", "ਕੁੱਟ ਦਿਆਂਗਾ", "ਕੱਟ ਦਿਆਂਗਾ", false],
  ["Gurmukhi: the doubling sign may be left out", "ਕੁੱਟ ਦਿਆਂਗਾ", "ਕੁਟ ਦਿਆਂਗਾ", true],
  ["Gurmukhi: words of two letters are no single letters", "ਮਰਨ", "ਮੈਂ ਰੋ ਨੇ", false],
  ["Arabic: the line that stretches", "سأقتلك غدا", "سأقتـــلك غدا", true],
  ["Arabic: short vowels may be written", "غدا", "غَدًا", true],
  ["Arabic: both letters ye", "علي", "على", true],
  ["Arabic: the Urdu letter ye", "علي", "علی", true],
  ["Arabic: he for the ending of a feminine", "مدرسة", "مدرسه", true],
  ["Arabic: the Persian letter kaf", "كتاب", "کتاب", true],
  ["Arabic: alif with its sign", "ابن", "ٱبن", true],
  ["Urdu: the Arabic letter he", "تمہیں", "تمهيں", true],
  ["Urdu: the two-eyed he makes another word", "کھا", "کہا", false],
  ["Ukrainian: both letters h", "ґанок", "ганок", true],
  ["Ukrainian: an apostrophe of any kind", "п'ять", "п’ять", true],
  ["Romanian: without its signs", "școală", "scoala", true],
];

test("a word that ends in z, and the same with any ending instead", () => {
  const lexicon = lexiconOf(["kite*", "red kitez", "kitez fly"]);
  const texts = ["kites", "kitez", "red kitez", "kitez fly"];
  expect(texts.map((text) => found(lexicon, text).length)).toEqual([1, 1, 2, 2]);
});

test.each(rows)("%s", (_name, phrase, text, matched) => {
  expect(found(lexiconOf([phrase]), text).length > 0).toBe(matched);
});

/** Words that stand in classes alone: [name, class lines, phrase, text, whether it is found]. */
const classRows: readonly (readonly [string, string, string, string, boolean])[] = [
  [
    "Urdu: another word of as many letters",
    "class bird: کوا | چیل",
    "{bird} ہے",
    "وہ دوست ہے",
    false,
  ],
  ["Urdu: a word of the class", "class bird: کوا | چیل", "{bird} ہے", "وہ چیل ہے", true],
  ["Bengali: another word of as many letters", "class bird: কাক | হাঁস", "{bird} এল", "চাচা এল", false],
  ["Bengali: a word of the class", "class bird: কাক | হাঁস", "{bird} এল", "একটা কাক এল", true],
  [
    "Ukrainian: classes alone",
    "class bird: ґава | зозуля\nclass does: летить",
    "{bird} ..1 {does}",
    "Ця зозуля вже летить.",
    true,
  ],
  [
    "Ukrainian: another word of as many letters",
    "class bird: ґава | щиглик\nclass does: летить",
    "{bird} ..1 {does}",
    "Цей дідусик летить.",
    false,
  ],
  ["Greek: classes alone", "class bird: αετός | γλάρος", "{bird}", "Ένας γλάρος πετά.", true],
];

test.each(classRows)("in classes, %s", (_name, classes, phrase, text, matched) => {
  expect(found(lexiconOf([phrase], classes), text).length > 0).toBe(matched);
});
