// WebCrypto. Keys are imported once: the look-up of one address takes several hashes with the same one.
import type { Crypt } from "../app/ports.ts";

/** What WebCrypto takes: bytes that nobody else shares. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer
    ? (bytes as Uint8Array<ArrayBuffer>)
    : new Uint8Array(bytes);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** How many keys are kept ready: the confidential list's and that of unlock codes. */
const mostKeys = 4;

export function createCrypt(subtle: SubtleCrypto = crypto.subtle): Crypt {
  const keys: { readonly bytes: Uint8Array; readonly key: Promise<CryptoKey> }[] = [];

  function hmacKey(bytes: Uint8Array): Promise<CryptoKey> {
    const known = keys.find(
      (one) =>
        one.bytes.length === bytes.length && one.bytes.every((byte, at) => byte === bytes[at]),
    );
    if (known !== undefined) return known.key;
    const copy = new Uint8Array(bytes);
    const key = subtle.importKey("raw", copy, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    const kept = { bytes: copy, key };
    keys.unshift(kept);
    keys.length = Math.min(keys.length, mostKeys);
    key.catch(() => void keys.splice(keys.indexOf(kept), keys.includes(kept) ? 1 : 0));
    return key;
  }

  return {
    sha256: async (bytes) => new Uint8Array(await subtle.digest("SHA-256", own(bytes))),
    hmacSha256: async (key, bytes) =>
      new Uint8Array(await subtle.sign("HMAC", await hmacKey(key), own(bytes))),
    async isSigned(publicKey, text, signature) {
      try {
        const key = await subtle.importKey("raw", fromBase64(publicKey), "Ed25519", false, [
          "verify",
        ]);
        const bytes = new TextEncoder().encode(text);
        return await subtle.verify("Ed25519", key, fromBase64(signature), bytes);
      } catch {
        // No base64, no such key, or a browser without Ed25519: what cannot be checked does not count.
        return false;
      }
    },
  };
}
