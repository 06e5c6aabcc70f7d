// Every set of answers that the gallery's `state` names: those of the component tests, and those that only a picture needs.
import type { MineView } from "../../../lib/contract/message.ts";
import {
  agreementView,
  blockExplanation,
  noticeView,
  sampleStates,
  schoolFace,
  sentAtMs,
  worryOptions,
  worryReceipt,
  type SampleAnswers,
} from "../page-samples.ts";

const dayMs = 86_400_000;
const mine: MineView = {
  asked: [
    {
      reference: "4KD-9TZ",
      address: "https://puzzles.example.test/sudoku",
      host: "puzzles.example.test",
      atMs: sentAtMs - dayMs,
      wanted: "open",
      isOpen: true,
      state: "decided",
      decision: "opened",
      decidedAtMs: sentAtMs - dayMs / 2,
    },
    {
      reference: "8TP-2WM",
      address: "https://clips.example.test/",
      host: "clips.example.test",
      atMs: sentAtMs - 3 * dayMs,
      wanted: "open",
      isOpen: false,
      state: "received",
    },
  ],
  closed: [
    { host: "www.bigwins.example.test", title: "Gambling", atMs: sentAtMs, isAccident: true },
    {
      host: "chat.example.test",
      title: "Social networks",
      atMs: sentAtMs - dayMs,
      isAccident: false,
    },
  ],
  keepDays: 30,
};
const noMine: MineView = { asked: [], closed: [], keepDays: 30 };

const rules = agreementView().agreement?.rules ?? [];

/** As it would be answered by the worker; a state that nobody names answers nothing, as a dead worker does. */
export function galleryStates(): Readonly<Record<string, SampleAnswers>> {
  const states = sampleStates();
  const blocked = (given: Parameters<typeof blockExplanation>[0]): SampleAnswers => ({
    ...states["blocked"],
    "blocked/explain": blockExplanation(given),
  });
  return {
    ...states,
    "blocked-set-by": blocked({
      setBy: { who: "school", by: "Mr Dan Frost", sinceMs: sentAtMs - 40 * dayMs },
    }),
    "blocked-middle": blocked({
      school: schoolFace("ks2"),
      pupilWhy: "This site is for betting with money. It is for adults only.",
      setBy: { who: "trust", sinceMs: sentAtMs - 40 * dayMs },
    }),
    "blocked-adult": blocked({ school: schoolFace("post16"), setBy: { who: "program" } }),
    "blocked-asked": blocked({
      asked: {
        reference: "4KD-9TZ",
        atMs: sentAtMs - dayMs,
        wanted: "open",
        state: "decided",
        decision: "left-closed",
        decidedAtMs: sentAtMs - dayMs / 2,
      },
    }),
    "blocked-asked-young": blocked({
      school: schoolFace("ks1"),
      asked: { reference: "4KD-9TZ", atMs: sentAtMs - dayMs, wanted: "open", state: "received" },
    }),
    "blocked-staff": blocked({
      school: schoolFace("staff"),
      setBy: { who: "school", by: "Mr Dan Frost", sinceMs: sentAtMs - 40 * dayMs },
    }),
    "warn-young": blocked({
      school: schoolFace("ks1"),
      action: "warn",
      warnMinutes: 5,
      category: { id: "games", title: "Games" },
      pupilWhy: "This is a page with games. Is it time to play now?",
    }),
    "agreement-infant": {
      ...states["agreement-young"],
      "agreement/read": agreementView("ks1"),
    },
    "agreement-adult": { ...states["agreement"], "agreement/read": agreementView("post16") },
    "agreement-again": {
      ...states["agreement"],
      "agreement/read": {
        ...agreementView(),
        again: {
          version: "2025-09",
          atMs: sentAtMs - 300 * dayMs,
          isNewYear: true,
          changes: {
            added: rules.slice(3, 5),
            removed: ["I put my Chromebook back in the trolley after the lesson."],
            isPromiseNew: true,
          },
        },
      },
    },
    "blocked-notice": { ...states["blocked"], ...states["notice"] },
    notice: { ...states["notice"], "mine/read": noMine },
    "notice-mine": {
      "mine/read": mine,
      "notice/read": {
        ...noticeView(),
        reportsVisits: true,
        hours: { isNow: true, time: "lessons", changesAtMs: sentAtMs + 3 * 3_600_000 },
        policyVersion: "2026-09-01",
        policyAtMs: sentAtMs - 40 * dayMs,
        listsAtMs: sentAtMs - dayMs,
        itHelp: { id: "it", name: "Mr Dan Frost", role: "IT support", where: "Library desk" },
      },
    },
    "notice-middle": { "mine/read": noMine, "notice/read": noticeView("ks2") },
    "notice-adult": { "mine/read": mine, "notice/read": noticeView("post16") },
    draft: {
      ...states["teen"],
      "worry/draft-read": {
        draft: {
          what: "friend",
          tell: "house",
          words: "My friend has stopped talking to everybody and I",
          reach: "",
          named: true,
          keep: "day",
          untilMs: sentAtMs + dayMs / 2,
        },
      },
      "worry/draft-keep": { untilMs: sentAtMs + dayMs },
      "worry/draft-forget": { forgotten: true },
    },
    marked: {
      ...states["teen"],
      "worry/options": {
        ...worryOptions(),
        marked: "come and meet me, it is our secret",
        pageAddress:
          "https://chat.example.test/room/42/a-very-long-address-that-goes-on-and-on-and-on",
      },
    },
    middle: { ...states["teen"], "worry/options": worryOptions("ks2") },
    post16: {
      ...states["adult"],
      "worry/receipts": { receipts: [worryReceipt("sent", "family")] },
    },
  };
}
