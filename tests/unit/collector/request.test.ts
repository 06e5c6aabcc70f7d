// Answers to requests: which fit, and when they still stand.
import { expect, test } from "vitest";
import { requestDecisions } from "../../../lib/contract/vocabulary.ts";
import {
  answerRequest,
  decisionOf,
  isAnswered,
  outcomesFor,
  requestOutcomes,
  type AnswerInput,
  type Wanted,
} from "../../../collector/review/request.ts";

test.each<[name: string, wanted: Wanted, given: AnswerInput, wrong: string | undefined]>([
  ["opened", "open", { outcome: "opened" }, undefined],
  ["left closed, with a note", "open", { outcome: "left-closed", note: " Not now. " }, undefined],
  ["blocked", "blocked", { outcome: "blocked" }, undefined],
  ["left open", "blocked", { outcome: "left-open" }, undefined],
  ["to be talked about", "open", { outcome: "talk" }, undefined],
  ["to be talked about, where blocking was asked", "blocked", { outcome: "talk" }, undefined],
  ["noted, with the note", "blocked", { outcome: "noted", note: "Asked the office." }, undefined],
  ["noted, without", "open", { outcome: "noted" }, "note"],
  ["noted, with blanks", "open", { outcome: "noted", note: " \n" }, "note"],
  ["blocked, where opening was asked", "open", { outcome: "blocked" }, "outcome"],
  ["opened, where blocking was asked", "blocked", { outcome: "opened" }, "outcome"],
])("%s", (_name, wanted, given, wrong) => {
  const answered = answerRequest(wanted, given);
  if (answered.ok) {
    expect(wrong).toBeUndefined();
    expect(answered.value).toEqual({ outcome: given.outcome, note: given.note?.trim() ?? "" });
  } else expect(answered.error[0]?.path).toBe(wrong);
});

test("every outcome fits something", () => {
  expect(new Set([...outcomesFor("open"), ...outcomesFor("blocked")])).toEqual(
    new Set(requestOutcomes),
  );
});

test("an answer stands until somebody asks again", () => {
  const answer = { outcome: "opened" as const, note: "", atMs: 1, who: "dsl", upToMs: 1 };
  expect(isAnswered({ answer, since: 0 })).toBe(true);
  expect(isAnswered({ answer, since: 1 })).toBe(false);
  expect(isAnswered({ answer: null, since: 0 })).toBe(false);
});

test("whoever asked is told each outcome by one word, and each word is some outcome's", () => {
  expect(requestOutcomes.map(decisionOf).toSorted()).toEqual([...requestDecisions].toSorted());
  expect(decisionOf("noted")).toBe("looked-at");
});
