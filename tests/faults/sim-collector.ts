// The real collector on a real database, in this process, that can be killed around its commits; where the database is
// PostgreSQL, that too, at whatever line its server has come to.
import { createApp } from "../../collector/app.ts";
import { startHeadKeeper } from "../../collector/audit/head-keeper.ts";
import { hashSecret } from "../../collector/auth/secret.ts";
import { loadSigner } from "../../collector/signing.ts";
import { openStore } from "../../collector/store/open-store.ts";
import type { Store } from "../../collector/store/store.ts";
import { loadUnlockKey } from "../../collector/unlock-key.ts";
import type { SchoolgateEvent } from "../../lib/contract/event.ts";
import { openersOf } from "./openers-of.ts";
import { readEvents } from "./read-events.ts";
import type { SimDatabase } from "./sim-database.ts";

class CollectorDied extends Error {}

export interface SimCollector {
  /** Answers as over HTTP; rejects where it died over it. */
  fetch(request: Request): Promise<Response>;
  /** Somebody opens a case at the desk. True: they have seen it, so that it stands in the audit. */
  openCase(id: string, who: string): Promise<boolean>;
  /** Dies at the next batch or opening that it would keep; a new one stands in its place at once, on the same file. */
  killNext(when: "before" | "after" | undefined): void;
  /** The database's server dies while the next batch or opening is kept, `turns` turns after it began. */
  killDatabaseNext(turns: number | undefined): void;
  /** Until the database is back. */
  whenDatabaseStands(): Promise<void>;
  /** All events, in order of arrival. */
  events(): Promise<readonly SchoolgateEvent[]>;
  /** Who has opened cases, by the audit; its head is sealed. */
  openings(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function openSimCollector(given: {
  readonly folder: string;
  readonly token: string;
  readonly now: () => number;
  /** Absent: SQLite, in the folder. */
  readonly database?: SimDatabase | undefined;
}): Promise<SimCollector> {
  const { folder, now, database } = given;
  const where = { data: folder, databaseUrl: database?.address };
  const signer = loadSigner(folder);
  const unlockKey = loadUnlockKey(folder);
  let dying: "before" | "after" | undefined;
  let databaseDiesAfter: number | undefined;
  let isDead = false;
  let recovering = Promise.resolve();
  let store = await openStore(where);
  await store.addDeviceToken(hashSecret(given.token), "faults", 0);

  /** Whatever is kept: the place at which the collector or its database dies. */
  async function mortal<T>(keep: () => Promise<T>): Promise<T> {
    const when = dying;
    dying = undefined;
    if (when === "before") {
      isDead = true;
      throw new CollectorDied();
    }
    const kept = await (databaseDiesAfter === undefined ? keep() : underKill(keep));
    if (when === "after") {
      isDead = true;
      throw new CollectorDied();
    }
    return kept;
  }

  async function underKill<T>(keep: () => Promise<T>): Promise<T> {
    const turns = databaseDiesAfter ?? 0;
    databaseDiesAfter = undefined;
    const keeping = keep();
    keeping.catch(() => undefined);
    for (let turn = 0; turn < turns; turn += 1) {
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    recovering = database?.kill() ?? Promise.resolve();
    // Said where it is waited for.
    recovering.catch(() => undefined);
    return keeping;
  }

  function begin() {
    const own = store;
    const mine: Store = {
      ...own,
      keepEvents: (incoming, signed) => mortal(() => own.keepEvents(incoming, signed)),
      openCase: (...args) => mortal(() => own.openCase(...args)),
    };
    const app = createApp({
      store: mine,
      now,
      school: async () => "Example Academy",
      signer,
      unlockKey,
      behindProxy: false,
      ending: new AbortController().signal,
      log: () => undefined,
    });
    return { app, store: mine };
  }
  let running = begin();

  async function beginAnew(): Promise<void> {
    isDead = false;
    await store.close();
    store = await openStore(where);
    running = begin();
  }

  return {
    async fetch(request) {
      const response = await running.app.fetch(request);
      if (!isDead) return response;
      await beginAnew();
      throw new CollectorDied();
    },
    async openCase(id, who) {
      try {
        return (await running.store.openCase(id, who, now(), false)) !== undefined;
      } catch (error) {
        if (isDead) await beginAnew();
        else if (database === undefined) throw error;
        return false;
      }
    },
    killNext(when) {
      dying = when;
    },
    killDatabaseNext(turns) {
      databaseDiesAfter = turns;
    },
    whenDatabaseStands: () => recovering,
    events: () => readEvents({ dataDir: folder, databaseUrl: database?.address }),
    async openings() {
      await startHeadKeeper({ store, signer, dataDir: folder, now, log: () => undefined }).end();
      return openersOf(store);
    },
    close: () => store.close(),
  };
}
