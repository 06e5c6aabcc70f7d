// A school in one process: real workers, the real collector, and everything that can go wrong between them, all of it
// drawn from one seed. At the end each event is at the collector exactly once, or the run names what is not.
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import type { SchoolgateEvent } from "../../lib/contract/event.ts";
import { rankOf } from "../../lib/core/queue/urgency.ts";
import { verifyAudit, type AuditVerified } from "./audit-verify.ts";
import { countArrived, type Arrived } from "./count-arrived.ts";
import { createDice } from "./chance.ts";
import { faultKinds, isDeviceFault, type DeviceFault, type FaultKind } from "./fault-kinds.ts";
import { openSimCollector } from "./sim-collector.ts";
import type { SimDatabase } from "./sim-database.ts";
import { createSimDevice, type SimDevice } from "./sim-device.ts";
import { createSimNetwork } from "./sim-network.ts";
import { createStage } from "./stage.ts";
import { makeTelling, type Telling } from "./telling.ts";

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
  /** A PostgreSQL under the collector, which dies too. Absent: SQLite, which dies with its collector. */
  readonly database?: SimDatabase | undefined;
  readonly onProgress?: (line: string) => void;
}

export interface SimulationResult extends Arrived {
  readonly seed: number;
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  /** Cases opened at the desk, each of them in the audit. */
  readonly openings: number;
  readonly audit: AuditVerified;
  readonly batches: number;
  readonly turns: number;
  readonly simulatedDays: number;
  /** Of all that happened, in order: the same for the same seed, but where a database really dies. */
  readonly trace: string;
  /** Empty: nothing lost, nothing twice, worries first, the chain whole. */
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

export async function simulate(input: SimulationInput): Promise<SimulationResult> {
  const dice = createDice(input.seed);
  const stage = createStage();
  const kinds = faultKinds.filter(
    (kind) => kind !== "database killed" || input.database !== undefined,
  );
  const counts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<FaultKind, number>;
  const trace = createHash("sha256");
  const problems: string[] = [];
  const onProblem = (what: string) => void problems.push(what);
  let nowMs = startAtMs;
  let batches = 0;
  let bag: FaultKind[] = [];
  let current: FaultKind | undefined;
  let seenOfCurrent = 0;
  const now = () => nowMs;
  const happened = (what: string) => trace.update(`${nowMs} ${stage.turns} ${what}\n`);
  const onFault = (kind: FaultKind) => {
    counts[kind] += 1;
    happened(kind);
  };
  const { folder, database } = input;
  const collector = await openSimCollector({ folder, token, now, database });
  const network = createSimNetwork({ collector, dice, now, onFault, onBatch });
  // Where a database can die, that is the half of it.
  const onDatabase = Array<FaultKind>(database === undefined ? 0 : kinds.length).fill(
    "database killed",
  );
  const fetchBefore = globalThis.fetch;
  globalThis.fetch = (async (address: string, init: RequestInit = {}) => {
    const answer = await network.fetch(address, init);
    if (answer.status < 300) answer.headers.set("date", new Date(nowMs).toUTCString());
    return answer;
  }) as typeof fetch;

  const devices = Array.from({ length: input.devices }, (_, device) => {
    const onDisk = device < input.onDisk;
    return createSimDevice({ device, stage, dice, now, token, onDisk, onProblem });
  });
  const told: Telling[] = [];
  /** Worries that their pupils know to be kept, and who has opened which at the desk. */
  const openable: string[] = [];
  const openings: { readonly who: string; readonly isSure: boolean }[] = [];

  /** The gravest first, whatever else waits. */
  function onBatch(body: Uint8Array, headers: Headers): void {
    const plain = headers.get("content-encoding") === "gzip" ? gunzipSync(body) : body;
    const { events } = JSON.parse(new TextDecoder().decode(plain)) as { events: SchoolgateEvent[] };
    batches += 1;
    happened(`batch ${events.map(({ id }) => id).join()}`);
    const ranks = events.map(rankOf);
    if (ranks.some((rank, place) => rank > (ranks[place - 1] ?? rank))) {
      onProblem(`a batch out of order: ${ranks.join()}`);
    }
  }

  const anyOf = (count: number) => dice.whole(count);
  const settle = () => stage.settle(anyOf, () => {});

  async function act(device: SimDevice, kind: FaultKind | undefined): Promise<void> {
    const own = kind !== undefined && isDeviceFault(kind) ? kind : undefined;
    if (kind !== undefined && own === undefined) network.weather.next = kind;
    device.tell();
    // Anywhere in what this many tellings take, or a little after: then it falls on a device at rest.
    const span = 20 + 12 * device.tellings.length;
    let fallsAt = own === undefined ? Number.POSITIVE_INFINITY : stage.turns + dice.whole(span);
    await stage.settle(anyOf, () => {
      if (own === undefined || stage.turns < fallsAt) return;
      fallsAt = Number.POSITIVE_INFINITY;
      bring(device, own);
    });
    if (own !== undefined && fallsAt !== Number.POSITIVE_INFINITY) {
      bring(device, own);
      await settle();
    }
  }

  function bring(device: SimDevice, kind: DeviceFault): void {
    onFault(kind);
    if (kind === "worker killed") device.end("worker");
    if (kind === "browser killed") device.end("browser");
    if (kind === "extension updated in flight") device.end("update");
    if (kind === "policy changed in flight") device.changePolicy(`${counts[kind] + 1}`);
    if (kind === "device's clock jumps") {
      device.offsetMs = dice.chance(0.3) ? 0 : Math.round((dice.fraction() - 0.5) * 4 * dayMs);
    }
    if (kind === "storage full") device.store.fullFor = 1 + dice.whole(6);
    if (kind === "nothing can be written for a while") {
      device.frozenUntilMs = nowMs + dice.whole(10 * minuteMs);
    }
  }

  /** Somebody at the desk, under the same deaths as a batch. */
  async function atTheDesk(kind: FaultKind | undefined): Promise<void> {
    const id = openable[dice.whole(openable.length)];
    if (id === undefined) return;
    if (kind !== undefined) onFault(kind);
    if (kind === "collector killed before it keeps") collector.killNext("before");
    if (kind === "collector killed after it has kept") collector.killNext("after");
    if (kind === "database killed") collector.killDatabaseNext(dice.whole(120));
    const who = `lead ${openings.length}`;
    happened(who);
    openings.push({ who, isSure: await collector.openCase(id, who) });
    collector.killNext(undefined);
    collector.killDatabaseNext(undefined);
  }

  /** Each kind as often as any other, in an order of chance; one that met nothing comes again. */
  function nextFault(): FaultKind {
    if (current !== undefined && counts[current] === seenOfCurrent) return current;
    if (bag.length === 0) bag = [...kinds, ...oftener, ...onDatabase];
    const [next] = bag.splice(dice.whole(bag.length), 1);
    current = next ?? "connection cut after";
    seenOfCurrent = counts[current];
    return current;
  }

  async function pass(ms: number): Promise<void> {
    nowMs += ms;
    // An outage lasts for some of the tries.
    if (dice.chance(0.5)) await collector.whenDatabaseStands();
    await network.arriveLate(nowMs);
    for (const device of devices) {
      device.pass();
      await settle();
    }
  }

  try {
    await settle();
    const perRound = Math.min(mostPerRound, Math.max(1, Math.floor(input.events / input.faults)));
    let round = 0;
    let saidTenths = 0;
    while (told.length < input.events) {
      round += 1;
      const most = Math.min(perRound, input.events - told.length);
      const device = devices[dice.whole(devices.length)];
      if (device === undefined) break;
      for (let count = 0; count < most; count += 1) {
        const telling = makeTelling(told.length, dice);
        told.push(telling);
        device.tellings.push(telling);
      }
      // A fault that met nothing has not happened: it is tried again.
      const wanted = Math.ceil((input.faults * told.length) / input.events);
      for (let tries = 0; tries < triesPerRound; tries += 1) {
        const isOwed = sumOf(counts) < wanted;
        const kind = isOwed ? nextFault() : undefined;
        if (kind !== undefined && deskFaults.includes(kind) && dice.chance(0.3)) {
          await atTheDesk(kind);
        } else await act(device, kind);
        dropDone(device);
        if (!isOwed) break;
        await pass(dice.whole(40_000));
      }
      if (round % 20 === 0) await atTheDesk(undefined);
      await pass(dice.whole(40_000));
      const tenths = Math.floor((10 * told.length) / input.events);
      if (tenths > saidTenths) {
        saidTenths = tenths;
        input.onProgress?.(`${told.length} told, ${sumOf(counts)} faults`);
      }
    }
    await calm();
    return await finish();
  } finally {
    globalThis.fetch = fetchBefore;
    await collector.close();
  }

  function dropDone(device: SimDevice): void {
    const done = device.tellings.filter(({ id }) => id !== undefined);
    if (done.length === 0) return;
    const left = device.tellings.filter(({ id }) => id === undefined);
    device.tellings.splice(0, device.tellings.length, ...left);
    for (const { kind, id } of done) {
      if (kind === "worry" && id !== undefined && openable.length < mostOpenable) openable.push(id);
    }
  }

  /** No more faults: days pass, browsers are opened and closed, until nothing waits any more. */
  async function calm(): Promise<void> {
    network.weather.next = undefined;
    network.weather.lostUntilMs = 0;
    await collector.whenDatabaseStands();
    for (const device of devices) {
      device.store.fullFor = 0;
      device.frozenUntilMs = 0;
      device.offsetMs = 0;
    }
    for (let step = 0; step < 400; step += 1) {
      if (step % 20 === 0) for (const device of devices) device.end("browser");
      for (const device of devices) {
        device.tell();
        await settle();
        dropDone(device);
      }
      await pass(step % 20 === 19 ? 8 * 60 * minuteMs : minuteMs);
      const states = await Promise.all(devices.map(({ store }) => store.plain.counts()));
      const isEmpty = states.every(({ waiting, setApart }) => waiting + setApart === 0);
      if (isEmpty && devices.every(({ tellings }) => tellings.length === 0) && step > 20) break;
    }
  }

  async function finish(): Promise<SimulationResult> {
    const events = await collector.events();
    for (const { id } of events) happened(`arrived ${id}`);
    const arrived = await countArrived({ events, told, devices, onProblem });
    const opened = new Map<string, number>();
    for (const who of await collector.openings()) opened.set(who, (opened.get(who) ?? 0) + 1);
    for (const { who, isSure } of openings) {
      const times = opened.get(who) ?? 0;
      opened.delete(who);
      if (times > 1) onProblem(`${who} stands ${times} times in the audit`);
      if (isSure && times === 0) onProblem(`${who} has read a case and is not in the audit`);
    }
    if (opened.size > 0) onProblem(`${opened.size} in the audit who opened nothing`);
    const audit = await verifyAudit({ dataDir: folder, databaseUrl: database?.address });
    if (!audit.whole) onProblem(`the audit is broken: ${audit.said}`);
    return {
      ...arrived,
      seed: input.seed,
      faults: counts,
      openings: openings.filter(({ isSure }) => isSure).length,
      audit,
      batches,
      turns: stage.turns,
      simulatedDays: Math.round((nowMs - startAtMs) / dayMs),
      trace: trace.digest("hex"),
      problems,
    };
  }
}

/** Deaths that may fall on what somebody does at the desk as well as on a batch. */
const deskFaults: readonly FaultKind[] = [
  "collector killed before it keeps",
  "collector killed after it has kept",
  "database killed",
];
const mostOpenable = 2000;

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
