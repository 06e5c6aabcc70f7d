// What I asked for and met here: for me, for a fortnight, and nothing that the school is not told.
import { describe, expect, test } from "vitest";
import { begun, helpHost } from "../../../support/fakes/begin-background.ts";
import { fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

type School = Awaited<ReturnType<typeof begun>>;
const dayMs = 24 * 60 * 60_000;
const bets = "https://bets.test/play?from=ad";
const explain = (school: School, address: string) => school.ask("blocked/explain", { address });
const signIn = async (school: School, as: string) => {
  school.world.signedIn = as;
  school.background.onSignInChanged();
  await untilQuiet();
};

describe("what I asked for", () => {
  test("stands here with its reference, and whether it is open by now", async () => {
    const school = await begun();
    const { reference } = await school.ask("blocked/ask-review", {
      address: bets,
      wanted: "open",
      words: "for maths",
      claim: "asked00000000001",
    });
    const { asked } = await school.ask("mine/read", {});
    expect(asked).toMatchObject([{ reference, host: "bets.test", wanted: "open", isOpen: false }]);
    expect(JSON.stringify(asked)).not.toMatch(/for maths|from=ad/);
    school.world.managedValues = fakeConfig(
      fakePolicy({
        version: "2",
        profiles: { pupil: { categories: { gambling: "block" }, allow: ["bets.test"] } },
      }),
    );
    school.background.onManagedChanged();
    await untilQuiet();
    expect((await school.ask("mine/read", {})).asked).toMatchObject([{ isOpen: true }]);
  });
});

test("asked again past a lost answer, it is one request, with one reference", async () => {
  const school = await begun();
  const asked = { address: bets, wanted: "open", words: "for maths" } as const;
  const ask = (claim: string) => school.ask("blocked/ask-review", { ...asked, claim });
  const first = await ask("asked00000000001");
  expect(await ask("asked00000000001")).toEqual(first);
  const later = await ask("asked00000000002");
  expect(later.reference).not.toBe(first.reference);
  expect((await school.ask("mine/read", {})).asked.map(({ reference }) => reference)).toEqual([
    later.reference,
    first.reference,
  ]);
  expect([...school.world.events.records.values()].map(({ event }) => event.kind)).toEqual([
    "review-request",
    "review-request",
  ]);
});

describe("what was closed for me", () => {
  test("once a moment, with 'by accident' where that was said", async () => {
    const school = await begun();
    await explain(school, bets);
    await explain(school, bets);
    await school.ask("blocked/accident", { address: bets });
    const { closed } = await school.ask("mine/read", {});
    expect(closed).toMatchObject([{ host: "bets.test", isAccident: true }]);
    expect(closed).toHaveLength(1);
  });

  test.each([
    ["a help site", `https://${helpHost}/`],
    ["an open site", "https://open.test/"],
    ["no address", "javascript:alert(1)"],
  ])("%s is not among it", async (_name, address) => {
    const school = await begun();
    await school.send("blocked/explain", { address });
    expect((await school.ask("mine/read", {})).closed).toEqual([]);
  });

  test("where the school is not told of it, nothing is kept here either", async () => {
    const school = await begun(
      fakeConfig(
        fakePolicy({
          profiles: {
            pupil: { categories: { gambling: "block" }, monitoring: { blockedVisits: false } },
          },
        }),
      ),
    );
    await explain(school, bets);
    expect((await school.ask("mine/read", {})).closed).toEqual([]);
  });
});

test("it is mine alone, for a fortnight, and I can take it away; on the disk nobody reads it", async () => {
  const school = await begun();
  const me = school.world.signedIn;
  await explain(school, bets);
  expect(JSON.stringify([...school.world.disk.state])).not.toContain("bets.test");
  await signIn(school, "b@pupils.example-academy.test");
  expect((await school.ask("mine/read", {})).closed).toEqual([]);
  await signIn(school, me);
  expect((await school.ask("mine/read", {})).closed).toHaveLength(1);
  school.world.nowMs += 14 * dayMs + 1;
  expect((await school.ask("mine/read", {})).closed).toEqual([]);
  await explain(school, bets);
  expect(await school.ask("mine/forget", {})).toEqual({ forgotten: true });
  expect((await school.ask("mine/read", {})).closed).toEqual([]);
});

test.each([
  ["a category of the school's", {}, bets, { who: "school" }],
  [
    "an entry that names who made it",
    { block: [{ host: "tale.test", by: "Mr Dan Frost", why: "spoilers" }] },
    "https://tale.test/",
    { who: "school", by: "Mr Dan Frost" },
  ],
] as const)("who set the rule: %s", async (_name, profile, address, setBy) => {
  const school = await begun(
    fakeConfig(
      fakePolicy({ profiles: { pupil: { categories: { gambling: "block" }, ...profile } } }),
    ),
  );
  const explained = await explain(school, address);
  expect(explained.setBy).toMatchObject(setBy);
  expect(explained.setBy?.sinceMs).toBeGreaterThan(0);
});

test("who set the rule: the program, before any policy came", async () => {
  const school = await begun({});
  expect((await explain(school, bets)).setBy).toEqual({ who: "program" });
});
