// How old one has to be to read what a pupil reads, by the Flesch-Kincaid grade: the school year in the United States,
// whose first is for those of six; a grade of 4 is read at nine. The formula means nothing for a label of a few words
// (one long word makes it a text for adults): those are held to words without many syllables instead.
import { fleschKincaid } from "flesch-kincaid";
import { syllable } from "syllable";
import { describe, expect, test } from "vitest";
import { helpFor } from "../../../lib/core/report/help-for.ts";
import { helpServices, type HelpServiceId } from "../../../lib/core/report/help-services.ts";
import { agreementEnglish } from "../../../lib/ui/i18n/english/agreement.ts";
import { askedEnglish } from "../../../lib/ui/i18n/english/asked.ts";
import { blockedEnglish } from "../../../lib/ui/i18n/english/blocked.ts";
import { chromeEnglish } from "../../../lib/ui/i18n/english/chrome.ts";
import { closedEnglish } from "../../../lib/ui/i18n/english/closed.ts";
import { noticeEnglish } from "../../../lib/ui/i18n/english/notice.ts";
import { readingEnglish } from "../../../lib/ui/i18n/english/reading.ts";
import { reportEnglish } from "../../../lib/ui/i18n/english/report.ts";
import { isChild, wordingFor } from "../../../lib/ui/i18n/voice.ts";
import { formsOf, leavesOf } from "./word-leaves.ts";

const parts = {
  report: reportEnglish,
  blocked: blockedEnglish,
  asked: askedEnglish,
  closed: closedEnglish,
  agreement: agreementEnglish,
  notice: noticeEnglish,
  chrome: chromeEnglish,
  reading: readingEnglish,
};

const readers = [
  { voice: "infant", grade: 3, ages: "seven to eight", level: "ks1", syllables: 3 },
  { voice: "young", grade: 4, ages: "eight to nine", level: "ks2", syllables: 3 },
  { voice: "teen", grade: 7, ages: "eleven to twelve", level: "ks3", syllables: 4 },
  { voice: "adult", grade: 9, ages: "fourteen", level: "post16", syllables: 4 },
] as const;

type Reader = (typeof readers)[number];

const fewestWords = 8;

/** What stands in a place, as an ordinary case has it. */
function inPlaces(text: string): string {
  return text
    .replaceAll(/\{(count|quiet|most|at|minutes)\}/g, "3")
    .replaceAll(/\{time\}/g, "noon")
    .replaceAll(/\{\w+\}/g, "Sam")
    .replaceAll(/[“”]/g, "");
}

const wordsOf = (text: string) => text.match(/[\p{L}\p{N}’'-]+/gu) ?? [];
const syllablesOf = (word: string) => Math.max(1, syllable(word.replaceAll("’", "'")));

function gradeOf(text: string): number {
  const words = wordsOf(text);
  return fleschKincaid({
    sentence: text.split(/(?<=[.!?])\s+/).filter(Boolean).length,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + syllablesOf(word), 0),
  });
}

/** Words with a meaning of their own that a pupil of the age has been taught, or that the law gives. */
const known =
  /^(reference|chromebook|extremism|misinformation|conspiracy|exploitation|inappropriate|safeguarding|radicalisation|yesterday|schoolgate|counsellor|criminal|harassment|microphone)$/i;

/** Infants are read the worry form and the helplines, in the words for children a little older. */
const gradeFor = (reader: Reader, part: string): number =>
  reader.voice === "infant" && (part === "report" || part === "help") ? 4 : reader.grade;

function tooHard(text: string, reader: Reader, part: string): string | undefined {
  const plain = inPlaces(text);
  const words = wordsOf(plain);
  if (words.length >= fewestWords) {
    const grade = gradeOf(plain);
    return grade > gradeFor(reader, part) ? `${grade.toFixed(1)}: ${text}` : undefined;
  }
  const long = words.filter((word) => syllablesOf(word) > reader.syllables && !known.test(word));
  return long.length > 0 ? `${long.join(", ")}: ${text}` : undefined;
}

describe.each(readers)("for the voice $voice, at most the age of $ages", (reader) => {
  test.each(Object.entries(parts))("%s", (name, words) => {
    const hard = leavesOf(words).flatMap(({ path, text }) =>
      formsOf(wordingFor(text, reader.voice)).flatMap((form) => {
        const complaint = tooHard(form, reader, name);
        return complaint === undefined ? [] : [`${path}: ${complaint}`];
      }),
    );
    expect(hard).toEqual([]);
  });

  test("the helplines that such a reader is shown", () => {
    const ids = Object.keys(helpServices) as HelpServiceId[];
    const shown = helpFor(ids, reader.level).filter(
      ({ id }) => id !== "education-support" && id !== "nspcc",
    );
    expect(shown.length).toBeGreaterThan(2);
    const hard = shown.flatMap(({ id, does, doesYoung, note = "" }) =>
      [isChild(reader.voice) ? (doesYoung ?? does) : does, note].flatMap((text) => {
        const complaint = text === "" ? undefined : tooHard(text, reader, "help");
        return complaint === undefined ? [] : [`${id}: ${complaint}`];
      }),
    );
    expect(hard).toEqual([]);
  });
});

// Staff are spoken to as adults are, but for what only they can do.
test.each([
  ["blocked", "infant", "young", 25],
  ["blocked", "young", "teen", 30],
  ["blocked", "teen", "adult", 10],
  ["blocked", "adult", "staff", 4],
  ["agreement", "infant", "young", 10],
  ["agreement", "young", "teen", 10],
  ["agreement", "teen", "adult", 5],
  ["agreement", "adult", "staff", 1],
  ["notice", "infant", "young", 10],
  ["notice", "young", "teen", 30],
  ["notice", "teen", "adult", 15],
  ["closed", "infant", "young", 4],
  ["closed", "young", "teen", 5],
] as const)(
  "%s: %s and %s hear different words in at least %d texts",
  (part, one, other, least) => {
    const different = leavesOf(parts[part]).filter(
      ({ text }) =>
        JSON.stringify(wordingFor(text, one)) !== JSON.stringify(wordingFor(text, other)),
    );
    expect(different.length).toBeGreaterThanOrEqual(least);
  },
);

test("the formula tells a hard sentence from an easy one", () => {
  expect(gradeOf("The cat sat on the mat and it was glad.")).toBeLessThan(2);
  expect(
    gradeOf(
      "Safeguarding colleagues subsequently determine whether intervention is proportionate.",
    ),
  ).toBeGreaterThan(15);
});
