// The device's key on WebCrypto and a database, and its fake: one behaviour. What Node verifies, the collector verifies.
import "fake-indexeddb/auto";
import { createPublicKey, verify } from "node:crypto";
import { openDB } from "idb";
import { describe, expect, test } from "vitest";
import { createDeviceKey } from "../../../lib/platform/device-key.ts";
import { createFakeDeviceKey } from "../../support/fakes/fake-device-key.ts";

let made = 0;
const fresh = () => {
  made += 1;
  const name = `device-${made}`;
  return { name, life: () => createDeviceKey(name) };
};
const fake = () => {
  const disk = {};
  return { life: () => createFakeDeviceKey(disk) };
};

function isSignedBy(point: string, text: string, signature: string): boolean {
  const bytes = Buffer.from(point, "base64url");
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: bytes.subarray(1, 33).toString("base64url"),
    y: bytes.subarray(33).toString("base64url"),
  };
  const key = createPublicKey({ key: jwk, format: "jwk" });
  return verify(
    "sha256",
    Buffer.from(text),
    { key, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
}

describe.each([
  ["WebCrypto", fresh],
  ["the fake", fake],
])("%s", (_name, open) => {
  test("one key for good: a later life signs as the earlier one did", async () => {
    const { life } = open();
    const point = await life().publicKey();
    expect(point).toMatch(/^[A-Za-z0-9_-]{87}$/);
    expect(await life().publicKey()).toBe(point);
    const signature = await life().sign("a text, é");
    expect(signature).toMatch(/^[A-Za-z0-9_-]{86}$/);
    expect(isSignedBy(point, "a text, é", signature)).toBe(true);
    expect(isSignedBy(point, "a text, e", signature)).toBe(false);
    expect(isSignedBy(await open().life().publicKey(), "a text, é", signature)).toBe(false);
  });

  test("counts upwards through all lives, and never below what is asked for", async () => {
    const { life } = open();
    expect(await life().nextCount(5)).toBe(5);
    expect(await life().nextCount(5)).toBe(6);
    expect(await life().nextCount(0)).toBe(7);
    expect(await life().nextCount(100.7)).toBe(100);
    const key = life();
    const together = await Promise.all(Array.from({ length: 20 }, () => key.nextCount(0)));
    expect(new Set(together).size).toBe(20);
  });
});

test("the private key cannot be exported, nor can anybody make it so", async () => {
  const { name, life } = fresh();
  await life().publicKey();
  const pair = (await (await openDB(name, 1)).get("device", "keys")) as CryptoKeyPair;
  expect(pair.privateKey.extractable).toBe(false);
  for (const format of ["pkcs8", "jwk"] as const) {
    await expect(crypto.subtle.exportKey(format, pair.privateKey)).rejects.toThrow();
  }
});

test("two lives that make a key at once end with the same", async () => {
  const { life } = fresh();
  const [one, other] = await Promise.all([life().publicKey(), life().publicKey()]);
  expect(one).toBe(other);
});

test("on the last bytes of a disk counts go on, and none is written", async () => {
  const name = fresh().name;
  const disk = { free: 0 };
  const life = () => createDeviceKey(name, crypto.subtle, () => Promise.resolve(disk.free));
  disk.free = Number.POSITIVE_INFINITY;
  const first = life();
  expect(await first.nextCount(1000)).toBe(1000);
  disk.free = 0;
  expect(await first.nextCount(1000)).toBe(1001);
  expect(await first.nextCount(1000)).toBe(1002);
  const db = await openDB(name);
  expect(await db.get("device", "count")).toBe(1000);
  db.close();
  disk.free = Number.POSITIVE_INFINITY;
  expect(await first.nextCount(1000)).toBe(1003);
  expect(await life().nextCount(1000)).toBe(1004);
});
