// Small signs in a real browser: three texts of one conversation, one finding at the school, and no word on the disk.
import type { Page } from "puppeteer";
import { expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import type { FindingEvent } from "../../lib/contract/event.ts";
import { sameMomentMs } from "../../lib/core/queue/dedupe.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { testPolicy } from "../support/test-policy.ts";
import { html, visit } from "../support/visit.ts";

const host = "chat.example-site.test";
const lines = [
  "you are so mature for your age, honestly",
  "are you home alone right now",
  "lets keep this between us ok, dont tell your mum we talk",
];

/** A room in which the other side answers each message with the next of its lines. */
const room = `<h1>Room</h1><div id="log"></div>
  <textarea id="box" aria-label="message"></textarea>
  <script>const lines = ${JSON.stringify(lines)};
    box.addEventListener("keydown", (event) => { if (event.key !== "Enter") return; event.preventDefault();
      const say = (text) => { const p = document.createElement("p"); p.textContent = text; log.append(p); };
      say(box.value); box.value = ""; say(lines.shift() ?? ""); });</script>`;

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool({
      policy: testPolicy({ reporting: { batchSeconds: 5, batchEvents: 1, unnamedWorries: true } }),
      sites: { [host]: () => html("room", room) },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

const findings = (): FindingEvent[] => school.arrived().filter((event) => event.kind === "finding");

/** Events that wait on the device, as text. */
async function waiting(): Promise<string> {
  const kept = JSON.parse(await school.everythingKept()) as Record<string, unknown>;
  return JSON.stringify(kept["schoolgate-events/events"] ?? []);
}

/** Everything else that is kept there. */
async function keptBeside(): Promise<string> {
  const kept = JSON.parse(await school.everythingKept()) as Record<string, unknown>;
  const { ["schoolgate-events/events"]: _waiting, ...rest } = kept;
  return JSON.stringify(rest);
}

async function write(page: Page, text: string): Promise<void> {
  await page.click("#box");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

test("a conversation goes step by step, and what adds up is told with no word of it", async () => {
  const page = await school.page();
  await visit(page, `http://${host}/dm/7?from=game#top`);
  for (const [at, line] of lines.entries()) {
    await write(page, `zebra ${at}`);
    await page.waitForFunction((text) => document.body.textContent?.includes(text), {}, line);
    // Each is met alone: the next comes once this one has been heard of. Of one sitting they are one concern: the first
    // is told, what is no graver waits to be counted.
    await waitUntil(
      `the worker has heard of line ${at}`,
      async () =>
        findings().some(({ excerpt }) => excerpt.includes(line.slice(0, 12))) ||
        (await waiting()).includes(at === 1 ? line.slice(0, 12) : '"count":2'),
    );
    // What is met again sooner is the same moment, and not counted.
    const heardAtMs = Date.now();
    await waitUntil("that moment is over", () => Date.now() - heardAtMs > sameMomentMs);
  }
  const told = await waitUntil(
    "a sequence at the school",
    () => findings().find(({ sequence }) => sequence !== undefined),
    { deadlineMs: 20_000 },
  );
  expect(told).toMatchObject({
    theme: "grooming",
    excerpt: "",
    matches: [],
    address: `http://${host}/dm/7`,
    sequence: { kind: "grooming", isOnePlace: true, days: 1 },
  });
  expect(told.sequence?.stages.map(({ stage }) => stage)).toEqual([
    "age-and-alone",
    "flattery-and-gifts",
    "secrecy",
  ]);
  // What has been sent is deleted here: what is left of it on this device is sealed.
  await waitUntil("nothing but the sealed book is left", async () => {
    const kept = await keptBeside();
    const left = /age-and-alone|flattery-and-gifts|mature for your age|home alone right|zebra/;
    return kept.includes("schoolgate-blobs/blobs") && !left.test(kept);
  });
});
