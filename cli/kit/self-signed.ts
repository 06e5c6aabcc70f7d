// A certificate for the stand-in web. Many real hosts are https-only by a list inside Chromium, so standing in for
// them needs TLS; the browser is told to take this one key and no other.
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

export interface SelfSigned {
  readonly keyPem: string;
  readonly certificatePem: string;
  /** Base-64 SHA-256 of the public key: what `--ignore-certificate-errors-spki-list` takes. */
  readonly keyHash: string;
}

const tag = {
  integer: 2,
  bits: 3,
  oid: 6,
  utf8: 12,
  sequence: 0x30,
  set: 0x31,
  time: 0x18,
} as const;

function der(kind: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([kind, ...size]), content]);
}

const oid = (hex: string): Buffer => der(tag.oid, Buffer.from(hex, "hex"));
/** ecdsa-with-SHA256, RFC 5758. */
const signatureAlgorithm = der(tag.sequence, oid("2a8648ce3d040302"));
const commonName = oid("550403");

function nameOf(text: string): Buffer {
  const attribute = der(tag.sequence, commonName, der(tag.utf8, Buffer.from(text, "utf8")));
  return der(tag.sequence, der(tag.set, attribute));
}

function timeOf(atMs: number): Buffer {
  const digits = new Date(atMs).toISOString().replace(/[-:T]/g, "").slice(0, 14);
  return der(tag.time, Buffer.from(`${digits}Z`, "latin1"));
}

/** Makes a self-signed certificate for EC P-256, good for a day either side of `atMs` (Unix milliseconds). */
export function makeSelfSigned(commonNameText: string, atMs: number): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  const dayMs = 86_400_000;
  const name = nameOf(commonNameText);
  const serial = randomBytes(8);
  serial[0] = 1;
  const signed = der(
    tag.sequence,
    der(0xa0, der(tag.integer, Buffer.from([2]))),
    der(tag.integer, serial),
    signatureAlgorithm,
    name,
    der(tag.sequence, timeOf(atMs - dayMs), timeOf(atMs + dayMs)),
    name,
    spki,
  );
  const signature = sign("sha256", signed, privateKey);
  const certificate = der(
    tag.sequence,
    signed,
    signatureAlgorithm,
    der(tag.bits, Buffer.from([0]), signature),
  );
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    keyPem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificatePem: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join(
      "\n",
    ),
    keyHash: createHash("sha256").update(spki).digest("base64"),
  };
}
