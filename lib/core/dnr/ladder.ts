// The one priority ladder: dynamic, session and static rules share one pool of priorities.
// Its order is that of `decide()`; tests/unit/core/dnr/ladder.test.ts states every "must beat" with its reason.

export const ladder = {
  /** A built-in help site itself. */
  protected: 9_000_000,
  illegal: 8_000_000,
  /** A help site that the school named: it opens everything but the illegal. */
  ownProtected: 7_500_000,
  /** What a help site's page loads from elsewhere: everything but the illegal. */
  protectedPage: 7_000_000,
  agreement: 6_000_000,
  schoolHost: 5_000_000,
  /** Lowest of the band of site entries; see `sitePriority`. */
  site: 1_000_000,
  categoryBlock: 500_000,
  /** Lifts warnings, and must never lift a block. */
  proceeded: 400_000,
  categoryWarn: 300_000,
  /** Monitored and allowed categories: above what happens to unknown sites. */
  categoryOpen: 200_000,
  unknown: 100_000,
} as const;

const labelWeight = 1024;
const mostLabels = 127;
const mostSegments = 500;

/**
 * The priority of a site entry: labels of the host first, then segments of the path, then block before allow.
 * A host has at most 127 labels and a path of 500 characters fewer than 500 segments, so the band is never left.
 */
export function sitePriority(labels: number, segments: number, action: "allow" | "block"): number {
  return (
    ladder.site +
    Math.min(labels, mostLabels) * labelWeight +
    Math.min(segments, mostSegments) * 2 +
    (action === "block" ? 1 : 0)
  );
}
