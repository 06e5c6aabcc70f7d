// Legal hold: who may, that nothing of a held case goes, that it goes once the hold is ended, and that it is written down.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CaseAnswer } from "../../../collector/desk-types.ts";
import { roles } from "../../../collector/review/access.ts";
import { auditEntry } from "../../../collector/review/audit.ts";
import { openPostgresStore } from "../../../collector/store/postgres.ts";
import { openSqliteStore } from "../../../collector/store/sqlite.ts";
import type { Store } from "../../../collector/store/store.ts";
import { makeWorry, sendBatch } from "../../support/collector-seed.ts";
import { findPostgres, whatPostgresNeeds } from "../../support/find-postgres.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { closeCase } from "./close-case.ts";
import { deviceToken, runApp, type RunningApp } from "./run-app.ts";

const atMs = 1_800_000_000_000;
const held = auditEntry(atMs, "dsl", "case-held");
const hold = { atMs, who: "dsl", why: "Asked for by the police" };

/** A worry whose case is closed. */
async function closedCase(store: Store): Promise<string> {
  const event = makeWorry({ atMs });
  await store.keepEvents([{ event, receivedAtMs: atMs, skewMs: 0 }]);
  await closeCase(store, event.id, atMs);
  return event.id;
}

async function holdsIn(store: Store): Promise<void> {
  const [kept, other] = [await closedCase(store), await closedCase(store)];
  expect(await store.holdCase("unknown", hold, held)).toBe(false);
  expect(await store.holdCase(kept, hold, held)).toBe(true);
  expect(await store.holdCase(kept, { ...hold, why: "again" }, held)).toBe(false);
  expect(await store.readHold(kept)).toEqual(hold);
  expect((await store.eraseDue(atMs + 1, atMs + 1, 100)).cases).toBe(1);
  expect(await store.readCase(other)).toBeUndefined();
  expect((await store.openCase(kept, "dsl", atMs + 2, false))?.events).toHaveLength(1);
  expect((await store.eraseDue(atMs + 1, atMs + 3, 100)).cases).toBe(0);
  const ended = auditEntry(atMs, "head", "case-hold-ended");
  expect(await store.endHold(kept, ended)).toBe(true);
  expect(await store.endHold(kept, ended)).toBe(false);
  expect((await store.eraseDue(atMs + 1, atMs + 4, 100)).cases).toBe(1);
  expect(await store.readCase(kept)).toBeUndefined();
  const acts = (await store.listAudit({ offset: 0, most: 50 })).entries.map(({ act }) => act);
  expect(acts.filter((act) => act === "case-held" || act === "case-hold-ended")).toEqual([
    "case-hold-ended",
    "case-held",
  ]);
}

test("SQLite: nothing of a held case goes", async () => {
  const folder = mkdtempSync(join(tmpdir(), "schoolgate-hold-"));
  const store = openSqliteStore(join(folder, "collector.sqlite"));
  await holdsIn(store);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const there = findPostgres() !== undefined;
if (!there) console.warn(whatPostgresNeeds);
describe.skipIf(!there)(there ? "PostgreSQL" : whatPostgresNeeds, () => {
  let server: TestPostgres | undefined;
  afterAll(() => server?.stop());
  test("nothing of a held case goes", async () => {
    server = await startPostgres();
    const store = await openPostgresStore(await server.createDatabase());
    await holdsIn(store);
    await store.close();
  });
});

describe("at the desk", () => {
  let app: RunningApp;
  let id: string;
  beforeEach(async () => {
    app = await runApp();
    const worry = makeWorry();
    ({ id } = worry);
    await sendBatch(app.address, deviceToken, [worry]);
  });
  afterEach(() => app.close());

  test("a lead and a head hold a case and end it, with a reason; others only see it", async () => {
    const open: readonly string[] = ["dsl", "head"];
    for (const role of roles) {
      const cookie = await app.signInAs(role);
      const post = (path: string, body: unknown) =>
        app.desk(`/cases/${id}${path}`, { cookie, body });
      const isOpen = open.includes(role);
      expect([role, (await post("/hold", { why: " " })).status]).toEqual([
        role,
        isOpen ? 400 : 403,
      ]);
      expect([role, (await post("/hold/end", { why: "over" })).status]).toEqual([
        role,
        isOpen ? 409 : 403,
      ]);
      if (!isOpen) continue;
      expect((await post("/hold", { why: "Asked for by the police" })).status).toBe(200);
      expect((await post("/hold", { why: "twice" })).status).toBe(409);
      const read = (await (await app.desk(`/cases/${id}`, { cookie })).json()) as CaseAnswer;
      expect(read.kept).toMatchObject({
        mayHold: true,
        hold: { who: `one-${role}`, why: "Asked for by the police" },
      });
      const deputy = await app.signInAs("deputy");
      const seen = (await (
        await app.desk(`/cases/${id}`, { cookie: deputy })
      ).json()) as CaseAnswer;
      expect(seen.kept).toMatchObject({ mayHold: false, hold: { who: `one-${role}` } });
      expect((await post("/hold/end", { why: "No further action" })).status).toBe(200);
    }
    const cookie = await app.signIn();
    const nowhere = await app.desk("/cases/unknown/hold", { cookie, body: { why: "x" } });
    expect(nowhere.status).toBe(404);
    const entries = (await app.store.listAudit({ offset: 0, most: 50 })).entries;
    expect(
      entries
        .filter(({ act }) => act === "case-held")
        .map(({ caseId, detail }) => [caseId, detail]),
    ).toEqual([
      [id, "Asked for by the police"],
      [id, "Asked for by the police"],
    ]);
  });
});
