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
  withdrawn: 6_500_000,
  agreement: 6_000_000,
  /** Redirects to the safe search and headers: an allow above them would drop them, and they drop no block. */
  safeSearch: 5_500_000,
  schoolHost: 5_000_000,
  /** Lowest of the band of locked site entries; see `sitePriority`. */
  lockedSite: 4_600_000,
  lockedBlock: 4_500_000,
  lockedProceeded: 4_450_000,
  lockedWarn: 4_400_000,
  /** The sites of a lesson list, and what their pages load. */
  lessonOpen: 4_100_000,
  /** Every other page while it runs. */
  lesson: 4_000_000,
  unlock: 3_900_000,
  unlockPage: 3_850_000,
  /** Lowest of the band of site entries; see `sitePriority`. */
  site: 1_000_000,
  engineBlock: 800_000,
  engineProceeded: 790_000,
  engineWarn: 780_000,
  engineOpen: 750_000,
  categoryBlock: 500_000,
  /** Lifts warnings, and must never lift a block. */
  proceeded: 400_000,
  categoryWarn: 300_000,
  /** Monitored and allowed categories: above what happens to free hosting and unknown sites. */
  categoryOpen: 200_000,
  freeHostingProceeded: 160_000,
  freeHosting: 150_000,
  unknownProceeded: 120_000,
  unknown: 100_000,
} as const;

const labelWeight = 2048;
const segmentWeight = 4;
const mostLabels = 127;
const mostSegments = 500;

/** So much more gets an entry that is on its way into the dynamic rules: it wins over what was said of the same place. */
export const freshSite = 2;

/**
 * The priority of a site entry: labels of the host first, then segments of the path, then block before allow.
 * A host has at most 127 labels and a path of 500 characters fewer than 500 segments, so the band is never left.
 */
export function sitePriority(
  labels: number,
  segments: number,
  action: "allow" | "block",
  band: "site" | "lockedSite" = "site",
): number {
  return (
    ladder[band] +
    Math.min(labels, mostLabels) * labelWeight +
    Math.min(segments, mostSegments) * segmentWeight +
    (action === "block" ? 1 : 0)
  );
}
