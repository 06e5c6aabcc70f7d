// Phrases of the school's own, from its policy to the desk: read, typed and searched for, under their list's name.
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import type { FindingEvent } from "../../lib/contract/event.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { hosts, testPolicy } from "../support/test-policy.ts";
import { html, visit } from "../support/visit.ts";

const site = "bus.example-site.test";
const pattern = "(binbag|bin bag) kid";
const named = `At the bus stop: ${pattern}`;

let school: ManagedSchool;
openAfresh(
  async () => {
    const { profiles } = testPolicy();
    school = await openManagedSchool({
      policy: testPolicy({
        phrases: [
          {
            id: "bus-stop",
            title: "At the bus stop",
            theme: "bullying",
            why: "A name that hurts.",
            source: "the DSL",
            reviewed: "2026-11-16",
            // The second line is wrong: it is left out, and the first holds.
            lines: [`60 medium | ${pattern}`, "60 medium | muslims"],
          },
        ],
        profiles: { pupil: { ...profiles["pupil"], allow: [site] } },
        reporting: { batchSeconds: 5, batchEvents: 1 },
      }),
      sites: {
        [site]: ({ path }) =>
          html(
            "Bus",
            path === "/write"
              ? `<textarea id="area" aria-label="area"></textarea>`
              : path === "/calm"
                ? "<p>There are muslims and others at the stop, and every kid has a bag.</p>"
                : "<p>look, there goes the b1nbag kid again</p>",
          ),
        [hosts.search]: () => html("results", "<h1>Results</h1>"),
      },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

const findings = (): FindingEvent[] => school.arrived().filter((event) => event.kind === "finding");

async function namesOf(source: FindingEvent["source"]): Promise<string[]> {
  const found = await waitUntil(
    `a finding (${source})`,
    () => findings().find((one) => one.source === source),
    { deadlineMs: 20_000 },
  );
  expect(found).toMatchObject({ theme: "bullying", severity: "medium", score: 60 });
  return found.matches.map(({ phrase }) => phrase);
}

describe("the school's own phrases", () => {
  test("are found where they are read, in a disguise too", async () => {
    const page = await school.page();
    await visit(page, `http://${site}/`);
    expect(await namesOf("page")).toEqual([named]);
    await page.close();
  });

  test("are found where they are typed", async () => {
    const page = await school.page();
    await visit(page, `http://${site}/write`);
    await page.focus("#area");
    await page.keyboard.type("you are the bin bag kid");
    expect(await namesOf("typed")).toEqual([named]);
    await page.close();
  });

  test("are found where they are searched for", async () => {
    const page = await school.page();
    await visit(page, `https://${hosts.search}/search?q=binbag+kid`);
    expect(await namesOf("search")).toEqual([named]);
    await page.close();
  });

  test("and a line that is refused finds nothing", async () => {
    const page = await school.page();
    await visit(page, `http://${site}/calm`);
    await visit(page, `http://${site}/?after`);
    await waitUntil("the page after", () => findings().some((one) => one.source === "page"));
    expect(findings().filter((one) => one.address.includes("/calm"))).toEqual([]);
    await page.close();
  });
});
