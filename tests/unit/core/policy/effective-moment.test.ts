// What a policy means at a moment: times of the day, locks, groups, withdrawn access, search, downloads, lessons.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PolicyInput } from "../../../../lib/contract/policy.ts";
import { actions } from "../../../../lib/contract/vocabulary.ts";
import { baselinePolicy } from "../../../../lib/core/policy/baseline.ts";
import { effectivePolicy } from "../../../../lib/core/policy/effective-policy.ts";
import type { CategoryDefault } from "../../../../lib/core/policy/effective-policy.ts";
import { pickProfile } from "../../../../lib/core/policy/pick-profile.ts";
import type { EffectivePolicy } from "../../../../lib/core/policy/types.ts";
import { wholePolicy } from "../../../fixtures/policies/whole-policy.ts";
import { policyOf, samplePolicy } from "../../../support/policies.ts";
import { draws } from "../../../support/draws.ts";

const category = (id: string, strictest: CategoryDefault["strictest"]): CategoryDefault => ({
  id,
  title: id,
  why: "",
  pupil: "",
  strictest,
});
const categories = [
  category("games", "block"),
  category("gambling", "block"),
  category("news", "allow"),
  category("free-hosting", "warn"),
  category("illegal", "block"),
];

// oxlint-disable-next-line typescript/no-explicit-any -- rows change any place
type Loose = any;

interface Asked {
  readonly profile?: string;
  readonly at?: string;
  readonly email?: string;
}

function resolve(
  input: PolicyInput,
  change: (policy: Loose) => void = () => {},
  { profile = "ks3", at = "2026-11-24T09:30:00Z", email }: Asked = {},
): EffectivePolicy {
  change(input);
  return effectivePolicy(policyOf(input), {
    profile,
    categories,
    protectedHosts: [],
    atMs: Date.parse(at),
    email,
  });
}

const whole = (change?: (policy: Loose) => void, asked?: Asked) =>
  resolve(wholePolicy(), change, asked);
const lunch: Asked = { at: "2026-11-24T12:45:00Z" };
const clubs: Asked = { at: "2026-11-24T16:00:00Z" };

describe("hours of monitoring", () => {
  const off = { page: false, typed: false, search: false, blockedVisits: false };
  const atHome = (policy: Loose) => {
    policy.profiles.base.at = { ...policy.profiles.base.at, home: { monitoring: off } };
  };
  const evening: Asked = { at: "2026-11-24T20:00:00Z" };
  const ever = {
    sources: ["page", "typed", "search"],
    blockedVisits: true,
    visitReports: false,
  };
  it("nothing is watched at home, all of it at school, and the whole day's is said at both", () => {
    const home = whole(atHome, evening).monitoring;
    expect([whole(atHome, evening).time, home.sources, home.blockedVisits]).toEqual([
      "home",
      [],
      false,
    ]);
    expect(home.everWatched).toMatchObject(ever);
    const school = whole(atHome).monitoring;
    expect([school.sources, school.blockedVisits]).toEqual([ever.sources, true]);
    expect(school.everWatched).toEqual(home.everWatched);
  });
  it("without hours nothing more is said", () => {
    expect(whole().monitoring).not.toHaveProperty("everWatched");
  });
  it("no profile below a lock takes hours out of it", () => {
    const { monitoring } = whole((policy) => {
      policy.profiles.base.locked = ["monitoring"];
      policy.profiles.ks3.at = { home: { monitoring: off } };
    }, evening);
    expect([monitoring.sources, monitoring.blockedVisits]).toEqual([ever.sources, true]);
  });
  it("reports of visits are asked for by name, and may be for school time alone", () => {
    expect(whole().monitoring).not.toHaveProperty("visitReports");
    const change = (policy: Loose) => {
      policy.profiles.ks3.monitoring = { visitReports: true };
      policy.profiles.ks3.at = { home: { monitoring: { visitReports: false } } };
    };
    expect(whole(change).monitoring.visitReports).toBe(true);
    expect(whole(change, evening).monitoring).not.toHaveProperty("visitReports");
  });
});

describe("the time of the day", () => {
  it.each<[name: string, asked: Asked, time: string, changes: string]>([
    ["in lessons", {}, "lessons", "2026-11-24T12:30:00Z"],
    ["at lunch", lunch, "lunch", "2026-11-24T13:30:00Z"],
    ["at home", { at: "2026-11-24T20:00:00Z" }, "home", "2026-11-25T08:50:00Z"],
    [
      "an entry ends before the next lessons",
      { at: "2026-11-30T20:00:00Z", email: "b.pupil@pupils.example-academy.test" },
      "home",
      "2026-12-01T08:50:00Z",
    ],
    [
      "an entry ends in the holidays",
      { at: "2026-12-20T12:00:00Z" },
      "home",
      "2027-01-04T08:50:00Z",
    ],
  ])("%s", (_name, asked, time, changes) => {
    const effective = whole(undefined, asked);
    expect(effective.time).toBe(time);
    expect(new Date(effective.changesAtMs ?? 0)).toEqual(new Date(changes));
  });

  it("has no name and no end without a timetable", () => {
    const effective = resolve(samplePolicy(), (p) => delete p.profiles.ks3.allow);
    expect([effective.time, effective.changesAtMs]).toEqual(["", undefined]);
  });

  it.each<[name: string, change: (p: Loose) => void, asked: Asked, action: string, rule: string]>([
    ["the plain line in lessons", () => {}, {}, "block", "profiles.base.categories.games"],
    [
      "the section of the time",
      () => {},
      lunch,
      "allow",
      "profiles.base.at.lunch.categories.games",
    ],
    [
      "a nearer plain line beats a farther section",
      (p) => (p.profiles.ks3.categories.games = "warn"),
      lunch,
      "warn",
      "profiles.ks3.categories.games",
    ],
    [
      "a section beats the same profile's plain line",
      (p) => {
        p.profiles.ks3.categories.games = "warn";
        p.profiles.ks3.at.lunch = { categories: { games: "monitor" } };
      },
      lunch,
      "monitor",
      "profiles.ks3.at.lunch.categories.games",
    ],
    [
      "a section that says nothing of it leaves the plain line",
      (p) => {
        p.profiles.ks3.categories.games = "warn";
        p.profiles.ks3.at.lunch = { unknownSites: "warn" };
      },
      lunch,
      "warn",
      "profiles.ks3.categories.games",
    ],
  ])("%s", (_name, change, asked, action, rule) => {
    expect(whole(change, asked).categories["games"]).toEqual({ action, rule });
  });

  it("adds a section's sites, and replaces the plain ones about the same place", () => {
    const change = (p: Loose) => {
      p.profiles.ks3.block = ["chess-games.test", "other.test"];
    };
    const inLessons = whole(change);
    expect(inLessons.block.map(({ host }) => host)).toContain("chess-games.test");
    const inClubs = whole(change, clubs);
    expect(inClubs.allow.map(({ rule }) => rule)).toContain("profiles.ks3.at.clubs.allow.0");
    expect(inClubs.block.map(({ host }) => host)).not.toContain("chess-games.test");
    expect(inClubs.block.map(({ host }) => host)).toContain("other.test");
  });

  it("a name of the language itself is no time", () => {
    const effective = whole((p) => (p.day.otherwise = "constructor"), {
      at: "2026-11-24T20:00:00Z",
    });
    expect(effective.time).toBe("constructor");
    expect(effective.unknownSites.action).toBe("allow");
  });

  it("ends an entry when its last day ends on the school's clocks", () => {
    const change = (p: Loose) => {
      p.profiles.ks3.allow = [{ host: "poems.test", until: "2026-07-23" }];
      delete p.day;
      p.profiles.base.at = {};
      p.profiles.ks3.at = {};
    };
    const before = whole(change, { at: "2026-07-23T22:59:59.999Z" });
    expect(before.allow.map(({ host }) => host)).toContain("poems.test");
    expect(new Date(before.changesAtMs ?? 0)).toEqual(new Date("2026-07-23T23:00:00Z"));
    expect(whole(change, { at: "2026-07-23T23:00:00Z" }).allow).toEqual([]);
  });
});

// Chance looks at many cases; on a busy machine that takes its time.
const patient = { timeout: 240_000 };

describe("locks", patient, () => {
  const locked = "profiles.base.locked.0";
  it.each<
    [
      name: string,
      change: (p: Loose) => void,
      got: Loose,
      read: (e: EffectivePolicy) => unknown,
      asked?: Asked,
    ]
  >([
    [
      "a category cannot be loosened",
      (p) => (p.profiles.ks3.categories.gambling = "warn"),
      {
        action: "block",
        rule: `profiles.base.categories.gambling (locked: ${locked})`,
        isLocked: true,
      },
      (e) => e.categories["gambling"],
    ],
    [
      "nor at a time",
      (p) => (p.profiles.ks3.at.lunch = { categories: { gambling: "allow" } }),
      "block",
      (e) => e.categories["gambling"]?.action,
      lunch,
    ],
    [
      "it can be made stricter",
      (p) => {
        p.profiles.base.categories.gambling = "warn";
        p.profiles.ks3.categories.gambling = "block";
      },
      {
        action: "block",
        rule: `profiles.ks3.categories.gambling (locked: ${locked})`,
        isLocked: true,
      },
      (e) => e.categories["gambling"],
    ],
    [
      "and then is no looser than was locked further down",
      (p) => {
        p.profiles.base.categories.gambling = "warn";
        p.profiles.ks3.categories.gambling = "monitor";
      },
      "warn",
      (e) => e.categories["gambling"]?.action,
    ],
    [
      "what is not said is locked as it stands",
      (p) => {
        delete p.profiles.base.categories.gambling;
        p.profiles.ks3.categories.gambling = "allow";
      },
      { action: "block", rule: `built-in gambling (locked: ${locked})`, isLocked: true },
      (e) => e.categories["gambling"],
    ],
    [
      "the profile that locks can itself say more by the time",
      (p) => (p.profiles.base.at.lunch.categories.gambling = "warn"),
      "warn",
      (e) => e.categories["gambling"]?.action,
      lunch,
    ],
    [
      "all categories by one word",
      (p) => {
        p.profiles.base.locked = ["categories"];
        p.profiles.ks3.categories = { games: "allow", news: "warn" };
      },
      ["block", "warn"],
      (e) => [e.categories["games"]?.action, e.categories["news"]?.action],
    ],
    [
      "what is not locked is free",
      (p) => (p.profiles.ks3.categories.games = "allow"),
      { action: "allow", rule: "profiles.ks3.categories.games" },
      (e) => e.categories["games"],
    ],
    [
      "a category that nobody may open counts as locked",
      (p) => {
        p.profiles.base.locked = [];
        p.unlocks.never = ["games"];
      },
      {
        action: "block",
        rule: "profiles.base.categories.games (locked: unlocks.never.0)",
        isLocked: true,
      },
      (e) => e.categories["games"],
    ],
    [
      "but not where it is not blocked",
      (p) => {
        p.profiles.base.locked = [];
        p.unlocks.never = ["games"];
      },
      undefined,
      (e) => e.categories["games"]?.isLocked,
      lunch,
    ],
    [
      "unknown sites",
      (p) => {
        p.profiles.base.unknownSites = "warn";
        p.profiles.base.locked = ["unknownSites"];
        p.profiles.ks3.unknownSites = "allow";
      },
      { action: "warn", rule: "profiles.base.unknownSites (locked: profiles.base.locked.0)" },
      (e) => e.unknownSites,
    ],
    [
      "free hosting",
      (p) => {
        p.profiles.base.locked = ["freeHosting"];
        p.profiles.ks3.freeHosting = "allow";
      },
      "block",
      (e) => e.freeHosting.action,
    ],
    [
      "free hosting by its category's lock",
      (p) => {
        p.profiles.base.locked = ["categories.free-hosting"];
        p.profiles.ks3.freeHosting = "allow";
      },
      "block",
      (e) => e.freeHosting.action,
    ],
    ["safe search", (p) => (p.profiles.ks3.search = { safe: false }), true, (e) => e.search.isSafe],
    [
      "safe search where the lock says nothing of it",
      (p) => {
        delete p.profiles.base.search;
        p.profiles.ks3.search = { safe: false };
        p.profiles.ks3.reading = "staff";
      },
      true,
      (e) => e.search.isSafe,
    ],
    [
      "YouTube",
      (p) => (p.profiles.ks3.search = { youtube: "off" }),
      "strict",
      (e) => e.search.youtube,
    ],
    [
      "YouTube made stricter",
      (p) => {
        p.profiles.base.search.youtube = "off";
        p.profiles.ks3.search = { youtube: "moderate" };
      },
      "moderate",
      (e) => e.search.youtube,
    ],
    [
      "an engine that the lock names",
      (p) => (p.profiles.ks3.search = { engines: { mojeek: "allow" } }),
      "block",
      (e) => e.search.engines["mojeek"]?.action,
    ],
    [
      "an engine that it does not name can be closed",
      (p) => (p.profiles.ks3.search = { engines: { bing: "block" } }),
      "block",
      (e) => e.search.engines["bing"]?.action,
    ],
    [
      "and not opened",
      (p) => (p.profiles.ks3.search = { engines: { bing: "warn" } }),
      undefined,
      (e) => e.search.engines["bing"],
    ],
    [
      "image search",
      (p) => (p.profiles.ks3.search = { images: "allow" }),
      "block",
      (e) => e.search.images.action,
    ],
    [
      "downloads: more can be stopped, nothing let through",
      (p) =>
        (p.profiles.ks3.downloads = {
          block: ["video"],
          from: ["elsewhere.test", "a.files.example-academy.test"],
          notFrom: ["bad.test"],
        }),
      {
        block: ["programs", "video"],
        from: ["a.files.example-academy.test"],
        notFrom: ["bad.test"],
      },
      ({ downloads: { block, from, notFrom } }) => ({ block, from, notFrom }),
    ],
    [
      "camera and microphone: fewer places, not others",
      (p) =>
        (p.profiles.ks3.cameraAndMicrophone = {
          only: ["elsewhere.test", "room-1.meet.example-academy.test"],
        }),
      ["room-1.meet.example-academy.test"],
      (e) => e.cameraAndMicrophone?.only,
    ],
    [
      "camera and microphone nowhere",
      (p) => (p.profiles.ks3.cameraAndMicrophone = { only: [] }),
      [],
      (e) => e.cameraAndMicrophone?.only,
    ],
    [
      "monitoring stays on",
      (p) => {
        p.profiles.base.locked = ["monitoring"];
        p.profiles.ks3.monitoring = {
          page: false,
          typed: false,
          blockedVisits: false,
          without: ["hate"],
        };
      },
      [["page", "typed", "search"], true, true],
      ({ monitoring: m }) => [m.sources, m.blockedVisits, m.thresholds.hate !== undefined],
    ],
    [
      "no more fields are left out",
      (p) => {
        p.profiles.base.locked = ["monitoring"];
        p.profiles.base.monitoring = { withoutFields: ["candidate number", "medical notes"] };
        p.profiles.ks3.monitoring = { withoutFields: ["medical notes", "message"] };
      },
      ["medical notes"],
      ({ monitoring: m }) => m.withoutFields,
    ],
    [
      "thresholds can fall and not rise",
      (p) => {
        p.profiles.base.locked = ["monitoring"];
        p.profiles.base.monitoring = { thresholds: { hate: 50, drugs: 50 } };
        p.profiles.ks3.monitoring = { thresholds: { hate: 90, drugs: 30 } };
      },
      [50, 30],
      ({ monitoring: m }) => [m.thresholds.hate, m.thresholds.drugs],
    ],
    [
      "languages can be added and not taken away",
      (p) => {
        p.profiles.base.locked = ["monitoring"];
        p.profiles.base.monitoring = { languages: ["pl"] };
        p.profiles.ks3.monitoring = { languages: ["cy"] };
      },
      ["pl", "cy"],
      ({ monitoring: m }) => m.languages,
    ],
    [
      "the agreement cannot be taken away",
      (p) => {
        p.profiles.base.locked = ["agreement"];
        p.profiles.ks3.agreement = null;
      },
      "pupils",
      (e) => e.agreement?.id,
    ],
    [
      "another agreement can be asked for",
      (p) => {
        p.profiles.base.locked = ["agreement"];
        p.agreements.seniors = p.agreements.pupils;
        p.profiles.ks3.agreement = "seniors";
      },
      "seniors",
      (e) => e.agreement?.id,
    ],
    [
      "an unlocked site under a lock of the same place",
      (p) => (p.profiles.ks3.allow = ["arcade.test"]),
      [[], ["arcade.test profiles.base.block.0 (locked: profiles.base.locked.1) true"]],
      (e) => [
        e.allow.map(({ host }) => host),
        e.block.map(({ host, rule, isLocked }) => `${host} ${rule} ${isLocked === true}`),
      ],
    ],
    [
      "an entry beside it is not locked",
      () => {},
      [undefined],
      (e) => e.allow.map(({ isLocked }) => isLocked),
    ],
  ])("%s", (_name, change, got, read, asked) => {
    expect(read(whole(change, asked))).toEqual(got);
  });

  it("holds whatever is said below: never looser than at the lock", () => {
    const action = fc.option(fc.constantFrom(...actions), { nil: undefined });
    const level = fc.record({ plain: action, lunch: action, isLocking: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(level, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        (levels, isLunch) => {
          const input: Loose = wholePolicy();
          input.profiles = {};
          for (const [place, { plain, lunch, isLocking }] of levels.entries()) {
            input.profiles[`p${place}`] = {
              ...(place === 0 ? {} : { extends: `p${place - 1}` }),
              ...(plain === undefined ? {} : { categories: { games: plain } }),
              ...(lunch === undefined ? {} : { at: { lunch: { categories: { games: lunch } } } }),
              ...(isLocking ? { locked: ["categories.games"] } : {}),
            };
          }
          input.strictest = "p0";
          input.assignments = [];
          const policy = policyOf(input);
          const found = levels.map((_, place) => {
            const { categories: folded } = effectivePolicy(policy, {
              profile: `p${place}`,
              categories,
              protectedHosts: [],
              atMs: Date.parse(isLunch ? "2026-11-24T12:45:00Z" : "2026-11-24T09:30:00Z"),
            });
            return folded["games"];
          });
          const first = levels.findIndex(({ isLocking }) => isLocking);
          for (const [place, setting] of found.entries()) {
            const isBelow = first >= 0 && place >= first;
            expect(setting?.isLocked === true).toBe(isBelow);
            if (!isBelow || place === 0) continue;
            const above = found[place - 1];
            if (place > first) {
              expect(actions.indexOf(setting?.action ?? "allow")).toBeLessThanOrEqual(
                actions.indexOf(above?.action ?? "block"),
              );
            }
          }
        },
      ),
      { numRuns: draws(300) },
    );
  });
});

describe("what nobody says", () => {
  const plain = (reading: string) =>
    resolve(samplePolicy(), (p) => (p.profiles.ks3.reading = reading));

  it.each([
    ["ks1", true, "strict"],
    ["ks2", true, "strict"],
    ["ks3", true, "moderate"],
    ["ks4", true, "moderate"],
    ["post16", true, "moderate"],
    ["staff", false, "off"],
  ])("search for %s: safe %s, YouTube %s", (reading, isSafe, youtube) => {
    const { search } = plain(reading);
    expect(search).toEqual({
      isSafe,
      safeRule: "built-in search",
      engines: {},
      images: { action: "allow", rule: "built-in search" },
      youtube,
    });
  });

  it("free hosting is as its category's file says", () => {
    expect(plain("ks3").freeHosting).toEqual({ action: "warn", rule: "built-in free-hosting" });
  });

  it("but no looser than a site that nobody knows", () => {
    const { freeHosting } = resolve(
      samplePolicy(),
      (p) => (p.profiles.base.unknownSites = "block"),
    );
    expect(freeHosting).toEqual({ action: "block", rule: "profiles.base.unknownSites" });
  });

  it("a line for the category counts for free hosting, and freeHosting before it", () => {
    const change = (p: Loose) => (p.profiles.base.categories["free-hosting"] = "block");
    const one = resolve(samplePolicy(), change);
    expect(one.freeHosting.rule).toBe("profiles.base.categories.free-hosting");
    expect(one.categories["free-hosting"]).toEqual(one.freeHosting);
    const other = resolve(samplePolicy(), (p) => {
      change(p);
      p.profiles.base.freeHosting = "monitor";
    });
    expect(other.freeHosting).toEqual({ action: "monitor", rule: "profiles.base.freeHosting" });
  });

  it("nothing is stopped from being downloaded, the camera is not spoken of, codes work", () => {
    const { downloads, cameraAndMicrophone, unlocks, lessons, groups, withdrawn } = plain("ks3");
    expect({ downloads, cameraAndMicrophone, unlocks, lessons, groups, withdrawn }).toEqual({
      downloads: { block: [], from: [], notFrom: [], rule: "built-in downloads" },
      cameraAndMicrophone: undefined,
      unlocks: { codes: true, longestMinutes: 120 },
      lessons: {},
      groups: [],
      withdrawn: undefined,
    });
  });

  it("before any policy: safe search, no programs, no codes", () => {
    const baseline = baselinePolicy(categories);
    expect(baseline.search).toMatchObject({ isSafe: true, youtube: "strict" });
    expect(baseline.downloads.block).toContain("programs");
    expect(baseline.unlocks.codes).toBe(false);
    expect(baseline.freeHosting).toEqual({ action: "warn", rule: "built-in free-hosting" });
  });
});

describe("people", () => {
  const pupil = "b.pupil@pupils.example-academy.test";

  it("finds the groups of an address, whatever its case", () => {
    expect(whole(undefined, { email: "Y7-Sam@pupils.example-academy.test" }).groups).toEqual([
      "year-7",
    ]);
    expect(whole().groups).toEqual([]);
  });

  it("withdraws access up to the end of the last day, and says when that ends", () => {
    const lastDay = whole(undefined, { email: pupil, at: "2026-12-01T20:00:00Z" });
    expect(lastDay.withdrawn).toEqual({ why: "As agreed.", rule: "withdrawn.0" });
    expect(new Date(lastDay.changesAtMs ?? 0)).toEqual(new Date("2026-12-02T00:00:00Z"));
    expect(
      whole(undefined, { email: pupil, at: "2026-12-02T00:00:00Z" }).withdrawn,
    ).toBeUndefined();
  });

  it.each<
    [name: string, change: (p: Loose) => void, email: string | undefined, rule: string | undefined]
  >([
    ["somebody else", () => {}, "a.pupil@pupils.example-academy.test", undefined],
    ["nobody signed in", () => {}, undefined, undefined],
    [
      "a member of a group",
      (p) => (p.withdrawn = [{ group: "year-7", why: "w" }]),
      "y7-a@pupils.example-academy.test",
      "withdrawn.0",
    ],
    [
      "not a member of it",
      (p) => (p.withdrawn = [{ group: "year-7", why: "w" }]),
      pupil,
      undefined,
    ],
    [
      "one entry over, another not",
      (p) => p.withdrawn.unshift({ email: pupil, why: "w", until: "2026-11-01" }),
      pupil,
      "withdrawn.1",
    ],
    [
      "an unknown group",
      (p) => (p.withdrawn = [{ group: "constructor", why: "w" }]),
      pupil,
      undefined,
    ],
  ])("%s", (_name, change, email, rule) => {
    const asked = email === undefined ? {} : { email };
    expect(whole(change, asked).withdrawn?.rule).toBe(rule);
  });

  const picked = (managedProfile: string | undefined, email: string | undefined) =>
    pickProfile(policyOf(wholePolicy()), { managedProfile, email }).profile;

  it.each<[name: string, managed: string | undefined, email: string | undefined, profile: string]>([
    [
      "a group before the organisational unit",
      "ks3",
      "a.pupil@pupils.example-academy.test",
      "base",
    ],
    [
      "the organisational unit before an address",
      "base",
      "c.pupil@pupils.example-academy.test",
      "base",
    ],
    [
      "a group without an organisational unit",
      undefined,
      "a.pupil@pupils.example-academy.test",
      "base",
    ],
    ["an address without either", undefined, "c.pupil@pupils.example-academy.test", "ks3"],
    ["nobody known in an organisational unit", "ks3", undefined, "ks3"],
    ["nobody known at all", undefined, undefined, "base"],
  ])("%s", (_name, managed, email, profile) => {
    expect(picked(managed, email)).toBe(profile);
  });
});

describe("lessons", () => {
  it("come cleaned, without what has run out", () => {
    const { lessons } = whole((p) => {
      p.lessons.rivers.sites = [
        "RIVERS.test",
        { host: "maps.test", path: "/Rivers/" },
        { host: "old.test", until: "2026-11-01" },
        "no host",
      ];
      p.lessons.gone = { title: "Gone", sites: [{ host: "old.test", until: "2026-11-01" }] };
    });
    expect(lessons).toEqual({
      rivers: {
        title: "Rivers",
        sites: [{ host: "rivers.test" }, { host: "maps.test", path: "/rivers" }],
        search: false,
        minutes: 60,
      },
    });
  });
});

describe("at any moment", patient, () => {
  it("what holds is the same up to `changesAtMs`", () => {
    const policy = policyOf(wholePolicy());
    const inputAt = (atMs: number) => ({
      profile: "ks3",
      categories,
      protectedHosts: [],
      atMs,
      email: "b.pupil@pupils.example-academy.test",
    });
    const without = (effective: EffectivePolicy) => ({ ...effective, changesAtMs: 0 });
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse("2026-09-01"), max: Date.parse("2027-04-01") }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (atMs, part) => {
          const now = effectivePolicy(policy, inputAt(atMs));
          const end = now.changesAtMs ?? atMs + 1;
          expect(end).toBeGreaterThan(atMs);
          const later = Math.min(end - 1, Math.floor(atMs + (end - atMs) * part));
          expect(without(effectivePolicy(policy, inputAt(later)))).toEqual(without(now));
        },
      ),
      { numRuns: draws(200) },
    );
  });
});
