// A device whose clock is hours wrong, in either direction: the collector's time counts once it has been heard, in open
// tabs, through a restart, and without a network.
import type { Page } from "puppeteer";
import { describe, expect } from "vitest";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import { bypassTest } from "../../support/bypass-record.ts";
import { openShiftedCollector, type ShiftedCollector } from "../../support/bypass-clock.ts";
import { blocked } from "../../support/bypass-world.ts";
import { openManagedSchool, type ManagedSchool } from "../../support/managed-school.ts";
import { midMorningZone } from "../../support/mid-morning.ts";
import { openAfresh } from "../../support/open-afresh.ts";
import { hosts, testPolicy } from "../../support/test-policy.ts";
import { codeFor, staffName, unlockKey } from "../../support/unlock-desk.ts";
import { html, standsOn, visit } from "../../support/visit.ts";

const hourMs = 60 * 60_000;
const betsAddress = `http://${hosts.blocked}/`;
const shopAddress = `http://${hosts.warned}/`;

let school: ManagedSchool;
let collector: ShiftedCollector;
let status: () => Promise<string>;

openAfresh(
  async () => {
    const { profiles, ...rest } = testPolicy();
    const pupil = profiles["pupil"];
    const policy = {
      ...rest,
      version: "clock-1",
      day: {
        timeZone: midMorningZone(),
        periods: [
          {
            time: "club",
            days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
            from: "09:00",
            to: "12:00",
          },
        ],
      },
      profiles: {
        pupil: {
          ...pupil,
          categories: { ...pupil?.categories, shopping: "block" },
          at: { club: { categories: { gambling: "allow" } } },
        },
      },
    };
    school = await openManagedSchool({
      sites: {
        [hosts.blocked]: () => html("Bets", "<h1>Bets</h1>"),
        [hosts.warned]: () => html("Shop", "<h1>Shop</h1>"),
      },
    });
    await school.policyInForce("test-1");
    collector = await openShiftedCollector(school.collector.address);
    school.configure(policy, { collectorAddress: collector.address, unlockKey });
    await school.policyInForce("clock-1");
    status = async () => {
      const reply = await school.send("status/read", {});
      if (!reply.ok) throw new Error(reply.error);
      return reply.value.checks.find(({ name }) => name === "Clock")?.detail ?? "";
    };
  },
  async () => {
    await school?.close();
    await collector?.close();
  },
);

/** Lets the device hear a collector whose time is this far ahead. */
async function hear(aheadMs: number): Promise<void> {
  collector.aheadMs = aheadMs;
  const words = aheadMs > 0 ? "behind" : aheadMs < 0 ? "ahead" : "";
  await waitUntil(
    "the device has heard the time",
    async () => {
      // As the block page asks.
      await school.send("unlock/list", {});
      const said = await status();
      const fits = words === "" ? !/behind|ahead/.test(said) : said.includes(words);
      if (fits) return true;
      throw new Error(said);
    },
    { deadlineMs: 30_000, everyMs: 500 },
  );
}

const standsClosed = (page: Page): Promise<void> => standsOn(page, "blocked.html");

const shows = (page: Page, address: string, title: string): Promise<void> =>
  waitUntil(
    `${title} is shown`,
    async () => {
      await visit(page, address);
      return (await page.title()) === title;
    },
    { everyMs: 500 },
  ).then(() => undefined);

async function staysClosed(address: string): Promise<void> {
  const { hostname } = new URL(address);
  const asked = school.web.requestsTo(hostname).length;
  const page = await school.page();
  await visit(page, address);
  await standsOn(page, "blocked.html");
  await page.close();
  expect(school.web.requestsTo(hostname)).toHaveLength(asked);
}

describe("a clock hours wrong", () => {
  bypassTest("timetable-by-wrong-clock", async () => {
    for (const aheadMs of [3 * hourMs, -3 * hourMs]) {
      await hear(0);
      const page = await school.page();
      // The device's own clock says that it is the club's time.
      await shows(page, betsAddress, "Bets");
      await hear(aheadMs);
      await standsClosed(page);
      await staysClosed(betsAddress);
      await page.close();
    }
    collector.isReachable = false;
    await school.restart("kill");
    await staysClosed(betsAddress);
    collector.isReachable = true;
    return blocked("three hours behind, three ahead; after a restart without the collector, too");
  });

  bypassTest("unlock-by-wrong-clock", async () => {
    await hear(0);
    const view = await school.send("unlock/request", { address: shopAddress, what: "site" });
    if (!view.ok) throw new Error(view.error);
    const minutes = 30;
    const entered = await school.send("unlock/enter", {
      request: view.value.request,
      code: codeFor(view.value, minutes),
      minutes,
      by: staffName,
      why: "A lesson",
    });
    expect(entered.ok).toBe(true);
    const page = await school.page();
    await shows(page, shopAddress, "Shop");
    // Two hours have passed, and the clock was put back by two.
    await hear(2 * hourMs);
    await standsClosed(page);
    await staysClosed(shopAddress);
    await page.close();
    // Heard right again, what has ended stays ended.
    await hear(0);
    await staysClosed(shopAddress);
    return blocked("30 minutes are over when the collector says so, in the open tab, too");
  });

  bypassTest("sweep-cut-short", async () => {
    await hear(0);
    const page = await school.page();
    await shows(page, betsAddress, "Bets");
    await hear(3 * hourMs);
    // The rules of the other time are on their way; the sweep of the open tabs comes behind them.
    await school.stopWorkers();
    await standsClosed(page);
    await page.close();
    return blocked("the next life of the worker makes up for it");
  });
});
