// The collector's key: policies, lists and orders are signed with it, and devices pin its public half.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Signed } from "../lib/contract/signed.ts";

export interface Signer {
  /** Raw Ed25519 key of 32 bytes, base64: the `policyKey` of the managed configuration. */
  readonly publicKey: string;
  /** Wraps a JSON text with its signature. */
  sign(payload: string): Signed;
}

const fileName = "signing-key.pem";
/** What an Ed25519 key in SubjectPublicKeyInfo (RFC 8410) has before its 32 bytes. */
const prefixBytes = 12;

/** Whether a data folder holds a key already. */
export function hasSigner(dataDir: string): boolean {
  return existsSync(join(dataDir, fileName));
}

/** Reads the key in the data folder, or makes it there (mode 0600). Throws where the folder cannot be written. */
export function loadSigner(dataDir: string): Signer {
  const path = join(dataDir, fileName);
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true });
    const { privateKey } = generateKeyPairSync("ed25519");
    const pem = privateKey.export({ type: "pkcs8", format: "pem" });
    // "wx": of two that start at once, one makes it and both read it.
    try {
      writeFileSync(path, pem, { mode: 0o600, flag: "wx" });
    } catch (error) {
      if (!existsSync(path)) throw error;
    }
  }
  const key = createPrivateKey(readFileSync(path));
  const der = createPublicKey(key).export({ type: "spki", format: "der" });
  return {
    publicKey: der.subarray(prefixBytes).toString("base64"),
    sign: (payload) => ({
      schoolgate: "signed",
      payload,
      signature: sign(null, Buffer.from(payload, "utf8"), key).toString("base64"),
    }),
  };
}
