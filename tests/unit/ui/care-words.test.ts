// The words of nudge and help card: each language fills the same places, and English is within its reader's age.
import { fleschKincaid } from "flesch-kincaid";
import { syllable } from "syllable";
import { describe, expect, test } from "vitest";
import { pageLanguages } from "../../../lib/contract/vocabulary.ts";
import { textFor, type CareText, type CareWords } from "../../../lib/core/nudge/care-words.ts";
import { careArabic } from "../../../lib/ui/i18n/care/arabic.ts";
import { careBengali } from "../../../lib/ui/i18n/care/bengali.ts";
import { careEnglish } from "../../../lib/ui/i18n/care/english.ts";
import { carePolish } from "../../../lib/ui/i18n/care/polish.ts";
import { carePunjabi } from "../../../lib/ui/i18n/care/punjabi.ts";
import { careRomanian } from "../../../lib/ui/i18n/care/romanian.ts";
import { careSomali } from "../../../lib/ui/i18n/care/somali.ts";
import { careUkrainian } from "../../../lib/ui/i18n/care/ukrainian.ts";
import { careUrdu } from "../../../lib/ui/i18n/care/urdu.ts";
import { careWelsh } from "../../../lib/ui/i18n/care/welsh.ts";

const languages: Readonly<Record<string, CareWords>> = {
  en: careEnglish,
  cy: careWelsh,
  pl: carePolish,
  ro: careRomanian,
  ur: careUrdu,
  ar: careArabic,
  pa: carePunjabi,
  bn: careBengali,
  uk: careUkrainian,
  so: careSomali,
};

/** Every text by its place: "nudge.why.phone". */
function leavesOf(value: unknown, path = ""): (readonly [string, CareText])[] {
  if (typeof value === "string") return [[path, value]];
  const fields = value as Record<string, unknown>;
  if ("teen" in fields) return [[path, value as CareText]];
  return Object.entries(fields).flatMap(([key, inner]) =>
    leavesOf(inner, path === "" ? key : `${path}.${key}`),
  );
}
const placesOf = (text: string): string[] =>
  [...text.matchAll(/\{\w+\}/g)].map(([hit]) => hit).toSorted();

test("each language of our pages has them", () => {
  expect(Object.keys(languages)).toEqual([...pageLanguages]);
});

describe.each(Object.entries(languages))("%s", (code, words) => {
  const own = new Map(leavesOf(words));
  test.each(leavesOf(careEnglish))("%s", (path, english) => {
    const text = own.get(path);
    expect(text).toBeDefined();
    for (const isYoung of [true, false]) {
      const said = textFor(text ?? "", isYoung);
      expect(said.trim()).not.toBe("");
      expect(placesOf(said)).toEqual(placesOf(textFor(english, isYoung)));
      if (code !== "en" && said.length > 20) expect(said).not.toBe(textFor(english, isYoung));
    }
  });
});

describe.each([
  ["young", true, 4],
  ["teen", false, 7],
] as const)("English for the %s", (_, isYoung, most) => {
  const texts = leavesOf(careEnglish)
    .map(([path, text]) => [path, textFor(text, isYoung)] as const)
    .filter(([, text]) => text.split(/\s+/).length >= 8);
  test.each(texts)("%s: %s", (_path, text) => {
    const plain = text.replaceAll(/\{minutes\}|\{number\}|\{what\}/g, "three");
    const words = plain.match(/[\p{L}\p{N}’'-]+/gu) ?? [];
    const grade = fleschKincaid({
      sentence: plain.split(/(?<=[.!?])\s+/).length,
      word: words.length,
      syllable: words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0),
    });
    expect(grade).toBeLessThanOrEqual(most);
  });
});
