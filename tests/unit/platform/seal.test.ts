// The seal on WebCrypto and a database: what is closed opens here and nowhere else, and its keys cannot be read out.
import "fake-indexeddb/auto";
import { openDB } from "idb";
import { describe, expect, test } from "vitest";
import { createSeal } from "../../../lib/platform/seal.ts";
import { createFakeSeal } from "../../support/fakes/fake-seal.ts";

let made = 0;
const fresh = () => {
  made += 1;
  const name = `seal-${made}`;
  return { name, life: () => createSeal(name) };
};
const fakeDisk = () => {
  const disk = { sealKeys: 1 };
  return { life: () => createFakeSeal(disk) };
};

describe.each([
  ["WebCrypto", fresh],
  ["the fake", fakeDisk],
])("%s", (_name, open) => {
  test("opens in a later life what was closed in an earlier one", async () => {
    const { life } = open();
    const closed = await life().close("a purple elephant, é");
    expect(await life().open(closed)).toBe("a purple elephant, é");
    expect(Buffer.from(closed).toString("latin1")).not.toContain("elephant");
  });

  test("the same text is closed in another way each time, and named in the same", async () => {
    const seal = open().life();
    expect(await seal.close("a")).not.toEqual(await seal.close("a"));
    expect(await seal.nameOf("a")).toBe(await seal.nameOf("a"));
    expect(await seal.nameOf("a")).toMatch(/^[0-9a-f]{16}$/);
    expect(await seal.nameOf("a")).not.toBe(await seal.nameOf("b"));
  });

  test("damaged, empty or of another kind: undefined", async () => {
    const seal = open().life();
    const closed = await seal.close("a purple elephant");
    for (let at = 0; at < closed.length; at += 5) {
      const damaged = new Uint8Array(closed);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(await seal.open(damaged)).toBeUndefined();
    }
    for (const other of [undefined, "text", new Uint8Array(0), new Uint8Array(12), {}]) {
      expect(await seal.open(other)).toBeUndefined();
    }
  });

  test("keys thrown away: nothing opens any more, and names are others", async () => {
    const seal = open().life();
    const [closed, named] = [await seal.close("a"), await seal.nameOf("a")];
    await seal.discard();
    expect(await seal.open(closed)).toBeUndefined();
    expect(await seal.nameOf("a")).not.toBe(named);
    expect(await seal.open(await seal.close("b"))).toBe("b");
  });
});

test("another profile opens nothing", async () => {
  const closed = await fresh().life().close("a");
  expect(await fresh().life().open(closed)).toBeUndefined();
});

test("the keys stand in the database as keys that cannot be exported", async () => {
  const { name, life } = fresh();
  const seal = life();
  await seal.close("a");
  await seal.nameOf("a");
  const keys: unknown[] = await (await openDB(name, 1)).getAll("keys");
  expect(keys).toHaveLength(2);
  for (const key of keys) {
    expect(key).toBeInstanceOf(CryptoKey);
    await expect(crypto.subtle.exportKey("raw", key as CryptoKey)).rejects.toThrow();
  }
});

test("two lives that make a key at once end with the same", async () => {
  const { life } = fresh();
  const [one, other] = [life(), life()];
  const [a, b] = await Promise.all([one.close("a"), other.close("b")]);
  expect([await other.open(a), await one.open(b)]).toEqual(["a", "b"]);
});
