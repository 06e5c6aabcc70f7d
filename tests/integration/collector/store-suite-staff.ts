// The store's suite, continued: what staff do, the audit, claims; and texts that a database may choke on.
import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { auditEntry } from "../../../collector/review/audit.ts";
import type { Role } from "../../../collector/review/access.ts";
import { chainHash, chainStart } from "../../../collector/review/audit-chain.ts";
import type { StaffOrder } from "../../../collector/review/order.ts";
import type { Account, Store } from "../../../collector/store/store.ts";
import { makeFinding, makeRequest, makeVisit, someDevice } from "../../support/collector-seed.ts";

const atMs = Date.UTC(2026, 8, 14, 10);
const everything = { offset: 0, most: 1000 };

const account = (name: string, role: Role, disabledAtMs: number | null = null): Account => ({
  name,
  fullName: `Ms ${name}`,
  role,
  password: "x",
  passwordAtMs: 0,
  oneTimeUntilMs: null,
  disabledAtMs,
});

let orders = 0;
const order = (given: Partial<StaffOrder>): StaffOrder => {
  orders += 1;
  return {
    id: `order-${orders}`,
    how: "collector",
    what: { kind: "site", host: "puzzles.example.test", path: "" },
    for: { kind: "everyone", value: "" },
    fromMs: atMs,
    untilMs: atMs + 1000,
    who: "dsl",
    by: "Ms Maple",
    why: "Maths club.",
    endedAtMs: null,
    endedBy: "",
    ...given,
  };
};

const told = auditEntry(atMs, "dsl", "opened-for-a-time");

export function staffSuite(store: () => Store): void {
  describe("what staff open", () => {
    const asker = {
      device: "",
      deviceLabel: "",
      user: "robin.sample@pupils.example-academy.test",
      profile: "ks3",
      groups: ["chess", "library"],
    };
    const rows: readonly [
      name: string,
      given: Partial<StaffOrder>,
      asked: Partial<typeof asker>,
      found: boolean,
    ][] = [
      ["everyone", {}, {}, true],
      [
        "a pupil, in other letters",
        { for: { kind: "user", value: asker.user.toUpperCase() } },
        {},
        true,
      ],
      ["another pupil", { for: { kind: "user", value: "b@example-academy.test" } }, {}, false],
      ["nobody's address", { for: { kind: "user", value: "" } }, { user: "" }, false],
      ["a profile", { for: { kind: "profile", value: "ks3" } }, {}, true],
      ["another profile", { for: { kind: "profile", value: "ks4" } }, {}, false],
      ["a group", { for: { kind: "group", value: "library" } }, {}, true],
      ["no group at all", { for: { kind: "group", value: "library" } }, { groups: [] }, false],
      ["a Chromebook", { for: { kind: "device", value: "cb-7" } }, { deviceLabel: "CB-7" }, true],
      ["no label", { for: { kind: "device", value: "" } }, {}, false],
      ["not yet", { fromMs: atMs + 1 }, {}, false],
      ["over", { untilMs: atMs }, {}, false],
      ["ended", { endedAtMs: atMs, endedBy: "dsl" }, {}, false],
      ["a code", { how: "code" }, {}, false],
    ];
    test.each(rows)("for %s", async (_name, given, asked, found) => {
      const one = order(given);
      await store().addOrder(one, told);
      const open = await store().ordersFor({ ...asker, ...asked }, atMs, 10);
      expect(open).toEqual(found ? [one] : []);
      expect(await store().readOrder(one.id)).toEqual(one);
    });

    test("a device's label is the one that it last sent an event with", async () => {
      const device = someDevice();
      await store().keepEvents([
        { event: makeVisit({ device, deviceLabel: "CB-1" }), receivedAtMs: 1, skewMs: 0 },
        { event: makeVisit({ device, deviceLabel: "CB-2" }), receivedAtMs: 2, skewMs: 0 },
      ]);
      const one = order({ for: { kind: "device", value: "CB-2" } });
      await store().addOrder(one, told);
      expect(await store().ordersFor({ ...asker, device }, atMs, 10)).toEqual([one]);
      expect(await store().hasDeviceLabel("CB-1")).toBe(true);
      expect(await store().hasDeviceLabel("CB-3")).toBe(false);
      expect(await store().hasDeviceLabel("")).toBe(false);
    });

    test("open and past, ended once", async () => {
      const [first, second] = [order({}), order({})];
      for (const one of [first, second]) await store().addOrder(one, told);
      expect((await store().openOrders(atMs)).map(({ id }) => id)).toEqual([second.id, first.id]);
      const end = () =>
        store().endOrder(first.id, "deputy", auditEntry(atMs, "deputy", "ended-early"));
      expect([await end(), await end()]).toEqual([true, false]);
      expect((await store().openOrders(atMs)).map(({ id }) => id)).toEqual([second.id]);
      const past = await store().pastOrders(atMs, everything);
      expect(past).toMatchObject({
        total: 1,
        orders: [{ id: first.id, endedAtMs: atMs, endedBy: "deputy" }],
      });
    });
  });

  describe("releases of the policy", () => {
    const release = (serial: number, origin = serial) => ({
      serial,
      atMs: atMs + serial,
      who: "dsl",
      why: "x",
      version: `v${serial}`,
      origin,
    });
    const given = auditEntry(atMs, "dsl", "policy-released");

    test("numbered upwards, given to stages, read back", async () => {
      expect(await store().addRelease(release(3), "{}", "", given)).toBe(true);
      expect(await store().addRelease(release(3), "{}", "", given)).toBe(false);
      expect(await store().addRelease(release(2), "{}", "", given)).toBe(false);
      expect(await store().addRelease(release(5), '{"a":1}', "pilot", given)).toBe(true);
      const step = { stage: "year-9", serial: 5, atMs, who: "dsl" };
      expect(await store().giveRelease(step, given)).toBe(true);
      expect(await store().giveRelease({ ...step, serial: 4 }, given)).toBe(false);
      expect((await store().stagesNow()).map(({ stage, serial }) => [stage, serial])).toEqual([
        ["", 3],
        ["pilot", 5],
        ["year-9", 5],
      ]);
      expect(await store().readRelease(5)).toEqual({ release: release(5), text: '{"a":1}' });
      expect(await store().readRelease(4)).toBeUndefined();
      const { releases, total } = await store().listReleases({ offset: 0, most: 10 });
      expect(total).toBe(2);
      expect(releases.map(({ serial, stages }) => [serial, stages])).toEqual([
        [5, ["pilot", "year-9"]],
        [3, [""]],
      ]);
      expect((await store().listAudit(everything)).total).toBe(3);
    });
  });

  describe("accounts", () => {
    const entry = auditEntry(atMs, "dsl", "account-made");
    test("made once, changed with an end of their sessions, listed by name", async () => {
      expect(await store().addAccount(account("dsl", "dsl"), entry)).toBe(true);
      expect(await store().addAccount(account("dsl", "staff"), entry)).toBe(false);
      await store().putAccount(account("a-deputy", "deputy"));
      await store().addSession({ idHash: "s", account: "a-deputy", madeAtMs: 1, usedAtMs: 1 });
      const changed = account("a-deputy", "staff");
      const known = account("a-deputy", "deputy");
      expect(await store().changeAccount(changed, known, entry)).toBe("done");
      expect(await store().readSession("s")).toBeUndefined();
      expect((await store().listAccounts()).map(({ name, role }) => [name, role])).toEqual([
        ["a-deputy", "staff"],
        ["dsl", "dsl"],
      ]);
      expect(await store().readAccount("dsl")).toEqual(account("dsl", "dsl"));
    });
    test("the last open lead stays, also where two would go at the same moment", async () => {
      for (const name of ["one", "two"]) await store().putAccount(account(name, "dsl"));
      const done = await Promise.all(
        ["one", "two"].map((name) =>
          store().changeAccount(account(name, "dsl", atMs), account(name, "dsl"), entry),
        ),
      );
      expect(done.toSorted()).toEqual(["done", "no-lead"]);
      const left = (await store().listAccounts()).filter((one) => one.disabledAtMs === null);
      expect(left).toHaveLength(1);
    });
  });

  describe("an account that was changed meanwhile", () => {
    const entry = auditEntry(atMs, "dsl", "account-role");
    const known = account("robin", "deputy");
    const closed = account("robin", "deputy", atMs);
    beforeEach(async () => {
      await store().addAccount(account("dsl", "dsl"), entry);
      await store().addAccount(known, entry);
    });
    const lines = async () => (await store().listAudit(everything)).total;

    test("is not overwritten by who read it before: it stays closed", async () => {
      await store().changeAccount(closed, known, entry);
      const before = await lines();
      const late = account("robin", "staff");
      expect(await store().changeAccount(late, known, entry)).toBe("changed");
      const nobody = account("nobody", "staff");
      expect(await store().changeAccount(nobody, nobody, entry)).toBe("changed");
      expect(await store().readAccount("robin")).toEqual(closed);
      expect(await store().readAccount("nobody")).toBeUndefined();
      expect(await lines()).toBe(before);
    });

    test("its own name or password changes those alone, and opens nothing again", async () => {
      const lower = account("robin", "staff");
      await store().changeAccount(lower, known, entry);
      const named = await store().changeOwnAccount(known, { fullName: "Robin" }, entry);
      expect(named).toEqual({ ...lower, fullName: "Robin" });
      await store().addSession({ idHash: "s", account: "robin", madeAtMs: 1, usedAtMs: 1 });
      const next = { password: "another", passwordAtMs: 9 };
      const changed = await store().changeOwnAccount(known, next, entry);
      expect(changed).toEqual({ ...lower, ...next, fullName: "Robin", oneTimeUntilMs: null });
      expect(await store().readAccount("robin")).toEqual(changed);
      expect(await store().readSession("s")).toBeUndefined();
      // Who knew the password of before changes nothing any more.
      expect(await store().changeOwnAccount(known, next, entry)).toBeUndefined();
    });

    test("a closed one has nothing of its own to change", async () => {
      await store().changeAccount(closed, known, entry);
      const before = await lines();
      expect(await store().changeOwnAccount(known, { fullName: "x" }, entry)).toBeUndefined();
      const next = { password: "another", passwordAtMs: 9 };
      expect(await store().changeOwnAccount(known, next, entry)).toBeUndefined();
      expect(await store().readAccount("robin")).toEqual(closed);
      expect(await lines()).toBe(before);
    });
  });

  describe("the audit", () => {
    test("each entry holds the hash of the one before, whoever writes at once", async () => {
      const acts = Array.from({ length: 12 }, (_, count) =>
        store().addAudit(auditEntry(atMs + count, `person ${count}`, "signed-in")),
      );
      await Promise.all(acts);
      const chain = await store().readAuditChain(0, 100);
      let before = chainStart;
      for (const { hash, ...entry } of chain) {
        before = chainHash(entry, before);
        expect(hash).toBe(before);
      }
      expect(chain.map(({ number }) => number)).toEqual(chain.map((_, at) => at + 1));
      expect(await store().auditHead()).toEqual({ number: 12, hash: before });
      expect(await store().readAuditChain(10, 1)).toEqual(chain.slice(10, 11));
      expect((await store().listAudit(everything)).total).toBe(12);
    });

    test("what a database would not keep as it is stands in the chain as it is kept", async () => {
      await store().addAudit(
        auditEntry(atMs, "a\0b", "account-named", { detail: "half \uD83D", caseId: "c\0" }),
      );
      const [kept] = await store().readAuditChain(0, 1);
      if (kept === undefined) throw new Error("it is there");
      const { hash, ...entry } = kept;
      expect(entry).toMatchObject({ who: "a\uFFFDb", detail: "half \uFFFD", caseId: "c\uFFFD" });
      expect(hash).toBe(chainHash(entry, chainStart));
    });

    test("a seal is kept once for each place", async () => {
      const seal = { number: 1, hash: "h", atMs, publicKey: "k", signature: "s" };
      await store().addSeal(seal);
      await store().addSeal({ ...seal, signature: "another" });
      await store().addSeal({ ...seal, number: 9 });
      expect(await store().readSeals()).toEqual([seal, { ...seal, number: 9 }]);
    });
  });

  describe("tasks", () => {
    test("one holder at a time, prolonged by itself, free after its time or when it is let go", async () => {
      const claim = (holder: string, now: number, until: number) =>
        store().claimTask("retention", holder, now, until);
      expect(await claim("a", 100, 200)).toBe(true);
      expect(await claim("b", 150, 300)).toBe(false);
      expect(await claim("a", 150, 250)).toBe(true);
      expect(await claim("b", 249, 300)).toBe(false);
      expect(await claim("b", 250, 300)).toBe(true);
      await store().releaseTask("retention", "a");
      expect(await claim("a", 260, 400)).toBe(false);
      await store().releaseTask("retention", "b");
      expect(await claim("a", 260, 400)).toBe(true);
      expect(await store().claimTask("another", "b", 260, 400)).toBe(true);
    });
    test("of many who claim at once one has it", async () => {
      const all = Array.from({ length: 8 }, (_, count) =>
        store().claimTask("digest", `holder ${count}`, 1, 1000),
      );
      expect((await Promise.all(all)).filter(Boolean)).toHaveLength(1);
    });
  });

  describe("texts that a database may choke on", () => {
    const rows: readonly [name: string, text: string][] = [
      ["a zero character", "Room\u0000 7"],
      ["half a pair", "Room \uD83D 7"],
      ["quotes, backslashes, question marks", `it's "7" \\ ? $1 %`],
      ["many characters of four bytes", "\u{1F600}".repeat(75)],
    ];
    test.each(rows)("%s", async (_name, text) => {
      const finding = makeFinding({ atMs, title: text, deviceLabel: text.slice(0, 120) });
      const request = makeRequest({ atMs, deviceLabel: text.slice(0, 120) });
      const kept = await store().keepEvents(
        [finding, request].map((event) => ({ event, receivedAtMs: atMs, skewMs: 0 })),
      );
      expect(kept.fresh).toEqual([finding.id, request.id]);
      const file = await store().openCase(finding.id, "dsl", atMs, false);
      expect(file?.events[0]?.event).toEqual(finding);
      await store().listCases({ state: "open", search: text }, everything);
    });

    test("a host as long as an address may be", async () => {
      // Letters without a pattern (an index would pack others), which a host spells out many times longer.
      const label = () =>
        String.fromCodePoint(...Array.from(randomBytes(60), (byte) => 0x4e00 + byte * 61));
      const address = `https://${Array.from({ length: 32 }, label).join(".")}.test/`;
      const visit = makeVisit({ atMs, address, user: "\u{1F600}".repeat(200) });
      const finding = makeFinding({ atMs, address });
      const kept = await store().keepEvents(
        [visit, finding].map((event) => ({ event, receivedAtMs: atMs, skewMs: 0 })),
      );
      expect(kept.fresh).toHaveLength(2);
      expect((await store().listVisits(everything)).total).toBe(1);
    });

    test("a hundred events and more in one batch, some of them twice", async () => {
      const device = someDevice();
      const visits = Array.from({ length: 137 }, (_, count) =>
        makeVisit({ atMs: atMs + count, device }),
      );
      const given = [...visits, ...visits.slice(0, 20)].map((event) => ({
        event,
        receivedAtMs: atMs,
        skewMs: 0,
      }));
      expect((await store().keepEvents(given)).fresh).toHaveLength(137);
      expect((await store().keepEvents(given)).fresh).toHaveLength(0);
      expect(await store().countEvents()).toBe(137);
    });
  });
}
