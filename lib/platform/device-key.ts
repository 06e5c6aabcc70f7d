// The device's own key: ECDSA P-256, made here and never to be read out, not even by us; and the count of what it has
// signed. IndexedDB keeps a CryptoKey as it is.
import { openDB } from "idb";
import type { DeviceKey } from "../app/ports.ts";
import { anyBytesLeast, freeBytes } from "./disk-room.ts";
import { findOrMake, keepOpen } from "./keep-open.ts";

const strict = { durability: "strict" } as const;
const ecdsa = { name: "ECDSA", namedCurve: "P-256" } as const;

function toBase64Url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

function isPair(stored: unknown): stored is CryptoKeyPair {
  return (
    typeof stored === "object" &&
    stored !== null &&
    "privateKey" in stored &&
    stored.privateKey instanceof CryptoKey &&
    "publicKey" in stored &&
    stored.publicKey instanceof CryptoKey
  );
}

export function createDeviceKey(
  database = "schoolgate-device",
  subtle: SubtleCrypto = crypto.subtle,
  room: () => Promise<number> = freeBytes,
): DeviceKey {
  /** The last count that a full disk could not note. */
  let unwritten = 0;
  let finding: Promise<CryptoKeyPair> | undefined;
  const open = keepOpen(() =>
    openDB(database, 1, { upgrade: (db) => void db.createObjectStore("device") }),
  );

  const find = async (): Promise<CryptoKeyPair> =>
    findOrMake(await open(), { store: "device", name: "keys" }, isPair, () =>
      subtle.generateKey(ecdsa, false, ["sign", "verify"]),
    );

  function keys(): Promise<CryptoKeyPair> {
    finding ??= find().catch((error: unknown) => {
      finding = undefined;
      throw error;
    });
    return finding;
  }

  return {
    async publicKey() {
      return toBase64Url(await subtle.exportKey("raw", (await keys()).publicKey));
    },
    async nextCount(atLeast) {
      const db = await open();
      const after = (last: unknown): number =>
        Math.max(typeof last === "number" ? last + 1 : 1, unwritten + 1, Math.floor(atLeast));
      if ((await room()) < anyBytesLeast) {
        // Not noted; in the next life the clock (`atLeast`) has gone on.
        unwritten = after(await db.get("device", "count"));
        return unwritten;
      }
      const step = db.transaction("device", "readwrite", strict);
      const count = after(await step.store.get("count"));
      await step.store.put(count, "count");
      await step.done;
      return count;
    },
    async sign(text) {
      const bytes = new TextEncoder().encode(text);
      const { privateKey } = await keys();
      return toBase64Url(await subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, bytes));
    },
  };
}
