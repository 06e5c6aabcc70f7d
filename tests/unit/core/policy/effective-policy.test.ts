// Profiles extend one another: who wins, and which line is named for it.
import { describe, expect, it } from "vitest";
import type { PolicyInput } from "../../../../lib/contract/policy.ts";
import { defaultThresholds } from "../../../../lib/core/match/default-thresholds.ts";
import { baselinePolicy } from "../../../../lib/core/policy/baseline.ts";
import { effectivePolicy } from "../../../../lib/core/policy/effective-policy.ts";
import type { CategoryDefault } from "../../../../lib/core/policy/effective-policy.ts";
import { emailFits } from "../../../../lib/core/policy/email-fits.ts";
import { pickProfile } from "../../../../lib/core/policy/pick-profile.ts";
import { policyOf, samplePolicy } from "../../../support/policies.ts";

const category = (id: string, strictest: CategoryDefault["strictest"]): CategoryDefault => ({
  id,
  title: id,
  why: "",
  pupil: "",
  strictest,
});
const categories = [
  category("games", "block"),
  category("news", "allow"),
  category("ai", "warn"),
  category("illegal", "block"),
];
const atMs = Date.parse("2026-11-22T12:00:00Z");

function resolve(change: (policy: PolicyInput) => void = () => {}, profile = "ks3", at = atMs) {
  const input = samplePolicy();
  change(input);
  return effectivePolicy(policyOf(input), {
    profile,
    categories,
    protectedHosts: ["help.test"],
    atMs: at,
  });
}

describe("effectivePolicy", () => {
  it("takes the nearest line of the chain and names it", () => {
    expect(resolve().categories).toEqual({
      games: { action: "block", rule: "profiles.base.categories.games" },
      news: { action: "allow", rule: "profiles.ks3.categories.news" },
      club: { action: "allow", rule: "profiles.base.categories.club" },
      ai: { action: "warn", rule: "built-in ai" },
      illegal: { action: "block", rule: "built-in illegal" },
    });
  });

  it("keeps illegal sites blocked whatever a profile says", () => {
    const effective = resolve((policy) => {
      policy.profiles["ks3"] = { ...policy.profiles["ks3"], categories: { illegal: "allow" } };
    });
    expect(effective.categories["illegal"]).toEqual({ action: "block", rule: "built-in illegal" });
  });

  it("treats an own category that no profile names like an unknown site", () => {
    const effective = resolve((policy) => {
      policy.profiles["base"] = { unknownSites: "warn" };
    });
    expect(effective.categories["club"]).toEqual({
      action: "warn",
      rule: "profiles.base.unknownSites",
    });
    expect(effective.unknownSites).toEqual({ action: "warn", rule: "profiles.base.unknownSites" });
  });

  it("fills in what nobody says", () => {
    const { warnMinutes, unknownSites, monitoring, reporting, school } = resolve();
    expect({ warnMinutes, unknownSites, reporting }).toEqual({
      warnMinutes: 15,
      unknownSites: { action: "allow", rule: "built-in unknownSites" },
      reporting: { batchSeconds: 60, batchEvents: 50, keepDays: 365, unnamedWorries: true },
    });
    expect(monitoring.sources).toEqual(["page", "typed", "search"]);
    expect(monitoring.thresholds).toEqual({ ...defaultThresholds.ks3, hate: 60 });
    expect(monitoring.excerptChars).toBe(240);
    expect(school.shortName).toBe("Example Academy");
    expect(school.dsl?.name).toBe("Ms Sample");
    expect(school.itHelp).toBeUndefined();
  });

  it("leaves out themes that are not looked for", () => {
    const { thresholds } = resolve((policy) => {
      policy.profiles["base"] = {
        monitoring: { without: ["drugs", "hate"], thresholds: { bullying: 70 } },
      };
    }).monitoring;
    expect(Object.keys(thresholds)).not.toContain("drugs");
    expect(Object.keys(thresholds)).not.toContain("hate");
    expect(thresholds.bullying).toBe(70);
  });

  it("looks for the languages of the nearest profile that names some, each once", () => {
    expect(resolve().monitoring).not.toHaveProperty("languages");
    const inherit = (own?: "pl"[]) =>
      resolve((policy) => {
        policy.profiles["base"] = { monitoring: { languages: ["cy", "pl"] } };
        policy.profiles["ks3"] = {
          extends: "base",
          ...(own === undefined ? {} : { monitoring: { languages: own } }),
        };
      }).monitoring.languages;
    expect(inherit()).toEqual(["cy", "pl"]);
    expect(inherit(["pl", "pl"])).toEqual(["pl"]);
    expect(inherit([])).toBeUndefined();
  });

  it("leaves out fields as the nearest profile says, and none where nobody says", () => {
    expect(resolve().monitoring).not.toHaveProperty("withoutFields");
    const leaveOut = (own?: string[]) =>
      resolve((policy) => {
        policy.profiles["base"] = { monitoring: { withoutFields: ["candidate number"] } };
        policy.profiles["ks3"] = {
          extends: "base",
          ...(own === undefined ? {} : { monitoring: { withoutFields: own } }),
        };
      }).monitoring.withoutFields;
    expect(leaveOut()).toEqual(["candidate number"]);
    expect(leaveOut(["medical notes"])).toEqual(["medical notes"]);
    expect(leaveOut([])).toBeUndefined();
  });

  it("joins protected sites", () => {
    expect(resolve().protectedHosts).toEqual(["help.test", "quiet-room.test"]);
  });

  it("asks for the agreement of the chain, and null takes it away", () => {
    expect(resolve().agreement).toMatchObject({ id: "pupils", version: "1" });
    const without = resolve((policy) => {
      policy.profiles["ks3"] = { extends: "base", agreement: null };
    });
    expect(without.agreement).toBeUndefined();
  });

  it("adds site entries to inherited ones, and replaces them where they speak of the same place", () => {
    const effective = resolve((policy) => {
      policy.profiles["base"] = {
        block: ["arcade.test", "casino.test", { host: "a.test", path: "/x" }],
      };
      policy.profiles["ks3"] = { extends: "base", allow: ["ARCADE.test", "a.test"] };
    });
    expect(effective.allow.map(({ host, rule }) => `${host} ${rule}`)).toEqual([
      "arcade.test profiles.ks3.allow.0",
      "a.test profiles.ks3.allow.1",
    ]);
    expect(effective.block.map(({ host, path, rule }) => `${host}${path ?? ""} ${rule}`)).toEqual([
      "casino.test profiles.base.block.1",
      "a.test/x profiles.base.block.2",
    ]);
  });

  it("leaves out entries that have run out, and says when the next does", () => {
    const lastMoment = Date.parse("2027-01-31T23:59:59.999Z");
    expect(resolve().changesAtMs).toBe(lastMoment + 1);
    expect(resolve(undefined, "ks3", lastMoment).allow).toHaveLength(1);
    const after = resolve(undefined, "ks3", lastMoment + 1);
    expect(after.allow).toEqual([]);
    expect(after.changesAtMs).toBeUndefined();
  });

  it("cleans paths and hosts", () => {
    const { allow } = resolve((policy) => {
      policy.profiles["ks3"] = {
        allow: [{ host: "WWW.Example.test.", path: "/A%20b/../C/" }, "no host"],
      };
    });
    expect(allow).toEqual([{ host: "www.example.test", path: "/c", rule: "profiles.ks3.allow.0" }]);
  });

  it.each([
    ["an unknown profile becomes the strictest", "nobody", "base"],
    ["a name of the language itself as well", "constructor", "base"],
  ])("%s", (_name, asked, got) => {
    expect(resolve(undefined, asked).profile).toBe(got);
  });

  it("follows a circle no further than once round", () => {
    const effective = resolve((policy) => {
      policy.profiles["base"] = { extends: "ks3", categories: { games: "monitor" } };
    });
    expect(effective.categories["games"]?.action).toBe("monitor");
  });
});

describe("baselinePolicy", () => {
  it("does what each category's strictest says, protects help sites and watches most closely", () => {
    const baseline = baselinePolicy(categories);
    expect(baseline.origin).toBe("baseline");
    expect(baseline.categories["ai"]).toEqual({ action: "warn", rule: "built-in ai" });
    expect(baseline.protectedHosts).toContain("childline.org.uk");
    for (const level of ["ks1", "ks2", "ks3", "ks4", "post16"] as const) {
      expect(baseline.monitoring.thresholds.grooming).toBeLessThanOrEqual(
        defaultThresholds[level].grooming,
      );
    }
    expect(baseline.agreement).toBeUndefined();
  });
});

describe("pickProfile", () => {
  const policy = policyOf({
    ...samplePolicy(),
    assignments: [
      { email: "y7-*@pupils.example-academy.test", profile: "ks3" },
      { email: "*@pupils.example-academy.test", profile: "base" },
      { profile: "ks3" },
    ],
    strictest: "base",
  });
  it.each([
    [
      "the managed configuration first",
      { managedProfile: "ks3", email: "a@pupils.example-academy.test" },
      "ks3",
    ],
    [
      "an unknown managed profile is the strictest",
      { managedProfile: "ks9", email: "y7-a@pupils.example-academy.test" },
      "base",
    ],
    ["nobody signed in is the strictest", {}, "base"],
    ["an empty address is nobody", { email: "" }, "base"],
    ["the first assignment that fits", { email: "Y7-Sam@Pupils.Example-Academy.TEST" }, "ks3"],
    ["the second", { email: "y8-sam@pupils.example-academy.test" }, "base"],
    ["everybody else", { email: "head@example-academy.test" }, "ks3"],
  ])("%s", (_name, person, profile) => {
    const picked = pickProfile(policy, person);
    expect(picked.profile).toBe(profile);
    expect(picked.why).toMatch(/\.$/);
  });

  it("falls to the strictest where no assignment fits", () => {
    const narrow = policyOf({
      ...samplePolicy(),
      assignments: [{ email: "a@b.test", profile: "ks3" }],
    });
    expect(pickProfile(narrow, { email: "b@b.test" }).profile).toBe("base");
  });
});

describe("emailFits", () => {
  it.each([
    ["*@a.test", "x@a.test", true],
    ["*@a.test", "x@b.a.test", false],
    ["*@*.a.test", "x@b.a.test", true],
    ["staff-*@a.test", "staff-@a.test", true],
    ["staff-*@a.test", "staf@a.test", false],
    ["a*b*c@a.test", "aXbXbc@a.test", true],
    ["a*b*c@a.test", "acb@a.test", false],
    ["ab*ba@a.test", "aba@a.test", false],
    ["x.y@a.test", "xzy@a.test", false],
    ["*@a.test", "evil@b.test@a.test", false],
    ["*@a.test", "@a.test", false],
    ["*", "x@a.test", false],
  ])("%s and %s: %s", (pattern, email, fits) => {
    expect(emailFits(pattern, email)).toBe(fits);
  });

  it("is quick on a pattern of many stars", () => {
    expect(emailFits(`${"a*".repeat(90)}b@a.test`, `${"a".repeat(50_000)}@a.test`)).toBe(false);
  });
});
