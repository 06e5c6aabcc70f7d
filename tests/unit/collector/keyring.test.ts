// The lead's keys from the first passphrase to a deputy who joins, as a browser does it; Node has the same WebCrypto.
import { beforeAll, describe, expect, test } from "vitest";
import {
  faultOfPassphrase,
  isTrueKey,
  makeKey,
  makeRecoveryCode,
  makeRoot,
  openHeld,
  openRoot,
  readRecoveryCode,
  rewrap,
  rootBound,
  signKeys,
} from "../../../collector/console/keyring.ts";
import { openSealed } from "../../../collector/console/open-sealed.ts";
import { sealTo } from "../../../collector/console/seal-to.ts";
import { keepingSchema, listOf } from "../../../collector/review/held-keys.ts";
import type { SafeguardingKeys } from "../../../lib/contract/safeguarding-keys.ts";
import { createCrypt } from "../../../lib/platform/crypt.ts";

const passphrase = "four quiet green teapots";
const atMs = Date.UTC(2026, 10, 22);
type Made = Awaited<ReturnType<typeof makeKey>>;
let maple: Made;
let birch: Made;
beforeAll(async () => {
  [maple, birch] = await Promise.all([
    makeKey("Ms Maple", passphrase, atMs),
    makeKey("Mr Birch", "another long passphrase", atMs),
  ]);
});

describe("a key that was made", () => {
  test("opens by its passphrase, and by the code of its sheet as people type it", async () => {
    expect((await openHeld(maple.held, { passphrase }))?.kid).toBe(maple.held.key.kid);
    const typed = maple.recoveryCode.toLowerCase().replaceAll("-", " ").replaceAll("0", "o");
    expect((await openHeld(maple.held, { recoveryCode: typed }))?.kid).toBe(maple.held.key.kid);
  });

  test("opens by nothing else", async () => {
    expect(await openHeld(maple.held, { passphrase: `${passphrase}.` })).toBeUndefined();
    expect(await openHeld(maple.held, { recoveryCode: birch.recoveryCode })).toBeUndefined();
    expect(await openHeld(birch.held, { passphrase })).toBeUndefined();
  });

  test("does not open beside another's public half", async () => {
    const swapped = { ...maple.held, key: birch.held.key };
    expect(await openHeld(swapped, { passphrase })).toBeUndefined();
  });

  test("is true to its name, and another's is not", async () => {
    expect(await isTrueKey(maple.held.key)).toBe(true);
    expect(await isTrueKey({ ...maple.held.key, x: birch.held.key.x })).toBe(false);
  });

  test("takes another passphrase by its sheet", async () => {
    const next = await rewrap(maple.held, maple.recoveryCode, "a wholly new passphrase");
    if (next === undefined) throw new Error("not wrapped");
    expect(await openHeld(next, { passphrase })).toBeUndefined();
    expect((await openHeld(next, { passphrase: "a wholly new passphrase" }))?.kid).toBe(
      maple.held.key.kid,
    );
    expect(await rewrap(maple.held, birch.recoveryCode, passphrase)).toBeUndefined();
  });
});

test("the collector's copy holds neither a private half nor the passphrase", async () => {
  const { publicKey, root } = await makeRoot();
  const list: SafeguardingKeys = {
    format: 1,
    serial: 1,
    madeAtMs: atMs,
    root: publicKey,
    keys: [maple.held.key, birch.held.key],
  };
  const keeping = keepingSchema.parse({
    list: await signKeys(list, root),
    sealedRoot: await sealTo(list.keys, root, rootBound),
    held: [
      { ...maple.held, account: "dsl" },
      { ...birch.held, account: "deputy" },
    ],
  });
  const text = JSON.stringify(keeping);
  expect(text).not.toContain(root);
  expect(text).not.toContain("teapots");
  expect(text).not.toContain(readRecoveryCode(maple.recoveryCode));
  expect(text).not.toMatch(/"d"\s*:/);
  expect(listOf(keeping)).toEqual(list);
  expect(await openRoot(keeping.sealedRoot, birch.own)).toBe(root);

  const { payload, signature } = keeping.list;
  const crypt = createCrypt();
  expect(await crypt.isSigned(publicKey, payload, signature)).toBe(true);
  expect(await crypt.isSigned(publicKey, `${payload} `, signature)).toBe(false);
});

test("who joins later opens what is sealed again to both, and the collector could not have done it", async () => {
  const before = await sealTo([maple.held.key], { words: "owl" }, "x");
  expect(await openSealed(before, "x", [birch.own])).toEqual({ ok: false, why: "no-key" });
  const opened = await openSealed(before, "x", [maple.own]);
  if (!opened.ok) throw new Error(opened.why);
  const after = await sealTo([maple.held.key, birch.held.key], opened.plain, "x");
  expect(await openSealed(after, "x", [birch.own])).toEqual({ ok: true, plain: { words: "owl" } });
});

test("codes differ, and hold 160 bits in letters that nobody mistakes", () => {
  const codes = Array.from({ length: 50 }, makeRecoveryCode);
  expect(new Set(codes).size).toBe(50);
  for (const code of codes) {
    expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(readRecoveryCode(code)).toHaveLength(32);
  }
});

test.each([
  ["", "at least 12"],
  ["short one", "at least 12"],
  ["aaaaaaaaaaaaaaa", "different"],
  ["four quiet green teapots", ""],
])("passphrase %o", (given, fault) => {
  const found = faultOfPassphrase(given);
  if (fault === "") expect(found).toBe("");
  else expect(found).toContain(fault);
});
