// The reckoning of a run in Chromium: what the pupil did against what stands in the collector's database.
import type { SchoolgateEvent } from "../../../lib/contract/event.ts";
import { rankOf } from "../../../lib/core/queue/urgency.ts";
import type { ClockSet, SeenBatch } from "./faulty-network.ts";
import type { Deed } from "./pupil.ts";
import type { DeviceQueue } from "./read-device.ts";

/** A page of one visit that asks again after this may be met as a second visit. */
const sameMomentMs = 4_000;
/** Between the pupil being told and the worker reading what waits. */
const playMs = 250;

export function reckon(given: {
  readonly events: readonly SchoolgateEvent[];
  readonly deeds: readonly Deed[];
  readonly batches: readonly SeenBatch[];
  readonly clockSets: readonly ClockSet[];
  readonly device: DeviceQueue;
  readonly onProblem: (what: string) => void;
}): Readonly<Record<string, number>> {
  const { events, deeds, batches, clockSets, device, onProblem } = given;
  const counts: Record<string, number> = {};
  const add = (what: string, by = 1) => (counts[what] = (counts[what] ?? 0) + by);
  if (new Set(events.map(({ id }) => id)).size !== events.length) onProblem("an id stands twice");
  for (const { kind } of events) add(`arrived: ${kind}`);

  const found = new Map<string, SchoolgateEvent[]>();
  for (const event of events) {
    const marker = markerOf(event);
    if (marker !== undefined) found.set(marker, [...(found.get(marker) ?? []), event]);
  }
  const missing: Record<string, number> = {};
  for (const deed of deeds) {
    const { kind, way, marker, madeAtMs, tookMs } = deed;
    const mine = (found.get(marker) ?? []).filter((event) => event.kind === kind);
    found.delete(marker);
    const times = mine.reduce((sum, event) => sum + ("count" in event ? event.count : 1), 0);
    add(madeAtMs === undefined ? `cut off: ${way}` : `made: ${way}`);
    if (madeAtMs === undefined && times > 0) add("cut off, and arrived all the same");
    if (madeAtMs !== undefined && times === 0) {
      missing[kind] = (missing[kind] ?? 0) + 1;
      const mayBeMissing = (device.gaveWay[kind] ?? 0) + device.notKept;
      if (kind !== "blocked-visit" || missing[kind] > mayBeMissing) {
        onProblem(`${marker} (${way}) is lost`);
      }
    }
    if (times > 1 && (kind === "worry" || mine.length > 2)) {
      onProblem(`${marker} (${way}) is there ${mine.length} times`);
    } else if (times > 1 && kind === "finding") {
      add("typed words that were judged twice");
    } else if (times > 1 && wasClockSet(clockSets, madeAtMs, tookMs)) {
      // Two signs of one visit are one by the time between them.
      add("met again as the clock was set");
    } else if (times > 1 && tookMs < sameMomentMs) {
      onProblem(`${marker} (${way}) is counted ${times} times, in ${tookMs} ms`);
    } else if (times > 1) add("met again by a page that took its time");
  }
  for (const [marker, [event]] of found) {
    if (event?.kind === "worry") onProblem(`a worry that nobody told: ${marker}`);
  }
  for (const { kind, state } of device.events) onProblem(`${kind} still on the device (${state})`);
  add("gave way in a full store", sumOf(device.gaveWay));
  add("not kept in a full store, and counted", device.notKept);
  add("batches", batches.length);
  add("batches under a fault", batches.filter(({ fault }) => fault !== undefined).length);
  for (const problem of orderOf(deeds, batches)) onProblem(problem);
  return counts;
}

/** The gravest first in each batch; and no batch without a worry while one waits that its pupil knows to be kept. */
function orderOf(deeds: readonly Deed[], batches: readonly SeenBatch[]): string[] {
  const problems: string[] = [];
  const madeAtMs = new Map(deeds.map((deed) => [deed.marker, deed.madeAtMs]));
  const idsOf = new Map<string, string>();
  for (const batch of batches) {
    for (const event of batch.events) {
      if (event.kind === "worry") idsOf.set(event.id, event.words);
    }
  }
  const settled = new Set<string>();
  const failedAlone = new Set<string>();
  let lastEndedAtMs = 0;
  for (const batch of batches) {
    const ranks = batch.events.map(rankOf);
    if (ranks.some((rank, place) => rank > (ranks[place - 1] ?? rank))) {
      problems.push(`a batch out of order: ${ranks.join()}`);
    }
    // What a full disk does not take is in nobody's keeping: it goes at once, alone. The worries that wait are safe.
    const isPastDisk = batch.wasFull && batch.events.length === 1;
    if (!isPastDisk && !batch.events.some(({ kind }) => kind === "worry")) {
      for (const [id, words] of idsOf) {
        const atMs = madeAtMs.get(words);
        // A device that has given up goes on before the network sees the end.
        const chosenAtMs = Math.min(lastEndedAtMs, batch.atMs);
        const wasThere = atMs !== undefined && atMs + playMs < chosenAtMs;
        if (wasThere && !settled.has(id) && !failedAlone.has(id)) {
          const others = batch.events.map(({ kind }) => kind).join();
          const tries = batches.filter(({ events }) => events.some((one) => one.id === id));
          problems.push(
            `${words} waited while others went: ${others} (${chosenAtMs - atMs} ms after it was kept; ` +
              `its tries, in ms from then: ${tries.map((one) => tryWords(one, batch.atMs)).join(", ")})`,
          );
        }
      }
    }
    // Its own collector may fail at it as well: its database had been killed.
    const hasFailed = batch.fault !== undefined || batch.status === 500;
    if (hasFailed && batch.events.length === 1) {
      for (const { id } of batch.events) failedAlone.add(id);
    }
    for (const id of batch.settled) settled.add(id);
    lastEndedAtMs = batch.endedAtMs ?? lastEndedAtMs;
  }
  return problems;
}

/** Whether the device's clock was set between the beginning and the end of what was done. */
function wasClockSet(
  sets: readonly ClockSet[],
  endedAtMs: number | undefined,
  tookMs: number,
): boolean {
  if (endedAtMs === undefined) return false;
  return sets.some(({ fromMs, untilMs }) => fromMs < endedAtMs && untilMs > endedAtMs - tookMs);
}

function tryWords({ atMs, events, fault, status }: SeenBatch, fromMs: number): string {
  const outcome = fault ?? String(status ?? "no answer");
  return `${atMs - fromMs} of ${events.length} (${outcome})`;
}

function markerOf(event: SchoolgateEvent): string | undefined {
  if (event.kind === "worry") return event.words;
  if (event.kind !== "finding" && event.kind !== "blocked-visit") return undefined;
  return URL.canParse(event.address) ? new URL(event.address).hostname : undefined;
}

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
