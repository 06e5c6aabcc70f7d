// What each way round the filter came to, recorded by its test and printed when the file is done.
import { afterAll, expect, test } from "vitest";
import { bypassRow, type BypassOutcome } from "./bypass-rows.ts";

/** What a test saw of its row. */
export interface BypassSeen {
  readonly outcome: BypassOutcome;
  /** In a few words, with figures where there are some. */
  readonly seen: string;
}

interface BypassRecord extends BypassSeen {
  readonly row: string;
}

const records: BypassRecord[] = [];
// At the file's own level, so that it comes after the last of its groups.
afterAll(() => {
  // One line of JSON each, for a script; the eye can read them too.
  for (const record of records) process.stdout.write(`bypass ${JSON.stringify(record)}\n`);
});

/** Calls `skip` with a reason where this machine cannot try it. */
type Look = (skip: (why: string) => never) => Promise<BypassSeen>;

/**
 * A test of one row of the table. It passes only where the outcome is the one the table promises. A row that the table
 * calls open is noted as still to be done, and not run. Throws at collection for a row that the table does not have.
 */
export function bypassTest(id: string, look: Look): void {
  const row = bypassRow(id);
  if (row.open !== undefined) {
    test.todo(`${id}: ${row.tried} (${row.open})`);
    return;
  }
  test(`${id}: ${row.tried}`, async ({ skip }) => {
    const { outcome, seen } = await look(skip);
    expect(outcome).toBe(row.outcome);
    records.push({ row: id, outcome, seen });
  });
}
