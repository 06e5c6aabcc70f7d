// A bucket of tokens per device credential. A credential is shared by all devices of a unit, so the bucket is large.

export interface RateRules {
  /** Batches that may come at once. */
  readonly burst: number;
  readonly perSecond: number;
}

export const batchRate: RateRules = { burst: 600, perSecond: 40 };

export interface RateLimit {
  /** Takes one; 0 when there was one, else milliseconds until there will be. */
  take(key: string, atMs: number): number;
}

export function createRateLimit(rules: RateRules): RateLimit {
  const buckets = new Map<string, { left: number; atMs: number }>();
  return {
    take(key, atMs) {
      const known = buckets.get(key) ?? { left: rules.burst, atMs };
      const grown = (Math.max(0, atMs - known.atMs) / 1000) * rules.perSecond;
      const left = Math.min(rules.burst, known.left + grown);
      if (left < 1) {
        buckets.set(key, { left, atMs });
        return Math.ceil(((1 - left) / rules.perSecond) * 1000);
      }
      buckets.set(key, { left: left - 1, atMs });
      return 0;
    },
  };
}
