// A desk API that answers from memory, for tests of the page's parts.
import type { CaseAnswer, DeskCase, QueueAnswer } from "../../../collector/desk-types.ts";
import type { DeskApi, Reply } from "../../../collector/console/api.ts";
import type { KeyState } from "../../../collector/console/key-state.ts";
import { referenceOf } from "../../../lib/contract/ids.ts";
import type { FindingEvent, WorryEvent } from "../../../lib/contract/event.ts";
import { concernOf, isUnread } from "../../../collector/review/case.ts";

export const done = <T>(value: T): Promise<Reply<T>> => Promise.resolve({ ok: true, value });
export const refused = (status: number, words: string): Promise<Reply<never>> =>
  Promise.resolve({ ok: false, status, words });

/** Any call that a test did not expect fails it. */
export function fakeApi(given: Partial<DeskApi>): DeskApi {
  const unexpected = (name: string) => () => {
    throw new Error(`not expected: ${name}`);
  };
  const names = [
    "session",
    "signIn",
    "signOut",
    "changePassword",
    "changeName",
    "queue",
    "openCase",
    "setState",
    "addNote",
    "holdCase",
    "endHold",
    "requests",
    "answerRequest",
    "undoRequestAnswer",
    "keeping",
    "keepKinds",
    "saveKeepKinds",
    "activity",
    "audit",
    "shutOutDevice",
    "orderChoices",
    "orders",
    "addOrder",
    "endOrder",
    "reopenOrder",
    "cleanSites",
    "makeCode",
    "policy",
    "policyText",
    "checkPolicy",
    "releasePolicy",
    "widenRelease",
    "rollBack",
    "proposeEntry",
    "lists",
    "changeList",
    "alerts",
    "saveAlertSettings",
    "addContact",
    "changeContact",
    "removeContact",
    "confirmContact",
    "newCode",
    "testContact",
    "alerted",
    "takeAlert",
    "accounts",
    "addAccount",
    "changeAccount",
    "newPassword",
    "devices",
    "askForRecords",
    "recordNames",
    "recordEvents",
    "recordsAbout",
    "recordSigner",
    "signRecords",
    "recordsDone",
  ];
  const none = Object.fromEntries(names.map((name) => [name, unexpected(name)]));
  return { ...(none as unknown as DeskApi), ...given };
}

export function deskCase(event: FindingEvent | WorryEvent, more: Partial<DeskCase> = {}): DeskCase {
  const concern = concernOf(event, event.atMs + 1000);
  if (concern === undefined) throw new Error("worries and findings are concerns");
  return { ...concern, reference: referenceOf(event.id), unread: isUnread(concern), ...more };
}

export function caseAnswer(
  event: FindingEvent | WorryEvent,
  more: Partial<DeskCase> = {},
): CaseAnswer {
  const head = deskCase(event, more);
  return {
    head,
    events: [{ event, receivedAtMs: head.receivedAtMs, skewMs: 0, sentFrom: "" }],
    changes: [],
    openings: [{ atMs: head.receivedAtMs + 1, who: "dsl" }],
  };
}

export function queueAnswer(
  cases: readonly DeskCase[],
  more: Partial<QueueAnswer> = {},
): QueueAnswer {
  return {
    cases,
    total: cases.length,
    page: 1,
    pages: 1,
    counts: { new: cases.length, looking: 0, closed: 0 },
    unread: cases.length,
    profiles: ["ks3"],
    ...more,
  };
}

/** A school that seals nothing yet, read by somebody who does not ask. */
export const noKeys: KeyState = {
  standing: "unknown",
  answer: undefined,
  ring: undefined,
  unlock: () => Promise.resolve(""),
  take: () => undefined,
  lock: () => undefined,
  reload: () => Promise.resolve(),
};
