// The sample policies: good, whole, and each with what the school it was written for needs.
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { loadCategories } from "../../../lib/build/generate.ts";
import { readPolicyFile, readPolicySets } from "../../../lib/build/policy-files.ts";
import type { Action } from "../../../lib/contract/vocabulary.ts";
import { compilePolicy } from "../../../lib/core/dnr/compile-policy.ts";
import { checkPolicy } from "../../../lib/core/policy/check-policy.ts";
import { decide } from "../../../lib/core/policy/decide.ts";
import { effectivePolicy } from "../../../lib/core/policy/effective-policy.ts";
import { buildHostTable } from "../../../lib/core/policy/host-table.ts";
import { mergeTrust } from "../../../lib/core/policy/merge-trust.ts";
import { profileChain } from "../../../lib/core/policy/profile-chain.ts";
import { protectedSites } from "../../../lib/core/policy/protected-sites.ts";
import { findBadRules } from "../../support/dnr-model.ts";

const folder = resolve(import.meta.dirname, "../../../rules/policies");
const trustName = "example-trust.json";
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".json") && name !== trustName)
  .sort();
const categories = loadCategories();
/** A Sunday: nobody is at school. */
const sundayMs = Date.parse("2026-11-22T12:00:00Z");
const atMs = sundayMs;
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
  const resolveProfile = (profile: string, atMs = sundayMs) =>
    effectivePolicy(policy, {
      profile,
      categories,
      protectedHosts: protectedSites.map(({ host }) => host),
      atMs,
    });
  const actionFor = (profile: string, address: string, atMs = sundayMs): string =>
    decide(address, { kind: "main_frame", atMs }, resolveProfile(profile, atMs), table).action;
  return { policy, problems: [...problems, ...listProblems], sets, resolveProfile, actionFor };
}

describe("sample policies", () => {
  it("are five", () => {
    expect(names).toHaveLength(5);
  });

  it("with that of a trust above them they have no error, and every lock holds", async () => {
    const { policy: trust, problems } = await open(trustName);
    expect(problems).toEqual([]);
    for (const name of names) {
      const { policy: school } = await open(name);
      const merged = mergeTrust(trust, school);
      const known = categories.map(({ id }) => id);
      expect(merged.problems.filter(({ level }) => level === "error")).toEqual([]);
      expect(
        checkPolicy(merged.policy, known, atMs).filter(({ level }) => level === "error"),
      ).toEqual([]);
      for (const profile of Object.keys(school.profiles)) {
        const folded = effectivePolicy(merged.policy, {
          profile,
          categories,
          protectedHosts: [],
          atMs,
        });
        expect(folded.categories["pornography"]).toMatchObject({ action: "block", isLocked: true });
        expect(folded.allow.some(({ host }) => host === "learn.example-trust.test")).toBe(
          profileChain(merged.policy, profile).links.some(({ id }) => id === "trust-pupils"),
        );
        expect(folded.agreement).toBeDefined();
      }
    }
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
      "monitor",
      "F4: and nothing else there; on a Sunday sixth-formers may",
    ],
  ];
  it.each(rows)("%s, %s: %s is %s (%s)", async (file, profile, address, action) => {
    const { actionFor } = await open(`${file}.json`);
    expect(actionFor(profile, address)).toBe(action);
  });

  it.each<[file: string, profile: string, at: string, address: string, action: Action]>([
    // Lessons, break, lunch, after school and home at the Academy; all on a Tuesday but where said.
    ["example-academy", "ks4", "2026-11-24T09:00:00Z", "https://www.instagram.com/", "block"],
    ["example-academy", "ks4", "2026-11-24T13:00:00Z", "https://www.instagram.com/", "block"],
    ["example-academy", "ks4", "2026-11-24T16:00:00Z", "https://www.instagram.com/", "warn"],
    ["example-academy", "ks4", "2026-11-24T17:30:00Z", "https://www.instagram.com/", "block"],
    ["example-academy", "ks4", "2026-11-21T16:00:00Z", "https://www.instagram.com/", "block"],
    ["example-academy", "ks4", "2026-10-27T16:00:00Z", "https://www.instagram.com/", "block"],
    ["example-academy", "ks3", "2026-11-24T16:00:00Z", "https://www.instagram.com/", "block"],
    ["example-academy", "ks3", "2026-11-24T10:50:00Z", "https://lunchtime-games.test/", "warn"],
    ["example-academy", "ks3", "2026-11-24T11:05:00Z", "https://lunchtime-games.test/", "block"],
    ["example-academy", "ks3", "2027-04-13T09:50:00Z", "https://lunchtime-games.test/", "warn"],
    ["example-academy", "post-16", "2026-11-24T16:00:00Z", "https://www.instagram.com/", "monitor"],
    ["example-academy", "film-club", "2026-11-24T16:00:00Z", "https://vimeo.com/", "monitor"],
    ["example-academy", "film-club", "2026-11-24T09:00:00Z", "https://vimeo.com/", "warn"],
    [
      "example-hill-grammar",
      "media-team",
      "2026-11-24T09:00:00Z",
      "https://www.instagram.com/else/",
      "warn",
    ],
    ["example-hill-grammar", "post-16", "2026-11-25T14:00:00Z", "https://www.reddit.com/", "warn"],
    [
      "example-hill-grammar",
      "post-16",
      "2026-11-25T17:00:00Z",
      "https://www.reddit.com/",
      "monitor",
    ],
  ])("%s, %s at %s: %s is %s (F9)", async (file, profile, at, address, action) => {
    const { actionFor } = await open(`${file}.json`);
    expect(actionFor(profile, address, Date.parse(at))).toBe(action);
  });

  it("holds safe search on for every pupil, and stops programs (F7, F10)", async () => {
    for (const name of names) {
      const { policy, resolveProfile } = await open(name);
      for (const profile of Object.keys(policy.profiles)) {
        const { reading, search, downloads } = resolveProfile(profile);
        if (reading === "staff") continue;
        expect(`${name} ${profile} ${search.isSafe} ${search.youtube !== "off"}`).toBe(
          `${name} ${profile} true true`,
        );
        expect(downloads.block.length).toBeGreaterThan(0);
      }
    }
  });
});
