// The agreement before the first page, by pointer and by keyboard, with the network up, down and changing; and asked again
// when it has changed. Chromium notices another policy slowly: one policy serves all walks, and before each what the one
// before agreed to is taken out of the extension's own storage, as a pupil who is new here would find it.
import type { Page } from "puppeteer";
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { handOf, says, type HandName } from "../support/hands.ts";
import { makeClaim } from "../support/make-claim.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { walks } from "../support/networks.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { hosts, policyWithAgreement } from "../support/test-policy.ts";
import { html, visit } from "../support/visit.ts";

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool({
      policy: policyWithAgreement(),
      sites: {
        [hosts.open]: () => html("Lessons", "<h1>Lessons</h1>"),
        [hosts.help]: () => html("Help", "<h1>Help</h1>"),
      },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

/** Under these names the extension keeps who agreed to what; closed with the device's keys. */
const keptNames = ["agreed-2", "agreed-sheets-1"];
type Kept = Record<string, unknown>;

/** Puts `kept` in place of what was agreed to here, and ends the worker, which remembers it. */
async function haveAgreed(kept: Kept): Promise<void> {
  const page = await school.extensionPage("status.html");
  await page.evaluate(
    async (names, given) => {
      await chrome.storage.local.remove(names);
      await chrome.storage.local.set(given);
    },
    keptNames,
    kept,
  );
  await page.close();
  await school.stopWorkers();
}

async function readAgreed(): Promise<Kept> {
  const page = await school.extensionPage("status.html");
  const kept = await page.evaluate((names) => chrome.storage.local.get<Kept>(names), keptNames);
  await page.close();
  return kept;
}

/** Asks for the lesson until the agreement stands in its place: the worker that knows of it has only just begun. */
async function meetAgreement(): Promise<Page> {
  const page = await school.page();
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  await waitUntil(
    "the agreement stands before the lesson",
    async () => {
      await visit(page, `https://${hosts.open}/lesson`);
      if (page.url().includes("/agreement.html")) return true;
      throw new Error(page.url());
    },
    { deadlineMs: 60_000, everyMs: 250 },
  );
  await says(page, /I agree/);
  return page;
}

const agreements = (version: string) =>
  school.arrived().filter((event) => event.kind === "agreement" && event.version === version);

const opensLesson = (page: Page) =>
  waitUntil(
    "the lesson is there",
    async () => (await page.$eval("h1", (one) => one.textContent)) === "Lessons",
    { deadlineMs: 60_000 },
  );

async function reachesSchool(version: string, count: number): Promise<void> {
  school.gate.mode = "open";
  // A worry goes at once, and takes along what waits.
  const rest = { what: "other", tell: "", reach: "", address: "", named: true } as const;
  await school.send("worry/send", { ...rest, words: "a marker", claim: makeClaim() });
  await waitUntil("the agreement is at school", () => agreements(version).length >= count, {
    deadlineMs: 120_000,
  });
  expect(agreements(version)).toHaveLength(count);
}

describe.each(walks)("by $hand, $name", (walk) => {
  test("read, agreed to once, on to the page that was wanted, and known at school", async () => {
    await haveAgreed({});
    const before = agreements("1").length;
    school.gate.mode = walk.before;
    const page = await meetAgreement();
    const hand = handOf(walk.hand, page);
    await says(
      page,
      /How we use our Chromebooks[^]*Be kind\.[^]*I will do my best to keep to this/,
    );
    // Help does not wait for it, nor does the worry form.
    const help = await school.page();
    await visit(help, `https://${hosts.help}/`);
    expect(await help.$eval("h1", (one) => one.textContent)).toBe("Help");
    await help.close();
    const form = await school.extensionPage("report.html");
    await says(form, /Example[^]*What’s happened/);
    await form.close();
    await page.bringToFront();
    const met = school.web.requestsTo(hosts.open).length;
    school.gate.mode = walk.after;
    await hand.press(/^I agree/);
    await opensLesson(page);
    expect(school.web.requestsTo(hosts.open).length).toBeGreaterThan(met);
    // Agreed is agreed: another page opens at once.
    const other = await school.page();
    await visit(other, `https://${hosts.open}/another`);
    expect(await other.$eval("h1", (one) => one.textContent)).toBe("Lessons");
    await other.close();
    // The rules can be read again, with the day on which they were agreed to.
    const again = await school.extensionPage("agreement.html");
    await says(again, /You’re ready[^]*You agreed/);
    await handOf(walk.hand, again).press(/^How we use our Chromebooks/);
    await says(again, /Ask when you are unsure\./);
    await again.close();
    await reachesSchool("1", before + 1);
    await page.close();
  });
});

test("changed: asked again by either hand, with what is new and what went; the network ends in between", async () => {
  await haveAgreed({});
  const first = await meetAgreement();
  await handOf("keyboard", first).press(/^I agree/);
  await opensLesson(first);
  await first.close();
  const agreedToFirst = await readAgreed();
  const policy = policyWithAgreement();
  const aup = policy.agreements?.["aup"];
  if (aup === undefined) throw new Error("the policy of this test has an agreement");
  school.configure({
    ...policy,
    version: "test-2",
    agreements: {
      aup: {
        ...aup,
        version: "2",
        rules: ["Be kind.", "Lids down when somebody speaks."],
        changed: "We have talked about lids.",
      },
    },
  });
  await school.policyInForce("test-2");
  let count = 0;
  for (const name of ["pointer", "keyboard"] satisfies HandName[]) {
    await haveAgreed(agreedToFirst);
    const page = await meetAgreement();
    await says(page, /What has changed[^]*You agreed to the version before/);
    await says(page, /We have talked about lids\.[^]*1 rule is new[^]*Ask when you are unsure\./);
    await says(page, /New\s+Lids down when somebody speaks\./);
    school.gate.mode = "shut";
    await handOf(name, page).press(/^I agree/);
    await opensLesson(page);
    count += 1;
    await reachesSchool("2", count);
    await page.close();
  }
});
