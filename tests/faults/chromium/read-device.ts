// What stands in the extension's queue on its Chromebook.
import type { FaultySchool } from "./faulty-school.ts";

export interface DeviceQueue {
  readonly events: readonly {
    readonly id: string;
    readonly kind: string;
    readonly state: string;
  }[];
  /** The device's own count of what gave way in a full store, by kind. */
  readonly gaveWay: Readonly<Record<string, number>>;
  /** Its own count of what it could not keep for want of room. */
  readonly notKept: number;
}

export async function readDevice(school: FaultySchool): Promise<DeviceQueue> {
  return JSON.parse(await school.evaluate(readQueue)) as DeviceQueue;
}

/** Runs in a page of the extension. */
async function readQueue(): Promise<string> {
  const settle = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error ?? new Error("IndexedDB")));
    });
  // Opened where there is none, an empty one would stand in the extension's way.
  const isThere = (await indexedDB.databases()).some(({ name }) => name === "schoolgate-events");
  const healthName = "health-told-1";
  const health = (await chrome.storage.local.get(healthName))[healthName] as
    | { readonly notKept?: number }
    | undefined;
  const notKept = health?.notKept ?? 0;
  if (!isThere) return JSON.stringify({ events: [], gaveWay: {}, notKept });
  const database = await settle(indexedDB.open("schoolgate-events"));
  try {
    const step = database.transaction(["events", "tallies"]);
    const rows = await settle(step.objectStore("events").getAll());
    const tally = (await settle(step.objectStore("tallies").get("queue"))) as
      | { readonly gaveWay?: Readonly<Record<string, number>> }
      | undefined;
    const events = rows.map((row: { id: string; state: string; event: { kind: string } }) => ({
      id: row.id,
      kind: row.event.kind,
      state: row.state,
    }));
    return JSON.stringify({ events, gaveWay: tally?.gaveWay ?? {}, notKept });
  } finally {
    database.close();
  }
}
