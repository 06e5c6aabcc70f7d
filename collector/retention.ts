// Erases what has been kept long enough: at the start, and once a day from then on.
import { setImmediate as breathe } from "node:timers/promises";
import { readKeepDays } from "./keep-days.ts";
import type { Live } from "./live.ts";
import { keptSinceMs, shorterKinds } from "./review/retention.ts";
import type { Store } from "./store/store.ts";

const dayMs = 24 * 60 * 60_000;

/** Cases, and events of activity, in one transaction: few enough that a device's batch does not wait long behind them. */
const atOnceMost = 500;

/** Of several collectors on one database one erases at a time; one that dies over it is not waited for longer. */
const leaseMs = 10 * 60_000;
const task = "retention";

export interface RetentionNeeds {
  readonly store: Store;
  readonly now: () => number;
  readonly policyPath?: string | undefined;
  readonly live: Live;
  /** Who this collector is among those of its database, also after a restart. */
  readonly holder?: string;
  /** One line about a fault; never given content. */
  readonly log: (line: string) => void;
}

/** Erases all that is due now; whether anything was. Rejects where the store does: the next run finds what is left. */
export async function eraseWhatIsDue(needs: Omit<RetentionNeeds, "log">): Promise<boolean> {
  const { store, now, live } = needs;
  const { days } = await readKeepDays(store, needs.policyPath);
  const holder = needs.holder ?? "";
  let any = false;
  for (;;) {
    const atMs = now();
    // Another collector is at it: it tells its own desks and ours.
    if (!(await store.claimTask(task, holder, atMs, atMs + leaseMs))) return any;
    const { cases, events, answers, orders } = await store.eraseDue(
      keptSinceMs(days, atMs),
      atMs,
      atOnceMost,
    );
    let count = Object.values(events).reduce((sum, many) => sum + many, cases + answers + orders);
    for (const [kind, kindDays] of shorterKinds(await store.keepKinds(), days)) {
      count += await store.eraseKindDue(kind, keptSinceMs(kindDays, atMs), atMs, atOnceMost);
    }
    if (count === 0) break;
    any = true;
    await breathe();
  }
  await store.releaseTask(task, holder);
  if (any) {
    for (const what of ["cases", "requests", "activity", "orders"] as const) {
      live.publish({ what, caseId: null, tab: "" });
    }
  }
  return any;
}

export interface Retention {
  /** Settles when the first run is done; never rejects. */
  readonly first: Promise<void>;
  /** No further run begins. */
  end(): void;
}

/** Begins the first run at once. The timer keeps no process alive. */
export function startRetention(needs: RetentionNeeds): Retention {
  const run = async () => {
    try {
      await eraseWhatIsDue(needs);
      // Even where nothing was due: a run that was cut short may have left traces.
      if (!(await needs.store.clearTraces())) {
        needs.log("retention: another program holds the database; traces are cleared tomorrow");
      }
    } catch (error) {
      needs.log(`fault: retention ${error instanceof Error ? error.name : ""}; again tomorrow`);
    }
  };
  const timer = setInterval(() => void run(), dayMs);
  timer.unref();
  return { first: run(), end: () => clearInterval(timer) };
}
