// Sealing in the lead's browser: the root key to each holder, and what was sealed before to a deputy who joins. The same
// form as a device's (`lib/platform/sealer.ts`); one test opens both.
import { GeneralEncrypt, importJWK } from "jose";
import type { SafeguardingKey } from "../../lib/contract/safeguarding-keys.ts";

const stepBytes = 512;

/** JWE as JSON text. Rejects without a key. */
export async function sealTo(
  keys: readonly SafeguardingKey[],
  plain: unknown,
  bound: string,
): Promise<string> {
  if (keys.length === 0) throw new Error("no key to seal to");
  const bytes = new TextEncoder().encode(JSON.stringify(plain));
  const whole = new Uint8Array(Math.ceil(bytes.length / stepBytes) * stepBytes).fill(32);
  whole.set(bytes);
  const sealing = new GeneralEncrypt(whole)
    .setProtectedHeader({ enc: "A256GCM" })
    .setAdditionalAuthenticatedData(new TextEncoder().encode(bound));
  for (const { kid, kty, crv, x, y } of keys) {
    sealing
      .addRecipient(await importJWK({ kty, crv, x, y }, "ECDH-ES+A256KW"))
      .setUnprotectedHeader({ alg: "ECDH-ES+A256KW", kid });
  }
  return JSON.stringify(await sealing.encrypt());
}
