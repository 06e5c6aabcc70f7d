// Sealed by the extension's own adapter, opened by the desk's own code.
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";
import { describe, expect, test } from "vitest";
import { openSealed, type OpenKey } from "../../../collector/console/open-sealed.ts";
import type { SafeguardingKey } from "../../../lib/contract/safeguarding-keys.ts";
import { createSealer } from "../../../lib/platform/sealer.ts";

interface Holder {
  readonly public: SafeguardingKey;
  readonly open: OpenKey;
}

async function holder(name: string): Promise<Holder> {
  const { publicKey, privateKey } = await generateKeyPair("ECDH-ES+A256KW", { crv: "P-256" });
  const { x = "", y = "" } = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint({ kty: "EC", crv: "P-256", x, y });
  return {
    public: { kid, kty: "EC", crv: "P-256", x, y, holder: name, addedAtMs: 0 },
    open: { kid, key: privateKey },
  };
}

const sealer = createSealer();
const plain = JSON.stringify({ words: "the purple elephant ’ 🐘" });
const bound = "01ARZ3NDEKTSV4RRFFQ69G5FAV worry";

describe("sealed to two people", async () => {
  const [maple, birch, stranger] = await Promise.all(
    ["Ms Maple", "Mr Birch", "nobody"].map(holder),
  );
  if (maple === undefined || birch === undefined || stranger === undefined) throw new Error();
  const sealed = await sealer.seal([maple.public, birch.public], plain, bound);

  test.each([
    ["the first", maple],
    ["the second", birch],
  ])("%s opens it", async (_name, who) => {
    const opened = await openSealed(sealed, bound, [stranger.open, who.open]);
    expect(opened).toEqual({ ok: true, plain: JSON.parse(plain) });
  });

  test("nobody else does", async () => {
    expect(await openSealed(sealed, bound, [stranger.open])).toEqual({ ok: false, why: "no-key" });
    const lie = { kid: maple.open.kid, key: stranger.open.key };
    expect(await openSealed(sealed, bound, [lie])).toEqual({ ok: false, why: "damaged" });
  });

  test("not beside another event", async () => {
    const opened = await openSealed(sealed, bound.replace("worry", "finding"), [maple.open]);
    expect(opened).toEqual({ ok: false, why: "damaged" });
  });

  test.each([
    ["", "damaged"],
    ["{}", "damaged"],
    ["null", "damaged"],
    ['{"recipients":[]}', "no-key"],
    [sealed.replace(/"ciphertext":"./, '"ciphertext":"-'), "damaged"],
    [sealed.slice(0, -20), "damaged"],
  ])("damaged is told, not thrown (%#)", async (given, why) => {
    expect(await openSealed(given, bound, [maple.open])).toEqual({ ok: false, why });
  });

  test("neither words nor their length stand in it", async () => {
    expect(sealed).not.toContain("elephant");
    const short = await sealer.seal([maple.public, birch.public], "{}", bound);
    expect(short.length).toBe(sealed.length);
    const long = await sealer.seal([maple.public, birch.public], `"${"x".repeat(600)}"`, bound);
    expect(long.length).toBeGreaterThan(sealed.length);
  });
});

test("without a key nothing is sealed, and that is an error", async () => {
  await expect(sealer.seal([], plain, bound)).rejects.toThrow("no key");
});
