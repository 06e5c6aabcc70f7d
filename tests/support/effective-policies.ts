// Effective policies for tests: a plain one to change, and fast-check's random ones over a web of a few small hosts.
import fc from "fast-check";
import type { Action } from "../../lib/contract/vocabulary.ts";
import type { CompileState } from "../../lib/core/dnr/rule-draft.ts";
import type {
  EffectivePolicy,
  HostSet,
  Lesson,
  SiteEntry,
  Unlock,
} from "../../lib/core/policy/types.ts";

export const noonMs = Date.parse("2026-11-22T12:00:00Z");

/** A policy that says nothing: everything is open. */
export function plainPolicy(change: Partial<EffectivePolicy> = {}): EffectivePolicy {
  return {
    origin: "policy",
    version: "test",
    profile: "ks3",
    profileTitle: "Key stage 3",
    reading: "ks3",
    school: {
      name: "Example Academy",
      shortName: "Academy",
      colour: "#1a5fb4",
      hosts: [],
      contacts: [],
    },
    protectedHosts: [],
    categories: {},
    unknownSites: { action: "allow", rule: "built-in unknownSites" },
    freeHosting: { action: "allow", rule: "built-in freeHosting" },
    search: {
      isSafe: false,
      safeRule: "built-in search",
      engines: {},
      images: { action: "allow", rule: "built-in search" },
      youtube: "off",
    },
    downloads: { block: [], from: [], notFrom: [], rule: "built-in downloads" },
    unlocks: { codes: true, longestMinutes: 120 },
    lessons: {},
    groups: [],
    time: "",
    allow: [],
    block: [],
    warnMinutes: 15,
    monitoring: { sources: [], thresholds: {}, blockedVisits: true, excerptChars: 240 },
    reporting: { batchSeconds: 60, batchEvents: 50, keepDays: 365, unnamedWorries: true },
    ...change,
  };
}

export function hostSet(id: string, category: string, hosts: readonly string[]): HostSet {
  return { id, category, title: `The ${id} list`, hosts, rule: `lists.${id}` };
}

/** So few hosts that entries meet, cover and contradict one another all the time. */
const hosts = [
  "a.test",
  "b.test",
  "x.a.test",
  "y.a.test",
  "p.x.a.test",
  "x.b.test",
  "127.0.0.1",
  "c.example",
  // A built-in help site.
  "frank.talktofrank.com",
  // Search engines: one that can be made safe, one on another host of its own, one that cannot.
  "google.co.uk",
  "search.brave.com",
  "yandex.com",
] as const;
const paths = [
  "/maths",
  "/maths/a",
  "/maths/a/b",
  "/mathsgames",
  "/a b",
  "/caf\u00e9",
  "/a-rather-long-path/that-goes-on/for-some-time/and-then-ends",
] as const;
const categories = ["red", "blue", "green", "illegal", "free-hosting", "unheard-of"] as const;
const actions: readonly Action[] = ["block", "warn", "monitor", "allow"];
const minuteMs = 60_000;

const hostArb = fc.constantFrom(...hosts);
const actionArb = fc.constantFrom(...actions);
const endArb = fc.constantFrom(noonMs, noonMs + minuteMs);
const placeArb = fc
  .record({ host: hostArb, path: fc.option(fc.constantFrom(...paths), { nil: undefined }) })
  .map(({ host, path }) => ({ host, ...(path === undefined ? {} : { path }) }));
/** Mostly no. */
const seldomArb = fc.integer({ min: 0, max: 4 }).map((drawn) => drawn === 0);
/** Mostly nothing. */
function seldom<T>(arb: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.tuple(seldomArb, arb).map(([isThere, value]) => (isThere ? value : undefined));
}

const siteArb = (rule: string): fc.Arbitrary<SiteEntry[]> =>
  fc
    .array(
      fc.record({
        place: placeArb,
        over: fc.constantFrom("never", "later", "past"),
        isLocked: seldomArb,
      }),
      { maxLength: 4 },
    )
    .map((rows) =>
      rows.map(({ place, over, isLocked }, at) => ({
        ...place,
        rule: `${rule}.${at}`,
        ...(over === "never" ? {} : { untilMs: noonMs + (over === "later" ? 1 : 0) }),
        ...(isLocked ? { isLocked: true as const } : {}),
      })),
    );

const searchArb: fc.Arbitrary<EffectivePolicy["search"]> = fc.record({
  isSafe: fc.boolean(),
  safeRule: fc.constant("profiles.ks3.search.safe"),
  engines: fc
    .record({ google: seldom(actionArb), brave: seldom(actionArb), yandex: seldom(actionArb) })
    .map((drawn) =>
      Object.fromEntries(
        Object.entries(drawn).flatMap(([id, action]) =>
          action === undefined ? [] : [[id, { action, rule: `profiles.ks3.search.engines.${id}` }]],
        ),
      ),
    ),
  images: actionArb.map((action) => ({ action, rule: "profiles.ks3.search.images" })),
  youtube: fc.constantFrom("strict", "moderate", "off"),
});

export const effectiveArb: fc.Arbitrary<EffectivePolicy> = fc
  .record({
    protectedHosts: fc.array(hostArb, { maxLength: 1 }),
    schoolHosts: fc.array(hostArb, { maxLength: 1 }),
    allow: siteArb("profiles.ks3.allow"),
    block: siteArb("profiles.ks3.block"),
    categories: fc.tuple(actionArb, actionArb, actionArb),
    locked: fc.tuple(seldomArb, seldomArb, seldomArb),
    unknown: actionArb,
    free: actionArb,
    search: searchArb,
    withdrawn: seldom(fc.constant({ why: "a while without", rule: "withdrawn.0" })),
  })
  .map((drawn) => {
    const plain = plainPolicy();
    const setting = (at: 0 | 1 | 2, id: string) => ({
      action: drawn.categories[at],
      rule: `profiles.ks3.categories.${id}`,
      ...(drawn.locked[at] ? { isLocked: true as const } : {}),
    });
    return {
      ...plain,
      protectedHosts: drawn.protectedHosts,
      school: { ...plain.school, hosts: drawn.schoolHosts },
      categories: {
        red: setting(0, "red"),
        blue: setting(1, "blue"),
        green: setting(2, "green"),
      },
      unknownSites: { action: drawn.unknown, rule: "profiles.ks3.unknownSites" },
      freeHosting: { action: drawn.free, rule: "profiles.ks3.freeHosting" },
      search: drawn.search,
      allow: drawn.allow,
      block: drawn.block,
      ...(drawn.withdrawn === undefined ? {} : { withdrawn: drawn.withdrawn }),
    };
  });

export const setsArb: fc.Arbitrary<HostSet[]> = fc
  .array(
    fc.record({
      category: fc.constantFrom(...categories),
      hosts: fc.uniqueArray(hostArb, { maxLength: 3 }),
    }),
    {
      maxLength: 5,
    },
  )
  .map((rows) =>
    rows.map(({ category, hosts }, place) => hostSet(`list-${place}`, category, hosts)),
  );

const unlockArb: fc.Arbitrary<Unlock> = fc
  .record({
    what: fc.oneof(
      placeArb.map((place) => ({ kind: "site" as const, ...place })),
      fc.constantFrom(...categories).map((category) => ({ kind: "category" as const, category })),
    ),
    untilMs: endArb,
  })
  .map((drawn) => ({ ...drawn, id: "u1", by: "Ms Example", why: "a project" }));

const lessonArb: fc.Arbitrary<Lesson> = fc
  .record({
    sites: fc.array(placeArb, { minLength: 1, maxLength: 2 }),
    search: fc.boolean(),
    untilMs: endArb,
  })
  .map((drawn) => ({ ...drawn, id: "l1", title: "Year 7 maths", by: "Ms Example" }));

export const stateArb: fc.Arbitrary<CompileState> = fc
  .record({
    agreementDue: seldomArb,
    proceeded: fc.array(fc.record({ host: hostArb, untilMs: endArb }), { maxLength: 2 }),
    unlocks: seldom(fc.array(unlockArb, { minLength: 1, maxLength: 2 })),
    lesson: seldom(lessonArb),
  })
  .map(({ agreementDue, proceeded, unlocks, lesson }) => ({
    agreementDue,
    proceeded,
    ...(unlocks === undefined ? {} : { unlocks }),
    ...(lesson === undefined ? {} : { lesson }),
  }));

/** Before and after the moments at which entries, unlocks, lessons and passed warnings end. */
export const momentArb = fc.constantFrom(noonMs - 1, noonMs, noonMs + 1, noonMs + minuteMs);

/** Addresses as a browser spells them: what it cleans before DNR sees it is cleaned here by `URL`. */
export const addressArb: fc.Arbitrary<string> = fc
  .record({
    scheme: fc.constantFrom("http", "https"),
    host: fc.constantFrom(
      ...hosts,
      "unknown.example",
      "z.p.x.a.test",
      "www.google.co.uk",
      "images.google.co.uk",
      "safe.search.brave.com",
    ),
    path: fc.constantFrom(
      "",
      "/",
      "/search",
      "/images/x",
      ...paths,
      "/MATHS/A",
      "/maths/",
      "/maths.html",
      "/maths-club",
      "/maths\u00e9",
      "/maths;v=1",
      "/other/maths",
    ),
    query: fc.constantFrom(
      "",
      "?q=1",
      "?q=cats&tbm=isch",
      "?q=cats&safe=active&ssui=on",
      "?q=cats&safesearch=strict&safesearch=off",
      "?u=https://a.test/maths",
    ),
  })
  .map(({ scheme, host, path, query }) => new URL(`${scheme}://${host}${path}${query}`).href);

/** From where a part of a page is asked for: the host of the page or worker. */
export const initiatorArb = fc.constantFrom("opener.test", ...hosts);
