// Big things by name: host tables and the school's lists. IndexedDB, a database of its own, since it may be cleared.
import { openDB } from "idb";
import type { IDBPDatabase } from "idb";
import type { BlobStore } from "../app/ports.ts";

export function createBlobStore(name = "schoolgate-blobs"): BlobStore {
  let opened: Promise<IDBPDatabase> | undefined;
  function database(): Promise<IDBPDatabase> {
    if (opened !== undefined) return opened;
    const opening = openDB(name, 1, { upgrade: (db) => void db.createObjectStore("blobs") }).then(
      (db) => {
        db.addEventListener("close", () => (opened = undefined));
        return db;
      },
    );
    opened = opening;
    opening.catch(() => (opened = undefined));
    return opening;
  }
  return {
    async get(key): Promise<unknown> {
      const value: unknown = await (await database()).get("blobs", key);
      return value;
    },
    async set(key, value) {
      await (await database()).put("blobs", value, key);
    },
    async remove(key) {
      await (await database()).delete("blobs", key);
    },
    async names() {
      return (await (await database()).getAllKeys("blobs")).filter(
        (key) => typeof key === "string",
      );
    },
  };
}
