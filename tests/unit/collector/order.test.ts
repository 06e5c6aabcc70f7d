// What staff open: reading sites, limits, audiences.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkOrder,
  limitsOf,
  readPastedSites,
  readSite,
  siteWords,
  type OrderAsked,
} from "../../../collector/review/order.ts";
import { parsePolicy } from "../../../lib/contract/parse-policy.ts";
import { smallPolicy } from "../../support/collector-policy.ts";

const parsed = parsePolicy(JSON.stringify(smallPolicy));
if (!parsed.ok) throw new Error("the small policy is one");
const policy = parsed.value;

test.each<[typed: string, site: string | undefined]>([
  ["example.org", "example.org"],
  [" https://User:pw@Example.ORG:8443/A/../b/?q=1#x ", "example.org/b"],
  ["http://example.org/", "example.org"],
  ["example.org/page?x=https://other.test", "example.org/page"],
  ["ExÄmple.org", "xn--exmple-cua.org"],
  ["192.0.2.7/x", "192.0.2.7/x"],
  ["http://[2001:db8::1]/", "[2001:db8::1]"],
  ["", undefined],
  ["org", undefined],
  ["localhost", undefined],
  ["not a site", undefined],
  ["javascript:alert(1)", undefined],
  ["ftp2://example.org", undefined],
  ["https://", undefined],
  ["example.org/my%20page", "example.org/my page"],
  ["example.org my page", undefined],
  ["*.example.org", undefined],
])("the site in %j", (typed, site) => {
  const read = readSite(typed);
  expect(read === undefined ? undefined : siteWords(read)).toBe(site);
});

/** A few hosts, so that doubles and covered ones come about. */
const address = fc
  .tuple(
    fc.constantFrom("", "https://", "- "),
    fc.constantFrom("example.org", "a.example.org", "com"),
    fc.constantFrom("", "/", "/a", "/a/../b", "/%41"),
    fc.string({ unit: "grapheme", maxLength: 6 }),
  )
  .map((parts) => parts.join(""));

test("whatever is pasted: every line is a site or pointed out, and cleaning twice changes nothing (law)", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), address), { maxLength: 8 }), (lines) => {
      const { sites, wrong } = readPastedSites(lines.join("\n"));
      // A path is decoded once; what would be decoded again, or read as more than a path, is not typed anew.
      const plain = sites.filter(({ path }) => !/[%?#\p{C}]|\s$/u.test(path ?? ""));
      const again = readPastedSites(plain.map(siteWords).join("\n"));
      expect(again).toEqual({ sites: plain, wrong: [] });
      const blank = lines
        .join("\n")
        .split(/\r\n|[\n\r]/)
        .filter((line) => line.trim() === "");
      expect(sites.length + wrong.length + blank.length).toBeLessThanOrEqual(
        lines.join("\n").split(/\r\n|[\n\r]/).length,
      );
      for (const { line } of wrong) expect(line).toBeGreaterThan(0);
      expect(new Set(sites.map(siteWords)).size).toBe(sites.length);
    }),
  );
});

describe("limits", () => {
  test("without a policy: two hours, codes, and never the illegal class", () => {
    expect(limitsOf(undefined)).toEqual({ longestMinutes: 120, codes: true, never: ["illegal"] });
  });
  test("the illegal class is never opened, whatever policy, audience and time say (law)", () => {
    const value = fc.string({ maxLength: 20 });
    fc.assert(
      fc.property(
        fc.constantFrom(policy, undefined),
        fc.constantFrom("user", "device", "group", "profile", "everyone"),
        value,
        fc.integer({ min: 1, max: 1440 }),
        (given, kind, name, minutes) => {
          const what = { kind: "category", category: "illegal" } as const;
          const asked: OrderAsked = { what, for: { kind, value: name }, minutes, why: "x" };
          expect(checkOrder(asked, given).map(({ path }) => path)).toContain("category");
        },
      ),
    );
  });
  test.each<[name: string, minutes: number, kind: "site" | "lesson", fits: boolean]>([
    ["a site for as long as the policy allows", 60, "site", true],
    ["a site for a minute more", 61, "site", false],
    ["a site for half a minute", 0.5, "site", false],
    ["a lesson for a school day", 480, "lesson", true],
    ["a lesson for longer", 481, "lesson", false],
  ])("%s", (_name, minutes, kind, fits) => {
    const site = { host: "example.org" };
    const what =
      kind === "site"
        ? ({ kind, ...site } as const)
        : ({ kind, title: "x", sites: [site], search: false } as const);
    const asked = { what, for: { kind: "everyone", value: "" }, minutes, why: "x" } as const;
    expect(checkOrder(asked, policy).length === 0).toBe(fits);
  });
});
