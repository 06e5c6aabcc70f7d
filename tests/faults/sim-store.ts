// A device's queue with somebody beside it who writes down what comes in and what gives way, one by one, and looks
// whether what is graver goes first.
import { openDB, type IDBPDatabase } from "idb";
import type { EventRecord, EventStore } from "../../lib/app/ports.ts";
import { compareGivingWay } from "../../lib/core/queue/give-way.ts";
import type { QueueEntry } from "../../lib/core/queue/types.ts";

const worryRank = 9;

export const fullDisk = (): DOMException => new DOMException("full", "QuotaExceededError");

/** What gave way, as it stood when it did. */
interface Dropped {
  readonly id: string;
  readonly kind: string;
}

export interface SimStore {
  /** For one life of the worker. */
  ofLife(): EventStore;
  readonly plain: EventStore;
  /** Ids that the disk has taken as new. */
  readonly taken: ReadonlySet<string>;
  readonly dropped: ReadonlyMap<string, Dropped>;
  /** So many of the next additions find no room. */
  fullFor: number;
}

export function createSimStore(given: {
  readonly store: EventStore;
  /** Its records, or the name of its database. */
  readonly model: ReadonlyMap<string, EventRecord> | string;
  readonly isFrozen: () => boolean;
  /** Ids that the sender passes over just now: they failed alone. */
  readonly suspects: () => readonly string[];
  readonly onProblem: (what: string) => void;
}): SimStore {
  const { store, model, isFrozen, onProblem } = given;
  const taken = new Set<string>();
  const dropped = new Map<string, Dropped>();
  let opened: IDBPDatabase | undefined;

  async function records(): Promise<readonly EventRecord[]> {
    if (typeof model !== "string") return [...model.values()];
    opened ??= await openDB(model);
    return (await opened.getAll("events")) as EventRecord[];
  }

  const unlessFrozen = <T>(work: () => Promise<T>): Promise<T> =>
    isFrozen() ? Promise.reject(fullDisk()) : work();

  async function makeRoom(bytes: number): Promise<number> {
    const before = await records();
    const freed = await store.makeRoom(bytes);
    const left = new Set((await records()).map(({ id }) => id));
    const mayGo = before
      .filter(({ urgent }) => !urgent)
      .map((one) => ({ ...one, isApart: one.state === "apart" }))
      .sort(compareGivingWay);
    const gone = before.filter(({ id }) => !left.has(id));
    const wanted = new Set(mayGo.slice(0, gone.length).map(({ id }) => id));
    for (const { id, event } of gone) {
      if (!wanted.has(id)) onProblem(`${id} (${event.kind}) gave way out of its turn`);
      dropped.set(id, { id, kind: event.kind });
    }
    return freed;
  }

  const sim: SimStore = {
    plain: store,
    taken,
    dropped,
    fullFor: 0,
    ofLife() {
      let seen: readonly QueueEntry[] = [];
      return {
        ...store,
        async add(wanted) {
          if (sim.fullFor > 0) {
            sim.fullFor -= 1;
            throw fullDisk();
          }
          const added = await unlessFrozen(() => store.add(wanted));
          if (added.isNew) taken.add(added.id);
          return added;
        },
        async entries(most) {
          seen = await store.entries(most);
          return seen;
        },
        async claim(ids, clockOffsetMs) {
          const suspects = given.suspects();
          const chosen = new Set(ids);
          const waiting = seen.filter(
            ({ id, rank }) => rank === worryRank && !chosen.has(id) && !suspects.includes(id),
          );
          const others = seen.filter(({ id, rank }) => rank < worryRank && chosen.has(id));
          if (waiting.length > 0 && others.length > 0) {
            onProblem(`${others.length} others go before ${waiting.length} worries`);
          }
          return unlessFrozen(() => store.claim(ids, clockOffsetMs));
        },
        settle: (answer, atMs) => unlessFrozen(() => store.settle(answer, atMs)),
        bringBack: (beforeMs) => unlessFrozen(() => store.bringBack(beforeMs)),
        makeRoom: (bytes) => unlessFrozen(() => makeRoom(bytes)),
        tidy: (beforeMs) => unlessFrozen(() => store.tidy(beforeMs)),
      };
    },
  };
  return sim;
}
