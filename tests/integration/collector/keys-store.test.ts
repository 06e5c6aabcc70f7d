// The keys' part of the store.
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { auditEntry } from "../../../collector/review/audit.ts";
import type { HeldKey, Keeping } from "../../../collector/review/held-keys.ts";
import { onBothStores, type OpenedStores } from "../../support/both-stores.ts";
import { makeFinding, makeWorry } from "../../support/collector-seed.ts";
import { makeSafeguardingSchool } from "../../support/safeguarding-school.ts";

const audit = auditEntry(1, "dsl", "keys-changed");
let keeping: Keeping;
let held: HeldKey;
beforeAll(async () => {
  const made = await makeSafeguardingSchool();
  held = { ...made.lead.held, account: "dsl" };
  const { list, sealedRoot } = await made.change(1, [held.key], [held]);
  keeping = { list, sealedRoot, held: [held] };
});

function suite(open: () => Promise<OpenedStores>): void {
  let opened: OpenedStores;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.drop());

  test("of two who make the first keys at once one does", async () => {
    const [a, b] = opened.stores;
    expect(await a.readKeeping()).toBeUndefined();
    expect(await a.keysVersion()).toBe(0);
    const done = await Promise.all([a, b, a].map((one) => one.writeKeeping(0, keeping, audit)));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await b.readKeeping()).toEqual({ version: 1, keeping });
    expect(await a.keysVersion()).toBe(1);
    expect((await b.listAudit({ offset: 0, most: 9 })).total).toBe(1);
  });

  test("a change of another version changes nothing; one of this version does, once", async () => {
    const [a, b] = opened.stores;
    await a.writeKeeping(0, keeping, audit);
    expect(await b.writeKeeping(7, keeping, audit)).toBe(false);
    const done = await Promise.all([a, b].map((one) => one.writeKeeping(1, keeping, audit)));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect((await a.readKeeping())?.version).toBe(2);
  });

  test("who asks waits, once, until they hold a key or are refused", async () => {
    const [a, b] = opened.stores;
    await a.putAsking({ ...held, account: "deputy" }, 2, audit);
    await b.putAsking({ ...held, account: "deputy" }, 3, audit);
    await b.putAsking(held, 1, audit);
    expect((await a.listAsking()).map(({ account }) => account)).toEqual(["dsl", "deputy"]);
    await a.writeKeeping(0, keeping, audit);
    expect((await b.listAsking()).map(({ account }) => account)).toEqual(["deputy"]);
    expect(await b.dropAsking("deputy", audit)).toBe(true);
    expect(await a.dropAsking("deputy", audit)).toBe(false);
  });

  test("what is sealed is found in order, by portions, and sealed anew; what is not stays", async () => {
    const [a, b] = opened.stores;
    const sealed = Array.from({ length: 5 }, (_, at) =>
      makeWorry({ words: "", sealed: `s${at}`, ...(at % 2 === 0 ? { head: `h${at}` } : {}) }),
    );
    const clear = makeFinding({ excerpt: 'it says "sealed": here' });
    await a.keepEvents([...sealed, clear].map((event) => ({ event, receivedAtMs: 1, skewMs: 0 })));
    const found: string[] = [];
    for (let after = ""; ;) {
      const part = await b.listSealed(after, 2);
      const last = part.at(-1);
      if (last === undefined) break;
      found.push(...part.map(({ id }) => id));
      after = last.id;
    }
    expect(found).toEqual(sealed.map(({ id }) => id).toSorted());
    const [first] = sealed;
    const parts = [
      { id: first?.id ?? "", sealed: "new", head: "newer" },
      { id: clear.id, sealed: "no", head: "no" },
      { id: "unknown", sealed: "no", head: "no" },
    ];
    expect(await a.reseal(parts, audit)).toBe(1);
    const heads = await b.headsOf([...sealed.map(({ id }) => id), clear.id]);
    expect(heads.get(first?.id ?? "")).toBe("newer");
    expect(heads.size).toBe(3);
    const file = await b.openCase(clear.id, "dsl", 2, false);
    expect(file?.events[0]?.event).toEqual(clear);
    const worry = await b.openCase(first?.id ?? "", "dsl", 2, false);
    expect(worry?.events[0]?.event).toEqual({ ...first, sealed: "new", head: "newer" });
  });
}

onBothStores(suite);
