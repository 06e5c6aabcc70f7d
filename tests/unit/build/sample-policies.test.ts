// The sample policies: good, whole, and each with what the school it was written for needs.
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { loadCategories } from "../../../lib/build/generate.ts";
import { readPolicyFile, readPolicySets } from "../../../lib/build/policy-files.ts";
import type { Action } from "../../../lib/contract/vocabulary.ts";
import { compilePolicy } from "../../../lib/core/dnr/compile-policy.ts";
import { decide } from "../../../lib/core/policy/decide.ts";
import { effectivePolicy } from "../../../lib/core/policy/effective-policy.ts";
import { buildHostTable } from "../../../lib/core/policy/host-table.ts";
import { protectedSites } from "../../../lib/core/policy/protected-sites.ts";
import { findBadRules } from "../../support/dnr-model.ts";

const folder = resolve(import.meta.dirname, "../../../rules/policies");
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .sort();
const categories = loadCategories();
const atMs = Date.parse("2026-11-22T12:00:00Z");
const pages = {
  blocked: "chrome-extension://id/blocked.html",
  agreement: "chrome-extension://id/agreement.html",
};

async function open(name: string) {
  const path = join(folder, name);
  const { policy, problems } = await readPolicyFile(path, categories, atMs);
  if (policy === undefined) throw new Error(JSON.stringify(problems));
  const { sets, problems: listProblems } = await readPolicySets(path, policy, categories);
  const table = buildHostTable(sets);
  const resolveProfile = (profile: string) =>
    effectivePolicy(policy, {
      profile,
      categories,
      protectedHosts: protectedSites.map(({ host }) => host),
      atMs,
    });
  const actionFor = (profile: string, address: string): string =>
    decide(address, { kind: "main_frame", atMs }, resolveProfile(profile), table).action;
  return { policy, problems: [...problems, ...listProblems], sets, resolveProfile, actionFor };
}

describe("sample policies", () => {
  it("are five", () => {
    expect(names).toHaveLength(5);
  });

  it.each(names)("%s has no problem, all six profiles and words for each age", async (name) => {
    const { policy, problems } = await open(name);
    expect(problems).toEqual([]);
    expect(Object.keys(policy.profiles)).toEqual(
      expect.arrayContaining(["ks1", "ks2", "ks3", "ks4", "post-16", "staff"]),
    );
    expect(Object.keys(policy.agreements).length).toBeGreaterThanOrEqual(3);
    expect(policy.school.head).toBeDefined();
  });

  it.each(names)("%s compiles to good rules for every profile", async (name) => {
    const { policy, sets, resolveProfile } = await open(name);
    for (const profile of Object.keys(policy.profiles)) {
      const effective = resolveProfile(profile);
      const { dynamic, problems, dropped } = compilePolicy({
        effective,
        sets,
        state: {},
        pages,
        atMs,
      });
      expect(findBadRules(dynamic)).toEqual([]);
      expect({ problems, dropped }).toEqual({ problems: [], dropped: [] });
      expect(effective.agreement).toBeDefined();
    }
  });

  it.each(names)(
    "%s blocks what every school blocks, for every pupil, and never a help site",
    async (name) => {
      const { policy, resolveProfile, actionFor } = await open(name);
      const always = [
        "pornography",
        "gambling",
        "proxies-vpn",
        "hate",
        "extremism",
        "illegal",
        "piracy",
        "self-harm",
        "hacking",
        "drugs",
        "weapons",
      ];
      for (const profile of Object.keys(policy.profiles)) {
        const effective = resolveProfile(profile);
        for (const id of always)
          expect(`${profile} ${id} ${effective.categories[id]?.action ?? ""}`).toBe(
            `${profile} ${id} block`,
          );
        expect(actionFor(profile, "https://www.childline.org.uk/")).toBe("allow");
      }
    },
  );

  const rows: readonly (readonly [
    file: string,
    profile: string,
    address: string,
    action: Action,
    need: string,
  ])[] = [
    ["example-academy", "ks3", "https://www.bet365.com/", "block", "F1"],
    [
      "example-academy",
      "ks3",
      "https://www.instagram.com/",
      "block",
      "F1: social networking is blocked",
    ],
    ["example-academy", "ks3", "https://www.amazon.co.uk/", "warn", "commerce: think first"],
    ["example-academy", "ks3", "https://chatgpt.com/", "monitor", "watched, not forbidden"],
    ["example-academy", "ks3", "https://www.bbc.co.uk/bitesize", "allow", "F6"],
    [
      "example-academy",
      "ks3",
      "https://reading-club.test/",
      "allow",
      "F4: newsgroups blocked unless a use is approved",
    ],
    [
      "example-academy",
      "ks3",
      "https://reading-club.test/off-topic/1",
      "block",
      "F4: and only the approved part",
    ],
    ["example-academy", "ks3", "https://www.youtube.com/@ExampleAcademy", "allow", "F4"],
    ["example-academy", "ks3", "https://lunchtime-games.test/", "block", "a school's own list"],
    [
      "example-academy",
      "ks1",
      "https://reading-club.test/",
      "block",
      "F3: a profile per key stage",
    ],
    ["example-academy", "staff", "https://www.instagram.com/", "warn", "F3"],
    [
      "example-grove-montessori",
      "ks1",
      "https://never-heard-of.test/",
      "block",
      "F8: only pre-checked sites",
    ],
    [
      "example-grove-montessori",
      "ks1",
      "https://leaf-shapes.test/",
      "allow",
      "F8: the prepared sites",
    ],
    [
      "example-grove-montessori",
      "ks2",
      "https://never-heard-of.test/",
      "warn",
      "F8: freedom grows",
    ],
    [
      "example-grove-montessori",
      "ks3",
      "https://never-heard-of.test/",
      "monitor",
      "S5: reports of use",
    ],
    [
      "example-grove-montessori",
      "ks4",
      "https://history-of-propaganda.test/",
      "allow",
      "F5: lifted for a study",
    ],
    [
      "example-bridge-centre",
      "ks4",
      "https://www.instagram.com/",
      "block",
      "no social media on the Centre's machines",
    ],
    ["example-bridge-centre", "ks4", "https://www.fearless.org/", "allow", "an extra help site"],
    [
      "example-park-school",
      "own-needs",
      "https://never-heard-of.test/",
      "block",
      "F3: a group with its own needs",
    ],
    [
      "example-park-school",
      "own-needs",
      "https://symbol-boards.test/",
      "allow",
      "communication tools are never caught",
    ],
    ["example-park-school", "ks4", "https://never-heard-of.test/", "monitor", "F3"],
    [
      "example-hill-grammar",
      "ks3",
      "https://www.bbc.co.uk/news",
      "allow",
      "F6: over-blocking kept low",
    ],
    [
      "example-hill-grammar",
      "ks3",
      "https://www.reddit.com/",
      "block",
      "F1: social networking, until the sixth form",
    ],
    [
      "example-hill-grammar",
      "media-team",
      "https://www.instagram.com/example_hill_grammar/",
      "allow",
      "F4: the school's own account",
    ],
    [
      "example-hill-grammar",
      "media-team",
      "https://www.instagram.com/somebody-else/",
      "warn",
      "F4: and nothing else there",
    ],
  ];
  it.each(rows)("%s, %s: %s is %s (%s)", async (file, profile, address, action) => {
    const { actionFor } = await open(`${file}.json`);
    expect(actionFor(profile, address)).toBe(action);
  });
});
