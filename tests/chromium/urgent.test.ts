// What may not wait: from the moment to the collector's disk, on a working network and after one that was away. The
// times are printed, not asserted: what is asserted is that it arrives, and before anything that could wait.
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { testPolicy } from "../support/test-policy.ts";

const rounds = 15;

let school: ManagedSchool;
openAfresh(
  async () => {
    // What is not urgent waits for the whole test.
    school = await openManagedSchool({
      policy: testPolicy({ reporting: { batchSeconds: 3600, batchEvents: 500 } }),
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

let told = 0;
async function makeWorry(): Promise<string> {
  told += 1;
  const words = `urgent ${told}`;
  const body = { what: "other", tell: "", words, reach: "", address: "", named: true } as const;
  const reply = await school.send("worry/send", { ...body, claim: `urgentxxxxxxxxxxxx${told}` });
  expect(reply).toMatchObject({ ok: true });
  return words;
}

/** When the collector received each worry, Unix ms by this machine's clock, by its words. */
function received(): ReadonlyMap<string, number> {
  const file = join(school.folder, "collector/collector.sqlite");
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database
      .prepare("SELECT body, received_at_ms FROM event WHERE kind = 'worry'")
      .all();
    return new Map(
      rows.map((row) => [
        (JSON.parse(String(row["body"])) as { words: string }).words,
        Number(row["received_at_ms"]),
      ]),
    );
  } finally {
    database.close();
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const arrived = (words: string, deadlineMs: number): Promise<number> =>
  waitUntil(`"${words}" is on the collector's disk`, () => received().get(words), {
    deadlineMs,
    everyMs: 20,
  });

test("a worry goes at once; its median way is printed", async () => {
  const ways: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begunAtMs = Date.now();
    const words = await makeWorry();
    ways.push((await arrived(words, 60_000)) - begunAtMs);
  }
  console.log(
    `urgent: from the moment to the collector's disk, median ${median(ways)} ms, worst ${Math.max(...ways)} ms of ${rounds}`,
  );
  expect(ways).toHaveLength(rounds);
});

test("after the network was away it goes within the next tries, worry first; the wait is printed", async () => {
  school.gate.mode = "shut";
  const words = await makeWorry();
  await waitUntil("a try has failed", async () => {
    const status = await school.send("status/read", {});
    if (!status.ok) return false;
    const reports = status.value.checks.find(({ name }) => name === "Reports to the school");
    return reports?.detail.includes("failed") === true;
  });
  expect(received().has(words)).toBe(false);
  const backAtMs = Date.now();
  school.gate.mode = "open";
  const atMs = await arrived(words, 120_000);
  console.log(
    `urgent: after the network's return on the collector's disk in ${atMs - backAtMs} ms`,
  );
});
