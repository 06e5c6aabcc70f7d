// What is wrong with this device's own keeping and sending, told to the school once: events that the collector does not
// take, events that gave way in a full queue, events that the disk refused.
import type { SchoolgateEvent } from "../../contract/event.ts";
import type { StatusView } from "../../contract/message.ts";
import type { QueueTally, World } from "../ports.ts";
import type { EventDraft } from "./event-service.ts";
import type { HealthTold, Memory } from "./memory.ts";

type Check = StatusView["checks"][number];
type What = Extract<SchoolgateEvent, { kind: "health" }>["what"];

export interface HealthService {
  /** Tells what has come since it was told last. Never rejects. */
  tell(): Promise<void>;
  /** Notes an event that no disk would take. Never rejects. */
  noteNotKept(): Promise<void>;
  /** For the status page; silent where all is well. */
  checks(): Promise<readonly Check[]>;
}

const longestDetail = 300;
const dayMs = 24 * 60 * 60_000;

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** "blocked-visit 12, finding 1". */
const listOf = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(", ");

export function createHealthService(
  world: Pick<World, "clock" | "events">,
  memory: Pick<Memory, "healthTold">,
  add: (draft: EventDraft, options: { readonly claim: string }) => Promise<unknown>,
): HealthService {
  const { clock, events } = world;

  /** Stored first, then noted as told, under a claim that names the sum: who dies between tells it once all the same. */
  async function tellOne(
    what: What,
    { sum, told, detail }: { readonly sum: number; readonly told: number; readonly detail: string },
    note: (known: HealthTold) => HealthTold,
  ): Promise<void> {
    if (sum <= told) return;
    const count = sum - told;
    await add(
      { kind: "health", what, detail: detail.slice(0, longestDetail), count },
      { claim: `health ${what} ${sum}` },
    );
    await memory.healthTold.update(note);
  }

  async function tell(): Promise<void> {
    const [tally, told]: [QueueTally, HealthTold] = await Promise.all([
      events.tally(),
      memory.healthTold.read(),
    ]);
    const setApart = sumOf(tally.setApart);
    const gaveWay = sumOf(tally.gaveWay);
    await tellOne(
      "set-apart",
      {
        sum: setApart,
        told: told.setApart,
        detail: `In all: ${listOf(tally.setApart)}. The last: ${tally.lastWhy}`,
      },
      (known) => ({ ...known, setApart }),
    );
    await tellOne(
      "gave-way",
      { sum: gaveWay, told: told.gaveWay, detail: `In all: ${listOf(tally.gaveWay)}` },
      (known) => ({ ...known, gaveWay }),
    );
    await tellOne(
      "not-kept",
      { sum: told.notKept, told: told.notKeptTold, detail: "The disk would not take them." },
      (known) => ({ ...known, notKeptTold: told.notKept }),
    );
  }

  return {
    // What cannot be told now is told at the next wake-up.
    tell: () => tell().catch(() => {}),
    async noteNotKept() {
      await memory.healthTold
        .update((known) => ({ ...known, notKept: known.notKept + 1, fullAtMs: clock.nowMs() }))
        .catch(() => {});
    },
    async checks() {
      const [{ gaveWay }, counts, told] = await Promise.all([
        events.tally(),
        events.counts(),
        memory.healthTold.read(),
      ]);
      const found: string[] = [];
      if (counts.setApart > 0) {
        found.push(
          `${counts.setApart} set apart, which the collector does not take; tried again each day.`,
        );
      }
      const gone = sumOf(gaveWay);
      if (gone > 0) found.push(`${gone} gave way in a full queue (${listOf(gaveWay)}).`);
      const fullAtMs = told.fullAtMs ?? 0;
      if (fullAtMs > 0 && clock.nowMs() - fullAtMs < dayMs) {
        found.push(
          `This device's storage is full: ${told.notKept} could not be kept. The gravest are kept first.`,
        );
      }
      return found.length === 0
        ? []
        : [{ name: "Keeping of events", ok: false, detail: found.join(" ") }];
    },
  };
}
