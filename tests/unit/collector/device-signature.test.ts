// A signature as devices send it (r and s), read as OpenSSL does: for every key, text and signature the answer is that of
// Node's own reading of the form.
import { createPublicKey, generateKeyPairSync, hash, sign, verify } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { derOfParts, isSignedBy } from "../../../collector/auth/device-signature.ts";
import { signedText, type SignedHead } from "../../../lib/contract/device-signature.ts";
import { makeDeviceId } from "../../../lib/contract/ids.ts";

const form = { dsaEncoding: "ieee-p1363" } as const;
const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
const publicKey = createPublicKey({ format: "jwk", key: pair.publicKey.export({ format: "jwk" }) });
const head: SignedHead = { device: makeDeviceId(0, new Uint8Array(16)), timeMs: 5, count: 7 };

const sentText = (sent: Uint8Array) =>
  Buffer.from(signedText(head, "POST", "/a", hash("sha256", sent, "base64url")));
const request = (sent: Uint8Array) => ({ method: "POST", path: "/a", sent });

test("what was signed is signed; with one bit changed, in the body or in the signature, it is not", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), fc.nat({ max: 511 }), async (sent, bit) => {
      const made = sign("sha256", sentText(sent), { key: pair.privateKey, ...form });
      const asSent = (bytes: Buffer) => ({ head, signature: bytes.toString("base64url") });
      expect(await isSignedBy(publicKey, asSent(made), request(sent))).toBe(true);
      const other = Uint8Array.from([...sent, 1]);
      expect(await isSignedBy(publicKey, asSent(made), request(other))).toBe(false);
      const bent = Buffer.from(made);
      bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await isSignedBy(publicKey, asSent(bent), request(sent))).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test("any 64 bytes are judged as Node judges them in their own form", async () => {
  // Zeros before a number, a high first bit, nothing at all: where the two forms differ.
  const part = fc
    .tuple(fc.nat({ max: 32 }), fc.constantFrom(0, 1, 127, 128, 255), fc.uint8Array())
    .map(([zeros, first, rest]) =>
      Buffer.concat([Buffer.alloc(zeros), Buffer.from([first]), rest, Buffer.alloc(32)]).subarray(
        0,
        32,
      ),
    );
  await fc.assert(
    fc.asyncProperty(part, part, async (r, s) => {
      const parts = Buffer.concat([r, s]);
      const sent = Buffer.from("body");
      const read = { head, signature: parts.toString("base64url") };
      const expected = verify("sha256", sentText(sent), { key: publicKey, ...form }, parts);
      expect(await isSignedBy(publicKey, read, request(sent))).toBe(expected);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ["nothing", Buffer.alloc(0), undefined],
  ["63 bytes", Buffer.alloc(63, 1), undefined],
  ["65 bytes", Buffer.alloc(65, 1), undefined],
  [
    "short numbers lose their zeros",
    Buffer.concat([Buffer.alloc(31), Buffer.from([5]), Buffer.alloc(31), Buffer.from([127])]),
    "300602010502017f",
  ],
  [
    "a high first bit gets one",
    Buffer.concat([Buffer.alloc(31), Buffer.from([128]), Buffer.alloc(32)]),
    "300702020080020100",
  ],
])("DER of %s", (_, parts, expected) => {
  expect(derOfParts(parts)?.toString("hex")).toBe(expected);
});

test("no key, no signature", async () => {
  const read = { head, signature: Buffer.alloc(64, 1).toString("base64url") };
  expect(await isSignedBy(undefined, read, request(new Uint8Array()))).toBe(false);
});
