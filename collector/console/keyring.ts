// The keys of a school's safeguarding people, made and opened in their own browser. The collector keeps them wrapped by
// a passphrase, and a second time by the code on a printed recovery sheet; it can open neither.
import {
  calculateJwkThumbprint,
  CompactEncrypt,
  compactDecrypt,
  exportJWK,
  generateKeyPair,
  importJWK,
} from "jose";
import {
  safeguardingKeySchema,
  type SafeguardingKey,
  type SafeguardingKeys,
} from "../../lib/contract/safeguarding-keys.ts";
import type { Signed } from "../../lib/contract/signed.ts";
import type { HeldKey } from "../review/held-keys.ts";
import { openSealed, type OpenKey } from "./open-sealed.ts";

/** OWASP's figure for PBKDF2 with SHA-512 is 210,000; a lead opens this once a day. */
const rounds = 600_000;
const shortestPassphrase = 12;

/** An opened ring: what the reader can open, and the root key that signs whom devices seal to. */
export interface Keyring {
  readonly own: OpenKey;
  /** Ed25519, PKCS 8 in base64. */
  readonly root: string;
}

/** Letters and digits that nobody mistakes for one another (Crockford's base 32). */
const sheetLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 160 bits in eight groups of four, as they are printed. */
export function makeRecoveryCode(): string {
  const letters = Array.from(
    crypto.getRandomValues(new Uint8Array(32)),
    (byte) => sheetLetters[byte & 31],
  );
  return Array.from({ length: 8 }, (_, at) => letters.slice(at * 4, at * 4 + 4).join("")).join("-");
}

/** As it is typed from paper: small letters, spaces, O for 0, I and L for 1. */
export function readRecoveryCode(typed: string): string {
  const plain = typed.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");
  return plain.replace(/[^0-9A-Z]|U/g, "");
}

/** What is wrong with a passphrase, in words for the reader, or "". */
export function faultOfPassphrase(passphrase: string): string {
  if (passphrase.trim().length < shortestPassphrase) {
    return `Please use at least ${shortestPassphrase} characters: three or four words that only you would put together.`;
  }
  return /^(.)\1*$/.test(passphrase.trim()) ? "Please use different characters." : "";
}

async function wrap(text: string, secret: string): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: "PBES2-HS512+A256KW", enc: "A256GCM" })
    .setKeyManagementParameters({ p2c: rounds })
    .encrypt(new TextEncoder().encode(secret.normalize("NFC")));
}

async function unwrap(wrapped: string, secret: string): Promise<string | undefined> {
  try {
    const { plaintext } = await compactDecrypt(
      wrapped,
      new TextEncoder().encode(secret.normalize("NFC")),
      { keyManagementAlgorithms: ["PBES2-HS512+A256KW"], maxPBES2Count: rounds },
    );
    return new TextDecoder().decode(plaintext);
  } catch {
    return undefined;
  }
}

function toBase64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** A new root: its public half (32 bytes, base64) is what devices hold the list of keys to. */
export async function makeRoot(): Promise<{ readonly publicKey: string; readonly root: string }> {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  if (!("privateKey" in pair)) throw new Error("this browser makes no Ed25519 keys");
  const [publicKey, root] = await Promise.all([
    crypto.subtle.exportKey("raw", pair.publicKey),
    crypto.subtle.exportKey("pkcs8", pair.privateKey),
  ]);
  return { publicKey: toBase64(publicKey), root: toBase64(root) };
}

/** A key for one person. `held` goes to the collector; the code is shown once, to be printed. */
export async function makeKey(
  holder: string,
  passphrase: string,
  atMs: number,
): Promise<{
  readonly held: Omit<HeldKey, "account">;
  readonly own: OpenKey;
  readonly recoveryCode: string;
}> {
  const pair = await generateKeyPair("ECDH-ES+A256KW", { crv: "P-256", extractable: true });
  const { x = "", y = "", d = "" } = await exportJWK(pair.privateKey);
  const kid = await calculateJwkThumbprint({ kty: "EC", crv: "P-256", x, y });
  const publicKey: SafeguardingKey = {
    kid,
    kty: "EC",
    crv: "P-256",
    x,
    y,
    holder,
    addedAtMs: atMs,
  };
  const text = JSON.stringify({ x, y, d });
  const recoveryCode = makeRecoveryCode();
  const [byPassphrase, byRecovery] = await Promise.all([
    wrap(text, passphrase),
    wrap(text, readRecoveryCode(recoveryCode)),
  ]);
  return {
    held: { key: publicKey, byPassphrase, byRecovery },
    own: { kid, key: await importPrivate({ x, y, d }) },
    recoveryCode,
  };
}

async function importPrivate(parts: {
  readonly x: string;
  readonly y: string;
  readonly d: string;
}): Promise<CryptoKey> {
  const key = await importJWK({ kty: "EC", crv: "P-256", ...parts }, "ECDH-ES+A256KW");
  if (key instanceof Uint8Array) throw new Error("a key of bytes");
  return key;
}

/** Opens a held key with the passphrase or with the code of the sheet; undefined where neither fits. */
export async function openHeld(
  held: Pick<HeldKey, "key" | "byPassphrase" | "byRecovery">,
  secret: { readonly passphrase: string } | { readonly recoveryCode: string },
): Promise<OpenKey | undefined> {
  const text = await ("passphrase" in secret
    ? unwrap(held.byPassphrase, secret.passphrase)
    : unwrap(held.byRecovery, readRecoveryCode(secret.recoveryCode)));
  if (text === undefined) return undefined;
  try {
    const { x, y, d } = JSON.parse(text) as { x: string; y: string; d: string };
    // The collector could have put another's public half beside it: what is sealed to that would be lost to us.
    if (x !== held.key.x || y !== held.key.y) return undefined;
    return { kid: held.key.kid, key: await importPrivate({ x, y, d }) };
  } catch {
    return undefined;
  }
}

/** Wraps an opened key anew: who forgot the passphrase and has the sheet chooses another. */
export async function rewrap(
  held: Omit<HeldKey, "account">,
  recoveryCode: string,
  passphrase: string,
): Promise<Omit<HeldKey, "account"> | undefined> {
  const text = await unwrap(held.byRecovery, readRecoveryCode(recoveryCode));
  return text === undefined ? undefined : { ...held, byPassphrase: await wrap(text, passphrase) };
}

/** The list of keys, signed by the root. Throws where the browser cannot. */
export async function signKeys(list: SafeguardingKeys, root: string): Promise<Signed> {
  const key = await crypto.subtle.importKey("pkcs8", fromBase64(root), "Ed25519", false, ["sign"]);
  const payload = JSON.stringify(list);
  const signature = await crypto.subtle.sign("Ed25519", key, new TextEncoder().encode(payload));
  return { schoolgate: "signed", payload, signature: toBase64(signature) };
}

/** Whether the list is signed by the root that the reader holds: a collector that put in keys of its own is found out. */
export async function isSignedBy(root: string, publicKey: string, list: Signed): Promise<boolean> {
  try {
    const pair = await crypto.subtle.importKey("pkcs8", fromBase64(root), "Ed25519", true, [
      "sign",
    ]);
    const { x } = await crypto.subtle.exportKey("jwk", pair);
    const bytes = Uint8Array.from(atob((x ?? "").replace(/-/g, "+").replace(/_/g, "/")), (letter) =>
      letter.charCodeAt(0),
    );
    if (toBase64(bytes.buffer) !== publicKey) return false;
    const key = await crypto.subtle.importKey("raw", bytes, "Ed25519", false, ["verify"]);
    const payload = new TextEncoder().encode(list.payload);
    return await crypto.subtle.verify("Ed25519", key, fromBase64(list.signature), payload);
  } catch {
    return false;
  }
}

/** What the sealed root is bound to. */
export const rootBound = "schoolgate root";

/** The root key out of its seal; undefined where this key does not open it. */
export async function openRoot(sealedRoot: string, own: OpenKey): Promise<string | undefined> {
  const opened = await openSealed(sealedRoot, rootBound, [own]);
  return opened.ok && typeof opened.plain === "string" ? opened.plain : undefined;
}

/** Whether a key is what its name says: the thumbprint of its own coordinates. */
export async function isTrueKey(key: SafeguardingKey): Promise<boolean> {
  const parsed = safeguardingKeySchema.safeParse(key);
  if (!parsed.success) return false;
  const { kid, kty, crv, x, y } = parsed.data;
  return (await calculateJwkThumbprint({ kty, crv, x, y })) === kid;
}
