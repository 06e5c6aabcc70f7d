// A bucket of tokens per key: a device credential, or a device. A credential is shared by all devices of a unit, so the bucket is large.

export interface RateRules {
  /** Batches that may come at once. */
  readonly burst: number;
  readonly perSecond: number;
}

export const batchRate: RateRules = { burst: 600, perSecond: 40 };

/** One Chromebook: a batch a second, and what a day without network has left. */
export const deviceRate: RateRules = { burst: 120, perSecond: 2 };

/** So many are remembered; the fullest buckets are forgotten first, since they forbid nothing. */
const bucketsMost = 100_000;

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
      if (buckets.size > bucketsMost) forgetFull(buckets, rules, atMs);
      return 0;
    },
  };
}

function forgetFull(
  buckets: Map<string, { readonly left: number; readonly atMs: number }>,
  rules: RateRules,
  nowMs: number,
): void {
  for (const [key, { left, atMs }] of buckets) {
    if (left + ((nowMs - atMs) / 1000) * rules.perSecond >= rules.burst) buckets.delete(key);
  }
}
