// An agreement that is asked again says why and what changed; it may wait a little for a lesson; help never waits.
import { describe, expect, test } from "vitest";
import { agreementChanges } from "../../../../lib/core/policy/agreement-changes.ts";
import { begun, helpHost, origin } from "../../../support/fakes/begin-background.ts";
import { fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

type School = Awaited<ReturnType<typeof begun>>;
const minuteMs = 60_000;

const aup = {
  version: "1",
  title: "Our rules",
  rules: ["Be kind.", "Ask first."],
  promise: "I will.",
};
const config = (changes: Record<string, unknown> = {}, version = "1") =>
  fakeConfig(
    fakePolicy({
      version,
      agreements: { aup: { ...aup, ...changes } },
      profiles: { pupil: { categories: { gambling: "block" }, agreement: "aup" } },
    }),
  );
async function change(school: School, to: unknown): Promise<void> {
  school.world.managedValues = to;
  school.background.onManagedChanged();
  await untilQuiet();
}
const gate = (school: School, address: string) =>
  school.background.onRequest({ kind: "main_frame", address, tabId: 1, parentFrameId: -1 });

describe("asked again", () => {
  test("the first time, nothing is said of an earlier one", async () => {
    const school = await begun(config());
    expect(await school.ask("agreement/read", {})).not.toHaveProperty("again");
  });

  test("it changed: what came, what went, and when the old one was agreed to", async () => {
    const school = await begun(config());
    await school.ask("agreement/agree", { agreement: "aup", version: "1" });
    const atMs = school.world.nowMs;
    await change(
      school,
      config({ version: "2", rules: ["Ask first!", "Tell somebody."], promise: "I will." }, "2"),
    );
    const view = await school.ask("agreement/read", {});
    expect(view.agreedAtMs).toBeUndefined();
    expect(view.again).toEqual({
      version: "1",
      atMs,
      isNewYear: false,
      changes: { added: ["Tell somebody."], removed: ["Be kind."], isPromiseNew: false },
    });
    await school.ask("agreement/agree", { agreement: "aup", version: "2" });
    expect(await school.ask("agreement/read", {})).not.toHaveProperty("again");
  });

  test("a school year began and nothing changed: just that", async () => {
    const school = await begun(config());
    await school.ask("agreement/agree", { agreement: "aup", version: "1" });
    school.world.nowMs = Date.UTC(2027, 8, 2, 9);
    const { again } = await school.ask("agreement/read", {});
    expect(again).toMatchObject({ isNewYear: true, version: "1" });
    expect(again).not.toHaveProperty("changes");
  });

  test("what another person agreed to is nobody else's", async () => {
    const school = await begun(config());
    await school.ask("agreement/agree", { agreement: "aup", version: "1" });
    school.world.signedIn = "b@pupils.example-academy.test";
    school.background.onSignInChanged();
    await untilQuiet();
    expect(await school.ask("agreement/read", {})).not.toHaveProperty("again");
  });

  test.each([
    ["the same in another order", ["b", "a"], "p", undefined],
    ["a comma and a capital", ["A,", "b!"], "P.", undefined],
    ["one more", ["a", "b", "c"], "p", { added: ["c"], removed: [], isPromiseNew: false }],
    ["one less", ["a"], "p", { added: [], removed: ["b"], isPromiseNew: false }],
    ["another promise", ["a", "b"], "q", { added: [], removed: [], isPromiseNew: true }],
  ])("%s", (_name, rules, promise, changes) => {
    expect(agreementChanges({ rules: ["a", "b"], promise: "p" }, { rules, promise })).toEqual(
      changes,
    );
  });
});

describe("while a lesson list runs", () => {
  const lesson = (school: School) => ({
    id: "order-1",
    kind: "lesson" as const,
    title: "Volcanoes",
    sites: [{ host: "rocks.test" }],
    search: false,
    fromMs: school.world.nowMs,
    untilMs: school.world.nowMs + 50 * minuteMs,
    by: "Mr Tam Sample",
    why: "Geography",
  });
  async function start(school: School): Promise<void> {
    school.world.collector.orders = [lesson(school)];
    school.world.nowMs += 5000;
    await school.ask("unlock/list", {});
    await untilQuiet();
  }
  const toAgreement = { redirectUrl: `${origin}/agreement.html#u=https://rocks.test/` };

  test("it waits as long as the policy says, and no longer; rules and gate agree", async () => {
    const school = await begun(config({ lessonGraceMinutes: 10 }));
    expect(await gate(school, "https://rocks.test/")).toEqual(toAgreement);
    await start(school);
    expect(await gate(school, "https://rocks.test/")).toEqual({});
    expect(await gate(school, "https://other.test/"), "the lesson alone").toHaveProperty(
      "redirectUrl",
    );
    const redirects = () =>
      school.world.disk.session.filter((rule) =>
        JSON.stringify(rule.action).includes("agreement.html"),
      ).length;
    expect(redirects()).toBe(0);
    const endsAtMs = school.world.alarmsAt.get("change") ?? 0;
    expect(endsAtMs - school.world.nowMs).toBeLessThanOrEqual(10 * minuteMs);
    school.world.nowMs = endsAtMs + 1000;
    expect(await gate(school, "https://rocks.test/")).toEqual(toAgreement);
    school.background.onAlarm("change");
    await untilQuiet();
    expect(redirects()).toBe(1);
  });

  test("without a word of it in the policy it does not wait", async () => {
    const school = await begun(config());
    await start(school);
    expect(await gate(school, "https://rocks.test/")).toEqual(toAgreement);
  });

  test("help sites and the worry never wait for it", async () => {
    const school = await begun(config());
    expect(await gate(school, `https://${helpHost}/`)).toEqual({});
    expect((await school.ask("worry/options", {})).people.length).toBeGreaterThan(0);
  });
});
