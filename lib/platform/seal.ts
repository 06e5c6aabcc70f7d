// Text that only this browser profile can open: AES-GCM with a key that cannot be read out, not even by us.
import { openDB } from "idb";
import type { Seal, Vault } from "../app/ports.ts";
import { findOrMake, keepOpen } from "./keep-open.ts";

const ivBytes = 12;
const nameChars = 16;

type KeyName = "seal" | "name";
const isKey = (stored: unknown): stored is CryptoKey => stored instanceof CryptoKey;

/** `database` names where the keys stand; a CryptoKey that may not be exported can be kept, and used, and no more. */
export function createSeal(
  database = "schoolgate-seal",
  subtle: SubtleCrypto = crypto.subtle,
): Seal {
  const keys = new Map<KeyName, Promise<CryptoKey>>();
  const open = keepOpen(() =>
    openDB(database, 1, { upgrade: (db) => void db.createObjectStore("keys") }),
  );

  const make = (name: KeyName): Promise<CryptoKey> =>
    name === "seal"
      ? subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"])
      : subtle.generateKey({ name: "HMAC", hash: "SHA-256", length: 256 }, false, ["sign"]);

  const find = async (name: KeyName): Promise<CryptoKey> =>
    findOrMake(await open(), { store: "keys", name }, isKey, () => make(name));

  function key(name: KeyName): Promise<CryptoKey> {
    const known = keys.get(name);
    if (known !== undefined) return known;
    const finding = find(name);
    keys.set(name, finding);
    finding.catch(() => keys.delete(name));
    return finding;
  }

  return {
    async close(text) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
      const sealed = await subtle.encrypt(
        { name: "AES-GCM", iv },
        await key("seal"),
        new TextEncoder().encode(text),
      );
      const bytes = new Uint8Array(ivBytes + sealed.byteLength);
      bytes.set(iv);
      bytes.set(new Uint8Array(sealed), ivBytes);
      return bytes;
    },
    async open(stored) {
      if (!(stored instanceof Uint8Array) || stored.length <= ivBytes) return undefined;
      const bytes = new Uint8Array(stored);
      const own = await key("seal");
      try {
        const iv = bytes.subarray(0, ivBytes);
        const text = await subtle.decrypt({ name: "AES-GCM", iv }, own, bytes.subarray(ivBytes));
        return new TextDecoder().decode(text);
      } catch {
        // Damaged, or closed with keys that were thrown away.
        return undefined;
      }
    },
    async nameOf(text) {
      const signed = await subtle.sign("HMAC", await key("name"), new TextEncoder().encode(text));
      return Array.from(new Uint8Array(signed), (byte) => byte.toString(16).padStart(2, "0"))
        .join("")
        .slice(0, nameChars);
    },
    async discard() {
      keys.clear();
      const db = await open();
      const step = db.transaction("keys", "readwrite", { durability: "strict" });
      await step.store.clear();
      await step.done;
    },
  };
}

/** Its keys stand apart from those of the seal, and are never thrown away. */
export const createVault = (): Vault => createSeal("schoolgate-vault");
