// How long kinds of activity are kept, on SQLite and on a PostgreSQL that two collectors share.
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditEntry } from "../../../collector/review/audit.ts";
import { makeAgreement, makeAttempt, makeVisit } from "../../support/collector-seed.ts";
import { onBothStores, type OpenedStores } from "../../support/both-stores.ts";

const audit = auditEntry(1, "dsl", "keeping-changed");

function suite(open: () => Promise<OpenedStores>): void {
  let opened: OpenedStores;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.drop());

  test("of two who change it at once one is first", async () => {
    const [a, b] = opened.stores;
    const done = await Promise.all([
      a.writeKeepKinds({}, { agreement: 9 }, audit),
      b.writeKeepKinds({}, { agreement: 8 }, audit),
    ]);
    expect(new Set(done)).toEqual(new Set([false, true]));
    expect((await a.listAudit({ offset: 0, most: 9 })).total).toBe(1);
    expect(await b.keepKinds()).toEqual({ agreement: done[0] ? 9 : 8 });
  });

  test("a kind that is due goes, so many at a time; others, younger ones and those of a case stay", async () => {
    const [a, b] = opened.stores;
    const keep = (
      receivedAtMs: number,
      ...events: Parameters<typeof a.keepEvents>[0][0]["event"][]
    ) => a.keepEvents(events.map((event) => ({ event, receivedAtMs, skewMs: 0 })));
    const attempt = makeAttempt({ sign: "wrong-code" });
    await keep(5, makeVisit(), makeVisit(), makeVisit(), makeAgreement(), makeAttempt(), attempt);
    await keep(50, makeVisit());
    expect(await a.eraseKindDue("blocked-visit", 5, 100, 2)).toBe(2);
    expect(await b.eraseKindDue("blocked-visit", 5, 100, 2)).toBe(1);
    expect(await b.eraseKindDue("blocked-visit", 5, 100, 2)).toBe(0);
    expect(await b.eraseKindDue("circumvention", 5, 100, 9)).toBe(1);
    expect(await a.countEvents()).toBe(3);
    // It does not come back when its device sends it again.
    expect(await keep(200, attempt)).toMatchObject({ fresh: [] });
    const { entries } = await a.listAudit({ offset: 0, most: 9 });
    expect(entries.map(({ detail }) => detail)).toEqual([
      "1 attempt to go round the filter",
      "1 blocked visit",
      "2 blocked visits",
    ]);
  });
}

onBothStores(suite);
