// One batch on its way: packed, signed, enrolled once; and what a collector of an earlier version makes of it.
import { createHash, createPublicKey, verify } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { createCategoryService } from "../../../../lib/app/background/category-service.ts";
import { createDeliver } from "../../../../lib/app/background/deliver.ts";
import { createEnforcementService } from "../../../../lib/app/background/enforcement-service.ts";
import { createMemory } from "../../../../lib/app/background/memory.ts";
import type { PostedBatch } from "../../../../lib/app/ports.ts";
import type { Batch } from "../../../../lib/contract/batch.ts";
import { readSignature, signedText } from "../../../../lib/contract/device-signature.ts";
import type { SchoolgateEvent } from "../../../../lib/contract/event.ts";
import { findingEvent, worryEvent } from "../../../support/fakes/events.ts";
import { createFakeWorld, fakeConfig } from "../../../support/fakes/fake-world.ts";
import type { FakeWorld } from "../../../support/fakes/fake-world.ts";

interface Asked {
  readonly address: string;
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

let world: FakeWorld;
let asked: Asked[];
/** Answers in place of the paper collector, by the path's end; undefined: that collector answers. */
let instead: (ask: Asked) => PostedBatch | undefined;

beforeEach(() => {
  world = createFakeWorld();
  world.disk.state.set("managed-1", fakeConfig());
  world.collector.enrols = true;
  asked = [];
  instead = () => undefined;
});

function life() {
  const memory = createMemory(world);
  const enforcement = createEnforcementService(world, memory, createCategoryService(world.assets));
  const { network } = world;
  const heard = {
    ...network,
    postBatch: (request: Parameters<typeof network.postBatch>[0]) => {
      const ask = { address: request.address, body: request.body, headers: request.headers ?? {} };
      asked.push(ask);
      const answer = instead(ask);
      return answer === undefined ? network.postBatch(request) : Promise.resolve(answer);
    },
  };
  const deliver = createDeliver({ ...world, network: heard }, memory, enforcement);
  return {
    memory,
    async post(...events: SchoolgateEvent[]) {
      const to = await deliver.target();
      if (to === undefined) throw new Error("nowhere to send to");
      const batch: Batch = { format: 1, sentAtMs: world.nowMs, events };
      return deliver.post(to, batch, 1000);
    },
  };
}

const failed = (status: number, retryAfter: string | null = null): PostedBatch => ({
  kind: "failed",
  why: `answered ${status}`,
  status,
  retryAfter,
});
const isEnrol = ({ address }: Asked) => address.endsWith("/api/v1/devices");
const batches = () => asked.filter((ask) => !isEnrol(ask));
const signatureOf = (ask: Asked | undefined) =>
  readSignature(ask?.headers["Schoolgate-Device"] ?? "");

describe("enrolling", () => {
  test("once, signed by the key it names; a later life does not ask again", async () => {
    expect(await life().post(worryEvent())).toMatchObject({ kind: "taken" });
    await life().post(worryEvent());
    expect(asked.filter(isEnrol)).toHaveLength(1);
    expect(world.collector.enrolled[0]).toMatchObject({
      format: 1,
      key: await world.deviceKey.publicKey(),
      label: "Trolley 2, number 7",
    });
    expect(signatureOf(asked[0])?.head.device).toBe(world.collector.enrolled[0]?.device);
  });

  test("a death before it is noted: asked again with the same key, and that is all", async () => {
    world.beforeWrite = (name) => {
      if (name === "enrolled-1") throw new Error("the worker died");
    };
    await life().post(worryEvent());
    world.beforeWrite = () => {};
    await life().post(worryEvent());
    const [first, second] = world.collector.enrolled;
    expect(second).toEqual(first);
    expect(signatureOf(batches()[1])).toBeDefined();
  });

  test.each([
    ["a collector of the version before", 404, null, 24 * 3600],
    ["too many at once: when it says so", 429, "90", 90],
    ["a refusal", 403, null, 300],
  ])(
    "%s: the batch goes unsigned, and it is asked again later",
    async (_, status, after, waitS) => {
      instead = (ask) => (isEnrol(ask) ? failed(status, after) : undefined);
      expect(await life().post(worryEvent())).toMatchObject({ kind: "taken" });
      expect(signatureOf(batches()[0])).toBeUndefined();
      world.nowMs += waitS * 1000 - 1;
      await life().post(worryEvent());
      expect(asked.filter(isEnrol)).toHaveLength(1);
      world.nowMs += 1;
      await life().post(worryEvent());
      expect(asked.filter(isEnrol)).toHaveLength(2);
    },
  );

  test("known there by a key that is lost here: begins anew under another name, and its events with it", async () => {
    instead = (ask) =>
      isEnrol(ask) && world.collector.enrolled.length === 0
        ? (world.collector.enrol(new TextDecoder().decode(ask.body as Uint8Array)), failed(409))
        : undefined;
    const before = await life().memory.device();
    await life().post(worryEvent());
    const later = life();
    const device = await later.memory.device();
    expect(device).not.toBe(before);
    await later.post({ ...worryEvent(), device: before });
    expect(signatureOf(batches().at(-1))?.head.device).toBe(device);
    expect([...world.collector.stored.values()].at(-1)?.device).toBe(device);
  });

  test("shut out at the desk: it stays who it is, asks for no other name, and goes on when it is let in", async () => {
    await life().post(worryEvent());
    const device = await life().memory.device();
    instead = () => failed(403);
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await life().post(worryEvent())).toMatchObject({ kind: "failed", status: 403 });
    }
    expect(asked.filter(isEnrol)).toHaveLength(1);
    expect(await life().memory.device()).toBe(device);
    instead = () => undefined;
    expect(await life().post(worryEvent())).toMatchObject({ kind: "taken" });
    expect(signatureOf(batches().at(-1))?.head.device).toBe(device);
  });

  test("another collector, or another credential: enrolled there anew", async () => {
    await life().post(worryEvent());
    world.disk.state.set("managed-1", { ...fakeConfig(), deviceToken: "another" });
    await life().post(worryEvent());
    expect(asked.filter(isEnrol)).toHaveLength(2);
  });

  test.each<[string, (ask: Asked) => PostedBatch | undefined]>([
    ["says 401", (ask) => (isEnrol(ask) ? undefined : failed(401))],
    [
      "asks for it",
      (ask) =>
        isEnrol(ask)
          ? undefined
          : {
              kind: "answered",
              body: { schoolgate: "batch-answer", stored: [], refused: [], seen: [], enrol: true },
            },
    ],
  ])("a collector that has forgotten this device and %s: enrolled again", async (_, answer) => {
    const one = life();
    await one.post(worryEvent());
    instead = answer;
    await one.post(worryEvent());
    instead = () => undefined;
    await one.post(worryEvent());
    expect(asked.filter(isEnrol)).toHaveLength(2);
  });
});

describe("a signature", () => {
  test("is over method, path, device, time, count and the body as sent; each count is used once", async () => {
    const one = life();
    await one.post(findingEvent({ excerpt: "x".repeat(900) }));
    await one.post(worryEvent());
    const point = Buffer.from(await world.deviceKey.publicKey(), "base64url");
    const key = createPublicKey({
      format: "jwk",
      key: {
        kty: "EC",
        crv: "P-256",
        x: point.subarray(1, 33).toString("base64url"),
        y: point.subarray(33).toString("base64url"),
      },
    });
    const counts = new Set<number>();
    for (const ask of asked) {
      const { head, signature } = signatureOf(ask) ?? {};
      if (head === undefined || signature === undefined) throw new Error("not signed");
      const hash = createHash("sha256").update(ask.body).digest("base64url");
      const path = new URL(ask.address).pathname;
      const isGood = verify(
        "sha256",
        Buffer.from(signedText(head, "POST", path, hash)),
        { key, dsaEncoding: "ieee-p1363" },
        Buffer.from(signature, "base64url"),
      );
      expect(isGood).toBe(true);
      expect(head.timeMs).toBe(world.nowMs);
      counts.add(head.count);
    }
    expect(counts.size).toBe(3);
  });

  test("overtaken by another on the way: signed anew, once", async () => {
    const one = life();
    await one.post(worryEvent());
    let refusals = 1;
    instead = () => (refusals-- > 0 ? failed(409) : undefined);
    expect(await one.post(worryEvent())).toMatchObject({ kind: "taken" });
    const counts = batches().map((ask) => signatureOf(ask)?.head.count ?? 0);
    expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b));
    refusals = 99;
    expect(await one.post(worryEvent())).toMatchObject({ kind: "failed", status: 409 });
    expect(batches()).toHaveLength(5);
  });

  test("once enrolled, what cannot be signed waits: unsigned it would be refused", async () => {
    const one = life();
    await one.post(worryEvent());
    const sign = world.deviceKey.sign.bind(world.deviceKey);
    world.deviceKey.sign = () => Promise.reject(new Error("no database"));
    expect(await one.post(worryEvent())).toMatchObject({ kind: "failed" });
    expect(batches()).toHaveLength(1);
    world.deviceKey.sign = sign;
    expect(await one.post(worryEvent())).toMatchObject({ kind: "taken" });
  });

  test("a key that cannot be had holds nothing up", async () => {
    world.deviceKey.publicKey = () => Promise.reject(new Error("no database"));
    expect(await life().post(worryEvent())).toMatchObject({ kind: "taken" });
    expect(signatureOf(batches()[0])).toBeUndefined();
  });
});

describe("packing", () => {
  test("a small batch goes as it is, a larger one packed and says so", async () => {
    const one = life();
    await one.post(worryEvent());
    await one.post(findingEvent({ excerpt: "x".repeat(900) }));
    expect(batches().map(({ headers }) => headers["content-encoding"])).toEqual([
      undefined,
      "gzip",
    ]);
  });

  test("a collector that reads no packed bodies gets it plain, and so does the next", async () => {
    const isPacked = (ask: Asked) => ask.headers["content-encoding"] === "gzip";
    instead = (ask) => (isPacked(ask) ? failed(415) : undefined);
    const one = life();
    const large = () => findingEvent({ excerpt: "x".repeat(900) });
    expect(await one.post(large())).toMatchObject({ kind: "taken" });
    expect(await one.post(large())).toMatchObject({ kind: "taken" });
    expect(batches().map(isPacked)).toEqual([true, false, false]);
  });
});
