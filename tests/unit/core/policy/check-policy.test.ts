// Every mistake is found, at its place, in words; and no input whatever makes the check throw.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPolicyShape, parsePolicy } from "../../../../lib/contract/parse-policy.ts";
import { hasErrors } from "../../../../lib/contract/result.ts";
import type { Problem } from "../../../../lib/contract/result.ts";
import { baselinePolicy } from "../../../../lib/core/policy/baseline.ts";
import { checkPolicy } from "../../../../lib/core/policy/check-policy.ts";
import { effectivePolicy } from "../../../../lib/core/policy/effective-policy.ts";
import { mergeTrust } from "../../../../lib/core/policy/merge-trust.ts";
import { policyChanges } from "../../../../lib/core/policy/policy-changes.ts";
import { mistakes as plainMistakes } from "../../../fixtures/policies/mistakes.ts";
import { mistakesInDepth } from "../../../fixtures/policies/mistakes-in-depth.ts";
import { wholePolicy } from "../../../fixtures/policies/whole-policy.ts";
import { policyOf, samplePolicy } from "../../../support/policies.ts";
import { draws } from "../../../support/draws.ts";

const whole = policyOf(wholePolicy());
const mistakes = [...plainMistakes, ...mistakesInDepth];
const known = ["games", "gambling", "news", "free-hosting", "illegal"];
const atMs = Date.parse("2026-11-22T12:00:00Z");

function problemsOf(text: string): readonly Problem[] {
  const parsed = parsePolicy(text);
  return parsed.ok ? checkPolicy(parsed.value, known, atMs) : parsed.error;
}

describe("checkPolicy", () => {
  it("says nothing about a policy without a mistake", () => {
    expect(problemsOf(JSON.stringify(samplePolicy()))).toEqual([]);
    expect(problemsOf(JSON.stringify(wholePolicy()))).toEqual([]);
  });

  it.each([
    ["no profile", {}, true],
    ["a profile", { categories: { club: "block" } }, false],
    ["a time of a profile only", { at: { lessons: { categories: { club: "block" } } } }, false],
  ])("an own category that %s names", (_name, named, isDoubtful) => {
    const sample = samplePolicy();
    const { base } = sample.profiles;
    const policy = {
      ...sample,
      day: {
        periods: [{ time: "lessons", days: ["mon"], from: "08:30", to: "15:15" }],
        otherwise: "free",
      },
      profiles: { ...sample.profiles, base: { ...base, categories: {}, ...named } },
    };
    const paths = problemsOf(JSON.stringify(policy)).map(({ path }) => path);
    expect(paths.includes("categories.0.id")).toBe(isDoubtful);
  });

  it("knows more than a hundred mistakes", () => {
    expect(mistakes.length).toBeGreaterThanOrEqual(100);
    expect(mistakesInDepth.length).toBeGreaterThanOrEqual(60);
    expect(new Set(mistakes.map(({ name }) => name)).size).toBe(mistakes.length);
  });

  it.each(mistakes)("$name", ({ text, path, found, expected, level }) => {
    const problems = problemsOf(text);
    const atPlace = problems.filter((one) => one.path === path);
    expect(problems.map((one) => one.path)).toContain(path);
    expect(
      atPlace.map((one) => `${one.what} | ${one.expected} | ${one.level}`).join("\n"),
    ).toContain(found);
    expect(atPlace.map((one) => one.expected).join("\n")).toContain(expected);
    expect(atPlace.map((one) => one.level)).toContain(level);
    expect(hasErrors(problems)).toBe(level === "error");
  });

  it.each(mistakes)("$name: no other place is blamed", ({ name, text, path }) => {
    // What follows from a mistake may be said as well; these are the ones where it is.
    const followed: Readonly<Record<string, readonly string[]>> = {
      "nothing in it": ["version", "school", "profiles", "strictest"],
      "no profile": ["strictest", "assignments.0.profile", "agreements.pupils", "categories.0.id"],
      "a site entry without a host": ["profiles.ks3.allow.0.host"],
      "an unknown agreement": ["agreements.pupils"],
      "a contact id twice": ["school.head"],
      "a category that is built in": ["lists.0.category", "profiles.base.categories.club"],
    };
    const others = problemsOf(text)
      .map((one) => one.path)
      .filter((one) => one !== path);
    expect(others.filter((one) => !(followed[name] ?? []).includes(one))).toEqual([]);
  });

  it("names a contact twice under both roles", () => {
    const policy = samplePolicy();
    policy.school.head = "nobody";
    policy.school.dsl = "noone";
    expect(problemsOf(JSON.stringify(policy)).map(({ path }) => path)).toEqual([
      "school.dsl",
      "school.head",
    ]);
  });

  it("keeps the number of problems within bounds", () => {
    const wrong = {
      ...samplePolicy(),
      protectedSites: Array.from({ length: 450 }, (_, place) => place),
    };
    const problems = problemsOf(JSON.stringify(wrong));
    expect(problems.length).toBe(200);
    expect(problems.at(-1)?.what).toBe("251 more problems");
  });
});

// Chance looks at many cases; on a busy machine that takes its time.
const patient = { timeout: 240_000 };

describe("no input throws", patient, () => {
  const values: readonly unknown[] = [
    null,
    true,
    0,
    -1,
    1e300,
    "",
    "x",
    "__proto__",
    [],
    {},
    [[]],
    { host: {} },
  ];
  const valueArb = fc.oneof(fc.constantFrom(...values), fc.jsonValue());

  it("whatever text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => void problemsOf(text)),
      { numRuns: draws(500) },
    );
  });

  it("whatever JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => void problemsOf(JSON.stringify(value))),
      { numRuns: draws(500) },
    );
  });

  it("a text cut off anywhere", () => {
    const text = JSON.stringify(samplePolicy(), null, 1);
    for (let end = 0; end < text.length; end += 5) {
      const problems = problemsOf(text.slice(0, end));
      expect(problems[0]?.path).toMatch(/^policy:\d+:\d+$/);
    }
  });

  it("a good policy with any value put anywhere", () => {
    fc.assert(
      fc.property(fc.nat(), valueArb, fc.boolean(), (pick, value, remove) => {
        const policy: unknown = pick % 3 === 0 ? samplePolicy() : wholePolicy();
        const spots = allSpots(policy);
        const spot = spots[pick % spots.length];
        if (spot === undefined) return;
        if (remove && !Array.isArray(spot.holder)) delete spot.holder[spot.key];
        else spot.holder[spot.key] = value;
        const shape = checkPolicyShape(policy);
        if (!shape.ok) {
          expect(shape.error.length).toBeGreaterThan(0);
          for (const one of shape.error)
            expect(one.what + one.expected).not.toContain("Invalid input");
          return;
        }
        checkPolicy(shape.value, known, atMs);
        // What passes the schema can be resolved, whatever the check says of it.
        for (const profile of [
          ...Object.keys(shape.value.profiles),
          "nobody",
          "constructor",
          "__proto__",
        ]) {
          effectivePolicy(shape.value, {
            profile,
            categories: [],
            protectedHosts: [],
            atMs,
            email: "a.pupil@pupils.example-academy.test",
          });
        }
        if (pick % 5 > 0) return;
        const merged = mergeTrust(whole, shape.value).policy;
        policyChanges(merged, mergeTrust(shape.value, whole).policy);
        checkPolicy(merged, known, atMs);
      }),
      { numRuns: draws(500) },
    );
  });

  it("a nest of a million brackets", () => {
    expect(problemsOf("[".repeat(1_000_000))[0]?.expected).toContain("at most 64 deep");
    expect(problemsOf(`${"[".repeat(100_000)}${"]".repeat(100_000)}`)[0]?.path).toMatch(/^policy/);
  });

  it("keys of the language itself", () => {
    const text = JSON.stringify(samplePolicy()).replace(
      '"profiles":{',
      '"profiles":{"__proto__":{"extends":"constructor"},"constructor":{"extends":"__proto__"},',
    );
    expect(() => problemsOf(text)).not.toThrow();
  });

  it("no category at all, for the baseline", () => {
    expect(baselinePolicy([]).origin).toBe("baseline");
  });
});

interface Spot {
  readonly holder: Record<PropertyKey, unknown>;
  readonly key: PropertyKey;
}

function allSpots(value: unknown): Spot[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<PropertyKey, unknown>;
  return Object.keys(value).flatMap((key) => [{ holder, key }, ...allSpots(holder[key])]);
}
