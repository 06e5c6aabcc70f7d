// The block page, "tell school about a page" and what became of it, by pointer and by keyboard, with the network up, down
// and changing.
import type { Page } from "puppeteer";
import { describe, expect, test } from "vitest";
import { openDesk } from "../../cli/kit/desk-client.ts";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { goesBack, handOf, says } from "../support/hands.ts";
import { makeClaim } from "../support/make-claim.ts";
import { deskPassword, openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { uniqueName, walks } from "../support/networks.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { hosts, testPolicy } from "../support/test-policy.ts";
import { codeFor, staffName, unlockKey } from "../support/unlock-desk.ts";
import { html, standsOn, visit } from "../support/visit.ts";

/** Hosts below are closed; each walk has one of its own. */
const closed = "bets.test";

let school: ManagedSchool;
openAfresh(
  async () => {
    const given = testPolicy();
    school = await openManagedSchool({
      policy: {
        ...given,
        lists: [
          ...(given.lists ?? []),
          { id: "more-bets", title: "More", category: "gambling", hosts: [closed] },
        ],
      },
      config: { unlockKey },
      sites: {
        [hosts.open]: () => html("Lessons", "<h1>Lessons</h1>"),
        [`*.${closed}`]: () => html("Bets", "<h1>Bets</h1>"),
      },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

/** As the desk has it: those who asked for one host. */
interface DeskGroup {
  readonly host: string;
  readonly wanted: "open" | "blocked";
  readonly version: number;
  readonly receivedAtMs: number;
}

const requestsFor = (host: string) =>
  school
    .arrived()
    .filter((event) => event.kind === "review-request" && event.address.includes(host));

/** On the block page, with a page behind it to go back to. */
async function openBlocked(host: string): Promise<Page> {
  const page = await school.page();
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  await visit(page, `https://${hosts.open}/`);
  await visit(page, `https://${host}/page`);
  await standsOn(page, "blocked.html");
  await says(page, /Who you can ask/);
  return page;
}

async function reachesSchool(host: string): Promise<void> {
  school.gate.mode = "open";
  // A worry goes at once, and takes along what waits.
  const rest = { what: "other", tell: "", reach: "", address: "", named: true } as const;
  await school.send("worry/send", { ...rest, words: "a marker", claim: makeClaim() });
  await waitUntil("the request is at school", () => requestsFor(host).length > 0, {
    deadlineMs: 90_000,
  });
  expect(requestsFor(host)).toHaveLength(1);
}

/** What the desk may answer to "this should be open", and what the pupil hears of it. */
const outcomes = [
  ["left-closed", /School decided .*to leave it closed\./],
  ["opened", /School said yes .*It is not open here yet\./],
  ["talk", /School answered .*come and talk about it with Ms Ode Example/],
  ["noted", /School looked at it .*Ask Ms Ode Example/],
] as const;

/** Somebody at the desk answers all who asked for this host. */
async function answerAtDesk(host: string, outcome: string): Promise<void> {
  const desk = await openDesk(school.collector.address, { name: "dsl", password: deskPassword });
  const group = await waitUntil("the request is on the desk", async () => {
    const { groups } = (await desk.read("/requests")) as { readonly groups: readonly DeskGroup[] };
    return groups.find((one) => one.host === host && one.receivedAtMs > 0);
  });
  const { wanted, version, receivedAtMs: upToMs } = group;
  // Written for colleagues: no pupil is shown it.
  const note = "Quillmarknote";
  await desk.send("/requests/answer", { host, wanted, version, upToMs, outcome, note });
}

/** What the notice's page says of one's own, once the Chromebook has heard this much: it asks every few seconds at most. */
async function readsOwn(
  reference: string,
  state: "asked" | "received" | "decided",
  words: RegExp,
): Promise<void> {
  await waitUntil(
    `the Chromebook has heard: ${state}`,
    async () => {
      const reply = await school.send("mine/read", {});
      const own = reply.ok ? reply.value.asked.find((one) => one.reference === reference) : reply;
      if (own !== undefined && "state" in own && own.state === state) return true;
      throw new Error(JSON.stringify(own));
    },
    { deadlineMs: 45_000, everyMs: 500 },
  );
  const notice = await school.extensionPage("notice.html#mine");
  // In its own row: others were answered before.
  await waitUntil(`its row says ${String(words)}`, async () => {
    const rows = await notice.$$eval(".mine-list li", (all) => all.map((one) => one.innerText));
    const own = rows.find((one) => one.includes(reference)) ?? "no such row";
    if (words.test(own)) return true;
    throw new Error(own);
  });
  await notice.close();
}

describe.each(walks)("by $hand, $name", (walk) => {
  test("blocked: by accident, asked for, looked up, answered at the desk, and back where they came from", async () => {
    const host = `${uniqueName(walk)}.${closed}`;
    school.gate.mode = walk.before;
    const page = await openBlocked(host);
    const hand = handOf(walk.hand, page);
    await hand.press(/^I came here by accident/);
    await says(page, /noted that you came here by accident/);
    await hand.press(/^I think this should be open/);
    await hand.write(/A few words help/, `for maths ${walk.mark}`);
    school.gate.mode = walk.after;
    await hand.press(/^Send/);
    await says(page, /Thanks, we’ve noted it[^]*Your reference/);
    const text = await page.evaluate(() => document.body.innerText);
    const reference = /Your reference: ([0-9A-Z]{3}-[0-9A-Z]{3})/.exec(text)?.[1] ?? "no reference";
    const notice = await school.extensionPage("notice.html#mine");
    await says(notice, new RegExp(`${host}[^]*${reference}`));
    await says(notice, /you said it was an accident/);
    // Nothing that is not known is said.
    await says(notice, walk.after === "open" ? /at school/ : /It may not be at school yet/);
    await notice.close();
    await page.bringToFront();
    await goesBack(page, hand, "Lessons");
    await reachesSchool(host);
    await readsOwn(reference, "received", /It is at school\. Nobody has decided yet/);
    const [outcome, said] = outcomes[walks.indexOf(walk) % outcomes.length] ?? outcomes[0];
    await answerAtDesk(host, outcome);
    await readsOwn(reference, "decided", said);
    // On the closed page itself, too; without the network it is still known.
    school.gate.mode = walk.after;
    await visit(page, `https://${host}/page`);
    await standsOn(page, "blocked.html");
    await says(page, said);
    await says(page, new RegExp(`Your reference: ${reference}`));
    expect(await school.everythingKept()).not.toContain("Quillmarknote");
    expect(await page.evaluate(() => document.body.innerText)).not.toContain("Quillmarknote");
    await page.close();
  });

  test("a member of staff opens it at this screen by a code", async () => {
    const host = `${uniqueName(walk)}.${closed}`;
    school.gate.mode = walk.before;
    const page = await openBlocked(host);
    const hand = handOf(walk.hand, page);
    await hand.press(/^Staff: open/);
    await hand.press(/^Show a request/);
    await page.waitForSelector("#unlock-code");
    school.gate.mode = walk.after;
    const request = await page.$eval(".unlock-request", (one) => one.textContent);
    const place = await page.$eval(".facts code", (one) => one.textContent);
    const minutes = Number(
      await page.$eval("#unlock-minutes", (one) => (one as HTMLSelectElement).value),
    );
    const code = codeFor({ request, what: "site", place }, minutes);
    await hand.write(/^Your name/, staffName);
    await hand.write(/^What for/, "A lesson");
    await hand.write(/^Code/, code);
    await hand.press(/^Open it/);
    await says(page, /is open until/);
    await hand.press(/^Go to the page/);
    await waitUntil(
      "the site is there",
      async () => (await page.$eval("h1", (one) => one.textContent)) === "Bets",
    );
    await page.close();
  });

  test("“this should be closed”, of any page", async () => {
    const host = `${uniqueName(walk)}.example-site.test`;
    school.gate.mode = walk.before;
    const page = await school.extensionPage(`site.html#u=https://${host}/bad`);
    await says(page, /Example Academy/);
    const hand = handOf(walk.hand, page);
    await hand.press(/^It should be closed/);
    await hand.write(/A few words help/, `not nice ${walk.mark}`);
    school.gate.mode = walk.after;
    await hand.press(/^Send/);
    await says(page, /A person will look at it[^]*Your reference/);
    const notice = await school.extensionPage("notice.html#mine");
    await says(notice, new RegExp(host));
    await notice.close();
    await reachesSchool(host);
    await page.close();
  });

  test("what is watched here is read, opened and closed", async () => {
    school.gate.mode = walk.before;
    const page = await school.extensionPage("notice.html");
    await says(page, /Example Academy/);
    const hand = handOf(walk.hand, page);
    const first = await page.$eval("main summary", (one) => one.textContent.trim());
    const name = new RegExp(
      `^${first.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/\s+/g, " ")}`,
    );
    await hand.press(name);
    await page.waitForSelector("main details[open]");
    school.gate.mode = walk.after;
    await hand.press(name);
    await waitUntil(
      "it is folded away again",
      async () => (await page.$("main details[open]")) === null,
    );
    await page.close();
  });
});
