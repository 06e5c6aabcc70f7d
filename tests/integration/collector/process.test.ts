// The collector as a process: first start, orderly end, and the end that nobody ordered.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openSqliteStore } from "../../../collector/store/sqlite.ts";
import type { EventId } from "../../../lib/contract/ids.ts";
import { startCollector } from "../../support/collector-process.ts";
import { makeFinding, makeWorry, sendBatch, someDevice } from "../../support/collector-seed.ts";

// Each starts processes, one after the other, on a machine that does other things too.
vi.setConfig({ testTimeout: 240_000 });

const token = "a-token-for-the-process";
const env = { SCHOOLGATE_DEVICE_TOKEN: token };
const main = fileURLToPath(new URL("../../../collector/main.ts", import.meta.url));
let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "schoolgate-process-"));
  data = join(folder, "data");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const signIn = (address: string, password: string) =>
  fetch(`${address}/desk/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: address },
    body: JSON.stringify({ name: "dsl", password }),
  });

test("first start makes a password and shows it once; it opens the desk, also after a restart", async () => {
  const first = await startCollector({ data, env });
  const password = first.password ?? "";
  expect(password).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
  expect((await signIn(first.address, password)).status).toBe(200);
  expect(await first.stop()).toBe(0);
  for (const file of readdirSync(data)) {
    expect(readFileSync(join(data, file)).includes(password)).toBe(false);
    expect(readFileSync(join(data, file)).includes(token)).toBe(false);
  }
  expect(statSync(data).mode & 0o077).toBe(0);
  const second = await startCollector({ data });
  expect(second.password).toBeNull();
  expect((await signIn(second.address, password)).status).toBe(200);
  // The credential of the first start is still known.
  expect((await sendBatch(second.address, token, [makeWorry()])).status).toBe(200);
  await second.stop();
});

test("a given password is taken at the first start only, and never printed", async () => {
  const given = { ...env, SCHOOLGATE_DESK_PASSWORD: "an invented password" };
  const first = await startCollector({ data, env: given });
  expect(first.password).toBeNull();
  expect((await signIn(first.address, "an invented password")).status).toBe(200);
  await first.stop();
  const second = await startCollector({
    data,
    env: { ...env, SCHOOLGATE_DESK_PASSWORD: "another invented one" },
  });
  expect((await signIn(second.address, "another invented one")).status).toBe(401);
  expect(second.errors()).not.toContain("invented");
  await second.stop();
});

test("--reset-password prints a new one and stops; the old one no longer opens", async () => {
  const first = await startCollector({ data, env });
  const old = first.password ?? "";
  await first.stop();
  const reset = spawnSync(process.execPath, [main, "--data", data, "--reset-password"], {
    encoding: "utf8",
  });
  expect(reset.status).toBe(0);
  const second = await startCollector({ data });
  expect((await signIn(second.address, old)).status).toBe(401);
  expect((await signIn(second.address, reset.stdout.trim())).status).toBe(200);
  await second.stop();
});

test("wrong usage: exit 2, with what was expected", () => {
  const run = spawnSync(process.execPath, [main, "--port", "http"], { encoding: "utf8" });
  expect(run.status).toBe(2);
  expect(run.stderr).toContain("--port: found http; expected a number from 0 to 65535");
  expect(run.stderr).toContain("--data");
});

test("SIGTERM with an open live line ends within its deadline, with the database closed", async () => {
  const collector = await startCollector({ data, env });
  const response = await signIn(collector.address, collector.password ?? "");
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const live = await fetch(`${collector.address}/desk/api/live`, { headers: { cookie } });
  const reading = live.text();
  expect(await collector.stop()).toBe(0);
  expect(await reading).toContain("event: hello");
  // No write-ahead log is left: the database was closed.
  expect(readdirSync(data).toSorted()).toEqual([
    "alert-key",
    "audit-head.json",
    "collector.sqlite",
    "signing-key.pem",
    "unlock-key",
  ]);
});

test("SIGKILL in the middle of taking events: nothing acknowledged is missing, nothing is there twice", async () => {
  const acknowledged = new Set<EventId>();
  const sent: EventId[] = [];
  for (let round = 0; round < 4; round += 1) {
    const collector = await startCollector({ data, env });
    const device = someDevice();
    let stopped = false;
    const enough = 60 + 90 * round;
    const before = acknowledged.size;
    /** One device that sends batch after batch until the collector is gone. */
    const sender = async () => {
      while (!stopped) {
        const events = Array.from({ length: 20 }, (_, count) =>
          count % 4 === 0 ? makeWorry({ device }) : makeFinding({ device }),
        );
        sent.push(...events.map(({ id }) => id));
        const reply = await sendBatch(collector.address, token, events).catch(() => undefined);
        if (reply === undefined) return;
        // Too busy just now: a device would come again.
        if (reply.status !== 200) continue;
        for (const id of reply.answer.stored) acknowledged.add(id);
        if (acknowledged.size - before >= enough) stopped = true;
      }
    };
    const senders = [sender(), sender(), sender()];
    await Promise.race(senders);
    // The others are still on their way.
    await collector.kill();
    await Promise.all(senders);
    expect(acknowledged.size - before).toBeGreaterThanOrEqual(enough);
  }
  const store = openSqliteStore(join(data, "collector.sqlite"));
  const again = await store.keepEvents(
    [...acknowledged].map((id) => ({ event: makeFinding({ id }), receivedAtMs: 1, skewMs: 0 })),
  );
  expect(again.fresh).toEqual([]);
  expect(await store.countEvents()).toBeLessThanOrEqual(new Set(sent).size);
  expect(await store.countEvents()).toBeGreaterThanOrEqual(acknowledged.size);
  // Every event of a batch is there or none is, and each concern has its case.
  expect((await store.countEvents()) % 20).toBe(0);
  await store.close();
});
