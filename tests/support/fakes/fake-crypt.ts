// Digests and signatures by Node's own crypto, beside WebCrypto: the two are held to one answer by a test.
import { createHash, createHmac, createPublicKey, verify } from "node:crypto";
import type { Crypt } from "../../../lib/app/ports.ts";

/** What an Ed25519 key in SubjectPublicKeyInfo (RFC 8410) has before its 32 bytes. */
const keyHead = Buffer.from("302a300506032b6570032100", "hex");

export function createFakeCrypt(): Crypt {
  return {
    sha256: (bytes) => Promise.resolve(new Uint8Array(createHash("sha256").update(bytes).digest())),
    hmacSha256: (key, bytes) =>
      Promise.resolve(new Uint8Array(createHmac("sha256", key).update(bytes).digest())),
    isSigned(publicKey, text, signature) {
      try {
        const der = Buffer.concat([keyHead, Buffer.from(publicKey, "base64")]);
        const key = createPublicKey({ key: der, format: "der", type: "spki" });
        const isGood = verify(null, Buffer.from(text), key, Buffer.from(signature, "base64"));
        return Promise.resolve(isGood);
      } catch {
        return Promise.resolve(false);
      }
    },
  };
}
