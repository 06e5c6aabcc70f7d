// A school whose findings go to the desk at once, for tests of what the content script notices.
import type { Page } from "puppeteer";
import type { StandInSite } from "../../cli/kit/stand-in-web.ts";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import type { PolicyInput } from "../../lib/contract/policy.ts";
import type { FindingEvent } from "../../lib/contract/event.ts";
import { openManagedSchool, type ManagedSchool } from "./managed-school.ts";
import { testPolicy } from "./test-policy.ts";
import { visit } from "./visit.ts";

export interface ScanningSchool extends ManagedSchool {
  findings(): FindingEvent[];
  /** The first finding of this source whose address holds `place`. */
  findingFrom(
    place: string,
    source: FindingEvent["source"],
    deadlineMs?: number,
  ): Promise<FindingEvent>;
  /** Visits an address in a tab of its own. */
  withPage<T>(address: string, work: (page: Page) => Promise<T>): Promise<T>;
}

export async function openScanningSchool(
  sites: Readonly<Record<string, StandInSite>>,
  monitoring: PolicyInput["profiles"][string]["monitoring"] = {},
): Promise<ScanningSchool> {
  const { profiles } = testPolicy();
  const open = Object.keys(sites).map((host) => host.replace("*.", ""));
  const school = await openManagedSchool({
    policy: testPolicy({
      // What is noticed is asked here, not what is closed.
      profiles: {
        pupil: {
          ...profiles["pupil"],
          monitoring: { ...profiles["pupil"]?.monitoring, ...monitoring },
          allow: open,
        },
      },
      // Each finding goes at once: these tests are not about waiting together.
      reporting: { batchSeconds: 5, batchEvents: 1 },
    }),
    sites,
  });
  await school.policyInForce("test-1");
  const findings = (): FindingEvent[] =>
    school.arrived().filter((event) => event.kind === "finding");
  return {
    ...school,
    findings,
    findingFrom: (place, source, deadlineMs = 30_000) =>
      waitUntil(
        `a finding (${source}) from ${place}`,
        () => findings().find((one) => one.address.includes(place) && one.source === source),
        { deadlineMs },
      ),
    withPage: async (address, work) => {
      const page = await school.page();
      try {
        await visit(page, address);
        return await work(page);
      } finally {
        await page.close();
      }
    },
  };
}
