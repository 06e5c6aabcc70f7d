// A confidential list at the collector, over HTTP, with the device's own side asking.
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serialize } from "node:v8";
import { serve } from "@hono/node-server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hashSecret } from "../../../collector/auth/secret.ts";
import { confidentialRoutes } from "../../../collector/confidential/confidential-routes.ts";
import { openConfidentialSource } from "../../../collector/confidential/confidential-source.ts";
import { createConfidentialService } from "../../../lib/app/background/confidential-service.ts";
import type { ManagedConfig } from "../../../lib/contract/managed-config.ts";
import { openConfidentialList } from "../../../lib/core/policy/confidential-list.ts";
import { createNetwork } from "../../../lib/platform/network.ts";
import { createFakeCrypt } from "../../support/fakes/fake-crypt.ts";

const token = "a-device-token-for-tests";
const secretWord = "zanzibarian";
const listed = `http://${secretWord}.test/a/${secretWord}.jpg`;
const listText = `# given by nobody\n${listed}\nhttps://${secretWord}.test/dir/*\n${secretWord}-host.test\n`;

let folder: string;
let listPath: string;
let dataDir: string;
let nowMs: number;
const closers: (() => void)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "schoolgate-confidential-"));
  listPath = join(folder, "given", "list.txt");
  dataDir = join(folder, "data");
  nowMs = Date.UTC(2026, 10, 22, 9);
  mkdirSync(join(folder, "given"));
  writeFileSync(listPath, listText);
});
afterEach(() => {
  for (const close of closers.splice(0)) close();
  rmSync(folder, { recursive: true, force: true });
});

/** A collector's run on the data folder; `without`: started without a list. */
async function run(given: "list" | "without" = "list") {
  const logged: string[] = [];
  const now = () => nowMs;
  const confidential =
    given === "without"
      ? undefined
      : openConfidentialSource({ listPath, dataDir, now, log: (line) => logged.push(line) });
  const app = confidentialRoutes({
    store: { hasDeviceToken: (hash) => Promise.resolve(hash === hashSecret(token)) },
    confidential,
    now,
    confirmRate: { burst: 20, perSecond: 1 },
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }) as Server;
  await once(server, "listening");
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = (path: string, init: RequestInit & { readonly bearer?: string } = {}) => {
    const { bearer = token, ...rest } = init;
    const headers = new Headers(rest.headers);
    headers.set("authorization", `Bearer ${bearer}`);
    return fetch(`${address}${path}`, { ...rest, headers });
  };
  const confirm = (body: unknown) =>
    ask("/api/v1/confidential/confirm", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  return { address, logged, ask, confirm, confidential };
}

/** A device of that collector. */
function device(address: string) {
  const blobs = new Map<string, unknown>();
  const managed: Omit<ManagedConfig, "policy"> = {
    confidential: "required",
    collectorAddress: address,
    deviceToken: token,
  };
  const service = createConfidentialService(
    {
      blobs: {
        get: (name) => Promise.resolve(blobs.get(name)),
        set: (name, value) => Promise.resolve(void blobs.set(name, value)),
        remove: (name) => Promise.resolve(void blobs.delete(name)),
        names: () => Promise.resolve([...blobs.keys()]),
      },
      // Deadlines never come: how busy this machine is decides nothing.
      clock: { nowMs: () => nowMs, after: () => new Promise(() => {}) },
      crypt: createFakeCrypt(),
      network: createNetwork(),
    },
    {
      managed: {
        read: () => Promise.resolve(managed),
        write: () => Promise.resolve(),
        update: () => Promise.resolve(managed),
        hold: () => Promise.resolve(managed),
      },
    },
  );
  return { service, blobs };
}

/** Passes the time after which the file is looked at again. */
const passALook = () => (nowMs += 10_000);

function everyFileIn(path: string): Buffer {
  const files = readdirSync(path, { recursive: true, withFileTypes: true });
  return Buffer.concat(
    files.filter((one) => one.isFile()).map((one) => readFileSync(join(one.parentPath, one.name))),
  );
}

test("from the file to the device: each kind of entry is closed, its neighbours are not", async () => {
  const { address } = await run();
  const { service } = device(address);
  await service.refresh();
  expect(await service.check()).toMatchObject({ ok: true });
  const closed = [
    listed,
    `http://www.${secretWord}.test/dir/x`,
    `https://x.${secretWord}-host.test/`,
  ];
  const open = [`http://${secretWord}.test/`, `${listed}?x`, "https://example-academy.test/"];
  for (const one of closed) expect(await service.isListed(one)).toBe(true);
  for (const one of open) expect(await service.isListed(one)).toBe(false);
});

test("the confirming step is what closes: without the collector a hit counts, with it a stranger opens", async () => {
  const first = await run();
  const { service } = device(first.address);
  await service.refresh();
  // Taken from the list at the collector, still on the device's: the collector's word counts.
  writeFileSync(listPath, `other.test\n`);
  passALook();
  await first.confidential?.current();
  await expect.poll(async () => (await first.confidential?.current())?.packed?.entries).toBe(1);
  expect(await service.isListed(listed)).toBe(false);
});

test("nothing of the list stands anywhere but in the given file: not on the disk, in logs, in answers or on the device", async () => {
  writeFileSync(listPath, `${listText}not an address ${secretWord}\nftp://${secretWord}.test/\n`);
  const collector = await run();
  const { service, blobs } = device(collector.address);
  await service.refresh();
  await service.isListed(listed);
  const answers = [
    await collector.ask("/confidential/list.bin"),
    await collector.confirm({ hash: "A".repeat(43) + "=" }),
    await collector.confirm({ hash: secretWord }),
    await collector.confirm([]),
    await collector.ask("/confidential/list.txt"),
  ];
  const texts = await Promise.all(answers.map(async (one) => Buffer.from(await one.arrayBuffer())));
  const device1 = [...blobs.values()].map((one) => serialize(one));
  const seen = Buffer.concat([
    everyFileIn(dataDir),
    Buffer.from(collector.logged.join("\n")),
    ...texts,
    ...device1,
  ]);
  expect(seen.length).toBeGreaterThan(100);
  for (const spelling of [secretWord, secretWord.toUpperCase(), "given by nobody"]) {
    expect(seen.includes(spelling)).toBe(false);
    expect(seen.includes(Buffer.from(spelling, "utf16le"))).toBe(false);
    expect(seen.includes(Buffer.from(spelling).toString("base64").slice(0, 8))).toBe(false);
  }
  // The test can fail: the same search finds the word in the given file.
  expect(readFileSync(listPath).includes(secretWord)).toBe(true);
});

describe("the data folder", () => {
  test("key and packed file are for the collector's account alone", async () => {
    await (await run()).ask("/confidential/list.bin");
    expect(readdirSync(dataDir).sort()).toEqual(["confidential-key", "confidential-list.bin"]);
    for (const name of readdirSync(dataDir)) {
      expect(statSync(join(dataDir, name)).mode & 0o077).toBe(0);
    }
  });

  test("another run has the same key and the same list; another school another", async () => {
    const tagOf = async () =>
      (await (await run()).ask("/confidential/list.bin")).headers.get("etag");
    const first = await tagOf();
    nowMs += 24 * 60 * 60_000;
    expect(await tagOf()).toBe(first);
    rmSync(dataDir, { recursive: true });
    expect(await tagOf()).not.toBe(first);
  });

  test("a key that is not whole is a fault at the start, not another key", async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, "confidential-key"), "AAAA");
    await expect(run()).rejects.toThrow("not whole");
  });

  test("a packed file that is broken is made anew", async () => {
    const good = await (await run()).ask("/confidential/list.bin");
    writeFileSync(join(dataDir, "confidential-list.bin"), "broken");
    const again = await (await run()).ask("/confidential/list.bin");
    expect(await again.arrayBuffer()).toEqual(await good.arrayBuffer());
  });
});

describe("a file that changes or cannot be read", () => {
  test("a new entry reaches devices at the next look, with another tag", async () => {
    const collector = await run();
    const { service } = device(collector.address);
    await service.refresh();
    const anHour = () => (nowMs += 60 * 60_000);
    const more = `http://${secretWord}-new.test/a`;
    expect(await service.isListed(more)).toBe(false);
    writeFileSync(listPath, `${listText}${more}\n`);
    passALook();
    await collector.confidential?.current();
    await expect
      .poll(async () => (await collector.confidential?.current())?.packed?.entries)
      .toBe(4);
    anHour();
    expect(await service.refresh()).toBe(true);
    expect(await service.isListed(more)).toBe(true);
  });

  test.each([
    ["is gone", () => rmSync(listPath), /NOT READ \(ENOENT\); the list .* in force \(entries: 3\)/],
    [
      "is empty",
      () => writeFileSync(listPath, ""),
      /NOT READ \(it holds no entries\); .*\(entries: 3\)/,
    ],
    [
      "holds no address",
      () => writeFileSync(listPath, "oh\nno\n"),
      /no entries\); .*\(entries: 3\)/,
    ],
    [
      "is a folder",
      () => {
        rmSync(listPath);
        mkdirSync(listPath);
      },
      /NOT READ \(EISDIR\); .*\(entries: 3\)/,
    ],
  ])("%s: the last good list stays in force and it is told once", async (_name, spoil, told) => {
    const collector = await run();
    const before = (await collector.ask("/confidential/list.bin")).headers.get("etag");
    const { service } = device(collector.address);
    await service.refresh();
    spoil();
    for (let look = 0; look < 3; look += 1) {
      passALook();
      await collector.confidential?.current();
      await expect
        .poll(async () => (await collector.confidential?.current())?.trouble)
        .not.toBe("");
    }
    expect(collector.logged.filter((line) => told.test(line)).length).toBe(1);
    expect((await collector.ask("/confidential/list.bin")).headers.get("etag")).toBe(before);
    expect(await service.isListed(listed)).toBe(true);
    // Good again: said, and read.
    rmSync(listPath, { recursive: true, force: true });
    writeFileSync(listPath, "other.test\n");
    passALook();
    await collector.confidential?.current();
    await expect.poll(async () => (await collector.confidential?.current())?.trouble).toBe("");
    expect(collector.logged.at(-1)).toContain("(entries: 1)");
  });

  test("a run that cannot read the file serves the last good list, and confirms nothing", async () => {
    const first = await run();
    const before = (await first.ask("/confidential/list.bin")).headers.get("etag");
    rmSync(listPath);
    const second = await run();
    const again = await second.ask("/confidential/list.bin");
    expect(again.headers.get("etag")).toBe(before);
    expect(second.logged.join()).toContain("NOT READ");
    expect((await second.confirm({ hash: "A".repeat(43) + "=" })).status).toBe(503);
    const { service } = device(second.address);
    await service.refresh();
    // No word of the collector: closed.
    expect(await service.isListed(listed)).toBe(true);
  });

  test("lines that stand for nothing are named by number", async () => {
    writeFileSync(listPath, `${listText}oh no\n\nftp://x.test/\n`);
    const collector = await run();
    await collector.confidential?.current();
    expect(collector.logged).toHaveLength(1);
    expect(collector.logged[0]).toContain("(entries: 3)");
    expect(collector.logged[0]).toContain("2 lines left out (line 5: no web address, line 7: ");
  });
});

describe("who may ask", () => {
  test.each(["", "another-token"])("a stranger (%j) gets neither list nor word", async (bearer) => {
    const { ask } = await run();
    expect((await ask("/confidential/list.bin", { bearer })).status).toBe(401);
    const init = { method: "POST", bearer, body: "{}" };
    expect((await ask("/api/v1/confidential/confirm", init)).status).toBe(401);
  });

  test("started without a list: no file, no word", async () => {
    const { ask, confirm } = await run("without");
    expect((await ask("/confidential/list.bin")).status).toBe(404);
    expect((await confirm({ hash: "A".repeat(43) + "=" })).status).toBe(503);
  });

  test("the file by its tag: nothing is sent twice", async () => {
    const { ask } = await run();
    const first = await ask("/confidential/list.bin");
    const etag = first.headers.get("etag") ?? "";
    expect(openConfidentialList(new Uint8Array(await first.arrayBuffer())).ok).toBe(true);
    for (const tag of [etag, `W/${etag}`, `"x", ${etag}`]) {
      const again = await ask("/confidential/list.bin", { headers: { "if-none-match": tag } });
      expect(again.status).toBe(304);
    }
  });

  test.each([
    ["no hash", {}],
    ["a short one", { hash: "AAAA" }],
    ["a long one", { hash: `${"A".repeat(86)}==` }],
    ["an address", { hash: listed }],
    ["no object", "hash"],
    ["null", null],
    ["a number", { hash: 7 }],
  ])("another shape is refused: %s", async (_name, body) => {
    const reply = await (await run()).confirm(body);
    expect(reply.status).toBe(400);
    expect(await reply.text()).not.toContain(secretWord);
  });

  test("a program that tries addresses out is held up, and opens nothing by it", async () => {
    const { confirm, address } = await run();
    const { service } = device(address);
    await service.refresh();
    const statuses: number[] = [];
    for (let at = 0; at < 25; at += 1) {
      statuses.push((await confirm({ hash: `${"A".repeat(43)}=` })).status);
    }
    expect(statuses.filter((status) => status === 429).length).toBe(5);
    expect(await service.isListed(listed)).toBe(true);
  });
});
