// The reckoning of a simulated run: each thing told is at the collector once, or gave way in its turn, and the device
// says so itself, to the number.
import type { SchoolgateEvent } from "../../lib/contract/event.ts";
import type { SimDevice } from "./sim-device.ts";
import type { Telling } from "./telling.ts";

export interface Arrived {
  readonly told: number;
  readonly worries: number;
  readonly arrived: Readonly<Record<string, number>>;
  /** Gave way in a full store, in the stated order; the device's own count is the same. */
  readonly gaveWay: number;
  /** Of those, how many had arrived before, the answer lost. */
  readonly gaveWayAfterArrival: number;
}

export async function countArrived(given: {
  readonly events: readonly SchoolgateEvent[];
  readonly told: readonly Telling[];
  readonly devices: readonly SimDevice[];
  readonly onProblem: (what: string) => void;
}): Promise<Arrived> {
  const { events, told, devices, onProblem } = given;
  const byMarker = new Map<string, SchoolgateEvent[]>();
  const arrived: Record<string, number> = {};
  for (const event of events) {
    arrived[event.kind] = (arrived[event.kind] ?? 0) + 1;
    const marker =
      event.kind === "worry" ? event.words : event.kind === "finding" ? event.excerpt : "";
    if (marker !== "") byMarker.set(marker, [...(byMarker.get(marker) ?? []), event]);
  }
  const ids = new Set(events.map(({ id }) => id as string));
  if (ids.size !== events.length) onProblem("an id stands twice at the collector");
  const dropped = new Set(devices.flatMap(({ store }) => [...store.dropped.keys()]));

  for (const { marker, kind, id, isUrgent } of told) {
    const standing = byMarker.get(marker) ?? [];
    byMarker.delete(marker);
    const [one] = standing;
    if (standing.length > 1) onProblem(`${marker} (${kind}) is there ${standing.length} times`);
    if (one?.kind === "finding" && one.count !== 1) {
      onProblem(`${marker} is counted ${one.count} times`);
    }
    if (id === undefined) onProblem(`${marker} (${kind}) was never told that it is kept`);
    else if (one === undefined && isUrgent) onProblem(`${marker} (${kind}, urgent) is lost`);
    else if (one === undefined && !dropped.has(id)) onProblem(`${marker} (${kind}) is lost`);
    else if (one !== undefined && one.id !== id) onProblem(`${marker} is there by another id`);
  }
  if (byMarker.size > 0) onProblem(`${byMarker.size} that nobody told of`);

  let gaveWay = 0;
  let gaveWayAfterArrival = 0;
  for (const { store } of devices) {
    const { waiting, setApart } = await store.plain.counts();
    if (waiting + setApart > 0) onProblem(`${waiting} wait, ${setApart} are set apart`);
    const tally = await store.plain.tally();
    if (tally.bytes !== 0) onProblem(`an empty queue of ${tally.bytes} bytes`);
    for (const id of store.taken) {
      if (!ids.has(id) && !store.dropped.has(id)) onProblem(`${id} was kept and is not there`);
    }
    // What tells of the queue's own trouble is not counted where it gives way.
    const counted: Record<string, number> = {};
    for (const { id, kind } of store.dropped.values()) {
      if (kind === "health") continue;
      counted[kind] = (counted[kind] ?? 0) + 1;
      gaveWay += 1;
      if (ids.has(id)) gaveWayAfterArrival += 1;
    }
    for (const kind of new Set([...Object.keys(counted), ...Object.keys(tally.gaveWay)])) {
      const [seen, own] = [counted[kind] ?? 0, tally.gaveWay[kind] ?? 0];
      if (seen !== own) onProblem(`${seen} of ${kind} gave way, the device counts ${own}`);
    }
  }
  const worries = told.filter(({ kind }) => kind === "worry").length;
  return { told: told.length, worries, arrived, gaveWay, gaveWayAfterArrival };
}
