// The first minutes after an installation: the baseline holds, then the policy does, and nobody is sent to and fro.
import { expect, test } from "vitest";
import { begin } from "../../../support/fakes/begin-background.ts";
import { createFakeWorld, fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

/** Gambling is closed by the baseline; this school's staff may, its pupils may not. */
const policy = fakePolicy({
  profiles: {
    pupil: { categories: { gambling: "block" } },
    staff: { reading: "staff", categories: { gambling: "allow" } },
  },
  assignments: [{ email: "*@staff.example-academy.test", profile: "staff" }],
});
const config = { ...fakeConfig(policy), profile: undefined };

function installed() {
  const world = createFakeWorld();
  world.collector.weather = ["down"];
  world.openTabs = [{ id: 1, address: "https://bets.test/" }];
  return { ...begin(world), world };
}

test.each([
  ["is there at once", true],
  ["comes a moment later", false],
])("a policy that %s: what it opens to this person was never closed", async (_, isAtOnce) => {
  const { world, background, ask } = installed();
  world.signedIn = "a@staff.example-academy.test";
  if (isAtOnce) world.managedValues = config;
  background.onInstalled();
  await background.wake();
  await untilQuiet();
  world.managedValues = config;
  background.onManagedChanged();
  await untilQuiet();
  expect(await ask("status/read", {})).toMatchObject({ profile: "staff" });
  expect(world.sent).toEqual([]);
});

test("what it closes is left as soon as it is known", async () => {
  const { world, background } = installed();
  background.onInstalled();
  await background.wake();
  await untilQuiet();
  expect(world.sent, "before that nobody can know").toEqual([]);
  world.managedValues = config;
  background.onManagedChanged();
  await untilQuiet();
  expect(world.sent.map((one) => one.tabId)).toEqual([1]);
});

test("without any policy, what is opened next is judged by the baseline", async () => {
  const { background } = installed();
  background.onInstalled();
  await background.wake();
  const request = { address: "https://bets.test/", tabId: 1, parentFrameId: -1 } as const;
  expect(await background.onRequest({ ...request, kind: "main_frame" })).toHaveProperty(
    "redirectUrl",
  );
});
