// Monitoring in school time alone: a page that is open when the hours begin is looked at from then on, and what was
// written on it before stays with the pupil.
import { expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import type { PolicyInput } from "../../lib/contract/policy.ts";
import { concernTexts } from "../support/concern-texts.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { hosts, testPolicy } from "../support/test-policy.ts";
import { html, visit } from "../support/visit.ts";

const words = { before: "Quillmarkbefore6101", after: "Quillmarkafter6102" };
const off = { page: false, typed: false, search: false, blockedVisits: false };

/** The hours stand still: no term is on, and all other time is this one. */
function policyAt(time: "home" | "school", version: string): PolicyInput {
  const policy = testPolicy({ version, reporting: { batchSeconds: 5, batchEvents: 1 } });
  const { pupil } = policy.profiles;
  return {
    ...policy,
    day: {
      periods: [
        { time: "school", from: "08:30", to: "15:30" },
        { time: "home", from: "15:30", to: "23:00" },
      ],
      terms: [{ from: "2020-01-06", to: "2020-01-07" }],
      otherwise: time,
    },
    profiles: {
      pupil: { ...pupil, allow: [hosts.open], at: { home: { monitoring: off } } },
    },
  };
}

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool({
      policy: policyAt("home", "test-1"),
      sites: {
        [hosts.open]: () => html("A room", `<textarea id="chat" aria-label="chat"></textarea>`),
      },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

test("nothing is taken at home, and a page that stays open is read once school has begun", async () => {
  const page = await school.page();
  await visit(page, `https://${hosts.open}/room`);
  const write = async (text: string): Promise<void> => {
    await page.click("#chat", { count: 3 });
    await page.type("#chat", text);
    await page.keyboard.press("Tab");
  };
  await write(`${words.before} ${concernTexts.selfHarm}`);
  await school.send("blocked/explain", { address: `http://${hosts.blocked}/at-home` });
  school.configure(policyAt("school", "test-2"));
  await school.policyInForce("test-2");
  await waitUntil(
    "what is written from now on arrives",
    async () => {
      await write(`${words.after} ${concernTexts.selfHarm}`);
      return school.arrived().some(({ kind }) => kind === "finding");
    },
    { deadlineMs: 60_000, everyMs: 2000 },
  );
  const all = JSON.stringify(school.arrived());
  expect(all).toContain(words.after);
  expect(all).not.toContain(words.before);
  expect(all).not.toContain("at-home");
  expect(await school.everythingKept()).not.toContain(words.before);
});
