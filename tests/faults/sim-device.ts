// A Chromebook with the real worker on it: its disk and its alarms outlive it, it itself may end at any turn.
import "fake-indexeddb/auto";
import { gzipSync } from "node:zlib";
import { createBackground, type Background } from "../../lib/app/background/create-background.ts";
import type { EventStore, World } from "../../lib/app/ports.ts";
import type { MessageReply } from "../../lib/contract/message.ts";
import { createEventStore } from "../../lib/platform/event-store.ts";
import { createNetwork } from "../../lib/platform/network.ts";
import {
  createDisk,
  createFakeWorld,
  fakeConfig,
  fakePolicy,
  type FakeWorld,
} from "../support/fakes/fake-world.ts";
import type { Dice } from "./chance.ts";
import { createSimStore, fullDisk, type SimStore } from "./sim-store.ts";
import type { Life, Stage } from "./stage.ts";
import type { Telling } from "./telling.ts";

export interface SimDevice {
  readonly tellings: Telling[];
  readonly store: SimStore;
  /** The device's clock less the true time, ms. */
  offsetMs: number;
  /** Until then nothing can be written, true ms. */
  frozenUntilMs: number;
  end(how: "worker" | "browser" | "update"): void;
  /** Tells what is not under way. */
  tell(): void;
  changePolicy(version: string): void;
  /** Fires the alarms that are due, and the deadlines. */
  pass(): void;
}

let databases = 0;

export function createSimDevice(given: {
  readonly device: number;
  readonly stage: Stage;
  readonly dice: Dice;
  readonly now: () => number;
  readonly token: string;
  readonly onDisk: boolean;
  readonly onProblem: (what: string) => void;
}): SimDevice {
  const { device, stage, dice, now } = given;
  const disk = createDisk();
  const name = given.onDisk ? `faults-${(databases += 1)}` : undefined;
  const alarms = new Map<string, number>();
  let timers: { readonly atMs: number; readonly life: Life; readonly go: () => void }[] = [];
  let config = { ...fakeConfig(), deviceToken: given.token };
  let updates = 0;
  const network = createNetwork();
  let life: Life;
  let world: FakeWorld;
  let background: Background;

  const store = createSimStore({
    store: name === undefined ? disk.events : createEventStore(name),
    model: name === undefined ? disk.events.records : name,
    isFrozen: () => now() < sim.frozenUntilMs,
    suspects: () => {
      const sender = disk.state.get("sender-1") as
        | { readonly narrowing?: { readonly suspects?: readonly string[] } }
        | undefined;
      return sender?.narrowing?.suspects ?? [];
    },
    onProblem: given.onProblem,
  });

  const sim: SimDevice = {
    tellings: [],
    store,
    offsetMs: 0,
    frozenUntilMs: 0,
    end(how) {
      life.isOver = true;
      const { haveRulesStood, runName } = world;
      for (const telling of sim.tellings) telling.isUnderWay = false;
      // The browser may drop the alarms of the version before.
      if (how === "browser" || (how === "update" && dice.chance(0.5))) alarms.clear();
      if (how === "update") updates += 1;
      begin(how === "worker" ? { haveRulesStood, runName } : {});
      if (how === "browser") background.onStartup();
      if (how === "update") background.onInstalled();
    },
    tell() {
      for (const telling of sim.tellings) {
        if (telling.isUnderWay) continue;
        telling.isUnderWay = true;
        const mine = life;
        void background.onMessage(telling.message, telling.from).then((answer) => {
          if (mine.isOver) return;
          telling.isUnderWay = false;
          const reply = answer as MessageReply<"worry/send">;
          telling.id = reply.ok ? reply.value.id : undefined;
        });
      }
    },
    changePolicy(version) {
      config = { ...config, policy: JSON.stringify(fakePolicy({ version })) };
      world.managedValues = config;
      background.onManagedChanged();
    },
    pass() {
      const dueTimers = timers.filter(({ atMs }) => atMs <= now());
      timers = timers.filter(({ atMs, life: whose }) => atMs > now() && !whose.isOver);
      for (const { life: whose, go } of dueTimers) if (!whose.isOver) go();
      const due = [...alarms].filter(([, atMs]) => atMs <= now() + sim.offsetMs);
      for (const [alarm] of due) {
        alarms.delete(alarm);
        background.onAlarm(alarm);
      }
    },
  };

  function begin(session: Partial<Pick<FakeWorld, "haveRulesStood" | "runName">>): void {
    life = { device, isOver: false };
    world = createFakeWorld(disk);
    Object.assign(world, session, overrides(life));
    world.managedValues = config;
    world.signedIn = `pupil-${device}@pupils.example-academy.test`;
    background = createBackground(world);
    void background.wake();
  }

  function overrides(mine: Life): Partial<World> {
    const gated = <Port extends object>(port: Port): Port => {
      const calls = Object.entries(port).map(([call, work]) => [
        call,
        typeof work === "function"
          ? (...args: unknown[]) =>
              stage.gate(mine, () =>
                Promise.resolve().then(() => (work as (...all: unknown[]) => unknown)(...args)),
              )
          : work,
      ]);
      return Object.fromEntries(calls) as Port;
    };
    const base = createFakeWorld(disk);
    return {
      self: { ...base.self, version: `0.1.0.${updates}` },
      events: gated<EventStore>(store.ofLife()),
      state: gated({
        ...base.state,
        set(key: string, value: unknown) {
          return now() < sim.frozenUntilMs
            ? Promise.reject(fullDisk())
            : base.state.set(key, value);
        },
      }),
      network: gated(network),
      deviceKey: gated(base.deviceKey),
      pack: { gzip: (bytes) => Promise.resolve(new Uint8Array(gzipSync(bytes))) },
      clock: {
        nowMs: () => now() + sim.offsetMs,
        after: (delayMs) =>
          new Promise((resolve) => {
            timers.push({ atMs: now() + delayMs, life: mine, go: () => resolve(undefined) });
          }),
      },
      chance: { bytes: (count) => base.chance.bytes(count), fraction: () => dice.fraction() },
      alarms: {
        at(alarm, atMs) {
          alarms.set(alarm, atMs);
          return Promise.resolve();
        },
        clear(alarm) {
          alarms.delete(alarm);
          return Promise.resolve();
        },
      },
    };
  }

  begin({});
  return sim;
}
