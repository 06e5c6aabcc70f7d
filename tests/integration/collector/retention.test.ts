// What was promised to pupils: kept so many days, then gone, from the lists and from the files.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readKeepDays } from "../../../collector/keep-days.ts";
import { createLive, type LiveChange } from "../../../collector/live.ts";
import { eraseWhatIsDue, startRetention } from "../../../collector/retention.ts";
import { auditEntry } from "../../../collector/review/audit.ts";
import { readKeepKinds } from "../../../collector/review/retention.ts";
import { openSqliteStore } from "../../../collector/store/sqlite.ts";
import type { Store } from "../../../collector/store/store.ts";
import type { SchoolgateEvent } from "../../../lib/contract/event.ts";
import { startCollector } from "../../support/collector-process.ts";
import {
  makeAgreement,
  makeAttempt,
  makeFinding,
  makePolicyProblem,
  makeRequest,
  makeVisit,
  makeWorry,
  sendBatch,
} from "../../support/collector-seed.ts";
import { closeCase } from "./close-case.ts";

const dayMs = 24 * 60 * 60_000;
const nowMs = Date.UTC(2027, 8, 14, 10);
const daysAgo = (days: number) => nowMs - days * dayMs;
const everything = { offset: 0, most: 1000 };

let folder: string;
let path: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "schoolgate-retention-"));
  path = join(folder, "db.sqlite");
  store = openSqliteStore(path);
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const keep = (events: readonly SchoolgateEvent[], receivedAtMs: number) =>
  store.keepEvents(events.map((event) => ({ event, receivedAtMs, skewMs: 0 })));
const run = (policyPath?: string) =>
  eraseWhatIsDue({ store, now: () => nowMs, policyPath, live: createLive() });

/** All bytes of all files of the database: the file itself, its log, its index. */
const bytes = () => readdirSync(folder).map((name) => readFileSync(join(folder, name)));
const isOnDisk = (text: string) => bytes().some((file) => file.includes(text));

test("closed cases with their events, notes and history go; open ones and young ones stay", async () => {
  const old = makeFinding({ atMs: daysAgo(500) });
  const reopened = makeWorry({ atMs: daysAgo(500) });
  const young = makeWorry({ atMs: daysAgo(500) });
  const open = makeWorry({ atMs: daysAgo(3000) });
  await keep([old, reopened, young, open], daysAgo(500));
  await closeCase(store, old.id, daysAgo(365));
  await closeCase(store, young.id, daysAgo(364));
  await closeCase(store, reopened.id, daysAgo(400), "looking");
  expect(await run()).toBe(true);
  const { cases } = await store.listCases({ state: "all" }, everything);
  expect(new Set(cases.map(({ id }) => id))).toEqual(new Set([reopened.id, young.id, open.id]));
  expect(await store.countEvents()).toBe(3);
  expect(await store.openCase(old.id, "dsl", nowMs, false)).toBeUndefined();
  expect(await run()).toBe(false);
});

test("activity and requests go by when they came, and the audit says how many, with no content", async () => {
  const kinds = [makeVisit, makeRequest, makeAgreement, makePolicyProblem];
  // Their own clocks are wrong on purpose: the collector's decides.
  await keep(
    kinds.flatMap((make) => [make({ atMs: nowMs }), make({ atMs: nowMs })]),
    daysAgo(365),
  );
  await keep(
    kinds.map((make) => make({ atMs: 0 })),
    daysAgo(364),
  );
  await run();
  expect(await store.countEvents()).toBe(4);
  const { entries } = await store.listAudit(everything);
  expect(entries).toEqual([
    {
      atMs: nowMs,
      who: "collector",
      act: "erased",
      caseId: null,
      detail: "2 blocked visits, 2 requests, 2 agreements, 2 policy problems",
    },
  ]);
});

describe("kinds of activity that are kept for a shorter time", () => {
  const audit = auditEntry(0, "dsl", "keeping-changed");
  const left = async () => {
    const visits = await store.listEvents("blocked-visit", everything);
    const agreements = await store.listEvents("agreement", everything);
    const attempts = await store.listEvents("circumvention", everything);
    return [visits.total, agreements.total, attempts.total];
  };

  test("go by their own days, what belongs to a case stays, and the audit says how many", async () => {
    await keep([makeVisit(), makeAgreement(), makeAttempt({ atMs: daysAgo(40) })], daysAgo(40));
    await keep([makeVisit()], daysAgo(20));
    expect(await store.writeKeepKinds({}, { "blocked-visit": 30, circumvention: 30 }, audit)).toBe(
      true,
    );
    expect(await run()).toBe(true);
    // An attempt that was repeated is a case of its own.
    expect(await left()).toEqual([1, 1, 1]);
    const { entries } = await store.listAudit(everything);
    expect(entries[0]).toMatchObject({ act: "erased", detail: "1 blocked visit" });
    expect(await run()).toBe(false);
  });

  test("nothing stays longer than pupils were told", async () => {
    await store.writeKeepKinds({}, { agreement: 3650 }, audit);
    await keep([makeAgreement()], daysAgo(366));
    await run();
    expect(await left()).toEqual([0, 0, 0]);
  });

  test("more than goes at once goes in several steps, and is gone from the files", async () => {
    await store.writeKeepKinds({}, { "blocked-visit": 1 }, audit);
    const visits = Array.from({ length: 520 }, () => makeVisit({ title: "Purple elephants" }));
    await keep(visits, daysAgo(2));
    expect(await run()).toBe(true);
    await store.clearTraces();
    expect(await left()).toEqual([0, 0, 0]);
    expect(isOnDisk("Purple elephants")).toBe(false);
  });

  test("a setting is written over the one that was read, and a broken one is none", async () => {
    expect(await store.writeKeepKinds({ agreement: 1 }, {}, audit)).toBe(false);
    expect(await store.writeKeepKinds({}, { agreement: 9 }, audit)).toBe(true);
    expect(await store.keepKinds()).toEqual({ agreement: 9 });
    expect(readKeepKinds('{"agreement":0,"unlock":1.5,"worry":1,"health":7}')).toEqual({
      health: 7,
    });
    expect(readKeepKinds("{")).toEqual({});
  });
});

test("answers go with the last of their requests, not before", async () => {
  const answer = async (host: string, atMs: number) =>
    store.answerRequest(
      { host, wanted: "open", outcome: "opened", note: "noted-words", upToMs: nowMs },
      0,
      auditEntry(atMs, "dsl", "request-answered"),
    );
  await keep([makeRequest({ address: "https://gone.example.test/" })], daysAgo(400));
  await keep([makeRequest({ address: "https://again.example.test/" })], daysAgo(400));
  await answer("gone.example.test", daysAgo(390));
  await answer("again.example.test", daysAgo(390));
  await keep([makeRequest({ address: "https://again.example.test/" })], daysAgo(10));
  await run();
  const { groups } = await store.listRequests(everything, nowMs);
  expect(groups.map(({ host, answer: given }) => [host, given?.note])).toEqual([
    ["again.example.test", "noted-words"],
  ]);
  const { entries } = await store.listAudit(everything);
  expect(entries[0]?.detail).toBe("2 requests, 1 answer");
});

test("what was erased is no longer in the files, byte by byte; what stays is", async () => {
  // Enough to split pages, spill over to others and grow the log: 300 cases of up to 1000 signs.
  const long = (mark: string, count: number) => `${mark}-${count} `.padEnd(200 + count * 2, "x ");
  const going = Array.from({ length: 300 }, (_, count) =>
    makeFinding({
      atMs: daysAgo(400),
      excerpt: long("goingexcerpt", count),
      title: `goingtitle-${count}`,
      address: `https://going${count}.example.test/`,
      user: `goinguser${count}@pupils.example-academy.test`,
    }),
  );
  const worry = makeWorry({ words: "goingwords ".repeat(300), reach: "goingreach" });
  const staying = Array.from({ length: 40 }, (_, count) =>
    makeWorry({ words: long("stayingwords", count) }),
  );
  for (let at = 0; at < 300; at += 10) {
    await keep([...going.slice(at, at + 10), ...staying.slice(at / 10, at / 10 + 1)], daysAgo(400));
  }
  await keep([worry, makeVisit({ address: "https://goingvisit.example.test/" })], daysAgo(400));
  for (const { id } of [...going, worry]) {
    await closeCase(store, id, daysAgo(370), "closed", "goingreason");
  }
  await store.clearTraces();
  const marks = [
    "goingexcerpt-7 ",
    "goingtitle-7",
    "going299.example",
    "goinguser3@",
    "goingwords",
    "goingreach",
    "goingvisit",
    "goingreason",
  ];
  expect(marks.filter(isOnDisk)).toEqual(marks);
  await run();
  expect(await store.clearTraces()).toBe(true);
  expect(bytes().filter((file) => file.includes("going"))).toEqual([]);
  expect(isOnDisk("stayingwords-3 ")).toBe(true);
  const { total } = await store.listCases({ state: "all" }, everything);
  expect(total).toBe(30);
});

test("an event that was erased does not come back when its device sends it again", async () => {
  const worry = makeWorry();
  await keep([worry], daysAgo(400));
  await closeCase(store, worry.id, daysAgo(366));
  await run();
  expect(await keep([worry], nowMs)).toEqual({ stored: [worry.id], fresh: [], cases: [] });
  expect(await store.readCase(worry.id)).toBeUndefined();
});

test("more than goes at once goes in several steps, each in the audit", async () => {
  await keep(
    Array.from({ length: 1100 }, () => makeVisit()),
    daysAgo(400),
  );
  await run();
  expect(await store.countEvents()).toBe(0);
  const { entries } = await store.listAudit(everything);
  expect(entries.map(({ detail }) => detail)).toEqual([
    "100 blocked visits",
    "500 blocked visits",
    "500 blocked visits",
  ]);
});

test.each([
  ["an open case", "INSERT INTO erasing SELECT id FROM case_file", "an open case is never erased"],
  ["a case", "DELETE FROM case_file", "only when its time is over"],
  ["an event of a case", "DELETE FROM event", "goes with it"],
  ["the history", "DELETE FROM case_change", "only added to"],
])("the database itself refuses to lose %s", async (_name, statement, words) => {
  const worry = makeWorry();
  await keep([worry], daysAgo(400));
  await closeCase(store, worry.id, daysAgo(390), "looking");
  const db = new DatabaseSync(path);
  expect(() => db.exec(statement)).toThrow(words);
  db.close();
});

describe("how long", () => {
  const policyPath = () => join(folder, "policy.json");
  const sample = new URL("../../../rules/policies/example-academy.json", import.meta.url);
  const writePolicy = (keepDays: number) => {
    const policy = JSON.parse(readFileSync(sample, "utf8")) as { reporting: object };
    const reporting = { ...policy.reporting, keepDays };
    writeFileSync(policyPath(), JSON.stringify({ ...policy, reporting }));
  };

  test("the policy's word, then its last good one, then the default", async () => {
    expect(await readKeepDays(store, undefined)).toEqual({ days: 365, from: "default" });
    expect(await readKeepDays(store, policyPath())).toEqual({ days: 365, from: "default" });
    writePolicy(730);
    expect(await readKeepDays(store, policyPath())).toEqual({ days: 730, from: "policy" });
    for (const wrong of ["{", "{}", '{"reporting":{"keepDays":1}}']) {
      writeFileSync(policyPath(), wrong);
      expect(await readKeepDays(store, policyPath())).toEqual({ days: 730, from: "last-policy" });
    }
    writePolicy(0);
    expect((await readKeepDays(store, policyPath())).from).toBe("last-policy");
    expect(await readKeepDays(store, undefined)).toEqual({ days: 730, from: "last-policy" });
  });

  test("a slip in the policy erases nothing that the good one kept", async () => {
    writePolicy(730);
    await keep([makeVisit()], daysAgo(400));
    expect(await run(policyPath())).toBe(false);
    writeFileSync(policyPath(), "{");
    expect(await run(policyPath())).toBe(false);
    writePolicy(399);
    expect(await run(policyPath())).toBe(true);
  });
});

describe("the daily run", () => {
  test("at the start, once a day from then on, and never after the end; open desks are told", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    let at = nowMs;
    const live = createLive();
    const told: LiveChange["what"][] = [];
    live.subscribe(({ what }) => told.push(what));
    const runs = vi.spyOn(store, "clearTraces");
    const nth = (count: number) => vi.waitFor(() => expect(runs).toHaveBeenCalledTimes(count));
    await keep([makeVisit()], daysAgo(364));
    const retention = startRetention({ store, now: () => at, live, log: () => undefined });
    await retention.first;
    expect(await store.countEvents()).toBe(1);
    expect(told).toEqual([]);
    at += dayMs;
    vi.advanceTimersByTime(dayMs - 1);
    expect(runs).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    await nth(2);
    expect(await store.countEvents()).toBe(0);
    expect(told).toEqual(["cases", "requests", "activity", "orders"]);
    vi.advanceTimersByTime(dayMs);
    await nth(3);
    retention.end();
    vi.advanceTimersByTime(5 * dayMs);
    expect(runs).toHaveBeenCalledTimes(3);
  });

  test("a fault is noted without content and does not stop the collector", async () => {
    const log: string[] = [];
    const broken = {
      ...store,
      eraseDue: () => Promise.reject(new Error("disk full at the secret words")),
    };
    const retention = startRetention({
      store: broken,
      now: () => nowMs,
      live: createLive(),
      log: (line) => log.push(line),
    });
    await retention.first;
    retention.end();
    expect(log).toEqual(["fault: retention Error; again tomorrow"]);
  });

  test("another program that reads the database is said, not waited for in silence", async () => {
    await keep([makeVisit()], daysAgo(400));
    await store.clearTraces();
    const reader = new DatabaseSync(path);
    reader.exec("BEGIN; SELECT count(*) FROM event");
    await run();
    expect(await store.clearTraces()).toBe(false);
    reader.exec("COMMIT");
    reader.close();
    expect(await store.clearTraces()).toBe(true);
  });
});

test("the process erases at its start what was due while it was down", async () => {
  const data = join(folder, "data");
  const env = { SCHOOLGATE_DEVICE_TOKEN: "t" };
  const first = await startCollector({ data, env });
  await sendBatch(first.address, "t", [makeVisit({ address: "https://longago.example.test/" })]);
  await first.stop();
  const file = join(data, "collector.sqlite");
  const db = new DatabaseSync(file);
  db.exec(`UPDATE event SET received_at_ms = received_at_ms - ${366 * dayMs}`);
  db.close();
  expect(readFileSync(file).includes("longago")).toBe(true);
  const second = await startCollector({ data, env });
  expect(readFileSync(file).includes("longago")).toBe(false);
  await second.stop();
});
