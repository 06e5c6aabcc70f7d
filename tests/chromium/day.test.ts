// A boundary of the timetable, in a real browser on a real clock: what was open closes by itself, in the open tab too,
// though the worker is dead when the moment comes.
import { expect } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { bypassTest } from "../support/bypass-record.ts";
import { blocked } from "../support/bypass-world.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { midMorningZone } from "../support/mid-morning.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { hosts, testPolicy } from "../support/test-policy.ts";
import { html, standsOn, visit } from "../support/visit.ts";

const minuteMs = 60_000;
/** Long enough for the page to be seen open, short enough to wait for; longer where a busy machine needs more. */
const leastMs = [20_000, 90_000, 240_000];
/** In which the open page is looked at. */
const leastSeenMs = 5000;

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool({
      sites: { [hosts.blocked]: () => html("Bets", "<h1>Bets</h1>") },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

/** The time of day on the clocks of a time zone, "10:15". */
function timeOfDay(timeZone: string, atMs: number): string {
  const parts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("en-GB", { timeZone, ...parts }).format(atMs);
}

/** The site is open until the next full minute after so long; when that is. */
async function openUntilSoon(aheadMs: number): Promise<number> {
  const endMs = Math.ceil((Date.now() + aheadMs) / minuteMs) * minuteMs;
  const version = `day-${aheadMs}`;
  const timeZone = midMorningZone();
  const { profiles, ...rest } = testPolicy({ version });
  school.configure({
    ...rest,
    day: {
      timeZone,
      periods: [
        {
          time: "club",
          days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
          from: timeOfDay(timeZone, endMs - aheadMs - minuteMs * 2),
          to: timeOfDay(timeZone, endMs),
        },
      ],
    },
    profiles: {
      pupil: { ...profiles["pupil"], at: { club: { categories: { gambling: "allow" } } } },
    },
  });
  await school.policyInForce(version);
  return endMs;
}

bypassTest("timetable-in-open-tab", async () => {
  const page = await school.page();
  let endMs = 0;
  for (const aheadMs of leastMs) {
    endMs = await openUntilSoon(aheadMs);
    // In force, its rules may be on their way into the browser still: until then the block page says that it is open now.
    await waitUntil("it is shown, or its time is over", async () => {
      await visit(page, `http://${hosts.blocked}/`);
      return (await page.title()) === "Bets" || Date.now() >= endMs;
    });
    // Seen too late, it says nothing: once more, with more time before the end.
    if (Date.now() < endMs - leastSeenMs) break;
  }
  expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("Bets");
  expect(Date.now()).toBeLessThan(endMs);
  await school.stopWorkers();

  await waitUntil(
    "the open tab is taken away",
    () => page.url().includes("/blocked.html") || Promise.reject(new Error(page.url())),
    { deadlineMs: 6 * minuteMs, everyMs: 250 },
  );
  // Not before its time.
  expect(Date.now()).toBeGreaterThanOrEqual(endMs);
  const before = school.web.requestsTo(hosts.blocked).length;
  await visit(page, `http://${hosts.blocked}/`);
  await standsOn(page, "blocked.html");
  expect(school.web.requestsTo(hosts.blocked)).toHaveLength(before);
  return blocked("taken away at the boundary, not before, with the worker dead before it");
});
