// How often somebody may try: after a few free tries each further one waits longer.
import type { KeptTry, TryLimit } from "../store/store.ts";

/** After `free` failures the wait doubles from one second up to `waitMostMs`; forgotten after `forgetMs` of quiet. */
export interface AttemptRules {
  readonly free: number;
  readonly waitMostMs: number;
  readonly forgetMs: number;
}

export interface SignInRules {
  /** One name from one address. */
  readonly pair: AttemptRules;
  /** One address, any name: it may be a whole school behind one router. */
  readonly address: AttemptRules;
  /** One name from anywhere: wide, so that a pupil with a script cannot easily lock the lead out. */
  readonly name: AttemptRules;
}

const common = { waitMostMs: 15 * 60_000, forgetMs: 60 * 60_000 };
export const signInRules: SignInRules = {
  pair: { ...common, free: 4 },
  address: { ...common, free: 20 },
  name: { ...common, free: 60, waitMostMs: 60_000 },
};

/** Names are the caller's to choose: more of them than this are not remembered. */
const keysMost = 10_000;

interface Failures {
  readonly count: number;
  readonly lastAtMs: number;
}

export interface Attempts {
  /** Milliseconds to wait before the next try is heard; 0: now. */
  waitMs(key: string, atMs: number): number;
  /** The count as it stands after this one. */
  failed(key: string, atMs: number): Failures;
  succeeded(key: string): void;
}

/** `known` are counts from before, oldest first. */
export function createAttempts(
  rules: AttemptRules,
  known: readonly (readonly [key: string, failures: Failures])[] = [],
): Attempts {
  const failures = new Map(known);
  const fresh = (key: string, atMs: number) => {
    const found = failures.get(key);
    if (found !== undefined && atMs - found.lastAtMs > rules.forgetMs) {
      failures.delete(key);
      return undefined;
    }
    return found;
  };
  return {
    waitMs(key, atMs) {
      const found = fresh(key, atMs);
      if (found === undefined || found.count < rules.free) return 0;
      const delayMs = Math.min(rules.waitMostMs, 1000 * 2 ** (found.count - rules.free));
      // A clock that was set back must not make the wait longer than it ever was.
      return Math.min(delayMs, Math.max(0, found.lastAtMs + delayMs - atMs));
    },
    failed(key, atMs) {
      const now = { count: (fresh(key, atMs)?.count ?? 0) + 1, lastAtMs: atMs };
      failures.delete(key);
      failures.set(key, now);
      const oldest = failures.keys().next().value;
      if (failures.size > keysMost && oldest !== undefined) failures.delete(oldest);
      return now;
    },
    succeeded(key) {
      failures.delete(key);
    },
  };
}

/** The three limits of a sign-in as one. What `failed` and `succeeded` give back is for the store. */
export interface SignInLimit {
  waitMs(name: string, address: string, atMs: number): number;
  failed(name: string, address: string, atMs: number): readonly KeptTry[];
  succeeded(name: string, address: string): readonly Pick<KeptTry, "limit" | "key">[];
}

export function createSignInLimit(rules: SignInRules, known: readonly KeptTry[] = []): SignInLimit {
  const limits = { pair: begin("pair"), address: begin("address"), name: begin("name") };
  function begin(limit: TryLimit): Attempts {
    return createAttempts(
      rules[limit],
      known.filter((one) => one.limit === limit).map((one) => [one.key, one] as const),
    );
  }
  const keysOf = (name: string, address: string): readonly (readonly [TryLimit, string])[] => [
    ["pair", JSON.stringify([name, address])],
    ["address", address],
    ["name", name],
  ];
  return {
    waitMs: (name, address, atMs) =>
      Math.max(...keysOf(name, address).map(([limit, key]) => limits[limit].waitMs(key, atMs))),
    failed: (name, address, atMs) =>
      keysOf(name, address).map(([limit, key]) => {
        const { count, lastAtMs } = limits[limit].failed(key, atMs);
        return { limit, key, count, lastAtMs };
      }),
    succeeded: (name, address) =>
      keysOf(name, address).map(([limit, key]) => {
        limits[limit].succeeded(key);
        return { limit, key };
      }),
  };
}

/** How far back the store needs to remember tries. */
export function triesForgetMs(rules: SignInRules): number {
  return Math.max(rules.pair.forgetMs, rules.address.forgetMs, rules.name.forgetMs);
}
