// Answering a request ("please open", "please block"): what an answer is, and when it still stands. Pure.
import { err, ok, problem, type Result } from "../../lib/contract/result.ts";
import type { RequestDecision } from "../../lib/contract/vocabulary.ts";

export type Wanted = "open" | "blocked";

export const requestOutcomes = [
  "opened",
  "left-closed",
  "blocked",
  "left-open",
  "talk",
  "noted",
] as const;
export type RequestOutcome = (typeof requestOutcomes)[number];

const fitting: Readonly<Record<Wanted, readonly RequestOutcome[]>> = {
  open: ["opened", "left-closed", "talk", "noted"],
  blocked: ["blocked", "left-open", "talk", "noted"],
};

/** The answers that make sense for what was asked. */
export function outcomesFor(wanted: Wanted): readonly RequestOutcome[] {
  return fitting[wanted];
}

/** What whoever asked is told: the note is for colleagues. */
export function decisionOf(outcome: RequestOutcome): RequestDecision {
  return outcome === "noted" ? "looked-at" : outcome;
}

/** An answer as it is kept. It answers what had come in by `upToMs` (Unix ms, collector's clock), and nothing later. */
export interface RequestAnswer {
  readonly outcome: RequestOutcome;
  readonly note: string;
  readonly atMs: number;
  readonly who: string;
  readonly upToMs: number;
}

/** After this long an answered request leaves its place for the end of the list; until then it is easily taken back. */
export const settleMs = 60 * 60_000;

/** Nothing came in after the answer that stands. `since` counts what did. */
export function isAnswered(group: {
  readonly answer: RequestAnswer | null;
  readonly since: number;
}): boolean {
  return group.answer !== null && group.since === 0;
}

export interface AnswerInput {
  readonly outcome: RequestOutcome;
  readonly note?: string | undefined;
}

/** The checked answer: it must fit what was asked, and one that only notes something needs the note. */
export function answerRequest(
  wanted: Wanted,
  given: AnswerInput,
): Result<Pick<RequestAnswer, "outcome" | "note">> {
  const note = given.note?.trim() ?? "";
  if (!fitting[wanted].includes(given.outcome)) {
    return err([problem("outcome", given.outcome, fitting[wanted].join(", "))]);
  }
  if (given.outcome === "noted" && note === "") {
    return err([problem("note", "nothing", "a sentence that says what was decided")]);
  }
  return ok({ outcome: given.outcome, note });
}
