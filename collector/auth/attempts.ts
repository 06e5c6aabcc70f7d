// How often somebody may try: after a few free tries each further one waits longer. Kept in memory: a restart forgives.

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

export interface Attempts {
  /** Milliseconds to wait before the next try is heard; 0: now. */
  waitMs(key: string, atMs: number): number;
  failed(key: string, atMs: number): void;
  succeeded(key: string): void;
}

export function createAttempts(rules: AttemptRules): Attempts {
  const failures = new Map<string, { count: number; lastAtMs: number }>();
  const fresh = (key: string, atMs: number) => {
    const known = failures.get(key);
    if (known !== undefined && atMs - known.lastAtMs > rules.forgetMs) {
      failures.delete(key);
      return undefined;
    }
    return known;
  };
  return {
    waitMs(key, atMs) {
      const known = fresh(key, atMs);
      if (known === undefined || known.count < rules.free) return 0;
      const delayMs = Math.min(rules.waitMostMs, 1000 * 2 ** (known.count - rules.free));
      return Math.max(0, known.lastAtMs + delayMs - atMs);
    },
    failed(key, atMs) {
      const count = (fresh(key, atMs)?.count ?? 0) + 1;
      failures.delete(key);
      failures.set(key, { count, lastAtMs: atMs });
      const oldest = failures.keys().next().value;
      if (failures.size > keysMost && oldest !== undefined) failures.delete(oldest);
    },
    succeeded(key) {
      failures.delete(key);
    },
  };
}

/** The three limits of a sign-in as one. */
export interface SignInLimit {
  waitMs(name: string, address: string, atMs: number): number;
  failed(name: string, address: string, atMs: number): void;
  succeeded(name: string, address: string): void;
}

export function createSignInLimit(rules: SignInRules): SignInLimit {
  const pairs = createAttempts(rules.pair);
  const addresses = createAttempts(rules.address);
  const names = createAttempts(rules.name);
  const pair = (name: string, address: string) => JSON.stringify([name, address]);
  return {
    waitMs: (name, address, atMs) =>
      Math.max(
        pairs.waitMs(pair(name, address), atMs),
        addresses.waitMs(address, atMs),
        names.waitMs(name, atMs),
      ),
    failed(name, address, atMs) {
      pairs.failed(pair(name, address), atMs);
      addresses.failed(address, atMs);
      names.failed(name, atMs);
    },
    succeeded(name, address) {
      pairs.succeeded(pair(name, address));
      addresses.succeeded(address);
      names.succeeded(name);
    },
  };
}
