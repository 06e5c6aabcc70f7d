// The law as a table: what happens to an address, on which step, and because of which line.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../../../lib/core/policy/decide.ts";
import { buildHostTable, lookUpHost } from "../../../../lib/core/policy/host-table.ts";
import { isProtected } from "../../../../lib/core/policy/protected-sites.ts";
import type {
  DecideContext,
  Decision,
  DecisionStep,
  EffectivePolicy,
} from "../../../../lib/core/policy/types.ts";
import {
  addressArb,
  effectiveArb,
  hostSet,
  noonMs,
  plainPolicy,
  setsArb,
  stateArb,
} from "../../../support/effective-policies.ts";
import { draws } from "../../../support/draws.ts";

const setting = (action: "block" | "warn" | "monitor" | "allow", id: string) => ({
  action,
  rule: `profiles.ks3.categories.${id}`,
});

const effective: EffectivePolicy = plainPolicy({
  protectedHosts: ["help.test", "unlawful-help.test", "childline.org.uk"],
  school: { ...plainPolicy().school, hosts: ["example-academy.test"] },
  categories: {
    games: setting("block", "games"),
    shopping: setting("warn", "shopping"),
    ai: setting("monitor", "ai"),
    education: setting("allow", "education"),
  },
  allow: [
    { host: "arcade.test", path: "/maths", rule: "allow.0", why: "For maths." },
    { host: "good.arcade.test", rule: "allow.1" },
    { host: "tie.test", rule: "allow.2" },
    { host: "over.test", rule: "allow.3", untilMs: noonMs },
    { host: "later.test", rule: "allow.4", untilMs: noonMs + 1 },
    { host: "deep.test", path: "/a/b", rule: "allow.5" },
  ],
  block: [
    { host: "tie.test", rule: "block.0" },
    { host: "help.test", rule: "block.1" },
    { host: "vle.example-academy.test", rule: "block.2" },
    { host: "deep.test", path: "/a", rule: "block.3" },
    { host: "deep.test", path: "/a/b/c", rule: "block.4" },
    { host: "arcade.test", path: "/maths/cheats", rule: "block.5" },
  ],
});

const table = buildHostTable([
  hostSet("games", "games", [
    "arcade.test",
    "both.test",
    "over.test",
    "later.test",
    "help.test",
    "mixed.test",
    "127.0.0.1",
  ]),
  hostSet("shopping", "shopping", ["shop.test", "sub.mixed.test", "passed.test"]),
  hostSet("ai", "ai", ["ai.test", "both.test"]),
  hostSet("education", "education", ["learn.test", "shop.test"]),
  hostSet("iwf", "illegal", [
    "unlawful.test",
    "unlawful-help.test",
    "vile.example-academy.test",
    "childline.org.uk",
  ]),
  hostSet("stray", "nobody-knows", ["stray.test"]),
]);

type Row = readonly [
  name: string,
  address: string,
  action: Decision["action"],
  step: DecisionStep,
  rule: string,
  context?: Partial<DecideContext>,
];

const rows: readonly Row[] = [
  ["nothing known", "https://plain.test/", "allow", "unknown", "built-in unknownSites"],
  ["a listed host", "https://arcade.test/", "block", "category", "profiles.ks3.categories.games"],
  [
    "below a listed host",
    "https://a.b.arcade.test/x",
    "block",
    "category",
    "profiles.ks3.categories.games",
  ],
  [
    "a host that only ends alike",
    "https://notarcade.test/",
    "allow",
    "unknown",
    "built-in unknownSites",
  ],
  [
    "in capitals, with a dot at the end",
    "HTTPS://ARCADE.TEST./",
    "block",
    "category",
    "profiles.ks3.categories.games",
  ],
  [
    "with user name and port",
    "https://learn.test@arcade.test:8443/",
    "block",
    "category",
    "profiles.ks3.categories.games",
  ],
  [
    "percent-escaped",
    "https://%61rcade.test/",
    "block",
    "category",
    "profiles.ks3.categories.games",
  ],
  [
    "an address in numbers, in hex",
    "http://0x7f000001/",
    "block",
    "category",
    "profiles.ks3.categories.games",
  ],
  [
    "a web socket",
    "wss://arcade.test/socket",
    "block",
    "category",
    "profiles.ks3.categories.games",
    { kind: "other" },
  ],

  ["a help site", "https://childline.org.uk/", "allow", "protected", "built-in protected sites"],
  [
    "below a help site, although blocked and listed",
    "https://www.help.test/",
    "allow",
    "protected",
    "protectedSites",
  ],
  [
    "a help site while the agreement is due",
    "https://help.test/",
    "allow",
    "protected",
    "protectedSites",
    { agreementDue: true },
  ],

  [
    "a help site of the school's own that is unlawful",
    "https://unlawful-help.test/",
    "block",
    "illegal",
    "built-in illegal",
  ],
  [
    "an extension page",
    "chrome-extension://abc/blocked.html",
    "allow",
    "not-web",
    "built-in not-web",
  ],
  ["an empty page", "about:blank", "allow", "not-web", "built-in not-web"],
  ["no address at all", "", "allow", "not-web", "built-in not-web"],
  [
    "an extension page while the agreement is due",
    "chrome-extension://abc/",
    "allow",
    "not-web",
    "built-in not-web",
    { agreementDue: true },
  ],
  ["http that no browser opens", "https://a b/", "allow", "unknown", "built-in unknownSites"],

  ["an unlawful site", "https://unlawful.test/", "block", "illegal", "built-in illegal"],
  [
    "an unlawful site while the agreement is due",
    "https://unlawful.test/",
    "block",
    "illegal",
    "built-in illegal",
    { agreementDue: true },
  ],
  [
    "an unlawful page on the school's own host",
    "https://vile.example-academy.test/",
    "block",
    "illegal",
    "built-in illegal",
  ],

  [
    "any page while the agreement is due",
    "https://learn.test/",
    "agreement",
    "agreement",
    "agreements.",
    { agreementDue: true },
  ],
  [
    "the school's page while the agreement is due",
    "https://example-academy.test/",
    "agreement",
    "agreement",
    "agreements.",
    { agreementDue: true },
  ],
  [
    "a picture while the agreement is due",
    "https://learn.test/a.png",
    "allow",
    "category",
    "profiles.ks3.categories.education",
    { agreementDue: true, kind: "other" },
  ],

  ["the school's own", "https://www.example-academy.test/", "allow", "school-host", "school.hosts"],
  [
    "the school's own, although blocked",
    "https://vle.example-academy.test/",
    "allow",
    "school-host",
    "school.hosts",
  ],

  [
    "an allowed path on a blocked host",
    "https://arcade.test/maths/times",
    "allow",
    "site",
    "allow.0",
  ],
  ["the same in capitals", "https://arcade.test/MATHS", "allow", "site", "allow.0"],
  ["the same, escaped", "https://arcade.test/%6Daths/", "allow", "site", "allow.0"],
  ["the same with a question", "https://arcade.test/maths?x=1#y", "allow", "site", "allow.0"],
  [
    "through dots back out",
    "https://arcade.test/maths/../casino",
    "block",
    "category",
    "profiles.ks3.categories.games",
  ],
  [
    "through escaped dots",
    "https://arcade.test/maths/%2e%2e/casino",
    "block",
    "category",
    "profiles.ks3.categories.games",
  ],
  [
    "a path that only begins alike",
    "https://arcade.test/mathsgames",
    "block",
    "category",
    "profiles.ks3.categories.games",
  ],
  [
    "a file that only begins alike",
    "https://arcade.test/maths.html",
    "block",
    "category",
    "profiles.ks3.categories.games",
  ],
  [
    "a blocked path in an allowed path",
    "https://arcade.test/maths/cheats/1",
    "block",
    "site",
    "block.5",
  ],
  ["an allowed host below a blocked one", "https://good.arcade.test/", "allow", "site", "allow.1"],
  [
    "host before path: the longer host decides",
    "https://good.arcade.test/maths/cheats",
    "allow",
    "site",
    "allow.1",
  ],
  ["allowed and blocked alike", "https://tie.test/", "block", "site", "block.0"],
  [
    "an entry that ran out this moment",
    "https://over.test/",
    "block",
    "category",
    "profiles.ks3.categories.games",
  ],
  ["an entry in its last moment", "https://later.test/", "allow", "site", "allow.4"],
  ["block, allow, block: the first", "https://deep.test/a/x", "block", "site", "block.3"],
  ["block, allow, block: the second", "https://deep.test/a/b/x", "allow", "site", "allow.5"],
  ["block, allow, block: the third", "https://deep.test/a/b/c", "block", "site", "block.4"],

  [
    "in a warned and an allowed list",
    "https://shop.test/",
    "warn",
    "category",
    "profiles.ks3.categories.shopping",
  ],
  [
    "in a blocked and a monitored list",
    "https://both.test/",
    "block",
    "category",
    "profiles.ks3.categories.games",
  ],
  [
    "a parent blocked, itself only warned of",
    "https://sub.mixed.test/",
    "block",
    "category",
    "profiles.ks3.categories.games",
  ],
  ["monitored", "https://ai.test/", "monitor", "category", "profiles.ks3.categories.ai"],
  [
    "in a list of a category that nobody knows",
    "https://stray.test/",
    "allow",
    "unknown",
    "built-in unknownSites",
  ],

  [
    "a warning in a frame",
    "https://shop.test/",
    "allow",
    "category",
    "profiles.ks3.categories.shopping",
    { kind: "sub_frame" },
  ],
  [
    "a warning about a picture",
    "https://shop.test/a.png",
    "allow",
    "category",
    "profiles.ks3.categories.shopping",
    { kind: "other" },
  ],
  [
    "a block in a frame",
    "https://arcade.test/",
    "block",
    "category",
    "profiles.ks3.categories.games",
    { kind: "sub_frame" },
  ],
  [
    "a warning that was passed",
    "https://www.passed.test/",
    "allow",
    "proceeded",
    "profiles.ks3.categories.shopping",
    { proceeded: [{ host: "passed.test", untilMs: noonMs + 1 }] },
  ],
  [
    "a warning passed too long ago",
    "https://passed.test/",
    "warn",
    "category",
    "profiles.ks3.categories.shopping",
    { proceeded: [{ host: "passed.test", untilMs: noonMs }] },
  ],
  [
    "a warning passed elsewhere",
    "https://shop.test/",
    "warn",
    "category",
    "profiles.ks3.categories.shopping",
    { proceeded: [{ host: "passed.test", untilMs: noonMs + 1 }] },
  ],
  [
    "a passed warning lifts no block",
    "https://arcade.test/",
    "block",
    "category",
    "profiles.ks3.categories.games",
    { proceeded: [{ host: "arcade.test", untilMs: noonMs + 1 }] },
  ],
  [
    "a blocked frame of a help site's page",
    "https://arcade.test/",
    "allow",
    "protected",
    "protected sites",
    { kind: "sub_frame", insideProtected: true },
  ],
  [
    "an illegal frame of a help site's page",
    "https://unlawful.test/",
    "block",
    "illegal",
    "built-in illegal",
    { kind: "sub_frame", insideProtected: true },
  ],
  [
    "a page is in no other, whatever is said",
    "https://arcade.test/",
    "block",
    "category",
    "profiles.ks3.categories.games",
    { insideProtected: true },
  ],
];

describe("decide", () => {
  const named = rows.map(([name, address, action, step, rule, context]) => ({
    name,
    address,
    action,
    step,
    rule,
    context,
  }));
  it.each(named)("$name", ({ address, action, step, rule, context }) => {
    const decision = decide(
      address,
      { kind: "main_frame", atMs: noonMs, ...context },
      effective,
      table,
    );
    expect({ action: decision.action, step: decision.step, rule: decision.rule }).toEqual({
      action,
      step,
      rule,
    });
    expect(decision.protected).toBe(step === "protected");
    expect(decision.why.length).toBeGreaterThan(10);
  });

  it("names the list, the category and the listed host", () => {
    const decision = decide(
      "https://x.arcade.test/",
      { kind: "main_frame", atMs: noonMs },
      effective,
      table,
    );
    expect(decision).toMatchObject({ category: "games", list: "games", matched: "arcade.test" });
    expect(decision.why).toBe(
      '"arcade.test" stands in the list "The games list" (lists.games), category games: block (profiles.ks3.categories.games).',
    );
  });

  const unknownRows = [
    ["block", "main_frame", "block"],
    ["block", "sub_frame", "block"],
    ["block", "other", "allow"],
    ["warn", "main_frame", "warn"],
    ["warn", "sub_frame", "allow"],
    ["warn", "other", "allow"],
    ["monitor", "main_frame", "monitor"],
    ["monitor", "other", "monitor"],
    ["allow", "main_frame", "allow"],
  ] as const;
  it.each(unknownRows)("unknown sites: %s for a %s is %s", (action, kind, expected) => {
    const policy = { ...effective, unknownSites: { action, rule: "profiles.ks3.unknownSites" } };
    for (const address of ["https://plain.test/", "https://stray.test/", "https://a b/"]) {
      expect(decide(address, { kind, atMs: noonMs }, policy, table)).toMatchObject({
        action: expected,
        step: "unknown",
      });
    }
  });
});

describe("laws of decide", () => {
  it("answers any text without throwing", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 60 }),
        effectiveArb,
        setsArb,
        (text, policy, sets) => {
          for (const address of [text, `https://${text}`, `https://a.test/${text}`]) {
            const { action } = decide(
              address,
              { kind: "main_frame", atMs: noonMs },
              policy,
              buildHostTable(sets),
            );
            expect(["block", "warn", "monitor", "allow"]).toContain(action);
          }
        },
      ),
      { numRuns: draws(200) },
    );
  });

  it("never blocks or records a protected site, whatever the policy says", () => {
    const guarded = "www.samaritans.org";
    fc.assert(
      fc.property(effectiveArb, setsArb, stateArb, (policy, sets, state) => {
        const hostile = sets.map((set) => ({ ...set, hosts: [...set.hosts, guarded] }));
        const effective = {
          ...policy,
          protectedHosts: [...policy.protectedHosts, "samaritans.org"],
          block: [...policy.block, { host: guarded, rule: "profiles.ks3.block.9" }],
        };
        const decision = decide(
          `https://${guarded}/`,
          { kind: "main_frame", atMs: noonMs, ...state },
          effective,
          buildHostTable(hostile),
        );
        expect(decision).toMatchObject({ action: "allow", step: "protected", protected: true });
      }),
    );
  });

  it("lets a site that the school protects be blocked by the illegal list alone", () => {
    fc.assert(
      fc.property(addressArb, effectiveArb, setsArb, stateArb, (address, policy, sets, state) => {
        const { hostname } = new URL(address);
        const table = buildHostTable(sets);
        const isIllegal = lookUpHost(table, hostname).some(({ set }) => set.category === "illegal");
        const decision = decide(
          address,
          { kind: "main_frame", atMs: noonMs, ...state },
          { ...policy, protectedHosts: [hostname] },
          table,
        );
        expect(decision.step).toBe(isIllegal && !isProtected(hostname) ? "illegal" : "protected");
      }),
    );
  });

  it("never becomes milder by one more blocked list", () => {
    const rank = ["allow", "monitor", "warn", "block"];
    fc.assert(
      fc.property(addressArb, effectiveArb, setsArb, setsArb, (address, policy, sets, more) => {
        const context = { kind: "main_frame", atMs: noonMs } as const;
        // A site that stands in another list is neither unknown nor one of a hosting service's many: so both are open.
        const allow = { action: "allow", rule: "" } as const;
        const open = { ...policy, unknownSites: allow, freeHosting: allow };
        const before = decide(address, context, open, buildHostTable(sets)).action;
        const after = decide(address, context, open, buildHostTable([...sets, ...more])).action;
        expect(rank.indexOf(after)).toBeGreaterThanOrEqual(rank.indexOf(before));
      }),
    );
  });
});
