// Two collectors, as processes, on one PostgreSQL: they behave as one.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import { openPostgresStore } from "../../../collector/store/postgres.ts";
import type { EventId } from "../../../lib/contract/ids.ts";
import { startCollector, type RunningCollector } from "../../support/collector-process.ts";
import { makeFinding, makeWorry, sendBatch, someDevice } from "../../support/collector-seed.ts";
import { findPostgres, whatPostgresNeeds } from "../../support/find-postgres.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";

const there = findPostgres() !== undefined;
const token = "a-token-for-both";
const password = "an invented password";
const main = fileURLToPath(new URL("../../../collector/main.ts", import.meta.url));

describe.skipIf(!there)(there ? "two collectors" : whatPostgresNeeds, () => {
  let server: TestPostgres;
  let folder: string;
  let database: string;
  let running: RunningCollector[];
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "schoolgate-two-"));
    database = await server.createDatabase();
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((one) => one.kill()));
    rmSync(folder, { recursive: true, force: true });
    await server.dropDatabase(database);
  });

  /** A data folder with the keys of all. */
  function dataFolder(name: string): string {
    const data = join(folder, name);
    mkdirSync(data, { recursive: true });
    const first = join(folder, "one");
    if (data !== first) {
      for (const file of ["signing-key.pem", "unlock-key", "alert-key"]) {
        copyFileSync(join(first, file), join(data, file));
      }
    }
    return data;
  }

  async function start(name: string): Promise<RunningCollector> {
    const collector = await startCollector({
      data: dataFolder(name),
      env: {
        DATABASE_URL: database,
        SCHOOLGATE_DEVICE_TOKEN: token,
        SCHOOLGATE_DESK_PASSWORD: password,
      },
    });
    running.push(collector);
    return collector;
  }

  const signIn = (address: string, given = password) =>
    fetch(`${address}/desk/api/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: address },
      body: JSON.stringify({ name: "dsl", password: given }),
    });
  const cookieOf = async (address: string) => {
    const response = await signIn(address);
    expect(response.status).toBe(200);
    return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  };

  test("the same batch at both at once is kept once: one row each, one case for a sitting", async () => {
    const [one, two] = [await start("one"), await start("two")];
    const device = someDevice();
    for (let round = 0; round < 10; round += 1) {
      const host = `https://room-${round}.example.test/`;
      const batch = [
        makeWorry({ device }),
        ...Array.from({ length: 6 }, () => makeFinding({ device, address: host })),
      ];
      const replies = await Promise.all(
        [one, two, one, two].map(({ address }) => sendBatch(address, token, batch)),
      );
      for (const { status, answer } of replies) {
        expect(status).toBe(200);
        expect(new Set(answer.stored)).toEqual(new Set(batch.map(({ id }) => id)));
      }
    }
    const store = await openPostgresStore(database);
    expect(await store.countEvents()).toBe(70);
    const { cases } = await store.listCases({ state: "all" }, { offset: 0, most: 100 });
    await store.close();
    expect(cases.filter(({ kind }) => kind === "worry")).toHaveLength(10);
    const findings = cases.filter(({ kind }) => kind === "finding");
    expect(findings).toHaveLength(10);
    expect(findings.map(({ count }) => count)).toEqual(findings.map(() => 6));
  });

  test("different findings of one sitting, at both at once, are one case", async () => {
    const [one, two] = [await start("one"), await start("two")];
    const device = someDevice();
    const sends = Array.from({ length: 30 }, (_, count) =>
      sendBatch((count % 2 === 0 ? one : two).address, token, [makeFinding({ device })]),
    );
    expect((await Promise.all(sends)).map(({ status }) => status)).toEqual(sends.map(() => 200));
    const store = await openPostgresStore(database);
    const { cases } = await store.listCases({ state: "all" }, { offset: 0, most: 100 });
    await store.close();
    expect(cases.map(({ count }) => count)).toEqual([30]);
  });

  test("a desk at one hears of what a device brings to the other, and sees it", async () => {
    const [one, two] = [await start("one"), await start("two")];
    const cookie = await cookieOf(one.address);
    const ending = new AbortController();
    const live = await fetch(`${one.address}/desk/api/live`, {
      headers: { cookie },
      signal: ending.signal,
    });
    let heard = "";
    const reading = (async () => {
      const text = live.body?.pipeThrough(new TextDecoderStream()) ?? [];
      for await (const some of text) heard += some;
    })().catch(() => undefined);
    await waitUntil("the line stands", () => heard.includes("hello"));
    const worry = makeWorry();
    await sendBatch(two.address, token, [worry]);
    await waitUntil("the other desk hears", () => heard.includes('"cases"'));
    // A session of the one is a session of the other.
    const seen = await fetch(`${two.address}/desk/api/cases/${worry.id}`, { headers: { cookie } });
    expect(seen.status).toBe(200);
    ending.abort();
    await reading;
  });

  test("wrong passwords are counted over both: no more free tries than at one", async () => {
    const [one, two] = [await start("one"), await start("two")];
    const begunMs = performance.now();
    const tries = Array.from({ length: 12 }, (_, count) =>
      signIn((count % 2 === 0 ? one : two).address, "x"),
    );
    const heard = (await Promise.all(tries)).filter(({ status }) => status === 401);
    const tookSeconds = (performance.now() - begunMs) / 1000;
    // The waits after a wrong one: 1 s, 2 s, 4 s, … Those that a busy machine has let pass meanwhile are over.
    const waitsOver = Math.floor(Math.log2(tookSeconds + 1));
    // Four are free; one more may be looked at while the other collector counts its own.
    expect(heard.length).toBeGreaterThanOrEqual(4);
    expect(heard.length).toBeLessThanOrEqual(5 + waitsOver);
  });

  test("both start at once on an empty database: one account, one credential, one set of tables", async () => {
    // The keys are there already, as a second collector's must be.
    mkdirSync(join(folder, "one"));
    spawnSync(process.execPath, [main, "--data", join(folder, "one"), "--sign", main]);
    rmSync(join(folder, "one", "collector.sqlite"), { force: true });
    copyFileSync(join(folder, "one", "unlock-key"), join(folder, "one", "alert-key"));
    const [one, two] = await Promise.all([start("one"), start("two")]);
    for (const { address } of [one, two]) expect((await signIn(address)).status).toBe(200);
    const store = await openPostgresStore(database);
    expect(await store.listAccounts()).toHaveLength(1);
    expect(await store.countDeviceTokens()).toBe(1);
    await store.close();
  });

  test("a collector with other keys does not begin, and says which file", async () => {
    await start("one");
    const run = spawnSync(process.execPath, [main, "--data", join(folder, "strange")], {
      encoding: "utf8",
      env: { ...process.env, DATABASE_URL: database },
    });
    expect(run.status).toBe(1);
    expect(run.stderr).toContain("signing-key.pem is not the one");
    expect(run.stderr).toContain("--take-keys");
    expect(run.stderr).not.toContain(new URL(database).password);
  });

  test("the database killed under both while devices send: all that was acknowledged is there, once", async () => {
    const [one, two] = [await start("one"), await start("two")];
    const acknowledged = new Set<EventId>();
    const sent = new Set<EventId>();
    const stop = new AbortController();
    const sender = async ({ address }: RunningCollector) => {
      const device = someDevice();
      while (!stop.signal.aborted) {
        const batch = [makeWorry({ device }), makeFinding({ device })];
        for (const { id } of batch) sent.add(id);
        // As a device does: again until it is named.
        for (;;) {
          const reply = await sendBatch(address, token, batch).catch(() => undefined);
          if (reply?.status === 200) {
            for (const id of reply.answer.stored) acknowledged.add(id);
            break;
          }
        }
      }
    };
    const senders = [sender(one), sender(two), sender(one), sender(two)];
    for (const enough of [40, 80]) {
      await waitUntil("events are taken", () => acknowledged.size >= enough);
      await server.killAndRestart();
    }
    await waitUntil("events are taken again", () => acknowledged.size >= 160);
    stop.abort();
    await Promise.all(senders);
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    const { rows } = await client.query<{ id: EventId }>("SELECT id FROM event");
    await client.end();
    expect(new Set(rows.map(({ id }) => id))).toEqual(sent);
    expect(rows).toHaveLength(sent.size);
    expect(acknowledged).toEqual(sent);
  });
});
