// The check that the filter is alive (requirement F13), with the browser's own rules.
import { expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { testPolicy } from "../support/test-policy.ts";

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool();
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

const records = () =>
  school.arrived().flatMap((event) => (event.kind === "filter-check" ? [event] : []));

test("every blocking rule of a list stops the request made to try it, and the school has it in writing", async () => {
  const check = async () => {
    const reply = await school.send("status/check", {});
    expect(reply.ok).toBe(true);
    await waitUntil("the record arrives", () => records().length > 0, { deadlineMs: 30_000 });
    return records().at(-1);
  };
  // On a busy machine the last rules may be on their way into the browser still.
  const tried = await waitUntil(
    "every rule is tried and holds",
    async () => {
      const found = (await check())?.checks.find(({ name }) => name === "Blocking tried for real");
      return found?.ok === true ? found : Promise.reject(new Error(found?.detail ?? "no record"));
    },
    { deadlineMs: 90_000, everyMs: 1000 },
  );
  expect(tried?.detail).toMatch(/^Each of the lists' \d+ blocking rules stopped/);
});

test("another policy's rules are waited for, and tried in their turn", async () => {
  const categories = Object.fromEntries(
    ["gambling", "shopping", "ai-services"].map((id) => [id, "allow" as const]),
  );
  school.configure(testPolicy({ version: "test-2", profiles: { pupil: { categories } } }));
  await school.policyInForce("test-2");
  expect((await school.send("status/check", {})).ok).toBe(true);
  // Records of checks under the first policy may be on their way still.
  const ofThisPolicy = () => records().filter((one) => one.policyVersion === "test-2");
  await waitUntil("another record arrives", () => ofThisPolicy().length > 0, {
    deadlineMs: 30_000,
  });
  const tried = ofThisPolicy()
    .at(-1)
    ?.checks.find(({ name }) => name === "Blocking tried for real");
  expect(tried).toMatchObject({ ok: true });
});
