// Whether a request was signed by the device that it names. The header and what is signed: lib/contract/device-signature.ts.
import { createPublicKey, hash, verify, type KeyObject } from "node:crypto";
import type { Context } from "hono";
import { headerOf } from "../http/incoming.ts";
import {
  readSignature,
  signatureHeader,
  signedText,
  type SignedHead,
} from "../../lib/contract/device-signature.ts";

export type HeaderRead =
  | { readonly kind: "none" }
  | { readonly kind: "malformed" }
  | { readonly kind: "signed"; readonly head: SignedHead; readonly signature: string };

/** What the request says of who sent it; nothing of it is checked yet. */
export function signatureOf(c: Context): HeaderRead {
  const header = headerOf(c, signatureHeader.toLowerCase());
  if (header === undefined) return { kind: "none" };
  const read = readSignature(header);
  return read === undefined ? { kind: "malformed" } : { kind: "signed", ...read };
}

const pointBytes = 65;

/** The key of a point (base64url, uncompressed), or undefined where it is none on the curve. */
export function keyOfPoint(point: string): KeyObject | undefined {
  const bytes = Buffer.from(point, "base64url");
  if (bytes.length !== pointBytes || bytes[0] !== 4) return undefined;
  try {
    return createPublicKey({
      format: "jwk",
      key: {
        kty: "EC",
        crv: "P-256",
        x: bytes.subarray(1, 33).toString("base64url"),
        y: bytes.subarray(33).toString("base64url"),
      },
    });
  } catch {
    return undefined;
  }
}

const partBytes = 32;

/** A positive number as DER writes it: no zeros before it but one that keeps it from being negative. */
function derNumber(bytes: Buffer): Buffer {
  let from = 0;
  while (from < bytes.length - 1 && bytes[from] === 0) from += 1;
  const rest = bytes.subarray(from);
  const isHigh = (rest[0] ?? 0) > 127;
  return Buffer.concat([Buffer.from(isHigh ? [2, rest.length + 1, 0] : [2, rest.length]), rest]);
}

/**
 * A signature as r and s (64 bytes) in the form that OpenSSL reads. Node does the same where it is asked to, and takes the
 * key apart for it each time: as long as half the check itself.
 */
export function derOfParts(parts: Buffer): Buffer | undefined {
  if (parts.length !== 2 * partBytes) return undefined;
  const numbers = [derNumber(parts.subarray(0, partBytes)), derNumber(parts.subarray(partBytes))];
  const length = numbers.reduce((sum, number) => sum + number.length, 0);
  return Buffer.concat([Buffer.from([0x30, length]), ...numbers]);
}

/** Never rejects: what cannot be checked is not signed. The sum is done on another thread. */
export function isSignedBy(
  key: KeyObject | undefined,
  signed: { readonly head: SignedHead; readonly signature: string },
  request: { readonly method: string; readonly path: string; readonly sent: Uint8Array },
): Promise<boolean> {
  const signature = derOfParts(Buffer.from(signed.signature, "base64url"));
  if (key === undefined || signature === undefined) return Promise.resolve(false);
  const bodyHash = hash("sha256", request.sent, "base64url");
  const text = signedText(signed.head, request.method, request.path, bodyHash);
  return new Promise((resolve) => {
    try {
      verify("sha256", Buffer.from(text, "utf8"), key, signature, (error, isTrue) =>
        resolve(error === null && isTrue),
      );
    } catch {
      resolve(false);
    }
  });
}
