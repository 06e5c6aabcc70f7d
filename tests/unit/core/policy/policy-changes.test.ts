// What changed between two policies is said in sentences, and nothing changes in silence.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPolicyShape } from "../../../../lib/contract/parse-policy.ts";
import type { PolicyInput } from "../../../../lib/contract/policy.ts";
import { policyChanges } from "../../../../lib/core/policy/policy-changes.ts";
import { wholePolicy } from "../../../fixtures/policies/whole-policy.ts";
import { policyOf } from "../../../support/policies.ts";
import { draws } from "../../../support/draws.ts";

// oxlint-disable-next-line typescript/no-explicit-any -- rows change any place
type Loose = any;

function changes(change: (policy: Loose) => void): string[] {
  const after: Loose = wholePolicy();
  change(after);
  return policyChanges(policyOf(wholePolicy()), policyOf(after));
}

// Chance looks at many cases; on a busy machine that takes its time.
const patient = { timeout: 240_000 };

describe("policyChanges", patient, () => {
  it("says nothing where nothing changed", () => {
    expect(changes(() => {})).toEqual([]);
  });

  it.each<[name: string, change: (policy: Loose) => void, said: readonly string[]]>([
    [
      "a new version and its number",
      (p) => {
        p.version = "test-2";
        p.serial = 8;
      },
      ['version: "test-2"; it was "test-1".', "serial: 8; it was 7."],
    ],
    [
      "a category",
      (p) => (p.profiles.base.categories.games = "warn"),
      ['base: the category "games" is now "warn"; it was "block".'],
    ],
    [
      "a category of which nothing was said",
      (p) => (p.profiles.ks3.categories.gambling = "block"),
      ['ks3: the category "gambling" is now "block"; it was not said.'],
    ],
    [
      "the first categories of a profile",
      (p) => delete p.profiles.ks3.categories,
      ['ks3: the category "news" is now not said; it was "allow".'],
    ],
    [
      "a category at a time",
      (p) => (p.profiles.base.at.lunch.categories.games = "warn"),
      ['base, at the time "lunch": the category "games" is now "warn"; it was "allow".'],
    ],
    [
      "another time",
      (p) => (p.profiles.ks3.at.lunch = { unknownSites: "warn" }),
      ['profiles.ks3.at.lunch.unknownSites: "warn"; it was not said.'],
    ],
    [
      "a time gone",
      (p) => delete p.profiles.ks3.at.clubs,
      ['ks3, at the time "clubs": nothing is different any more.'],
    ],
    [
      "a site opened, with who and why",
      (p) =>
        p.profiles.ks3.allow.push({
          host: "poems.test",
          path: "/y9",
          why: "A set text.",
          by: "Head of English",
          until: "2027-07-23",
        }),
      ["ks3: poems.test/y9 is now opened (A set text.; by Head of English; until 2027-07-23)."],
    ],
    [
      "a site no longer blocked",
      (p) => (p.profiles.base.block = []),
      ["base: arcade.test is no longer blocked."],
    ],
    [
      "a site opened at a time",
      (p) => p.profiles.ks3.at.clubs.allow.push("draughts.test"),
      ['ks3, at the time "clubs": draughts.test is now opened.'],
    ],
    [
      "a lock",
      (p) => (p.profiles.base.locked[1] = "monitoring"),
      ['base: "monitoring" is now locked.', 'base: "sites" is no longer locked.'],
    ],
    ["a new profile", (p) => (p.profiles.ks4 = { extends: "ks3" }), ['New profile "ks4".']],
    [
      "an agreement taken away",
      (p) => (p.profiles.ks3.agreement = null),
      ["ks3: the agreement is now none; it was not said."],
    ],
    [
      "a list's hosts and category",
      (p) => {
        p.lists[0].hosts = ["draughts-club.test", "go-club.test"];
        p.lists[0].category = "games";
      },
      [
        'The list "club-sites": its category is now "games", it was "club", 2 hosts more, 1 hosts fewer.',
      ],
    ],
    [
      "a list more and one fewer",
      (p) => (p.lists = [{ id: "mine", title: "Mine", category: "club", address: "mine.txt" }]),
      ['New list "mine" (club) from mine.txt.', 'The list "club-sites" is gone.'],
    ],
    [
      "a period of the day",
      (p) => (p.day.periods[1].to = "13:20"),
      [
        "day.periods: now with time lunch; days mon, tue, wed, thu, fri; from 12:30; to 13:20.",
        "day.periods: no longer with time lunch; days mon, tue, wed, thu, fri; from 12:30; to 13:30.",
      ],
    ],
    ["the order of periods", (p) => p.day.periods.reverse(), ["day.periods: in another order."]],
    [
      "members, of whom none is named",
      (p) => (p.groups["own-needs"].members = ["c@pupils.test", "d@pupils.test"]),
      ['The group "own-needs": 2 members more, 1 members fewer.'],
    ],
    [
      "access withdrawn, from whom is not said",
      (p) => p.withdrawn.push({ email: "c@pupils.test", why: "As agreed." }),
      ["Access is withdrawn by 2 entries now: 1 new."],
    ],
    ["assignments", (p) => p.assignments.pop(), ["Profiles are assigned by 1 line now: 1 gone."]],
    [
      "a protected site",
      (p) => (p.protectedSites = ["calm-room.test"]),
      ["calm-room.test is now a protected site.", "quiet-room.test is no longer a protected site."],
    ],
    ["a lesson list", (p) => (p.lessons.maps = p.lessons.rivers), ['New lesson list "maps".']],
    [
      "what nobody may open",
      (p) => (p.unlocks.never = ["gambling", "games"]),
      ['unlocks.never: now with "games".'],
    ],
    [
      "several kinds of file",
      (p) => (p.profiles.base.downloads.block = ["video", "audio"]),
      [
        'profiles.base.downloads.block: now with "video", "audio".',
        'profiles.base.downloads.block: no longer with "programs".',
      ],
    ],
    [
      "who made the change, and why",
      (p) => (p.change = { by: "Ms Fixture", why: "Asked for by Year 9.", on: "2026-11-23" }),
      ["Changed by Ms Fixture on 2026-11-23: Asked for by Year 9."],
    ],
    [
      "a contact",
      (p) => (p.school.contacts[1].role = "Head"),
      ['The contact "head" is described otherwise.'],
    ],
    [
      "the words of an agreement",
      (p) => (p.agreements.pupils.rules = ["I am very kind."]),
      [
        'agreements.pupils.rules: now with "I am very kind.".',
        'agreements.pupils.rules: no longer with "I am kind.".',
      ],
    ],
    [
      "something empty",
      (p) => (p.profiles.ks3.downloads = {}),
      ["profiles.ks3.downloads: what the policy says; it was not said."],
    ],
  ])("%s", (_name, change, said) => {
    expect(changes(change)).toEqual(said);
  });

  it("says at most fifty things, and how many more there are", () => {
    const hosts = Array.from({ length: 80 }, (_, place) => `host-${place}.test`);
    const said = changes((p) => p.profiles.base.block.push(...hosts));
    expect(said).toHaveLength(50);
    expect(said.at(-1)).toBe("And 31 more changes.");
  });

  it("says whatever changed, wherever", () => {
    const value = fc.oneof(
      fc.constantFrom<unknown>("block", "allow", "x", null, {}, [], ["a.test"], true, 7),
      fc.constant(undefined),
    );
    fc.assert(
      fc.property(fc.nat(), value, (pick, put) => {
        const before = wholePolicy();
        const after: PolicyInput = structuredClone(before);
        const spots = spotsOf(after);
        const spot = spots[pick % spots.length];
        if (spot === undefined) return;
        if (put === undefined) delete spot.holder[spot.key];
        else spot.holder[spot.key] = put;
        const [one, other] = [checkPolicyShape(before), checkPolicyShape(after)];
        if (!one.ok || !other.ok) return;
        const isSame = JSON.stringify(one.value) === JSON.stringify(other.value);
        const said = policyChanges(one.value, other.value);
        expect(said.length === 0).toBe(isSame);
        for (const sentence of said) {
          expect(sentence.length).toBeLessThanOrEqual(300);
          expect(sentence).not.toMatch(/undefined|\[object/);
          expect(sentence).not.toContain("a.pupil@");
        }
      }),
      { numRuns: draws(300) },
    );
  });
});

function spotsOf(value: unknown): { holder: Record<string, unknown>; key: string }[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...spotsOf(holder[key])]);
}
