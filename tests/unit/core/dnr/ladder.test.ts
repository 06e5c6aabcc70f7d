// Every "must beat" of the ladder, with its reason. Equal is not enough.
import { describe, expect, it } from "vitest";
import { ladder, sitePriority } from "../../../../lib/core/dnr/ladder.ts";

const highestSite = sitePriority(127, 500, "block");
const lowestSite = sitePriority(1, 0, "allow");

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

  it("keeps site entries in their band, and all of it within Chromium's numbers", () => {
    expect(highestSite).toBeLessThan(ladder.schoolHost);
    expect(sitePriority(9999, 9999, "block")).toBe(highestSite);
    for (const priority of Object.values(ladder)) {
      expect(priority).toBeGreaterThan(0);
      expect(priority).toBeLessThan(2 ** 31);
    }
  });
});
