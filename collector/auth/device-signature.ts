// Whether a request was signed by the device that it names. The header and what is signed: lib/contract/device-signature.ts.
import { createHash, createPublicKey, verify, type KeyObject } from "node:crypto";
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

/** Never throws: what cannot be checked is not signed. */
export function isSignedBy(
  key: KeyObject | undefined,
  signed: { readonly head: SignedHead; readonly signature: string },
  request: { readonly method: string; readonly path: string; readonly sent: Uint8Array },
): boolean {
  if (key === undefined) return false;
  const hash = createHash("sha256").update(request.sent).digest("base64url");
  const text = signedText(signed.head, request.method, request.path, hash);
  try {
    return verify(
      "sha256",
      Buffer.from(text, "utf8"),
      { key, dsaEncoding: "ieee-p1363" },
      Buffer.from(signed.signature, "base64url"),
    );
  } catch {
    return false;
  }
}
