// Backups: made while events come in, read back into either database, and never half a one.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runMain } from "../../../cli/main.ts";
import { loadAlertKey } from "../../../collector/alerts/alert-key.ts";
import { checkAudit } from "../../../collector/audit/verify.ts";
import { maintain } from "../../../collector/maintain.ts";
import { readOptions } from "../../../collector/options.ts";
import { auditEntry } from "../../../collector/review/audit.ts";
import { loadSigner } from "../../../collector/signing.ts";
import { openStore } from "../../../collector/store/open-store.ts";
import type { Store } from "../../../collector/store/store.ts";
import { loadUnlockKey } from "../../../collector/unlock-key.ts";
import type { EventId } from "../../../lib/contract/ids.ts";
import {
  makeFinding,
  makeRequest,
  makeVisit,
  makeWorry,
  sendBatch,
  someDevice,
} from "../../support/collector-seed.ts";
import { startCollector } from "../../support/collector-process.ts";
import { recordIo } from "../../support/command-io.ts";
import { findPostgres, whatPostgresNeeds } from "../../support/find-postgres.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";

const atMs = Date.UTC(2026, 8, 14, 10);
const everything = { offset: 0, most: 1000 };
const token = "a-token-for-backups";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "schoolgate-backup-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Where {
  readonly data: string;
  readonly databaseUrl?: string;
}

const optionsOf = ({ data, databaseUrl }: Where) => [
  ...(data === "" ? [] : ["--data", data]),
  ...(databaseUrl === undefined ? [] : ["--database", databaseUrl]),
];

/** The collector's command, in this process: a process for each would take most of the time. */
async function maintained(...args: readonly string[]) {
  const read = readOptions(args);
  if (!read.ok || read.value.maintain === undefined) throw new Error("the arguments are right");
  const notes: string[] = [];
  const out: string[] = [];
  const words = { out: (line: string) => out.push(line), say: (line: string) => notes.push(line) };
  try {
    const code = await maintain(read.value.maintain, read.value, words);
    return { code, notes: notes.join("\n") };
  } catch (error) {
    return { code: 1, notes: error instanceof Error ? error.message : "" };
  }
}

async function schoolgate(...args: readonly string[]) {
  const io = recordIo();
  const code = await runMain(args, io);
  return { code, notes: io.notes() };
}

/** Something in most tables. */
async function fill(store: Store): Promise<void> {
  const events = [
    makeWorry({ atMs }),
    makeFinding({ atMs }),
    makeRequest({ atMs }),
    makeVisit({ atMs }),
  ];
  await store.keepEvents(events.map((event) => ({ event, receivedAtMs: atMs, skewMs: 0 })));
  const [worry] = events;
  if (worry !== undefined) await store.openCase(worry.id, "dsl", atMs + 5, false);
  await store.putAccount({
    name: "dsl",
    fullName: "Ms Maple",
    role: "dsl",
    password: "x",
    passwordAtMs: 0,
    oneTimeUntilMs: null,
    disabledAtMs: null,
  });
  await store.addSession({ idHash: "s", account: "dsl", madeAtMs: 1, usedAtMs: 1 });
  const release = { serial: 4, atMs, who: "dsl", why: "x", version: "1", origin: 4 };
  await store.addRelease(release, "{}", "", auditEntry(atMs, "dsl", "policy-released"));
  await store.addDeviceToken("hash", "label", 1);
}

/** What a person would see. */
async function seen(store: Store) {
  const { cases, counts } = await store.listCases({ state: "all" }, everything);
  const audit = await store.readAuditChain(0, 1000);
  return {
    cases,
    counts,
    events: await store.countEvents(),
    requests: await store.listRequests(everything, 0),
    visits: await store.listVisits(everything),
    accounts: await store.listAccounts(),
    releases: await store.listReleases(everything),
    tokens: await store.countDeviceTokens(),
    audit: audit.filter(({ act }) => act !== "backup-made" && act !== "backup-restored"),
  };
}

async function withStore<T>(where: Where, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(where);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const there = findPostgres() !== undefined;
describe("from one database into another", () => {
  let server: TestPostgres | undefined;
  beforeAll(async () => {
    if (there) server = await startPostgres();
  });
  afterAll(() => server?.stop());

  const rows = [
    ["SQLite", "SQLite"],
    ["SQLite", "PostgreSQL"],
    ["PostgreSQL", "SQLite"],
    ["PostgreSQL", "PostgreSQL"],
  ] as const;
  const place = async (kind: "SQLite" | "PostgreSQL", name: string): Promise<Where> => ({
    data: join(folder, name),
    ...(kind === "PostgreSQL" && server !== undefined
      ? { databaseUrl: await server.createDatabase() }
      : {}),
  });

  test.for(rows)(
    "%s into %s: all of it, its audit whole, and it goes on",
    async ([from, into], { skip }) => {
      if (!there && (from !== "SQLite" || into !== "SQLite")) skip(whatPostgresNeeds);
      const [first, second] = [await place(from, "first"), await place(into, "second")];
      mkdirSync(first.data);
      for (const load of [loadSigner, loadUnlockKey, loadAlertKey]) load(first.data);
      const before = await withStore(first, async (store) => {
        await fill(store);
        return seen(store);
      });
      const file = join(folder, "backup.gz");
      const made = await maintained("--backup", file, ...optionsOf(first), "--with-keys");
      expect([made.code, made.notes]).toEqual([0, ""]);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const restored = await maintained("--restore", file, ...optionsOf(second));
      expect([restored.code, restored.notes]).toEqual([0, ""]);
      await withStore(second, async (store) => {
        expect(await seen(store)).toEqual(before);
        // Nobody is signed in by a backup.
        expect(await store.readSession("s")).toBeUndefined();
        // Rows that count by themselves go on after those that were read.
        await fillMore(store);
        const checked = await checkAudit({ store, publicKey: undefined, file: undefined });
        expect(checked.broken).toBeUndefined();
      });
      for (const key of ["signing-key.pem", "unlock-key", "alert-key"]) {
        expect(readFileSync(join(second.data, key))).toEqual(readFileSync(join(first.data, key)));
      }
      expect((await maintained("--verify-audit", ...optionsOf(second))).code).toBe(0);
      const again = await maintained("--restore", file, ...optionsOf(second));
      expect(again.code).toBe(1);
      expect(again.notes).toMatch(/there already|not empty/);
    },
  );
});

async function fillMore(store: Store): Promise<void> {
  const request = makeRequest({ atMs });
  await store.keepEvents([{ event: request, receivedAtMs: atMs, skewMs: 0 }]);
  const answered = await store.answerRequest(
    { host: "puzzles.example.test", wanted: "open", outcome: "noted", note: "", upToMs: atMs },
    0,
    auditEntry(atMs, "dsl", "request-answered"),
  );
  expect(answered).toBe(true);
  const release = { serial: 5, atMs, who: "dsl", why: "x", version: "2", origin: 5 };
  const told = auditEntry(atMs, "dsl", "policy-released");
  expect(await store.addRelease(release, "{}", "", told)).toBe(true);
}

test("made while devices send: every batch is in it whole or not at all, and nothing acknowledged before it is missing", async () => {
  const data = join(folder, "data");
  const collector = await startCollector({ data, env: { SCHOOLGATE_DEVICE_TOKEN: token } });
  const acknowledged: EventId[] = [];
  const stop = new AbortController();
  const sender = async () => {
    const device = someDevice();
    while (!stop.signal.aborted) {
      const events = Array.from({ length: 10 }, (_, count) =>
        count === 0 ? makeWorry({ device }) : makeFinding({ device }),
      );
      const reply = await sendBatch(collector.address, token, events);
      if (reply.status === 200) acknowledged.push(...reply.answer.stored);
    }
  };
  const senders = [sender(), sender()];
  for (const name of ["one", "two"]) {
    const before = [...acknowledged];
    const file = join(folder, `${name}.gz`);
    // The command runs the collector in a process of its own: this one sends on.
    const made = await schoolgate("backup", "make", file, "--data", data);
    expect(made.code).toBe(0);
    const into = join(folder, name);
    expect((await maintained("--restore", file, "--data", into)).code).toBe(0);
    await withStore({ data: into }, async (store) => {
      expect((await store.countEvents()) % 10).toBe(0);
      const again = await store.keepEvents(
        before.map((id) => ({ event: makeFinding({ id }), receivedAtMs: 1, skewMs: 0 })),
      );
      expect(again.fresh).toEqual([]);
    });
  }
  stop.abort();
  await Promise.all(senders);
  expect(await collector.stop()).toBe(0);
  expect(acknowledged.length).toBeGreaterThan(0);
});

describe("a backup that is not as it was written is not read", () => {
  const rows: readonly [name: string, change: (file: Buffer) => Buffer, why: RegExp][] = [
    ["cut short", (file) => file.subarray(0, file.length / 2), /unexpected end|ends before/],
    ["without its last line", (file) => edit(file, (lines) => lines.slice(0, -1)), /ends before/],
    [
      "with a row less",
      (file) => edit(file, (lines) => lines.filter((line) => !line.includes('"case-opened"'))),
      /not as it was written/,
    ],
    [
      "with a word changed",
      (file) => edit(file, (lines) => lines.map((line) => line.replace("Ms Maple", "Ms Other"))),
      /not as it was written/,
    ],
    ["of something else", () => gzipSync('{"a":1}\n'), /no backup/],
    ["not packed", () => Buffer.from("hello"), /header/],
    [
      "of a newer collector",
      (file) =>
        edit(file, (lines) => lines.map((line) => line.replace('"version":', '"version":9'))),
      /newer collector/,
    ],
  ];
  const edit = (file: Buffer, change: (lines: string[]) => string[]) =>
    gzipSync(`${change(gunzipSync(file).toString().trimEnd().split("\n")).join("\n")}\n`);

  test.each(rows)("%s", async (_name, change, why) => {
    const data = join(folder, "data");
    mkdirSync(data);
    await withStore({ data }, fill);
    const file = join(folder, "backup.gz");
    expect((await maintained("--backup", file, "--data", data)).code).toBe(0);
    writeFileSync(file, change(readFileSync(file)));
    const into = join(folder, "into");
    const restored = await maintained("--restore", file, "--data", into);
    expect(restored.code).toBe(1);
    expect(restored.notes).toMatch(why);
    expect(readdirSync(into)).toEqual([]);
  });

  test("and none is made over a file that is there", async () => {
    const data = join(folder, "data");
    mkdirSync(data);
    await withStore({ data }, fill);
    const file = join(folder, "there.gz");
    writeFileSync(file, "mine");
    const made = await schoolgate("backup", "make", file, "--data", data);
    expect([made.code, readFileSync(file, "utf8")]).toEqual([1, "mine"]);
    expect(existsSync(`${file}.part`)).toBe(false);
  });
});
