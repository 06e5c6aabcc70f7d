// Sealing to people: JWE (RFC 7516) with one recipient for each key, ECDH-ES+A256KW and A256GCM.
import { GeneralEncrypt, importJWK } from "jose";
import type { Sealer } from "../app/ports.ts";

/** Plain texts are filled up to a multiple of this many bytes: the length tells little of what was written. */
const stepBytes = 512;

/** JSON may end in spaces. */
function filled(plain: string): Uint8Array {
  const bytes = new TextEncoder().encode(plain);
  const whole = Math.max(1, Math.ceil(bytes.length / stepBytes)) * stepBytes;
  const out = new Uint8Array(whole).fill(32);
  out.set(bytes);
  return out;
}

export function createSealer(): Sealer {
  return {
    async seal(keys, plain, bound) {
      if (keys.length === 0) throw new Error("no key to seal to");
      const sealing = new GeneralEncrypt(filled(plain))
        .setProtectedHeader({ enc: "A256GCM" })
        .setAdditionalAuthenticatedData(new TextEncoder().encode(bound));
      for (const { kid, kty, crv, x, y } of keys) {
        sealing
          .addRecipient(await importJWK({ kty, crv, x, y }, "ECDH-ES+A256KW"))
          .setUnprotectedHeader({ alg: "ECDH-ES+A256KW", kid });
      }
      return JSON.stringify(await sealing.encrypt());
    },
  };
}
