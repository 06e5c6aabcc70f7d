// A boundary of the timetable, in a real browser on a real clock: what was open closes by itself, in the open tab too,
// though the worker is dead when the moment comes.
import { expect } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { bypassTest } from "../support/bypass-record.ts";
import { blocked } from "../support/bypass-world.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { hosts, testPolicy } from "../support/test-policy.ts";
import { html, standsOn, visit } from "../support/visit.ts";

const minuteMs = 60_000;
/** Long enough for the page to be seen open, short enough to wait for. */
const leastMs = 20_000;

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

/** The time of day on the school's clocks, "10:15"; midnight at the end of a day is "24:00". */
function timeOfDay(atMs: number): string {
  const text = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/London",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(atMs);
  return text === "00:00" ? "24:00" : text;
}

bypassTest("timetable-in-open-tab", async () => {
  const endMs = Math.ceil((Date.now() + leastMs) / minuteMs) * minuteMs;
  const { profiles, ...rest } = testPolicy({ version: "day-1" });
  school.configure({
    ...rest,
    day: {
      timeZone: "Europe/London",
      periods: [
        {
          time: "club",
          days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
          from: timeOfDay(endMs - minuteMs * 2).replace("24:00", "00:00"),
          to: timeOfDay(endMs),
        },
      ],
    },
    profiles: {
      pupil: { ...profiles["pupil"], at: { club: { categories: { gambling: "allow" } } } },
    },
  });
  await school.policyInForce("day-1");
  const page = await school.page();
  await visit(page, `http://${hosts.blocked}/`);
  expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("Bets");
  expect(Date.now()).toBeLessThan(endMs);
  await school.stopWorkers();

  await waitUntil(
    "the open tab is taken away",
    () => page.url().includes("/blocked.html") || Promise.reject(new Error(page.url())),
    { deadlineMs: 3 * minuteMs, everyMs: 250 },
  );
  // Not before its time.
  expect(Date.now()).toBeGreaterThanOrEqual(endMs);
  const before = school.web.requestsTo(hosts.blocked).length;
  await visit(page, `http://${hosts.blocked}/`);
  await standsOn(page, "blocked.html");
  expect(school.web.requestsTo(hosts.blocked)).toHaveLength(before);
  return blocked("taken away at the boundary, not before, with the worker dead before it");
});
