// Effective policies for tests: a plain one to change, and fast-check's random ones over a web of a few small hosts.
import fc from "fast-check";
import type { Action } from "../../lib/contract/vocabulary.ts";
import type {
  DecideContext,
  EffectivePolicy,
  HostSet,
  SiteEntry,
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
const categories = ["red", "blue", "green", "illegal"] as const;
const actions: readonly Action[] = ["block", "warn", "monitor", "allow"];

const hostArb = fc.constantFrom(...hosts);
const actionArb = fc.constantFrom(...actions);
const siteArb = (rule: string): fc.Arbitrary<SiteEntry[]> =>
  fc
    .array(
      fc.record({
        host: hostArb,
        path: fc.option(fc.constantFrom(...paths), { nil: undefined }),
        over: fc.constantFrom("never", "later", "past"),
      }),
      { maxLength: 4 },
    )
    .map((rows) =>
      rows.map(({ host, path, over }, place) => ({
        host,
        rule: `${rule}.${place}`,
        ...(path === undefined ? {} : { path }),
        ...(over === "never" ? {} : { untilMs: noonMs + (over === "later" ? 1 : 0) }),
      })),
    );

export const effectiveArb: fc.Arbitrary<EffectivePolicy> = fc
  .record({
    protectedHosts: fc.array(hostArb, { maxLength: 1 }),
    schoolHosts: fc.array(hostArb, { maxLength: 1 }),
    allow: siteArb("profiles.ks3.allow"),
    block: siteArb("profiles.ks3.block"),
    categories: fc.tuple(actionArb, actionArb, actionArb),
    unknown: actionArb,
  })
  .map((drawn) => {
    const plain = plainPolicy();
    const [red, blue, green] = drawn.categories;
    const setting = (id: string, action: Action) => ({
      action,
      rule: `profiles.ks3.categories.${id}`,
    });
    return {
      ...plain,
      protectedHosts: drawn.protectedHosts,
      school: { ...plain.school, hosts: drawn.schoolHosts },
      categories: {
        red: setting("red", red),
        blue: setting("blue", blue),
        green: setting("green", green),
      },
      unknownSites: { action: drawn.unknown, rule: "profiles.ks3.unknownSites" },
      allow: drawn.allow,
      block: drawn.block,
    };
  });

export const setsArb: fc.Arbitrary<HostSet[]> = fc
  .array(
    fc.record({
      category: fc.constantFrom(...categories),
      hosts: fc.uniqueArray(hostArb, { maxLength: 3 }),
    }),
    {
      maxLength: 4,
    },
  )
  .map((rows) =>
    rows.map(({ category, hosts }, place) => hostSet(`list-${place}`, category, hosts)),
  );

export const stateArb: fc.Arbitrary<Pick<DecideContext, "agreementDue" | "proceeded">> = fc.record({
  agreementDue: fc.boolean(),
  proceeded: fc.array(
    fc.record({ host: hostArb, untilMs: fc.constantFrom(noonMs, noonMs + 60_000) }),
    { maxLength: 2 },
  ),
});

/** Addresses as a browser spells them: what it cleans before DNR sees it is cleaned here by `URL`. */
export const addressArb: fc.Arbitrary<string> = fc
  .record({
    scheme: fc.constantFrom("http", "https"),
    host: fc.constantFrom(...hosts, "unknown.example", "z.p.x.a.test"),
    path: fc.constantFrom(
      "",
      "/",
      ...paths,
      "/MATHS/A",
      "/maths/",
      "/maths.html",
      "/maths-club",
      "/maths\u00e9",
      "/maths;v=1",
      "/other/maths",
    ),
    query: fc.constantFrom("", "?q=1", "?u=https://a.test/maths"),
  })
  .map(({ scheme, host, path, query }) => new URL(`${scheme}://${host}${path}${query}`).href);
