// Calls that come while others of their kind are under way are answered together by the next run: under load the database
// is asked once for many requests, and what is written for many is synced once. Nobody gets an answer of a run that had
// begun before they asked.
import { setImmediate as breathe } from "node:timers/promises";
import type { Driver } from "./driver.ts";

interface Waiting<In, Out> {
  readonly item: In;
  readonly resolve: (value: Out) => void;
  readonly reject: (why: unknown) => void;
}

export interface TogetherRules<In> {
  /** Runs at the same time. */
  readonly lines: number;
  /** A run is full with so much of `sizeOf`; one item always fits. */
  readonly most: number;
  /** Default: 1 each. */
  readonly sizeOf?: (item: In) => number;
  /** Items that name the same are never in one run; the later one waits for the next. */
  readonly namesOf?: (item: In) => readonly string[];
}

/**
 * `run` answers items in their order, all or none of them. Where it fails for several, each is tried by itself, so that
 * one that cannot be answered keeps no other from its answer.
 */
export function together<In, Out>(
  run: (items: readonly In[]) => Promise<readonly Out[]>,
  { lines, most, sizeOf = () => 1, namesOf = () => [] }: TogetherRules<In>,
): (item: In) => Promise<Out> {
  let waiting: Waiting<In, Out>[] = [];
  let under = 0;

  function takeGroup(): readonly Waiting<In, Out>[] {
    const group: Waiting<In, Out>[] = [];
    const later: Waiting<In, Out>[] = [];
    const names = new Set<string>();
    let size = 0;
    for (const one of waiting) {
      const own = namesOf(one.item);
      const itsSize = sizeOf(one.item);
      const fits = group.length === 0 || size + itsSize <= most;
      // Who has to wait is not overtaken by their own next one.
      if (fits && !own.some((name) => names.has(name))) {
        group.push(one);
        size += itsSize;
      } else later.push(one);
      for (const name of own) names.add(name);
    }
    waiting = later;
    return group;
  }

  async function answer(group: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const answers = await run(group.map(({ item }) => item));
      for (const [place, { resolve }] of group.entries()) resolve(answers[place] as Out);
    } catch (error) {
      if (group.length === 1) {
        group[0]?.reject(error);
        return;
      }
      await Promise.all(group.map((one) => answer([one])));
    }
  }

  async function line(): Promise<void> {
    // What the network has brought meanwhile comes along.
    await breathe();
    while (waiting.length > 0) await answer(takeGroup());
    under -= 1;
  }

  return (item) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (under >= lines) return;
      under += 1;
      void line();
    });
}

/** Reads that are asked for at the same moment are one question. */
export function askedTogether<In, Out>(
  driver: Pick<Driver, "dialect">,
  run: (items: readonly In[]) => Promise<readonly Out[]>,
): (item: In) => Promise<Out> {
  // SQLite answers one question at a time.
  return together(run, { lines: driver.dialect === "postgres" ? 2 : 1, most: 128 });
}
