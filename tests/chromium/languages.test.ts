// Phrases of another language, from the policy to the desk: what is typed in Polish is told where the policy names
// Polish, and only there. The line is one of the cases that the Polish phrases are measured by.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../cli/kit/project-root.ts";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import type { FindingEvent } from "../../lib/contract/event.ts";
import type { PolicyInput } from "../../lib/contract/policy.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { testPolicy } from "../support/test-policy.ts";
import { html, visit } from "../support/visit.ts";

const site = "write.example-site.test";
const english = "everyone hates you just leave the school";

interface Case {
  readonly id: string;
  readonly text: string;
  readonly as: string;
  readonly theme: string | null;
}

const polish = readFileSync(join(projectRoot, "tests/eval/cases/pl.jsonl"), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Case)
  .find(({ id }) => id === "pl-040");

function policyWith(version: string, languages?: "pl"[]): PolicyInput {
  const { profiles } = testPolicy();
  const monitoring = { ...profiles["pupil"]?.monitoring, ...(languages && { languages }) };
  return testPolicy({
    version,
    profiles: { pupil: { ...profiles["pupil"], allow: [site], monitoring } },
    reporting: { batchSeconds: 5, batchEvents: 1 },
  });
}

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool({
      policy: policyWith("test-1"),
      sites: {
        [site]: () => html("Write", `<textarea id="area" aria-label="area"></textarea>`),
      },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

const findings = (): FindingEvent[] => school.arrived().filter((event) => event.kind === "finding");
const polishOnes = (): FindingEvent[] =>
  findings().filter(
    ({ excerpt, theme }) => theme === polish?.theme && excerpt.includes(polish.text),
  );
const englishOnes = (): FindingEvent[] =>
  findings().filter(({ excerpt }) => excerpt.includes(english));

/** Writes on a page of its own, and closes that. */
async function write(path: string, text: string): Promise<void> {
  const page = await school.page();
  await visit(page, `http://${site}/${path}`);
  await page.focus("#area");
  await page.keyboard.type(text);
  await page.$eval("#area", (area) => (area as HTMLElement).blur());
  await page.close();
}

test("a line in another language is told where the policy names it, and not before", async () => {
  expect(polish).toMatchObject({ as: "typed" });
  await write("without", polish?.text ?? "");
  await write("without-then", english);
  // What was typed later has arrived.
  await waitUntil("the English line", () => englishOnes().length > 0, { deadlineMs: 20_000 });
  expect(findings().filter(({ address }) => address.endsWith("/without"))).toEqual([]);

  school.configure(policyWith("test-2", ["pl"]));
  await school.policyInForce("test-2");
  await write("with", polish?.text ?? "");
  const found = await waitUntil("the Polish line", () => polishOnes()[0], { deadlineMs: 20_000 });
  expect(found).toMatchObject({ source: "typed", address: `http://${site}/with` });
  expect(found.matches[0]?.phrase).toMatch(/^Polish, list not yet reviewed by a speaker: /);
  const status = await school.extensionPage("status.html");
  await status.waitForFunction(() =>
    document.body.textContent?.includes("English, Polish (not yet reviewed by a speaker)."),
  );
  await status.close();
});
