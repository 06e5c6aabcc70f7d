// The block page, "tell school about a page" and what became of it, by pointer and by keyboard, with the network up, down
// and changing.
import type { Page } from "puppeteer";
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { handOf, says } from "../support/hands.ts";
import { makeClaim } from "../support/make-claim.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
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

describe.each(walks)("by $hand, $name", (walk) => {
  test("blocked: by accident, asked for, looked up, and back where they came from", async () => {
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
    await notice.close();
    await page.bringToFront();
    await hand.press(/^Go back/);
    await waitUntil(
      "the page before is there",
      async () => (await page.$eval("h1", (one) => one.textContent)) === "Lessons",
    );
    await reachesSchool(host);
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
