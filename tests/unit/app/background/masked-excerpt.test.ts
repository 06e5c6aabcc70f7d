// What a page's script says it found is stored without anybody's details, and what was matched stays where it is marked.
import { expect, test } from "vitest";
import { begun } from "../../../support/fakes/begin-background.ts";

test("a finding is stored with its words and without anybody's number, address or account", async () => {
  const { world, background, fromPage } = await begun();
  const excerpt =
    "@robin_s ring 07700 900123, a purple elephant, 12 Invented Road, jo@example.test";
  const start = excerpt.indexOf("a purple elephant");
  const body = {
    claim: "abcdefghij0123456789",
    source: "page",
    theme: "bullying",
    severity: "high",
    score: 100,
    excerpt,
    matches: [{ start, end: start + 17, phrase: "a purple elephant" }],
    excuses: [],
    title: "A page",
  };
  const message = { schoolgate: "page/finding", body };
  expect(await background.onMessage(message, fromPage("https://open.test/a"))).toMatchObject({
    ok: true,
  });
  const [record] = [...world.events.records.values()];
  if (record?.event.kind !== "finding") throw new Error("no finding was stored");
  const { event } = record;
  expect(event.excerpt).toBe("[account] ring [phone], a purple elephant, [address], [email]");
  const [match] = event.matches;
  expect(event.excerpt.slice(match?.start, match?.end)).toBe("a purple elephant");
  const whole = JSON.stringify([...world.events.records.values()]);
  expect(whole).not.toMatch(/robin_s|900123|Invented|jo@/);
});
