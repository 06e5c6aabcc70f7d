// The real collector on a real SQLite file, in this process, that can be killed around its commits.
import { join } from "node:path";
import { createApp } from "../../collector/app.ts";
import { hashSecret } from "../../collector/auth/secret.ts";
import { loadSigner } from "../../collector/signing.ts";
import { openSqliteStore } from "../../collector/store/sqlite.ts";
import type { Store } from "../../collector/store/store.ts";
import { loadUnlockKey } from "../../collector/unlock-key.ts";
import type { SchoolgateEvent } from "../../lib/contract/event.ts";

export class CollectorDied extends Error {}

export interface SimCollector {
  /** Answers as over HTTP; rejects with `CollectorDied` where it died over it. */
  fetch(request: Request): Promise<Response>;
  /** Dies at the next batch that it would keep; a new one stands in its place at once, on the same file. */
  killNext(when: "before" | "after" | undefined): void;
  store(): Store;
  /** All events, in order of arrival. */
  events(): Promise<readonly SchoolgateEvent[]>;
  readonly lines: readonly string[];
  close(): Promise<void>;
}

export async function openSimCollector(given: {
  readonly folder: string;
  readonly token: string;
  readonly now: () => number;
  readonly readEvents: (file: string) => readonly SchoolgateEvent[];
}): Promise<SimCollector> {
  const file = join(given.folder, "collector.sqlite");
  const lines: string[] = [];
  const signer = loadSigner(given.folder);
  const unlockKey = loadUnlockKey(given.folder);
  let dying: "before" | "after" | undefined;
  let isDead = false;
  let store = openSqliteStore(file);
  await store.addDeviceToken(hashSecret(given.token), "faults", 0);

  function begin() {
    const own = store;
    const mortal: Store = {
      ...own,
      async keepEvents(incoming, signed) {
        const when = dying;
        dying = undefined;
        if (when === "before") {
          isDead = true;
          throw new CollectorDied();
        }
        const kept = await own.keepEvents(incoming, signed);
        if (when === "after") {
          isDead = true;
          throw new CollectorDied();
        }
        return kept;
      },
    };
    return createApp({
      store: mortal,
      now: given.now,
      school: async () => "Example Academy",
      signer,
      unlockKey,
      behindProxy: false,
      ending: new AbortController().signal,
      log: (line) => lines.push(line),
    });
  }
  let app = begin();

  return {
    async fetch(request) {
      const response = await app.fetch(request);
      if (!isDead) return response;
      isDead = false;
      await store.close();
      store = openSqliteStore(file);
      app = begin();
      throw new CollectorDied();
    },
    killNext(when) {
      dying = when;
    },
    store: () => store,
    events: async () => given.readEvents(file),
    lines,
    close: () => store.close(),
  };
}
