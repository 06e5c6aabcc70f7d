// What was sealed, opened in the reader's own browser: the collector holds neither the words nor a key to them.
import { generalDecrypt, type GeneralJWE } from "jose";

/** One opened key, and the name by which sealed texts address it. */
export interface OpenKey {
  readonly kid: string;
  readonly key: CryptoKey;
}

export type Opened =
  | { readonly ok: true; readonly plain: unknown }
  /** "no-key": sealed to others. "damaged": not as it was sealed, or put beside another event. */
  | { readonly ok: false; readonly why: "no-key" | "damaged" };

/** `bound`: the words that it was sealed beside. Never rejects. */
export async function openSealed(
  sealed: string,
  bound: string,
  keys: readonly OpenKey[],
): Promise<Opened> {
  try {
    const jwe = JSON.parse(sealed) as GeneralJWE;
    const named = new Set(jwe.recipients.map(({ header }) => header?.["kid"]));
    const own = keys.find(({ kid }) => named.has(kid));
    if (own === undefined) return { ok: false, why: "no-key" };
    const { plaintext, additionalAuthenticatedData } = await generalDecrypt(
      { ...jwe, recipients: jwe.recipients.filter(({ header }) => header?.["kid"] === own.kid) },
      own.key,
      { keyManagementAlgorithms: ["ECDH-ES+A256KW"], contentEncryptionAlgorithms: ["A256GCM"] },
    );
    const text = new TextDecoder();
    if (text.decode(additionalAuthenticatedData) !== bound) return { ok: false, why: "damaged" };
    return { ok: true, plain: JSON.parse(text.decode(plaintext)) };
  } catch {
    return { ok: false, why: "damaged" };
  }
}
