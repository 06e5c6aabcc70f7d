// One size of the match bench in one realm: builds every engine, lets them take turns, prints what came of it.
import type { EngineName } from "./match-engines.ts";
import type { RealmInput } from "./match-realm.ts";
import type { OpenRunner, Runner } from "./match-runner.ts";
import type { WorkloadName } from "./match-texts.ts";
import { median, medianRatio, print, rotate, round } from "./figures.ts";

export interface RoundsPlan {
  readonly where: "node" | "chromium";
  readonly engines: readonly EngineName[];
  readonly workloads: readonly WorkloadName[];
  readonly rounds: number;
}

/** Millions of units a second: per round, of one engine on one workload. */
export type Speeds = ReadonlyMap<string, readonly number[]>;

export const speedKey = (engine: EngineName, workload: WorkloadName): string =>
  `${engine}/${workload}`;

/** What a turn takes, about: who is slower reads less of the workload, who is faster reads it more than once. */
const turnMs = 150;
const firstUnits = 2000;
/** From here on a measured time says how fast an engine is. */
const knownMs = 20;
/** The oracle takes a phrase at a time; an engine that is as slow is held against less. */
const oracleUnits = 400_000;
const slowOracleUnits = 20_000;

interface Portion {
  readonly units: number;
  readonly times: number;
}

/** How much of the workload an engine reads in a turn; finding out warms it too. */
async function portionFor(
  runner: Runner,
  engine: EngineName,
  workload: WorkloadName,
): Promise<Portion> {
  const all = await runner.unitsOf(workload);
  for (let units = Math.min(all, firstUnits); ; units = Math.min(all, units * 8)) {
    const work = { kind: "run", engine, workload, units, times: 1 } as const;
    const first = await runner.time(work);
    // The second pass is nearer to what a turn will be.
    const ms = first.ms < turnMs ? Math.min(first.ms, (await runner.time(work)).ms) : first.ms;
    if (units < all && ms < knownMs) continue;
    const fits = (units * turnMs) / Math.max(ms, 0.5);
    return fits < all
      ? { units: Math.round(fits), times: 1 }
      : { units: all, times: Math.max(1, Math.round(fits / all)) };
  }
}

/** False where an engine is not to be had here, or does not manage so many phrases; the reason is printed. */
async function isBuilt(runner: Runner, engine: EngineName, about: object): Promise<boolean> {
  try {
    return (await runner.time({ kind: "build", engine })).count > 0;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    print({ bench: "match-absent", ...about, engine, why: why.slice(0, 200) });
    return false;
  }
}

interface Turn {
  readonly engine: EngineName;
  readonly workload: WorkloadName;
  readonly portion: Portion;
  /** Which of the runner's works it was. */
  readonly at: number;
}

export async function runRounds(
  plan: RoundsPlan,
  open: OpenRunner,
  input: RealmInput,
): Promise<Speeds> {
  const runner = await open(input);
  let works = 0;
  const counting: Runner = {
    ...runner,
    time(work) {
      works += 1;
      return runner.time(work);
    },
  };
  const about = { where: plan.where, phrases: input.phrases.length };
  const builds: { engine: EngineName; at: number; heapMb: number }[] = [];
  const present: EngineName[] = [];
  const portions = new Map<string, Portion>();
  for (const engine of plan.engines) {
    const before = await runner.heapBytes();
    const at = works;
    if (!(await isBuilt(counting, engine, about))) continue;
    present.push(engine);
    for (const workload of plan.workloads) {
      portions.set(speedKey(engine, workload), await portionFor(counting, engine, workload));
    }
    const after = (await runner.heapBytes()) + (await runner.bytesOf(engine));
    builds.push({ engine, at, heapMb: round((after - before) / 1e6, 2) });
  }
  for (const engine of present) {
    const { units = 0 } = portions.get(speedKey(engine, "prose")) ?? {};
    const read = units < 2 * slowOracleUnits ? slowOracleUnits : oracleUnits;
    const found = await runner.found(engine, read);
    if (found !== undefined)
      print({ bench: "match-found", ...about, engine, units: read, ...found });
  }
  const turns: Turn[] = [];
  for (let turn = 0; turn < plan.rounds; turn += 1) {
    for (const workload of plan.workloads) {
      for (const engine of rotate(present, turn)) {
        const portion = portions.get(speedKey(engine, workload));
        if (portion === undefined) continue;
        turns.push({ engine, workload, portion, at: works });
        await counting.time({ kind: "run", engine, workload, ...portion });
      }
    }
  }
  const times = await runner.settle();
  for (const { engine, at, heapMb } of builds) {
    print({ bench: "match-build", ...about, engine, buildMs: round(times[at] ?? 0), heapMb });
  }
  const speeds = new Map<string, number[]>();
  for (const { engine, workload, portion, at } of turns) {
    const key = speedKey(engine, workload);
    const read = portion.units * portion.times;
    speeds.set(key, [...(speeds.get(key) ?? []), read / 1000 / (times[at] ?? Number.NaN)]);
  }
  for (const workload of plan.workloads) {
    const own = speeds.get(speedKey("own", workload)) ?? [];
    const touch = speeds.get(speedKey("touch", workload)) ?? [];
    for (const engine of present) {
      const speed = speeds.get(speedKey(engine, workload)) ?? [];
      print({
        bench: "match",
        ...about,
        workload,
        engine,
        mcuPerS: round(median(speed), 2),
        ownIsFaster: round(medianRatio(own, speed), 2),
        ofTouch: round(medianRatio(speed, touch), 3),
        ...portions.get(speedKey(engine, workload)),
        rounds: speed.length,
      });
    }
  }
  return speeds;
}
