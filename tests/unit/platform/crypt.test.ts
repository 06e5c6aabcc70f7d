import { generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCrypt } from "../../../lib/platform/crypt.ts";
import { createFakeCrypt } from "../../support/fakes/fake-crypt.ts";

const crypts = [
  ["WebCrypto", createCrypt()],
  ["the fake", createFakeCrypt()],
] as const;
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const bytes = (text: string) => new TextEncoder().encode(text);

const pair = generateKeyPairSync("ed25519");
const publicKey = pair.publicKey
  .export({ format: "der", type: "spki" })
  .subarray(12)
  .toString("base64");
const signed = (text: string) => sign(null, Buffer.from(text), pair.privateKey).toString("base64");

describe.each(crypts)("%s", (_name, crypt) => {
  test("SHA-256 of FIPS 180-4", async () => {
    expect(hex(await crypt.sha256(bytes("abc")))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });

  test("HMAC-SHA-256 of RFC 4231, case 2, and again with another key between", async () => {
    const wanted = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    const ask = () => crypt.hmacSha256(bytes("Jefe"), bytes("what do ya want for nothing?"));
    expect(hex(await ask())).toBe(wanted);
    for (let key = 0; key < 6; key += 1) await crypt.hmacSha256(bytes(`key ${key}`), bytes("x"));
    expect(hex(await ask())).toBe(wanted);
  });

  test("a key that its owner changes afterwards is another key", async () => {
    const key = bytes("Jefe");
    const before = hex(await crypt.hmacSha256(key, bytes("x")));
    key[0] = 1;
    expect(hex(await crypt.hmacSha256(key, bytes("x")))).not.toBe(before);
  });

  test.each([
    ["the signer's own", publicKey, "a text", signed("a text"), true],
    ["letters beyond ASCII", publicKey, "é ü 漢", signed("é ü 漢"), true],
    ["another text", publicKey, "another text", signed("a text"), false],
    ["another key", Buffer.alloc(32, 7).toString("base64"), "a text", signed("a text"), false],
    ["a key that is too short", "AAAA", "a text", signed("a text"), false],
    ["no base64", "%%%", "a text", signed("a text"), false],
    ["no signature", publicKey, "a text", "", false],
    ["a signature that is no base64", publicKey, "a text", "é", false],
  ])("a signature: %s", async (_case, key, text, signature, wanted) => {
    expect(await crypt.isSigned(key, text, signature)).toBe(wanted);
  });
});

test("both give one answer", async () => {
  const [[, one], [, other]] = crypts;
  const key = fc.uint8Array({ minLength: 1, maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(key, fc.uint8Array({ maxLength: 200 }), async (secret, text) => {
      expect(await one.hmacSha256(secret, text)).toEqual(await other.hmacSha256(secret, text));
      expect(await one.sha256(text)).toEqual(await other.sha256(text));
    }),
  );
});
