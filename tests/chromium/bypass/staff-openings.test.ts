// What staff open for a while, and a lesson list that closes everything else: kept by codes that are copied, by tabs
// from before, by new windows and by a browser that is killed.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect } from "vitest";
import type { OrderAnswer } from "../../../collector/desk-types.ts";
import { openDesk, type DeskClient } from "../../../cli/kit/desk-client.ts";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import type { UnlockRequestView } from "../../../lib/contract/message.ts";
import { bypassTest } from "../../support/bypass-record.ts";
import { blocked, closeTabs, nextPopup, tabWith } from "../../support/bypass-world.ts";
import {
  deskPassword,
  openManagedSchool,
  type ManagedSchool,
} from "../../support/managed-school.ts";
import { openAfresh } from "../../support/open-afresh.ts";
import { hosts, testPolicy } from "../../support/test-policy.ts";
import { codeFor, staffName, unlockKey } from "../../support/unlock-desk.ts";
import { html, standsOn, visit } from "../../support/visit.ts";

const minutes = 30;
const betsAddress = `http://${hosts.blocked}/play`;
const otherBets = "other-bets.test";
const outside = "pictures.example-site.test";
const links = `<h1>Lessons</h1>
  <a id="tab" target="_blank" href="http://${outside}/linked">a tab</a>
  <button id="window" onclick="window.open('http://${outside}/window', '', 'popup')">a window</button>`;

let school: ManagedSchool;
let desk: DeskClient | undefined;
/** The order of the lesson that is on. */
let lesson: string | undefined;
async function open(): Promise<void> {
  desk = undefined;
  lesson = undefined;
  school = await openManagedSchool({
    policy: (() => {
      const given = testPolicy();
      const more = { id: "own-more", title: "More", category: "gambling", hosts: [otherBets] };
      return { ...given, lists: [...(given.lists ?? []), more] };
    })(),
    config: { unlockKey },
    sites: {
      [hosts.blocked]: () => html("Bets", "<h1>Bets</h1>"),
      [otherBets]: () => html("Bets", "<h1>Bets</h1>"),
      [hosts.open]: () => html("Lessons", links),
      [outside]: () => html("Pictures", "<h1>Pictures</h1>"),
    },
  });
  await school.policyInForce("test-1");
}
openAfresh(open, () => school?.close());

async function requestAt(place: ManagedSchool, address: string): Promise<UnlockRequestView> {
  const reply = await place.send("unlock/request", { address, what: "site" });
  if (!reply.ok) throw new Error(reply.error);
  return reply.value;
}

/** Whether eight digits are taken for a request. */
async function isTaken(place: ManagedSchool, request: string, code: string): Promise<boolean> {
  const body = { request, code, minutes, by: staffName, why: "A lesson" };
  return (await place.send("unlock/enter", body)).ok;
}

async function isClosed(place: ManagedSchool, address: string): Promise<void> {
  const { hostname } = new URL(address);
  const asked = place.web.requestsTo(hostname).length;
  const page = await place.page();
  await visit(page, address);
  await standsOn(page, "blocked.html");
  await page.close();
  expect(place.web.requestsTo(hostname)).toHaveLength(asked);
}

describe("a code that was seen", () => {
  bypassTest("unlock-code-again", async () => {
    const first = await requestAt(school, betsAddress);
    const code = codeFor(first, minutes);
    expect(await isTaken(school, first.request, code)).toBe(true);
    const page = await school.page();
    await visit(page, betsAddress);
    expect(await page.title()).toBe("Bets");
    expect((await school.send("unlock/end", { id: first.request })).ok).toBe(true);
    await standsOn(page, "blocked.html");
    await page.close();

    // The same request, a new one for the same site, one for another site; and all once more in the next life.
    for (const life of ["this", "next"]) {
      if (life === "next") await school.restart("kill");
      expect(await isTaken(school, first.request, code)).toBe(false);
      for (const address of [betsAddress, `http://${otherBets}/`]) {
        const next = await requestAt(school, address);
        expect(next.request).not.toBe(first.request);
        expect(await isTaken(school, next.request, code)).toBe(false);
        await isClosed(school, address);
      }
    }
    return blocked("refused for its own request, for a new one and for another site");
  });

  bypassTest("unlock-code-elsewhere", async () => {
    const here = await requestAt(school, betsAddress);
    const code = codeFor(here, minutes);
    const neighbour = await openManagedSchool({
      config: { unlockKey },
      sites: { [hosts.blocked]: () => html("Bets", "<h1>Bets</h1>") },
    });
    try {
      await neighbour.policyInForce("test-1");
      const there = await requestAt(neighbour, betsAddress);
      expect(there.request).not.toBe(here.request);
      expect(await isTaken(neighbour, here.request, code)).toBe(false);
      expect(await isTaken(neighbour, there.request, code)).toBe(false);
      await isClosed(neighbour, betsAddress);
      // The control: where it was asked for, it fits.
      expect(await isTaken(school, here.request, code)).toBe(true);
      expect((await school.send("unlock/end", { id: here.request })).ok).toBe(true);
      return blocked("a Chromebook beside it with the same key takes neither request nor code");
    } finally {
      await neighbour.close();
    }
  });
});

describe("a lesson list", () => {
  beforeAll(async () => {
    // Chromium saves no session after a crash until somebody has answered its question: another Chromebook.
    await school.close();
    await open();
  });
  const theDesk = async (): Promise<DeskClient> =>
    (desk ??= await openDesk(school.collector.address, { name: "dsl", password: deskPassword }));
  const begin = async (): Promise<void> => {
    const client = await theDesk();
    const { order } = (await client.send("/orders", {
      what: { kind: "sites", title: "Fractions", text: hosts.open, search: false },
      for: { kind: "everyone", value: "" },
      minutes,
      why: "A lesson",
    })) as OrderAnswer;
    lesson = order.id;
  };
  /** Asked as the block page asks; the alarm does it each minute. */
  const hears = (what: string, isSo: () => boolean | Promise<boolean>): Promise<boolean> =>
    waitUntil(
      what,
      async () => {
        await school.send("unlock/list", {});
        return isSo();
      },
      { deadlineMs: 30_000, everyMs: 500 },
    );

  const end = async (): Promise<void> => {
    const client = await theDesk();
    await client.send(`/orders/${String(lesson)}/end`, {});
    lesson = undefined;
  };
  /** A lesson that the device has heard of. */
  const inLesson = async (): Promise<void> => {
    if (lesson === undefined) await begin();
    const page = await school.page();
    await hears("other pages are closed", async () => {
      await visit(page, `http://${outside}/`);
      return page.url().includes("/blocked.html");
    });
    await closeTabs([page]);
  };

  bypassTest("lesson-session-restore", async () => {
    const before = await school.page();
    await visit(before, `http://${outside}/kept`);
    expect(await before.title()).toBe("Pictures");
    await waitUntil("the session on the disk holds the tab", () => {
      const folder = join(school.folder, "profile/Default/Sessions");
      return readdirSync(folder).some((name) =>
        readFileSync(join(folder, name), "latin1").includes(`${outside}/kept`),
      );
    });
    await begin();
    // Closed before the device could have heard of it, or just after: a restored tab ends the same way.
    await school.restart("close", ["--restore-last-session"]);
    const restored = await waitUntil("the restored tab", async () => {
      const pages = await school.chromebook().browser.pages();
      const found = pages.find((one) => one.url().includes(outside));
      if (found !== undefined) return found;
      throw new Error(pages.map((one) => one.url()).join(" "));
    });
    await standsOn(restored, "blocked.html");
    const asked = school.web.requestsTo(outside).length;
    // Once more, with the lesson known before the start: what the session keeps by now is the block page.
    await school.restart("close", ["--restore-last-session"]);
    await tabWith(school, "/blocked.html");
    expect(school.web.requestsTo(outside)).toHaveLength(asked);
    await school.restart("kill", [`http://${outside}/first`]);
    await tabWith(school, "/blocked.html");
    expect(school.web.requestsTo(outside)).toHaveLength(asked);
    return blocked("restored tabs, and the first page of a start, during a lesson list");
  });

  bypassTest("lesson-new-tab", async () => {
    await inLesson();
    const asked = school.web.requestsTo(outside).length;
    const page = await school.page();
    await visit(page, `http://${hosts.open}/`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("Lessons");
    for (const selector of ["#tab", "#window"]) {
      const popup = nextPopup(page);
      await page.click(selector);
      const opened = await popup;
      await standsOn(opened, "blocked.html");
      await closeTabs([opened]);
    }
    const typed = await school.page();
    await visit(typed, `http://${outside}/typed`);
    await standsOn(typed, "blocked.html");
    await closeTabs([typed, page]);
    expect(school.web.requestsTo(outside)).toHaveLength(asked);
    return blocked("a link to a new tab, a window by script, an address typed: nothing asked for");
  });

  bypassTest("lesson-in-open-tabs", async () => {
    if (lesson !== undefined) await end();
    const page = await school.page();
    await hears("other pages open again", async () => {
      await visit(page, `http://${outside}/`);
      return (await page.title()) === "Pictures";
    });
    const inside = await school.page();
    await visit(inside, `http://${hosts.open}/`);
    await begin();
    await hears("the tab from before is taken away", () => page.url().includes("/blocked.html"));
    expect(await inside.title()).toBe("Lessons");
    const asked = school.web.requestsTo(outside).length;
    await page.goBack({ timeout: 5000 }).catch(() => undefined);
    await standsOn(page, "blocked.html");
    expect(school.web.requestsTo(outside)).toHaveLength(asked);
    await end();
    await closeTabs([page, inside]);
    return blocked("taken away, back as well; the lesson's own tab stays");
  });
});
