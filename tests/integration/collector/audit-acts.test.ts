// What the audit has to say: every kind of act that somebody may ask about later, done for real at the desk, stands in
// one chain, and changing any one of those lines is found.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkAudit } from "../../../collector/audit/verify.ts";
import { createLive } from "../../../collector/live.ts";
import { eraseWhatIsDue } from "../../../collector/retention.ts";
import type { AuditAct } from "../../../collector/review/audit.ts";
import { smallPolicy } from "../../support/collector-policy.ts";
import { makeVisit, makeWorry, sendBatch } from "../../support/collector-seed.ts";
import { deviceToken, runApp, type RunningApp } from "./run-app.ts";

const dayMs = 24 * 60 * 60_000;
const pupil = "robin.sample@pupils.example-academy.test";

let app: RunningApp;
beforeAll(async () => {
  app = await runApp((folder) => ({ policyPath: join(folder, "policy.json") }));
  writeFileSync(join(app.folder, "policy.json"), JSON.stringify(smallPolicy));
  const worry = makeWorry({ user: pupil, words: "words of a child" });
  await sendBatch(app.address, deviceToken, [worry, makeVisit({ user: pupil })]);
  await app.desk("/sign-in", { body: { name: "dsl", password: "not the password" } });
  const cookie = await app.signIn();
  const post = async (path: string, body: object) => {
    const answer = await app.desk(path, { cookie, body });
    expect([path, answer.status]).toEqual([path, 200]);
    return (await answer.json()) as { ticket?: string };
  };
  const opened = await app.desk(`/cases/${worry.id}`, { cookie });
  const { head } = (await opened.json()) as { head: { version: number } };
  const { version } = head;
  const reason = "Talked at lunch.";
  await post(`/cases/${worry.id}/state`, {
    state: "closed",
    version,
    outcome: "no-concern",
    reason,
  });
  await post("/policy/release", {
    text: JSON.stringify({ ...smallPolicy, version: "2" }),
    stage: "",
    why: "New words",
    now: 0,
  });
  const { ticket } = await post("/records", { person: pupil, why: "Asked", reference: "SAR 1" });
  const counts = { events: 2, cases: 1, orders: 0, answers: 0, notOpened: 0 };
  const done = { ticket, person: pupil, sha256: "a".repeat(64), bytes: 900, counts };
  await post("/records/done", done);
  await post("/keeping/kinds", { before: {}, kinds: { "blocked-visit": 30 } });
  const { store } = app;
  await eraseWhatIsDue({ store, now: () => Date.now() + 5000 * dayMs, live: createLive() });
  await post("/sign-out", {});
});
afterAll(() => app.close());

const check = () => checkAudit({ store: app.store, publicKey: undefined, file: undefined });

test("sign-ins, openings, decisions, policy changes, deletions, exports: in one whole chain, without content", async () => {
  const entries = await app.store.readAuditChain(0, 1000);
  expect(entries.map(({ act, who }) => [act, who])).toEqual([
    ["sign-in-refused", "dsl"],
    ["signed-in", "dsl"],
    ["case-opened", "dsl"],
    ["case-state", "dsl"],
    // The file that was served before is the first release.
    ["policy-released", "collector"],
    ["policy-released", "dsl"],
    ["records-asked", "dsl"],
    ["records-archived", "dsl"],
    ["keeping-changed", "dsl"],
    ["erased", "collector"],
    ["signed-out", "dsl"],
  ] satisfies [AuditAct, string][]);
  expect(JSON.stringify(entries)).not.toContain("words of a child");
  expect(await check()).toMatchObject({ head: { number: entries.length }, broken: undefined });
});

test("whichever line is changed, it is the one that is named", async () => {
  const entries = await app.store.readAuditChain(0, 1000);
  const db = new DatabaseSync(join(app.folder, "collector.sqlite"));
  const triggers = db
    .prepare("SELECT name FROM sqlite_schema WHERE tbl_name = 'audit' AND type = 'trigger'")
    .all();
  expect(triggers.length).toBeGreaterThan(0);
  // As it stands the database itself refuses.
  expect(() => db.exec("UPDATE audit SET detail = '' WHERE number = 1")).toThrow();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
  const write = db.prepare("UPDATE audit SET detail = ? WHERE number = ?");
  for (const { number, detail } of entries) {
    write.run(`${detail} `, number);
    expect((await check()).broken).toMatchObject({ number });
    write.run(detail, number);
  }
  expect((await check()).broken).toBeUndefined();
  db.close();
});
