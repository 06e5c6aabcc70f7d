// Every "must beat" of the ladder, with its reason. Equal is not enough.
import { describe, expect, it } from "vitest";
import { freshSite, ladder, sitePriority } from "../../../../lib/core/dnr/ladder.ts";

const highestSite = sitePriority(127, 500, "block");
const lowestSite = sitePriority(1, 0, "allow");
const highestLocked = sitePriority(127, 500, "block", "lockedSite") + freshSite;
const lowestLocked = sitePriority(1, 0, "allow", "lockedSite");

const rows: readonly (readonly [
  winner: string,
  high: number,
  loser: string,
  low: number,
  because: string,
])[] = [
  [
    "a help site",
    ladder.protected,
    "the list of illegal sites",
    ladder.illegal,
    "a list with a mistake must not cut a pupil off from help",
  ],
  [
    "a help site",
    ladder.protected,
    "an agreement that is due",
    ladder.agreement,
    "help is never behind a form",
  ],
  ["a help site", ladder.protected, "any site entry", highestSite, "no policy blocks help"],
  [
    "illegal",
    ladder.illegal,
    "a help site that the school named",
    ladder.ownProtected,
    "nobody at a school can lift it (F2), not by calling it a help site either",
  ],
  [
    "a help site that the school named",
    ladder.ownProtected,
    "an agreement that is due",
    ladder.agreement,
    "help is never behind a form",
  ],
  [
    "illegal",
    ladder.illegal,
    "what a help site's page loads",
    ladder.protectedPage,
    "a page that was tampered with must not bring in illegal pictures",
  ],
  ["illegal", ladder.illegal, "the agreement", ladder.agreement, "agreeing opens nothing illegal"],
  [
    "illegal",
    ladder.illegal,
    "the school's own hosts",
    ladder.schoolHost,
    "nobody at a school can lift it (F2)",
  ],
  ["illegal", ladder.illegal, "any site entry", highestSite, "nobody at a school can lift it (F2)"],
  [
    "what a help site's page loads",
    ladder.protectedPage,
    "any site entry",
    highestSite,
    "a help site works as it is, with its films and chat",
  ],
  [
    "the agreement",
    ladder.agreement,
    "the school's own hosts",
    ladder.schoolHost,
    "it is read before the first page, the school's included (A1)",
  ],
  [
    "the agreement",
    ladder.agreement,
    "any site entry",
    highestSite,
    "it is read before the first page (A1)",
  ],
  [
    "the school's own hosts",
    ladder.schoolHost,
    "any site entry",
    highestSite,
    "a slip in a list must not lock a school out of its own site",
  ],
  [
    "what a help site's page loads",
    ladder.protectedPage,
    "withdrawn access",
    ladder.withdrawn,
    "help stays open to somebody whose access is withdrawn (A3)",
  ],
  [
    "withdrawn access",
    ladder.withdrawn,
    "the agreement",
    ladder.agreement,
    "agreeing gives no access back",
  ],
  [
    "the agreement",
    ladder.agreement,
    "safe search",
    ladder.safeSearch,
    "no page, a search included, comes before it",
  ],
  [
    "safe search",
    ladder.safeSearch,
    "the school's own hosts",
    ladder.schoolHost,
    "an allow above it would drop its redirect and its header",
  ],
  [
    "the school's own hosts",
    ladder.schoolHost,
    "locked site entries",
    highestLocked,
    "a trust's slip must not lock a school out of its own site",
  ],
  [
    "locked site entries",
    lowestLocked,
    "a locked, blocked category",
    ladder.lockedBlock,
    "who locks both has named this site",
  ],
  [
    "a locked, blocked category",
    ladder.lockedBlock,
    "a locked warning that was passed",
    ladder.lockedProceeded,
    "a warning passed lifts no block",
  ],
  [
    "a locked warning that was passed",
    ladder.lockedProceeded,
    "a locked warning",
    ladder.lockedWarn,
    "else the page would come again and again",
  ],
  [
    "a locked warning",
    ladder.lockedWarn,
    "a lesson list's sites",
    ladder.lessonOpen,
    "what is locked no lesson list lifts",
  ],
  [
    "a lesson list's sites",
    ladder.lessonOpen,
    "the end of all others",
    ladder.lesson,
    "its own sites stay open",
  ],
  [
    "a lesson list",
    ladder.lesson,
    "an unlock",
    ladder.unlock,
    "while a lesson list runs only its sites open (F8)",
  ],
  [
    "an unlock",
    ladder.unlock,
    "any site entry",
    highestSite + freshSite,
    "staff opened just this, just now (F5)",
  ],
  [
    "what an unlocked page loads",
    ladder.unlockPage,
    "any site entry",
    highestSite + freshSite,
    "the page has to work",
  ],
  [
    "any site entry",
    lowestSite,
    "a blocked search engine",
    ladder.engineBlock,
    "a person who named this site knows better",
  ],
  [
    "blocked picture search",
    ladder.engineBlock,
    "a warning of the engine that was passed",
    ladder.engineProceeded,
    "a warning passed lifts no block",
  ],
  [
    "a warning of an engine that was passed",
    ladder.engineProceeded,
    "a warned engine",
    ladder.engineWarn,
    "else the page would come again and again",
  ],
  [
    "a warned engine",
    ladder.engineWarn,
    "an engine that is open",
    ladder.engineOpen,
    "pictures may be treated more strictly than the engine",
  ],
  [
    "an engine that is open",
    ladder.engineOpen,
    "a blocked category",
    ladder.categoryBlock,
    "the policy named this engine; it stands in a list of engines (F7)",
  ],
  [
    "a monitored or allowed category",
    ladder.categoryOpen,
    "a warning of free hosting that was passed",
    ladder.freeHostingProceeded,
    "free hosting speaks only where no other list does",
  ],
  [
    "a warning of free hosting that was passed",
    ladder.freeHostingProceeded,
    "free hosting",
    ladder.freeHosting,
    "else the page would come again and again",
  ],
  [
    "free hosting",
    ladder.freeHosting,
    "a warning of an unknown site that was passed",
    ladder.unknownProceeded,
    "a passed warning of a site lifts none of a hosting service below it",
  ],
  [
    "a warning of an unknown site that was passed",
    ladder.unknownProceeded,
    "unknown sites",
    ladder.unknown,
    "else the page would come again and again",
  ],
  [
    "any site entry",
    lowestSite,
    "a blocked category",
    ladder.categoryBlock,
    "a person who named this site knows better than a list (F4, F6)",
  ],
  [
    "a longer host",
    sitePriority(3, 0, "allow"),
    "a shorter host with a long path",
    sitePriority(2, 500, "block"),
    "host first, then path",
  ],
  [
    "a longer path",
    sitePriority(2, 2, "allow"),
    "a shorter path",
    sitePriority(2, 1, "block"),
    "the more specific wins",
  ],
  [
    "block",
    sitePriority(2, 1, "block"),
    "allow of the same place",
    sitePriority(2, 1, "allow"),
    "at a tie the safe side",
  ],
  [
    "a blocked category",
    ladder.categoryBlock,
    "a warning that was passed",
    ladder.proceeded,
    "a warning passed on a host lifts no block below it",
  ],
  [
    "a warning that was passed",
    ladder.proceeded,
    "a warned category",
    ladder.categoryWarn,
    "else the page would come again and again",
  ],
  [
    "a warned category",
    ladder.categoryWarn,
    "a monitored or allowed category",
    ladder.categoryOpen,
    "the strictest list wins",
  ],
  [
    "a monitored or allowed category",
    ladder.categoryOpen,
    "unknown sites",
    ladder.unknown,
    "a listed site is not unknown",
  ],
];

describe("ladder", () => {
  it.each(rows)("%s (%i) beats %s (%i): %s", (_winner, high, _loser, low) => {
    expect(high).toBeGreaterThan(low);
  });

  it("lets a newer entry win over the older word on the same place, and over nothing more specific", () => {
    for (const band of ["site", "lockedSite"] as const) {
      const newer = sitePriority(2, 1, "allow", band) + freshSite;
      expect(newer).toBeGreaterThan(sitePriority(2, 1, "block", band));
      expect(newer).toBeLessThan(sitePriority(2, 2, "allow", band));
      expect(sitePriority(2, 500, "block", band) + freshSite).toBeLessThan(
        sitePriority(3, 0, "allow", band),
      );
    }
  });

  it("keeps site entries in their band, and all of it within Chromium's numbers", () => {
    expect(highestSite).toBeLessThan(ladder.schoolHost);
    expect(highestLocked).toBeLessThan(ladder.schoolHost);
    expect(sitePriority(9999, 9999, "block")).toBe(highestSite);
    for (const priority of Object.values(ladder)) {
      expect(priority).toBeGreaterThan(0);
      expect(priority).toBeLessThan(2 ** 31);
    }
  });
});
