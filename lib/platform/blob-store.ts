// Big things by name: host tables and the school's lists. IndexedDB, a database of its own, since it may be cleared.
import { openDB } from "idb";
import type { BlobStore } from "../app/ports.ts";
import { freeBytes, newBytesLeast, noRoom } from "./disk-room.ts";
import { keepOpen } from "./keep-open.ts";

export function createBlobStore(name = "schoolgate-blobs"): BlobStore {
  const database = keepOpen(() =>
    openDB(name, 1, { upgrade: (db) => void db.createObjectStore("blobs") }),
  );
  return {
    async get(key): Promise<unknown> {
      const value: unknown = await (await database()).get("blobs", key);
      return value;
    },
    async set(key, value) {
      // What can be fetched again never takes the room of what cannot.
      if ((await freeBytes()) < newBytesLeast) throw noRoom();
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
