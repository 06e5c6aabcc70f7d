// The device's side of a confidential list, against a collector on paper.
import { createHmac } from "node:crypto";
import { serialize } from "node:v8";
import { beforeEach, describe, expect, test } from "vitest";
import {
  confirmDeadlineMs,
  createConfidentialService,
} from "../../../../lib/app/background/confidential-service.ts";
import type { FetchedBytes, PostedBatch } from "../../../../lib/app/ports.ts";
import type { ManagedConfig } from "../../../../lib/contract/managed-config.ts";
import { confidentialForms } from "../../../../lib/core/policy/confidential-address.ts";
import {
  packConfidentialList,
  readConfidentialLines,
} from "../../../../lib/core/policy/confidential-list.ts";
import { protectedSites } from "../../../../lib/core/policy/protected-sites.ts";
import { createFakeCrypt } from "../../../support/fakes/fake-crypt.ts";

const key = new Uint8Array(32).fill(3);
const hashOf = (form: string) => new Uint8Array(createHmac("sha256", key).update(form).digest());
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

const listed = "http://bad.test/secret/page";
const listAddress = "https://collector.test/base/confidential/list.bin";
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const config = {
  confidential: "required",
  collectorAddress: "https://collector.test/base",
  deviceToken: "a-token",
} satisfies Omit<ManagedConfig, "policy">;

function packed(text: string, extra: readonly Uint8Array[] = []): ArrayBuffer {
  const hashes = [...readConfidentialLines(text).forms.map(hashOf), ...extra];
  return packConfidentialList({ key, madeAtMs: Date.UTC(2026, 10, 22), hashes }).buffer;
}

/** What survives the worker, and a world round it. */
function createPaper() {
  const blobs = new Map<string, unknown>();
  const paper = {
    blobs,
    nowMs: 1_000_000,
    managed: config as Omit<ManagedConfig, "policy">,
    list: { kind: "bytes", bytes: packed(listed), etag: '"1"' } as FetchedBytes,
    confirm: (_hash: string): Promise<PostedBatch> =>
      Promise.resolve({ kind: "answered", body: { listed: true } }),
    fetched: [] as { address: string; token: string | undefined; etag: string | undefined }[],
    asked: [] as { address: string; token: string; body: string }[],
    /** Ends every wait that is under way. */
    passDeadline: () => {},
    storeFails: false,
    life() {
      const waits: (() => void)[] = [];
      paper.passDeadline = () => {
        for (const end of waits.splice(0)) end();
      };
      const fail = () => Promise.reject(new Error("the store"));
      return createConfidentialService(
        {
          blobs: {
            get: (name) => (paper.storeFails ? fail() : Promise.resolve(blobs.get(name))),
            set: (name, value) =>
              paper.storeFails ? fail() : Promise.resolve(void blobs.set(name, value)),
            remove: (name) => Promise.resolve(void blobs.delete(name)),
            names: () => Promise.resolve([...blobs.keys()]),
          },
          clock: {
            nowMs: () => paper.nowMs,
            after: (delayMs) => {
              expect(delayMs).toBe(confirmDeadlineMs);
              return new Promise((resolve) => waits.push(() => resolve(undefined)));
            },
          },
          crypt: createFakeCrypt(),
          network: {
            fetchText: () => Promise.resolve({ kind: "failed", why: "not asked here" }),
            fetchBytes({ address, token, etag }) {
              paper.fetched.push({ address, token, etag });
              return Promise.resolve(paper.list);
            },
            postBatch(request) {
              const body = String(request.body);
              paper.asked.push({ ...request, body });
              return paper.confirm((JSON.parse(body) as { hash: string }).hash);
            },
          },
        },
        {
          managed: {
            read: () => Promise.resolve(paper.managed),
            write: () => Promise.resolve(),
            update: () => Promise.resolve(paper.managed),
            hold: () => Promise.resolve(paper.managed),
          },
        },
      );
    },
  };
  return paper;
}

let paper: ReturnType<typeof createPaper>;
beforeEach(() => {
  paper = createPaper();
});

/** A life that has fetched the list. */
async function begun() {
  const service = paper.life();
  await service.refresh();
  return service;
}

describe("looking up", () => {
  test("a listed address, in any spelling; and one that is not", async () => {
    const service = await begun();
    expect(await service.isListed(listed)).toBe(true);
    expect(await service.isListed("HTTPS://www.BAD.test:443/x/../secret/%70age#here")).toBe(true);
    expect(await service.isListed("http://bad.test/secret/other")).toBe(false);
    expect(await service.isListed("chrome://settings")).toBe(false);
  });

  test.each([
    [
      "a translator",
      `https://translate.google.com/translate?sl=en&u=${encodeURIComponent(listed)}`,
    ],
    ["a translator's own host", "https://bad-test.translate.goog/secret/page?_x_tr_sl=en"],
    ["an archive", `https://web.archive.org/web/2020/${listed}`],
    ["a proxy that no list knows", `https://unknown.test/go?url=${encodeURIComponent(listed)}`],
  ])("through %s", async (_name, address) => {
    expect(await (await begun()).isListed(address)).toBe(true);
    expect(await (await begun()).isListed(address.replace("page", "pages"))).toBe(false);
  });

  test("nothing is asked of anybody about an address that is not on the list", async () => {
    const service = await begun();
    for (let at = 0; at < 200; at += 1)
      await service.isListed(`https://site-${at}.test/a/b?c=${at}`);
    expect(paper.asked).toEqual([]);
  });

  test("what leaves is a hash, to the collector alone, with the device's credential", async () => {
    const service = await begun();
    await service.isListed(listed);
    expect(paper.asked).toEqual([
      {
        address: "https://collector.test/base/api/v1/confidential/confirm",
        token: "a-token",
        body: JSON.stringify({ hash: base64(hashOf("page bad.test/secret/page")) }),
      },
    ]);
  });

  test("a stranger that shares the cut hash of an entry stays open: the collector says so", async () => {
    const stranger = "https://stranger.test/a";
    const [form = ""] = confidentialForms(stranger);
    const shared = hashOf(form).fill(0, 4);
    paper.list = { kind: "bytes", bytes: packed(listed, [shared]), etag: '"2"' };
    const asked: string[] = [];
    paper.confirm = (hash) => {
      asked.push(hash);
      return Promise.resolve({ kind: "answered", body: { listed: false } });
    };
    const service = await begun();
    expect(await service.isListed(stranger)).toBe(false);
    expect(await service.isListed(stranger)).toBe(false);
    expect(asked).toEqual([base64(hashOf(form))]);
  });

  test("none configured: nothing is looked up, nothing is fetched", async () => {
    paper.managed = {};
    const service = await begun();
    expect(await service.isListed(listed)).toBe(false);
    expect(paper.fetched).toEqual([]);
    expect(await service.check()).toBeUndefined();
  });
});

const silences: readonly (readonly [string, PostedBatch])[] = [
  ["is down", { kind: "failed", why: "no connection", retryAfter: null }],
  ["is asked too often", { kind: "failed", why: "answered 429", retryAfter: "5" }],
  ["is a captive portal", { kind: "answered", body: { welcome: "to our Wi-Fi" } }],
  ["answers nothing", { kind: "answered", body: null }],
  ["answers another type", { kind: "answered", body: { listed: "no" } }],
];

describe("the collector's word", () => {
  test.each(silences)("%s: the page counts as listed", async (_name, answer) => {
    paper.confirm = () => Promise.resolve(answer);
    expect(await (await begun()).isListed(listed)).toBe(true);
  });

  test("without its word it is asked again half a minute later, not at each page", async () => {
    paper.confirm = () => Promise.resolve({ kind: "failed", why: "down", retryAfter: null });
    const service = await begun();
    for (let time = 0; time < 5; time += 1) expect(await service.isListed(listed)).toBe(true);
    expect(paper.asked.length).toBe(1);
    paper.nowMs += 30_000;
    paper.confirm = () => Promise.resolve({ kind: "answered", body: { listed: false } });
    expect(await service.isListed(listed)).toBe(false);
    expect(paper.asked.length).toBe(2);
  });

  test("too late: listed for this page; the answer counts for the next", async () => {
    const late = Promise.withResolvers<PostedBatch>();
    paper.confirm = () => late.promise;
    const service = await begun();
    const first = service.isListed(listed);
    await expect.poll(() => paper.asked.length).toBe(1);
    paper.passDeadline();
    expect(await first).toBe(true);
    late.resolve({ kind: "answered", body: { listed: false } });
    await expect.poll(() => service.isListed(listed)).toBe(false);
    expect(paper.asked.length).toBe(1);
  });

  test("two pages at once ask once", async () => {
    const service = await begun();
    await Promise.all([service.isListed(listed), service.isListed(listed)]);
    expect(paper.asked.length).toBe(1);
  });

  test("a newer list asks anew", async () => {
    const service = await begun();
    await service.isListed(listed);
    paper.list = { kind: "bytes", bytes: packed(`${listed}\nother.test`), etag: '"2"' };
    paper.nowMs += hourMs;
    expect(await service.refresh()).toBe(true);
    await service.isListed(listed);
    expect(paper.asked.length).toBe(2);
  });

  test("no collector is named: listed, and nothing is asked", async () => {
    const service = await begun();
    paper.managed = { confidential: "required" };
    expect(await service.isListed(listed)).toBe(true);
    expect(paper.asked).toEqual([]);
  });

  test("an address that would travel in the clear is never asked", async () => {
    const service = await begun();
    paper.managed = { ...config, collectorAddress: "http://collector.test/" };
    expect(await service.isListed(listed)).toBe(true);
    expect(paper.asked).toEqual([]);
  });
});

describe("what may be written down", () => {
  test("only what the collector itself has said", async () => {
    const service = await begun();
    expect(await service.isConfirmed(listed)).toBe(true);
    expect(await service.isConfirmed("http://bad.test/other")).toBe(false);
    expect(paper.asked.length).toBe(1);
  });

  test.each(silences)("it %s: closed, and nobody is written down", async (_name, answer) => {
    paper.confirm = () => Promise.resolve(answer);
    const service = await begun();
    expect(await service.isListed(listed)).toBe(true);
    expect(await service.isConfirmed(listed)).toBe(false);
  });

  test("a late word counts", async () => {
    const late = Promise.withResolvers<PostedBatch>();
    paper.confirm = () => late.promise;
    const service = await begun();
    const confirmed = service.isConfirmed(listed);
    late.resolve({ kind: "answered", body: { listed: true } });
    expect(await confirmed).toBe(true);
  });
});

describe("while the collector is being asked", () => {
  test("a hit is suspect until it is refuted; what is not on the list never is", async () => {
    const word = Promise.withResolvers<PostedBatch>();
    paper.confirm = () => word.promise;
    const service = await begun();
    const open = "http://bad.test/other";
    const looking = Promise.all([service.isListed(listed), service.isListed(open)]);
    await expect.poll(() => service.isSuspect(listed)).toBe(true);
    word.resolve({ kind: "answered", body: { listed: false } });
    expect(await looking).toEqual([false, false]);
    expect([service.isSuspect(listed), service.isSuspect(open)]).toEqual([false, false]);
  });

  test("what is listed stays suspect until another list comes", async () => {
    const service = await begun();
    await service.isListed(listed);
    expect(service.isSuspect(listed)).toBe(true);
    paper.managed = {};
    await service.refresh();
    expect(service.isSuspect(listed)).toBe(false);
  });
});

test("a help site is never looked up, whatever its hash meets by chance", async () => {
  const help = `https://www.${protectedSites[0]?.host ?? ""}/a`;
  const shared = confidentialForms(help).map((form) => hashOf(form));
  paper.list = { kind: "bytes", bytes: packed(listed, shared), etag: '"2"' };
  const service = await begun();
  expect(await service.isListed(help)).toBe(false);
  expect(await service.isConfirmed(help)).toBe(false);
  expect(paper.asked).toEqual([]);
});

describe("fetching", () => {
  test("with the credential, and afterwards by its tag", async () => {
    const service = await begun();
    paper.list = { kind: "same" };
    paper.nowMs += hourMs;
    expect(await service.refresh()).toBe(false);
    expect(paper.fetched).toEqual([
      {
        address: "https://collector.test/base/confidential/list.bin",
        token: "a-token",
        etag: undefined,
      },
      {
        address: "https://collector.test/base/confidential/list.bin",
        token: "a-token",
        etag: '"1"',
      },
    ]);
    expect(await service.isListed(listed)).toBe(true);
  });

  test("the worker wakes many times an hour and asks once", async () => {
    await begun();
    for (let wake = 0; wake < 10; wake += 1) {
      paper.nowMs += 5 * minuteMs;
      await paper.life().refresh();
    }
    expect(paper.fetched.length).toBe(1);
    paper.nowMs += 10 * minuteMs;
    await paper.life().refresh();
    expect(paper.fetched.length).toBe(2);
  });

  test("what failed is tried again after five minutes; another collector at once", async () => {
    paper.list = { kind: "failed", why: "no connection" };
    await begun();
    await paper.life().refresh();
    expect(paper.fetched.length).toBe(1);
    // Another life knows what the last look came to.
    const next = paper.life();
    await next.refresh();
    expect((await next.check())?.detail).toContain("no connection");
    paper.nowMs += 5 * minuteMs;
    await paper.life().refresh();
    expect(paper.fetched.length).toBe(2);
    paper.managed = { ...config, collectorAddress: "https://other.test/" };
    await paper.life().refresh();
    expect(paper.fetched.at(-1)?.address).toBe("https://other.test/confidential/list.bin");
  });

  test.each([
    ["from the future", (at: number) => ({ address: listAddress, atMs: at + hourMs, trouble: "" })],
    ["that is no look", () => "yesterday"],
    [
      "without a list on the disk",
      (at: number) => ({ address: listAddress, atMs: at - 6 * minuteMs, trouble: "" }),
    ],
  ])("a look %s does not count", async (_name, look) => {
    paper.blobs.set("confidential-look-1", look(paper.nowMs));
    await begun();
    expect(paper.fetched.length).toBe(1);
  });

  test("the next life has it from the disk, without a network", async () => {
    await begun();
    paper.list = { kind: "failed", why: "no connection" };
    expect(await paper.life().isListed(listed)).toBe(true);
  });

  test.each<readonly [string, FetchedBytes]>([
    ["cannot be had", { kind: "failed", why: "answered 404" }],
    [
      "is a web page",
      { kind: "bytes", bytes: new TextEncoder().encode("<html>").buffer, etag: "" },
    ],
    ["is cut short", { kind: "bytes", bytes: packed(listed).slice(0, -1), etag: '"3"' }],
  ])(
    "a list that %s leaves the last good one, in this life and the next",
    async (_name, answer) => {
      const service = await begun();
      paper.list = answer;
      paper.nowMs += hourMs;
      expect(await service.refresh()).toBe(false);
      expect(await service.isListed(listed)).toBe(true);
      expect(await paper.life().isListed(listed)).toBe(true);
      expect(await service.check()).toMatchObject({ ok: false });
    },
  );

  test("what stands on the disk is no list: it is fetched whole", async () => {
    paper.blobs.set("confidential-1", { etag: '"1"', bytes: new ArrayBuffer(10) });
    const service = await begun();
    expect(paper.fetched[0]?.etag).toBeUndefined();
    expect(await service.isListed(listed)).toBe(true);
  });

  test("no longer configured by the administration: gone from the disk", async () => {
    const service = await begun();
    paper.managed = { ...config, confidential: "" };
    expect(await service.refresh()).toBe(true);
    expect(await service.refresh()).toBe(false);
    expect(paper.blobs.size).toBe(0);
    expect(await service.isListed(listed)).toBe(false);
  });

  test("a store that fails: no rejection, said on the status page, and good again later", async () => {
    paper.storeFails = true;
    const service = await begun();
    expect(await service.isListed(listed)).toBe(false);
    expect(await service.check()).toMatchObject({ ok: false });
    paper.storeFails = false;
    await service.refresh();
    expect(await service.isListed(listed)).toBe(true);
    expect(await service.check()).toMatchObject({ ok: true });
  });
});

describe("the status page", () => {
  test("none has arrived yet: said so", async () => {
    paper.list = { kind: "failed", why: "answered 404" };
    const check = await (await begun()).check();
    expect(check).toMatchObject({ ok: false });
    expect(check?.detail).toContain("none has arrived yet");
    expect(check?.detail).toContain("answered 404");
  });

  test("in force: its day and size, and nothing of what is in it", async () => {
    expect(await (await begun()).check()).toEqual({
      name: "Confidential list",
      ok: true,
      detail: "In force, of 2026-11-22; 1 entry.",
    });
  });

  test("a misspelt word keeps the list in force and is named", async () => {
    paper.managed = { ...config, confidential: "requird" };
    const service = await begun();
    expect(await service.isListed(listed)).toBe(true);
    expect(await service.check()).toMatchObject({ ok: false });
    expect((await service.check())?.detail).toContain('"requird"');
  });
});

test("neither the list's addresses nor whole hashes stand on the disk, also after an attempt", async () => {
  const service = await begun();
  await service.isListed(listed);
  const whole = hashOf("page bad.test/secret/page");
  for (const value of paper.blobs.values()) {
    const disk = serialize(value);
    expect(disk.includes("secret")).toBe(false);
    expect(disk.includes(Buffer.from(whole.subarray(0, 4)))).toBe(
      value === paper.blobs.get("confidential-1"),
    );
    expect(disk.includes(Buffer.from(whole.subarray(0, 5)))).toBe(false);
    expect(disk.includes(base64(whole).slice(0, 12))).toBe(false);
  }
});
