// A trust's policy above a school's: what the trust locks holds, whatever the school writes.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actions } from "../../../../lib/contract/vocabulary.ts";
import { hasErrors } from "../../../../lib/contract/result.ts";
import { checkPolicy } from "../../../../lib/core/policy/check-policy.ts";
import { effectivePolicy } from "../../../../lib/core/policy/effective-policy.ts";
import { mergeTrust } from "../../../../lib/core/policy/merge-trust.ts";
import { profileChain } from "../../../../lib/core/policy/profile-chain.ts";
import { wholePolicy } from "../../../fixtures/policies/whole-policy.ts";
import { policyOf, samplePolicy } from "../../../support/policies.ts";
import { draws } from "../../../support/draws.ts";

// oxlint-disable-next-line typescript/no-explicit-any -- rows change any place
type Loose = any;

const known = ["games", "gambling", "news", "free-hosting", "illegal"];
const atMs = Date.parse("2026-11-24T09:30:00Z");

function trustPolicy(): Loose {
  return {
    ...samplePolicy(),
    version: "trust-1",
    protectedSites: ["trust-help.test"],
    categories: [{ id: "esports", title: "E-sports", why: "Agreed.", pupil: "Play fair." }],
    lists: [{ id: "teams", title: "Teams", category: "esports", hosts: ["teams.test"] }],
    groups: { away: { title: "Away", members: ["away@pupils.example-academy.test"] } },
    withdrawn: [{ group: "away", why: "As agreed." }],
    unlocks: { never: ["gambling"], longestMinutes: 90 },
    profiles: {
      pupils: {
        agreement: "pupils",
        categories: { gambling: "block", games: "warn" },
        block: ["casino.test"],
        locked: ["categories.gambling", "sites"],
      },
      staff: {
        reading: "staff",
        categories: { gambling: "block" },
        locked: ["categories.gambling"],
      },
    },
    assignments: [],
    strictest: "pupils",
  };
}

function merge(change: (school: Loose, trust: Loose) => void = () => {}) {
  const school: Loose = wholePolicy();
  const trust = trustPolicy();
  change(school, trust);
  return mergeTrust(policyOf(trust), policyOf(school));
}

function effective(
  profile: string,
  change?: (school: Loose, trust: Loose) => void,
  email?: string,
) {
  return effectivePolicy(merge(change).policy, {
    profile,
    categories: [],
    protectedHosts: [],
    atMs,
    email,
  });
}

// Chance looks at many cases; on a busy machine that takes its time.
const patient = { timeout: 240_000 };

describe("mergeTrust", patient, () => {
  it("puts the trust's profiles above the school's roots", () => {
    const chain = (id: string) =>
      profileChain(merge((school) => (school.profiles.staff = {})).policy, id).links.map(
        (link) => link.id,
      );
    expect(chain("ks3")).toEqual(["ks3", "base", "trust-pupils"]);
    expect(chain("staff")).toEqual(["staff", "trust-staff"]);
  });

  it("gives a policy without an error, and says nothing where both agree", () => {
    const { policy, problems } = merge();
    expect(problems).toEqual([]);
    expect(hasErrors(checkPolicy(policy, known, atMs))).toBe(false);
  });

  it("joins help sites, categories, lists, withdrawn access and what nobody may open", () => {
    const { policy } = merge();
    expect(policy.protectedSites).toEqual(["quiet-room.test", "trust-help.test"]);
    expect(policy.categories.map(({ id }) => id)).toEqual(["club", "esports"]);
    expect(policy.lists.map(({ id }) => id)).toEqual(["club-sites", "trust-teams"]);
    expect(policy.unlocks).toEqual({ codes: true, longestMinutes: 60, never: ["gambling"] });
    expect(policy.version).toBe("test-1 + trust-1");
    expect(effective("ks3", undefined, "away@pupils.example-academy.test")).toMatchObject({
      withdrawn: { why: "As agreed.", rule: "withdrawn.1" },
      groups: ["trust-away"],
    });
  });

  it("keeps the school's people, assignments, day and reporting", () => {
    const school = policyOf(wholePolicy());
    const { policy } = merge((_school, trust) => (trust.school.name = "The Trust"));
    expect(policy.school).toEqual(school.school);
    expect(policy.assignments).toEqual(school.assignments);
    expect(policy.day).toEqual(school.day);
    expect(policy.reporting).toEqual(school.reporting);
    expect(policy.strictest).toBe("base");
  });

  it("takes the trust's day where the school has none", () => {
    const { policy } = merge((school, trust) => {
      trust.day = school.day;
      delete school.day;
    });
    expect(policy.day?.periods).toHaveLength(4);
  });

  it("holds what the trust locks, and lets the school be stricter", () => {
    const merged = merge((school) => {
      school.profiles.base.categories = { gambling: "allow", games: "allow" };
      school.profiles.base.locked = [];
      school.profiles.base.allow = ["casino.test"];
    });
    const folded = effectivePolicy(merged.policy, {
      profile: "base",
      categories: known.map((id) => ({ id, title: id, why: "", pupil: "", strictest: "block" })),
      protectedHosts: [],
      atMs,
    });
    expect(folded.categories["gambling"]).toEqual({
      action: "block",
      rule: "profiles.trust-pupils.categories.gambling (locked: profiles.trust-pupils.locked.0)",
      isLocked: true,
    });
    expect(folded.categories["games"]).toEqual({
      action: "allow",
      rule: "profiles.base.categories.games",
    });
    expect(folded.allow.map(({ host }) => host)).not.toContain("casino.test");
    expect(folded.block.find(({ host }) => host === "casino.test")?.isLocked).toBe(true);
  });

  it.each<
    [name: string, change: (school: Loose, trust: Loose) => void, path: string, found: string]
  >([
    [
      "a category that the trust locks",
      (s) => (s.profiles.ks3.categories.gambling = "warn"),
      "profiles.ks3.categories.gambling",
      "profiles.trust-pupils.locked.0",
    ],
    [
      "the same at a time",
      (s) => (s.profiles.ks3.at.clubs = { categories: { gambling: "warn" } }),
      "profiles.ks3.at.clubs.categories.gambling",
      "profiles.trust-pupils.locked.0",
    ],
    [
      "a site that the trust locks",
      (s) => (s.profiles.ks3.allow[0] = "casino.test"),
      "profiles.ks3.allow.0",
      "profiles.trust-pupils.locked.1",
    ],
    [
      "a profile with a name of the trust's",
      (s) => (s.profiles["trust-pupils"] = {}),
      "profiles.trust-pupils",
      "a name that the trust's policy takes",
    ],
    [
      "a category that the trust has",
      (s) => (s.categories[0].id = "esports"),
      "categories.0.id",
      '"esports", a category of the trust',
    ],
    [
      "a list with a name of the trust's",
      (s) => (s.lists[0].id = "trust-teams"),
      "lists.0.id",
      '"trust-teams"',
    ],
    [
      "longer unlocks than the trust's",
      (s) => (s.unlocks.longestMinutes = 100),
      "unlocks.longestMinutes",
      "the number 100",
    ],
    [
      "a time that the school does not have",
      (_s, t) => (t.profiles.pupils.at = { assembly: { unknownSites: "block" } }),
      "day.periods",
      'no time called "assembly"',
    ],
  ])("warns of %s", (_name, change, path, found) => {
    const { problems } = merge(change);
    const here = problems.filter((one) => one.path === path);
    expect(here.map(({ what }) => what).join()).toContain(found);
    expect(problems.every(({ level }) => level === "warning")).toBe(true);
  });

  it("cannot be loosened by any school: a locked category is as strict as the trust says", () => {
    const action = fc.constantFrom(...actions);
    const idArb = fc.constantFrom(
      "pupils",
      "staff",
      "base",
      "ks3",
      "trust-pupils",
      "trust-staff",
      "x",
    );
    fc.assert(
      fc.property(
        fc.dictionary(
          idArb,
          fc.record({
            extends: fc.option(idArb, { nil: undefined }),
            gambling: action,
            locks: fc.boolean(),
          }),
          { minKeys: 1, maxKeys: 5 },
        ),
        (drawn) => {
          const { policy } = merge((school) => {
            school.profiles = {};
            for (const [id, one] of Object.entries(drawn)) {
              school.profiles[id] = {
                ...(one.extends === undefined ? {} : { extends: one.extends }),
                categories: { gambling: one.gambling },
                at: { lunch: { categories: { gambling: one.gambling } } },
                ...(one.locks ? { locked: ["categories"] } : {}),
              };
            }
            school.strictest = Object.keys(drawn)[0];
            school.assignments = [];
          });
          // A circle or an unknown name is an error, and such a policy is never used.
          if (hasErrors(checkPolicy(policy, known, atMs))) return;
          for (const profile of Object.keys(policy.profiles)) {
            const folded = effectivePolicy(policy, {
              profile,
              categories: [{ id: "gambling", title: "", why: "", pupil: "", strictest: "allow" }],
              protectedHosts: [],
              atMs: Date.parse("2026-11-24T12:45:00Z"),
            });
            expect(folded.categories["gambling"]?.action).toBe("block");
          }
        },
      ),
      { numRuns: draws(300) },
    );
  });
});
