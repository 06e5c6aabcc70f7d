import { expect, test } from "vitest";
import { conversationAt } from "../../../../lib/core/sequence/place-name.ts";
import { explainSequence, explainStage } from "../../../../lib/core/sequence/explain-sequence.ts";

test.each([
  ["https://chat.test/dm/7", "https://chat.test/dm/7/?x=1", "the same room"],
  ["https://chat.test/dm/7?t=a", "https://CHAT.test/dm/7?t=a&page=2", "what is no name of a room"],
  ["https://chat.test/a/b/c/d/e/1", "https://chat.test/a/b/c/d/e/2", "messages of one thread"],
  ["https://chat.test/dm/7#top", "https://chat.test/dm/7", "a place on the page"],
])("%s and %s are one conversation: %s", (one, other) => {
  expect(conversationAt(one)).toBe(conversationAt(other));
});

test.each([
  ["https://chat.test/dm/7", "https://chat.test/dm/8"],
  ["https://chat.test/dm/7", "https://other.test/dm/7"],
  ["https://mail.test/u/0/#chat/dm/A", "https://mail.test/u/0/#chat/dm/B"],
  ["https://video.test/watch?v=a", "https://video.test/watch?v=b"],
  ["http://chat.test/", "https://chat.test/"],
])("%s and %s are two", (one, other) => {
  expect(conversationAt(one)).not.toBe(conversationAt(other));
});

test.each(["", "about:blank", "chrome-extension://abc/x", "no address", "file:///etc"])(
  "%s is no place",
  (address) => expect(conversationAt(address)).toBe(""),
);

test("a sequence in words", () => {
  const stages = [
    { stage: "secrecy" as const, days: 2, times: 3, by: ["page" as const] },
    { stage: "moving-platform" as const, days: 1, times: 1, by: ["page" as const] },
    { stage: "pictures" as const, days: 1, times: 1, by: ["typed" as const, "page" as const] },
  ];
  const fact = {
    kind: "grooming",
    isOnePlace: true,
    firstAtMs: 0,
    lastAtMs: 1,
    days: 6,
    stages,
  } as const;
  expect(explainSequence({ ...fact, stages })).toBe(
    "Over 6 days in one place: secrecy (3 times), moved to another app, asked for pictures.",
  );
  expect(explainSequence({ ...fact, stages, days: 1, isOnePlace: false })).toMatch(
    /^On one day in all:/,
  );
  expect(stages.map(explainStage)).toEqual([
    { title: "Secrecy", detail: "3 times on 2 days, read on the page" },
    { title: "Moved to another app", detail: "1 time on 1 day, read on the page" },
    {
      title: "Asked for pictures",
      detail: "1 time on 1 day, written on this Chromebook and read on the page",
    },
  ]);
});
