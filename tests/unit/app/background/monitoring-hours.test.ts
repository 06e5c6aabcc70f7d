// Hours of monitoring: at home nothing is taken, what school has kept is not forgotten, and the notice names all of it.
import { describe, expect, test } from "vitest";
import { begun } from "../../../support/fakes/begin-background.ts";
import { fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

const hourMs = 60 * 60_000;
const room = "https://chat.test/room";
const off = { page: false, typed: false, search: false, blockedVisits: false };
/** Monday to Friday, 08:30 to 15:30 by the clocks of London, which show UTC in November. */
const policy = fakePolicy({
  day: { periods: [{ time: "school", from: "08:30", to: "15:30" }] },
  profiles: {
    pupil: {
      reading: "ks3",
      categories: { gambling: "block", "ai-services": "monitor" },
      at: { home: { monitoring: off } },
    },
  },
});
const monday = Date.UTC(2026, 10, 23);

type School = Awaited<ReturnType<typeof begun>>;
async function at(school: School, hour: number): Promise<void> {
  school.world.nowMs = monday + hour * hourMs;
  school.background.onAlarm("change");
  await school.background.wake();
  await untilQuiet();
}
let told = 0;
const find = (school: School) =>
  school.background.onMessage(
    {
      schoolgate: "page/finding",
      body: {
        claim: `claimOfAPage${String((told += 1)).padStart(8, "0")}`,
        source: "typed",
        theme: "self-harm",
        severity: "high",
        score: 90,
        excerpt: "a purple elephant",
        matches: [],
        excuses: [],
        title: "",
      },
    },
    school.fromPage(room),
  );

describe("a school that watches in school time alone", () => {
  test("takes findings and visits then, and none at home; filtering goes on", async () => {
    const school = await begun(fakeConfig(policy));
    await at(school, 10);
    expect(await find(school)).toMatchObject({ ok: true });
    await school.visit("https://bets.test/");
    const taken = () => school.kinds().filter((kind) => kind !== "filter-check");
    expect(taken().toSorted()).toEqual(["blocked-visit", "finding"]);
    await at(school, 18);
    expect(await find(school)).toMatchObject({ ok: false });
    await school.visit("https://casino.test/");
    expect(taken()).toHaveLength(2);
    const answer = await school.background.onRequest({
      kind: "main_frame",
      address: "https://casino.test/",
      tabId: 1,
      parentFrameId: -1,
    });
    expect(answer).not.toEqual({});
  });

  test("tells a page at home to look at nothing, and reaches it when school begins", async () => {
    const school = await begun(fakeConfig(policy));
    const hello = () =>
      school.background.onMessage({ schoolgate: "page/hello", body: {} }, school.fromPage(room));
    await at(school, 7);
    expect(await hello()).toEqual({ ok: true, value: {} });
    school.world.openTabs = [{ id: 7, address: room }];
    school.world.injected.length = 0;
    await at(school, 9);
    expect(school.world.injected).toEqual([7]);
    expect(await hello()).toMatchObject({ value: { scan: { sources: ["page", "typed"] } } });
    await at(school, 10);
    expect(school.world.injected).toEqual([7]);
  });

  test("says on the notice, at any hour, all that is watched at any", async () => {
    const school = await begun(fakeConfig(policy));
    const read = () => school.ask("notice/read", {});
    await at(school, 10);
    const day = await read();
    expect(day).toMatchObject({ looksAt: ["page", "typed", "search"], recordsBlockedVisits: true });
    expect(day.signDays).toBeDefined();
    await at(school, 20);
    const { hours, ...evening } = await read();
    expect(day.hours).toMatchObject({ isNow: true, time: "school" });
    expect(hours).toMatchObject({ isNow: false, time: "home" });
    expect({ ...evening, hours: day.hours }).toEqual(day);
  });

  test("what adds up over school days is not forgotten at home", async () => {
    const school = await begun(fakeConfig(policy));
    school.world.signedIn = "a@pupils.example-academy.test";
    school.background.onSignInChanged();
    await at(school, 10);
    const body = {
      claim: "claimOfSigns00000000001",
      source: "page",
      signs: [{ theme: "grooming", group: "secrecy", points: 45, isSaid: true, mark: 1 }],
    };
    await school.background.onMessage({ schoolgate: "page/signs", body }, school.fromPage(room));
    expect(school.world.disk.blobs.has("sequences-1")).toBe(true);
    await at(school, 20);
    expect(school.world.disk.blobs.has("sequences-1")).toBe(true);
  });
});
