// What the notice says of care, dates and whom to ask is made from the policy in force.
import { expect, test } from "vitest";
import { begun } from "../../../support/fakes/begin-background.ts";
import { fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";

const read = async (profile: Record<string, unknown>) =>
  (
    await begun(
      fakeConfig(
        fakePolicy({ profiles: { pupil: { reading: "ks3", categories: {}, ...profile } } }),
      ),
    )
  ).ask("notice/read", {});

test.each([
  ["as it is where no policy speaks of it", {}, { nudges: true, helpCard: true, longUse: false }],
  [
    "with the note on long use",
    { care: { longUseMinutes: 60 } },
    { nudges: true, helpCard: true, longUse: true },
  ],
  [
    "without nudges",
    { care: { nudges: false } },
    { nudges: false, helpCard: true, longUse: false },
  ],
])("care %s", async (_name, profile, care) => {
  expect((await read(profile)).care).toEqual(care);
});

test("nothing is done: nothing is said of it", async () => {
  expect(await read({ care: { nudges: false, helpCard: false } })).not.toHaveProperty("care");
});

test("which policy, and since when; before any came, neither", async () => {
  const view = await read({});
  expect(view.policyVersion).toBe("1");
  expect(view.policyAtMs).toBeGreaterThan(0);
  const bare = await (await begun({})).ask("notice/read", {});
  expect(bare).not.toHaveProperty("policyVersion");
  expect(bare).not.toHaveProperty("policyAtMs");
});
