// A school in one process: real workers, the real collector, and everything that can go wrong between them, all of it
// drawn from one seed. At the end each event is at the collector exactly once, or the run names what is not.
import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";
import type { SchoolgateEvent } from "../../lib/contract/event.ts";
import { rankOf } from "../../lib/core/queue/urgency.ts";
import { createDice } from "./chance.ts";
import { faultKinds, type FaultKind } from "./fault-kinds.ts";
import { openSimCollector } from "./sim-collector.ts";
import { createSimDevice, makeTelling, type SimDevice, type Telling } from "./sim-device.ts";
import { createSimNetwork } from "./sim-network.ts";
import { createStage } from "./stage.ts";

export interface SimulationInput {
  readonly seed: number;
  /** Things told by pupils and pages. */
  readonly events: number;
  /** At least so many faults, spread over the run. */
  readonly faults: number;
  /** Where the collector's file stands; empty. */
  readonly folder: string;
  readonly devices: number;
  /** The first so many devices have their queue in IndexedDB, the others in its model. */
  readonly onDisk: number;
  readonly onProgress?: (line: string) => void;
}

export interface SimulationResult {
  readonly seed: number;
  readonly faults: Readonly<Record<FaultKind, number>>;
  readonly told: number;
  readonly worries: number;
  readonly arrived: Readonly<Record<string, number>>;
  readonly gaveWay: number;
  readonly batches: number;
  readonly turns: number;
  readonly simulatedDays: number;
  /** Of all that happened, in order: the same for the same seed. */
  readonly trace: string;
  /** Empty: nothing lost, nothing twice, worries first. */
  readonly problems: readonly string[];
}

const startAtMs = Date.UTC(2026, 10, 23, 8);
const token = "a-device-token-of-the-faults";
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** What has the most places to fall on comes oftener. */
const oftener: readonly FaultKind[] = [
  ...Array<FaultKind>(8).fill("worker killed"),
  ...Array<FaultKind>(2).fill("browser killed"),
];
const mostPerRound = 40;
const triesPerRound = 4;

const networkFaults = faultKinds.filter(
  (kind) =>
    ![
      "worker killed",
      "browser killed",
      "device's clock jumps",
      "storage full",
      "policy changed in flight",
    ].includes(kind),
);

export async function simulate(input: SimulationInput): Promise<SimulationResult> {
  const dice = createDice(input.seed);
  const stage = createStage();
  const counts = Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as Record<
    FaultKind,
    number
  >;
  const trace = createHash("sha256");
  const problems: string[] = [];
  let nowMs = startAtMs;
  let batches = 0;
  let acting: SimDevice | undefined;
  let bag: FaultKind[] = [];
  let current: FaultKind | undefined;
  let seenOfCurrent = 0;
  const now = () => nowMs;
  const happened = (what: string) => trace.update(`${nowMs} ${stage.turns} ${what}\n`);
  const onFault = (kind: FaultKind) => {
    counts[kind] += 1;
    happened(kind);
  };
  const collector = await openSimCollector({ folder: input.folder, token, now, readEvents });
  const network = createSimNetwork({ collector, dice, now, onFault, onBatch });
  const fetchBefore = globalThis.fetch;
  globalThis.fetch = (async (address: string, init: RequestInit = {}) => {
    const answer = await network.fetch(address, init);
    if (answer.status < 300) answer.headers.set("date", new Date(nowMs).toUTCString());
    return answer;
  }) as typeof fetch;

  const devices = Array.from({ length: input.devices }, (_, device) =>
    createSimDevice({ device, stage, dice, now, token, onDisk: device < input.onDisk }),
  );
  const told: Telling[] = [];

  /** The gravest first, whatever else waits. */
  function onBatch(body: Uint8Array, headers: Headers): void {
    const plain = headers.get("content-encoding") === "gzip" ? gunzipSync(body) : body;
    const { events } = JSON.parse(new TextDecoder().decode(plain)) as { events: SchoolgateEvent[] };
    batches += 1;
    happened(`batch ${events.map(({ id }) => id).join()}`);
    const ranks = events.map(rankOf);
    if (ranks.some((rank, place) => rank > (ranks[place - 1] ?? rank))) {
      problems.push(`a batch out of order: ${ranks.join()}`);
    }
  }

  async function act(device: SimDevice, kind: FaultKind | undefined): Promise<void> {
    acting = device;
    if (kind !== undefined) bring(device, kind);
    device.tell();
    const isKilled = kind === "worker killed" || kind === "browser killed";
    // Anywhere in what this many tellings take, or a little after.
    const span = 20 + 12 * device.tellings.length;
    const killAt = isKilled ? stage.turns + dice.whole(span) : Number.POSITIVE_INFINITY;
    await stage.settle(
      (count) => dice.whole(count),
      () => {
        if (stage.turns < killAt || acting === undefined) return;
        onFault(kind as FaultKind);
        acting.end(kind === "worker killed" ? "worker" : "browser");
        acting = undefined;
      },
    );
    // The turns were fewer than that: it dies at rest.
    if (killAt !== Infinity && acting !== undefined) {
      onFault(kind as FaultKind);
      device.end(kind === "worker killed" ? "worker" : "browser");
      await stage.settle(
        (count) => dice.whole(count),
        () => {},
      );
    }
    acting = undefined;
  }

  function bring(device: SimDevice, kind: FaultKind): void {
    if (networkFaults.includes(kind)) {
      network.weather.next = kind;
      return;
    }
    if (kind === "worker killed" || kind === "browser killed") return;
    onFault(kind);
    if (kind === "device's clock jumps") {
      device.offsetMs = dice.chance(0.3) ? 0 : Math.round((dice.fraction() - 0.5) * 4 * dayMs);
    }
    if (kind === "storage full") device.fullFor = 1 + dice.whole(6);
    if (kind === "policy changed in flight") device.changePolicy(`${counts[kind] + 1}`);
  }

  /** Each kind as often as any other, in an order of chance; one that met nothing comes again. */
  function nextFault(): FaultKind {
    if (current !== undefined && counts[current] === seenOfCurrent) return current;
    if (bag.length === 0) bag = [...faultKinds, ...oftener];
    const [next] = bag.splice(dice.whole(bag.length), 1);
    current = next ?? "connection cut after";
    seenOfCurrent = counts[current];
    return current;
  }

  async function pass(ms: number): Promise<void> {
    nowMs += ms;
    await network.arriveLate(nowMs);
    for (const device of devices) {
      acting = device;
      device.pass();
      await stage.settle(
        (count) => dice.whole(count),
        () => {},
      );
    }
    acting = undefined;
  }

  try {
    await stage.settle(
      (count) => dice.whole(count),
      () => {},
    );
    const perRound = Math.min(mostPerRound, Math.max(1, Math.floor(input.events / input.faults)));
    let round = 0;
    while (told.length < input.events) {
      round += 1;
      const most = Math.min(perRound, input.events - told.length);
      const device = devices[dice.whole(devices.length)];
      if (device === undefined) break;
      for (let count = 0; count < most; count += 1) {
        const number = told.length;
        const telling = makeTelling(`marker-${String(number).padStart(7, "0")}`, number, dice);
        told.push(telling);
        device.tellings.push(telling);
      }
      // A fault that met nothing has not happened: it is tried again.
      const wanted = Math.ceil((input.faults * told.length) / input.events);
      for (let tries = 0; tries < triesPerRound; tries += 1) {
        const isOwed = sumOf(counts) < wanted;
        await act(device, isOwed ? nextFault() : undefined);
        dropDone(device);
        if (!isOwed) break;
        await pass(dice.whole(40_000));
      }
      await pass(dice.whole(40_000));
      if (round % 250 === 0) input.onProgress?.(`${told.length} told, ${sumOf(counts)} faults`);
    }
    await calm();
    return await finish();
  } finally {
    globalThis.fetch = fetchBefore;
    await collector.close();
  }

  function dropDone(device: SimDevice): void {
    const left = device.tellings.filter(({ isDone }) => !isDone);
    device.tellings.splice(0, device.tellings.length, ...left);
  }

  /** No more faults: days pass, browsers are opened and closed, until nothing waits any more. */
  async function calm(): Promise<void> {
    network.weather.next = undefined;
    network.weather.lostUntilMs = 0;
    for (const device of devices) {
      device.fullFor = 0;
      device.offsetMs = 0;
    }
    for (let step = 0; step < 400; step += 1) {
      if (step % 20 === 0) for (const device of devices) device.end("browser");
      for (const device of devices) {
        device.tell();
        await stage.settle(
          (count) => dice.whole(count),
          () => {},
        );
        dropDone(device);
      }
      await pass(step % 20 === 19 ? 8 * 60 * minuteMs : minuteMs);
      const states = await Promise.all(devices.map(({ store }) => store.counts()));
      const isEmpty = states.every(({ waiting, setApart }) => waiting + setApart === 0);
      if (isEmpty && devices.every(({ tellings }) => tellings.length === 0) && step > 20) break;
    }
  }

  async function finish(): Promise<SimulationResult> {
    const events = await collector.events();
    const byMarker = new Map<string, SchoolgateEvent[]>();
    const arrived: Record<string, number> = {};
    for (const event of events) {
      arrived[event.kind] = (arrived[event.kind] ?? 0) + 1;
      happened(`arrived ${event.id}`);
      const marker =
        event.kind === "worry" ? event.words : event.kind === "finding" ? event.excerpt : "";
      if (marker !== "") byMarker.set(marker, [...(byMarker.get(marker) ?? []), event]);
    }
    const ids = new Set(events.map(({ id }) => id as string));
    if (ids.size !== events.length) problems.push("an id stands twice at the collector");
    let missing = 0;
    for (const telling of told) {
      const standing = byMarker.get(telling.marker) ?? [];
      const found = standing.length;
      byMarker.delete(telling.marker);
      if (found > 1) problems.push(`${telling.marker} (${telling.kind}) is there ${found} times`);
      const [one] = standing;
      if (one?.kind === "finding" && one.count !== 1) {
        problems.push(`${telling.marker} is counted ${one.count} times`);
      }
      if (!telling.isDone) problems.push(`${telling.marker} was never told that it is kept`);
      if (found > 0) continue;
      missing += 1;
      if (telling.isUrgent) problems.push(`${telling.marker} (${telling.kind}, urgent) is lost`);
    }
    if (byMarker.size > 0) problems.push(`${byMarker.size} that nobody told of`);
    let gaveWay = 0;
    let untraced = 0;
    for (const { store, taken, dropped } of devices) {
      const { waiting, setApart } = await store.counts();
      if (waiting + setApart > 0) problems.push(`${waiting} wait, ${setApart} are set apart`);
      const tally = await store.tally();
      if (tally.gaveWay["worry"] !== undefined) problems.push("a worry gave way");
      if (tally.bytes !== 0) problems.push(`an empty queue of ${tally.bytes} bytes`);
      for (const id of taken) {
        if (ids.has(id)) continue;
        if (dropped.has(id)) gaveWay += 1;
        else untraced += 1;
      }
    }
    if (untraced > 0)
      problems.push(`${untraced} that were kept are not there, and gave way to nothing`);
    if (missing > gaveWay)
      problems.push(`${missing} of those told are not there, ${gaveWay} gave way`);
    return {
      seed: input.seed,
      faults: counts,
      told: told.length,
      worries: told.filter(({ kind }) => kind === "worry").length,
      arrived,
      gaveWay,
      batches,
      turns: stage.turns,
      simulatedDays: Math.round((nowMs - startAtMs) / dayMs),
      trace: trace.digest("hex"),
      problems,
    };
  }
}

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

function readEvents(file: string): readonly SchoolgateEvent[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database.prepare("SELECT body FROM event ORDER BY rowid").all();
    return rows.map((row) => JSON.parse(String(row["body"])) as SchoolgateEvent);
  } finally {
    database.close();
  }
}
