// What excuses, kind by kind and theme by theme: a phrase of each theme that means nothing stands in a sentence of each
// kind. It is found by itself, and not there, whatever the cases hold. Where two kinds of excuse reach, either is enough.
import { expect, test } from "vitest";
import { lexiconsFolder } from "../../../../lib/build/generate.ts";
import { readLexiconFolder } from "../../../../lib/build/lexicon-folder.ts";
import { readLexicons } from "../../../../lib/build/lexicon-pack.ts";
import { themes, type Theme } from "../../../../lib/contract/vocabulary.ts";
import { createScanner } from "../../../../lib/core/match/create-scanner.ts";
import { defaultThresholds } from "../../../../lib/core/match/default-thresholds.ts";
import { openLexicon } from "../../../../lib/core/match/open-lexicon.ts";
import { weighOptions } from "../../../../lib/core/match/weigh-options.ts";

const saidOf = (theme: Theme): string => `zylo ${theme.replace("-", "")}ish quark`;

const own = await readLexiconFolder(lexiconsFolder);
const neutral = themes.map((theme) => ({
  name: `neutral-${theme}.txt`,
  text: `theme ${theme}\nlanguage en\n\n65 medium | ${saidOf(theme)}\n`,
}));
const opened = openLexicon(
  readLexicons([...own, ...neutral], weighOptions).lexicon ?? new ArrayBuffer(0),
);
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const scanner = createScanner(opened.value, { thresholds: defaultThresholds.ks3 });

/** Themes of which something is said in a sentence: X stands for the phrase. */
function toldIn(sentence: string): readonly Theme[] {
  return themes.filter((theme) =>
    scanner
      .scan({ text: sentence.replace("X", saidOf(theme)), source: "typed" })
      .some(({ category }) => category === theme),
  );
}

function allBut(...excused: readonly Theme[]): readonly Theme[] {
  return themes.filter((theme) => !excused.includes(theme));
}

/** [kind, a sentence of it, themes that it does not excuse and why not] */
const rows: readonly (readonly [kind: string, sentence: string, still: readonly Theme[]])[] = [
  // A child that is told so, or says it of itself, is to be heard.
  ["report", "Police said a man was arrested after posting “X” online.", ["self-harm"]],
  ["news", "The court heard that the man wrote X before his arrest, prosecutors said.", []],
  [
    "history",
    "In the 1930s the party's newspapers printed X, historians say.",
    ["self-harm", "eating-disorder", "home-violence", "running-away", "misinformation", "scams"],
  ],
  ["medicine", "Patients who report X should be seen by a clinician, says the NHS.", ["self-harm"]],
  ["school work", "For my homework essay I have to write about X.", []],
  ["an examination", "Exam question 4: Explain why X appears in the source.", []],
  ["a lesson", "In our history lesson today we learned about X.", ["self-harm"]],
  ["research", "A study of 300 students found X, researchers report.", ["self-harm"]],
  ["literature", "In chapter 3 of the novel the narrator says X.", ["extremism", "grooming"]],
  ["negation", "I would never say X.", ["eating-disorder"]],
  [
    "a law",
    "It is a crime to write X to anybody.",
    ["self-harm", "eating-disorder", "home-violence", "running-away", "misinformation", "scams"],
  ],
  // What a child passes on of its own or another's hurt is to be heard.
  [
    "a quotation whose speaker follows",
    "“X,” growled the captain.",
    ["self-harm", "eating-disorder", "home-violence", "running-away"],
  ],
  [
    "scripture",
    "And whosoever shall cry X, saith the prophet, let him be heard.",
    allBut("sexual-harassment", "bullying", "violence"),
  ],
  [
    "the name of a book of scripture",
    "The line with X is in Psalm 137.",
    allBut("sexual-harassment", "violence"),
  ],
  // Nobody asks these in a questionnaire.
  [
    "a form",
    "How often is it X? Several days. Nearly every day. Please tick one box.",
    ["grooming", "scams"],
  ],
];

test("by itself each is told", () => {
  expect(toldIn("X")).toEqual(themes);
});

test.each(rows)("%s", (_kind, sentence, still) => {
  expect(toldIn(sentence)).toEqual(themes.filter((theme) => still.includes(theme)));
});
