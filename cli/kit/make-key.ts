// The key that gives the extension its id. Whoever holds it can publish an update, so it never leaves the folder
// it was made in.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export interface ExtensionKey {
  /** PKCS #8 PEM. Secret. */
  readonly privatePem: string;
  /** SubjectPublicKeyInfo in DER. */
  readonly publicDer: Buffer;
  /** 32 letters from a to p: what Chromium calls the extension. */
  readonly extensionId: string;
  /** `publicDer` in base 64, as `key` stands in manifest.json: an unpacked copy then has the same id. */
  readonly manifestKey: string;
}

/**
 * The id Chromium gives to the holder of a public key: the first 16 bytes of its SHA-256, each half byte a letter.
 * Source: `crx_file::id_util::GenerateId` in Chromium.
 */
export function extensionIdOf(publicDer: Uint8Array): string {
  const digest = createHash("sha256").update(publicDer).digest().subarray(0, 16);
  const first = "a".charCodeAt(0);
  return [...digest]
    .flatMap((byte) => [byte >> 4, byte & 15])
    .map((half) => String.fromCharCode(first + half))
    .join("");
}

/** Reads a key. Throws when the text is no private RSA key in PEM: nothing can be built without one. */
export function readKey(privatePem: string): ExtensionKey {
  const privateKey = createPrivateKey(privatePem);
  if (privateKey.asymmetricKeyType !== "rsa") {
    throw new Error(
      `the extension's key is of type ${String(privateKey.asymmetricKeyType)}; expected an RSA key`,
    );
  }
  const publicDer = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  return {
    privatePem,
    publicDer,
    extensionId: extensionIdOf(publicDer),
    manifestKey: publicDer.toString("base64"),
  };
}

/** Makes a new RSA key of 2048 bits. */
export function makeKey(): ExtensionKey {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return readKey(privateKey.export({ type: "pkcs8", format: "pem" }).toString());
}

/** The key kept at `path`; made and written (readable by its owner alone) where there is none yet. */
export function keepKey(path: string): { key: ExtensionKey; made: boolean } {
  if (existsSync(path)) return { key: readKey(readFileSync(path, "utf8")), made: false };
  const key = makeKey();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, key.privatePem, { mode: 0o600 });
  return { key, made: true };
}
