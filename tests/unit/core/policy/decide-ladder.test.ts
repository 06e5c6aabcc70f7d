// The steps of the ladder beyond sites and lists: what is locked, lessons, unlocks, engines, free hosting, withdrawn
// access, confidential addresses and what an address carries.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../../../lib/core/policy/decide.ts";
import { buildHostTable } from "../../../../lib/core/policy/host-table.ts";
import type {
  DecideContext,
  Decision,
  DecisionStep,
  EffectivePolicy,
  Lesson,
  Unlock,
} from "../../../../lib/core/policy/types.ts";
import {
  addressArb,
  effectiveArb,
  hostSet,
  momentArb,
  noonMs,
  plainPolicy,
  setsArb,
  stateArb,
} from "../../../support/effective-policies.ts";

const said = (action: "block" | "warn" | "monitor" | "allow", rule: string) => ({ action, rule });
const locked = { isLocked: true } as const;
const categories: EffectivePolicy["categories"] = {
  games: said("block", "categories.games"),
  gambling: { ...said("block", "categories.gambling"), ...locked },
  shopping: said("warn", "categories.shopping"),
  dating: { ...said("warn", "categories.dating"), ...locked },
  education: said("allow", "categories.education"),
};
const table = buildHostTable([
  hostSet("arcades", "games", ["arcade.test", "both.test", "arcade.free.test", "yandex.com"]),
  hostSet("bets", "gambling", ["bets.test", "both.test"]),
  hostSet("shops", "shopping", ["shop.test"]),
  hostSet("dates", "dating", ["date.test", "datearcade.test"]),
  hostSet("arcades2", "games", ["datearcade.test"]),
  hostSet("learn", "education", ["learn.test", "class.free.test"]),
  hostSet("hosting", "free-hosting", ["free.test"]),
  hostSet("iwf", "illegal", ["unlawful.test"]),
]);
const school = { ...plainPolicy().school, hosts: ["example-academy.test"] };
const effective = plainPolicy({
  school,
  categories,
  protectedHosts: ["samaritans.org", "help.test"],
  freeHosting: said("block", "freeHosting"),
  search: {
    ...plainPolicy().search,
    engines: {
      google: said("monitor", "search.engines.google"),
      bing: said("block", "search.engines.bing"),
      yandex: said("allow", "search.engines.yandex"),
    },
    images: said("warn", "search.images"),
  },
  allow: [
    { host: "odds.bets.test", rule: "allow.0", ...locked },
    { host: "bets.test", path: "/maths", rule: "allow.1" },
    { host: "date.test", path: "/history", rule: "allow.2" },
  ],
  block: [
    { host: "learn.test", path: "/chat", rule: "block.0", ...locked },
    { host: "date.test", path: "/shut", rule: "block.1" },
    { host: "carrier.test", path: "/no", rule: "block.2" },
  ],
});

const by = { by: "Ms Example", why: "a project" };
const site = (host: string, path?: string, untilMs = noonMs + 1): Unlock => ({
  id: "u1",
  what: { kind: "site", host, ...(path === undefined ? {} : { path }) },
  untilMs,
  ...by,
});
const category = (id: string): Unlock => ({
  id: "u2",
  what: { kind: "category", category: id },
  untilMs: noonMs + 1,
  ...by,
});
const lesson: Lesson = {
  id: "l1",
  title: "Maths",
  sites: [{ host: "arcade.test", path: "/maths" }, { host: "google.co.uk" }, { host: "bets.test" }],
  search: false,
  untilMs: noonMs + 1,
  by: "Ms Example",
};
const withdrawn = { withdrawn: { why: "until Friday", rule: "withdrawn.0" } };
const passed = (host: string) => ({ proceeded: [{ host, untilMs: noonMs + 1 }] });

type Row = readonly [
  name: string,
  address: string,
  action: Decision["action"],
  step: DecisionStep,
  rule: string,
  context?: Partial<DecideContext>,
  change?: Partial<EffectivePolicy>,
];

const frame = { kind: "sub_frame" } as const;
const part = { kind: "other" } as const;
const google = "https://www.google.co.uk/search?q=cats";

const rows: readonly Row[] = [
  // Confidential.
  [
    "a confidential address",
    "https://plain.test/x",
    "block",
    "confidential",
    "confidential list",
    { isConfidential: true },
  ],
  [
    "a confidential address, unlocked",
    "https://plain.test/x",
    "block",
    "confidential",
    "confidential list",
    { isConfidential: true, unlocks: [site("plain.test")] },
  ],
  [
    "a confidential address in a lesson",
    "https://arcade.test/maths",
    "block",
    "confidential",
    "confidential list",
    { isConfidential: true, lesson },
  ],
  [
    "a confidential address of the school's",
    "https://example-academy.test/",
    "block",
    "confidential",
    "confidential list",
    { isConfidential: true },
  ],
  [
    "a confidential address on a help site of the school's own",
    "https://help.test/",
    "block",
    "confidential",
    "confidential list",
    { isConfidential: true },
  ],
  [
    "a built-in help site said to be confidential",
    "https://www.samaritans.org/",
    "allow",
    "protected",
    "built-in protected sites",
    { isConfidential: true },
  ],
  // Withdrawn.
  [
    "any page where access is withdrawn",
    "https://learn.test/",
    "block",
    "withdrawn",
    "withdrawn.0",
    {},
    withdrawn,
  ],
  [
    "any frame where access is withdrawn",
    "https://learn.test/",
    "block",
    "withdrawn",
    "withdrawn.0",
    frame,
    withdrawn,
  ],
  [
    "a picture where access is withdrawn",
    "https://learn.test/a.png",
    "allow",
    "category",
    "categories.education",
    part,
    withdrawn,
  ],
  [
    "the school where access is withdrawn",
    "https://example-academy.test/",
    "allow",
    "school-host",
    "school.hosts",
    {},
    withdrawn,
  ],
  [
    "a help site where access is withdrawn",
    "https://www.samaritans.org/",
    "allow",
    "protected",
    "built-in protected sites",
    {},
    withdrawn,
  ],
  [
    "what a help site loads where access is withdrawn",
    "https://learn.test/",
    "allow",
    "protected",
    "protected sites",
    { ...frame, insideProtected: true },
    withdrawn,
  ],
  [
    "an unlock where access is withdrawn",
    "https://arcade.test/",
    "block",
    "withdrawn",
    "withdrawn.0",
    { unlocks: [site("arcade.test")] },
    withdrawn,
  ],
  [
    "http that no browser opens where access is withdrawn",
    "https://a b/",
    "block",
    "withdrawn",
    "withdrawn.0",
    {},
    withdrawn,
  ],
  // Locked.
  ["a locked category", "https://bets.test/", "block", "locked", "categories.gambling"],
  [
    "a locked category and the policy's own word",
    "https://bets.test/maths",
    "block",
    "locked",
    "categories.gambling",
  ],
  [
    "a locked category, unlocked",
    "https://bets.test/",
    "block",
    "locked",
    "categories.gambling",
    { unlocks: [site("bets.test"), category("gambling")] },
  ],
  [
    "a locked category in a lesson",
    "https://bets.test/",
    "block",
    "locked",
    "categories.gambling",
    { lesson },
  ],
  [
    "a locked category within an opened page",
    "https://bets.test/x.js",
    "block",
    "locked",
    "categories.gambling",
    { ...part, insideOpened: true },
  ],
  [
    "in a locked and another blocked list",
    "https://both.test/",
    "block",
    "locked",
    "categories.gambling",
  ],
  [
    "a locked entry above a locked category",
    "https://odds.bets.test/",
    "allow",
    "locked",
    "allow.0",
  ],
  [
    "a locked entry on a site that is open",
    "https://learn.test/chat",
    "block",
    "locked",
    "block.0",
  ],
  [
    "a locked entry, unlocked",
    "https://learn.test/chat",
    "block",
    "locked",
    "block.0",
    { unlocks: [site("learn.test")] },
  ],
  ["a locked warning", "https://date.test/", "warn", "locked", "categories.dating"],
  [
    "a locked warning and the policy's own word",
    "https://date.test/history",
    "warn",
    "locked",
    "categories.dating",
  ],
  [
    "a locked warning, unlocked",
    "https://date.test/",
    "warn",
    "locked",
    "categories.dating",
    { unlocks: [site("date.test")] },
  ],
  [
    "a locked warning makes a block no milder",
    "https://datearcade.test/",
    "block",
    "category",
    "categories.games",
  ],
  [
    "a locked warning makes an entry no milder",
    "https://date.test/shut",
    "block",
    "site",
    "block.1",
  ],
  [
    "a locked warning outside a lesson",
    "https://date.test/",
    "block",
    "lesson",
    "lesson l1",
    { lesson },
  ],
  [
    "a locked warning in a frame",
    "https://date.test/",
    "allow",
    "category",
    "categories.dating",
    frame,
  ],
  [
    "a locked warning that was passed",
    "https://date.test/",
    "allow",
    "proceeded",
    "categories.dating",
    passed("date.test"),
  ],
  [
    "a locked warning passed, then the policy's own word",
    "https://date.test/history",
    "allow",
    "site",
    "allow.2",
    passed("date.test"),
  ],
  // Lessons.
  ["a lesson's site", "https://arcade.test/maths/1", "allow", "lesson", "lesson l1", { lesson }],
  [
    "a lesson's site beside its path",
    "https://arcade.test/",
    "block",
    "lesson",
    "lesson l1",
    { lesson },
  ],
  [
    "a lesson's site in a frame",
    "https://arcade.test/maths",
    "allow",
    "lesson",
    "lesson l1",
    { ...frame, lesson },
  ],
  ["any other page in a lesson", "https://plain.test/", "block", "lesson", "lesson l1", { lesson }],
  [
    "any other picture in a lesson",
    "https://plain.test/a.png",
    "allow",
    "unknown",
    "built-in unknownSites",
    { ...part, lesson },
  ],
  [
    "a blocked picture of a lesson's page",
    "https://arcade.test/a.png",
    "allow",
    "lesson",
    "lesson l1",
    { ...part, lesson, insideOpened: true },
  ],
  [
    "the school in a lesson",
    "https://example-academy.test/",
    "allow",
    "school-host",
    "school.hosts",
    { lesson },
  ],
  [
    "a help site in a lesson",
    "https://www.samaritans.org/",
    "allow",
    "protected",
    "built-in protected sites",
    { lesson },
  ],
  [
    "an unlock in a lesson",
    "https://shop.test/",
    "block",
    "lesson",
    "lesson l1",
    { lesson, unlocks: [site("shop.test")] },
  ],
  ["a search within a lesson's site", google, "block", "lesson", "lesson l1", { lesson }],
  [
    "a search within a lesson's site, allowed",
    google,
    "allow",
    "lesson",
    "lesson l1",
    { lesson: { ...lesson, search: true } },
  ],
  [
    "a lesson's site that is no search",
    "https://google.co.uk/maps",
    "allow",
    "lesson",
    "lesson l1",
    { lesson },
  ],
  [
    "a lesson that is over",
    "https://plain.test/",
    "allow",
    "unknown",
    "built-in unknownSites",
    { lesson: { ...lesson, untilMs: noonMs } },
  ],
  ["no browser's address in a lesson", "https://a b/", "block", "lesson", "lesson l1", { lesson }],
  // Unlocks.
  [
    "an unlocked site",
    "https://www.arcade.test/",
    "allow",
    "unlock",
    "unlock u1",
    { unlocks: [site("arcade.test")] },
  ],
  [
    "an unlocked site's script",
    "https://arcade.test/x.js",
    "allow",
    "unlock",
    "unlock u1",
    { ...part, unlocks: [site("arcade.test")] },
  ],
  [
    "beside an unlocked site",
    "https://both.test/",
    "block",
    "locked",
    "categories.gambling",
    { unlocks: [site("arcade.test")] },
  ],
  [
    "an unlock that is over",
    "https://arcade.test/",
    "block",
    "category",
    "categories.games",
    { unlocks: [site("arcade.test", undefined, noonMs)] },
  ],
  [
    "an unlocked path",
    "https://arcade.test/maths/1",
    "allow",
    "unlock",
    "unlock u1",
    { unlocks: [site("arcade.test", "/maths")] },
  ],
  [
    "beside an unlocked path",
    "https://arcade.test/",
    "block",
    "category",
    "categories.games",
    { unlocks: [site("arcade.test", "/maths")] },
  ],
  [
    "an unlocked category",
    "https://arcade.test/",
    "allow",
    "unlock",
    "unlock u2",
    { unlocks: [category("games")] },
  ],
  [
    "an unlocked category beside another list",
    "https://arcade.free.test/",
    "allow",
    "unlock",
    "unlock u2",
    { unlocks: [category("games")] },
  ],
  [
    "an unlocked category does not open others",
    "https://shop.test/",
    "warn",
    "category",
    "categories.shopping",
    { unlocks: [category("games")] },
  ],
  [
    "the illegal cannot be unlocked",
    "https://unlawful.test/",
    "block",
    "illegal",
    "built-in illegal",
    { unlocks: [site("unlawful.test"), category("illegal")] },
  ],
  [
    "what an opened page loads",
    "https://shop.test/",
    "allow",
    "unlock",
    "unlock of its page",
    { ...frame, insideOpened: true },
  ],
  [
    "a page is in no other",
    "https://arcade.test/",
    "block",
    "category",
    "categories.games",
    { insideOpened: true },
  ],
  // Search engines.
  ["an engine that is named", google, "monitor", "engine", "search.engines.google"],
  [
    "an engine that is blocked",
    "https://www.bing.com/search?q=x",
    "block",
    "engine",
    "search.engines.bing",
  ],
  ["its other pages", "https://www.bing.com/maps", "allow", "unknown", "built-in unknownSites"],
  [
    "an engine that is blocked, in a frame",
    "https://www.bing.com/search?q=x",
    "block",
    "engine",
    "search.engines.bing",
    frame,
  ],
  ["pictures on an engine that is named", `${google}&tbm=isch`, "warn", "engine", "search.images"],
  [
    "pictures in a frame: the engine's own word",
    `${google}&tbm=isch`,
    "monitor",
    "engine",
    "search.engines.google",
    frame,
  ],
  [
    "pictures on an engine that is blocked",
    "https://www.bing.com/images/search?q=x",
    "block",
    "engine",
    "search.engines.bing",
  ],
  [
    "pictures, after the warning",
    `${google}&tbm=isch`,
    "allow",
    "proceeded",
    "search.images",
    passed("www.google.co.uk"),
  ],
  [
    "pictures, a warning passed elsewhere",
    `${google}&tbm=isch`,
    "warn",
    "engine",
    "search.images",
    passed("www.google.com"),
  ],
  [
    "an engine in a blocked list, opened",
    "https://yandex.com/search/?text=x",
    "allow",
    "engine",
    "search.engines.yandex",
  ],
  ["its parts", "https://yandex.com/x.js", "allow", "engine", "search.engines.yandex", part],
  [
    "its other pages stay closed",
    "https://yandex.com/mail",
    "block",
    "category",
    "categories.games",
  ],
  [
    "an engine, unlocked",
    "https://www.bing.com/search?q=x",
    "allow",
    "unlock",
    "unlock u1",
    { unlocks: [site("bing.com")] },
  ],
  // Free hosting.
  [
    "a free host that no other list knows",
    "https://mine.free.test/",
    "block",
    "free-hosting",
    "freeHosting",
  ],
  ["in a frame", "https://mine.free.test/", "block", "free-hosting", "freeHosting", frame],
  [
    "a picture from there",
    "https://mine.free.test/a.png",
    "allow",
    "free-hosting",
    "freeHosting",
    part,
  ],
  [
    "one that is known to teach",
    "https://class.free.test/",
    "allow",
    "category",
    "categories.education",
  ],
  [
    "one that is known to be an arcade",
    "https://arcade.free.test/",
    "block",
    "category",
    "categories.games",
  ],
  [
    "free hosting, unlocked",
    "https://mine.free.test/",
    "allow",
    "unlock",
    "unlock u2",
    { unlocks: [category("free-hosting")] },
  ],
  [
    "free hosting with a warning",
    "https://mine.free.test/",
    "warn",
    "free-hosting",
    "freeHosting",
    {},
    { freeHosting: said("warn", "freeHosting") },
  ],
  [
    "free hosting, after the warning",
    "https://mine.free.test/",
    "allow",
    "proceeded",
    "freeHosting",
    passed("mine.free.test"),
    { freeHosting: said("warn", "freeHosting") },
  ],
  // A passed warning is of its own kind.
  [
    "a site that no list knows, passed; a shop below it",
    "https://shop.test/",
    "warn",
    "category",
    "categories.shopping",
    passed("test"),
    { unknownSites: said("warn", "unknownSites") },
  ],
  [
    "a site that no list knows, passed",
    "https://a.plain.test/",
    "allow",
    "proceeded",
    "unknownSites",
    passed("plain.test"),
    { unknownSites: said("warn", "unknownSites") },
  ],
];

describe("the ladder", () => {
  it.each(rows.map((row) => ({ name: row[0], row })))("$name", ({ row }) => {
    const [, address, action, step, rule, context, change] = row;
    const decision = decide(
      address,
      { kind: "main_frame", atMs: noonMs, ...context },
      { ...effective, ...change },
      table,
    );
    expect({ action: decision.action, step: decision.step, rule: decision.rule }).toEqual({
      action,
      step,
      rule,
    });
    expect(decision.why.length).toBeGreaterThan(10);
    expect(decision.through).toBeUndefined();
  });
});

const carrier = (inner: string): string => `https://carrier.test/?url=${encodeURIComponent(inner)}`;
type CarriedRow = readonly [
  name: string,
  inner: string,
  action: Decision["action"],
  step: DecisionStep,
  context?: Partial<DecideContext>,
];
const carriedRows: readonly CarriedRow[] = [
  ["a blocked site", "https://arcade.test/x", "block", "category"],
  ["a blocked site in a frame", "https://arcade.test/x", "block", "category", frame],
  ["a locked site", "https://bets.test/", "block", "locked"],
  ["an illegal site", "https://unlawful.test/", "block", "illegal"],
  ["a blocked path", "https://carrier.test.other.test/no", "allow", "unknown"],
  ["a blocked entry", "https://learn.test/chat", "block", "locked"],
  ["a blocked engine", "https://www.bing.com/search?q=x", "block", "engine"],
  ["free hosting", "https://mine.free.test/", "block", "free-hosting"],
  ["a warned site", "https://shop.test/", "warn", "category"],
  ["a warned site in a frame", "https://shop.test/", "allow", "unknown", frame],
  ["a warned site, passed there", "https://shop.test/", "allow", "unknown", passed("shop.test")],
  ["an open site", "https://learn.test/", "allow", "unknown"],
  ["a site that no list knows", "https://plain.test/", "allow", "unknown"],
  ["a help site", "https://www.samaritans.org/", "allow", "unknown"],
  ["the school", "https://example-academy.test/", "allow", "unknown"],
  [
    "a site that is unlocked",
    "https://arcade.test/",
    "allow",
    "unknown",
    { unlocks: [site("arcade.test")] },
  ],
  [
    "a blocked site, its carrier unlocked",
    "https://arcade.test/",
    "block",
    "category",
    { unlocks: [site("carrier.test")] },
  ],
  ["two deep", carrier("https://arcade.test/"), "block", "category"],
  ["a picture's address", "https://arcade.test/a.png", "allow", "unknown", part],
];

describe("an address that carries another", () => {
  it.each(carriedRows.map((row) => ({ name: row[0], row })))("$name", ({ row }) => {
    const [, inner, action, step, context] = row;
    const decision = decide(
      carrier(inner),
      { kind: "main_frame", atMs: noonMs, ...context },
      effective,
      table,
    );
    expect({ action: decision.action, step: decision.step }).toEqual({ action, step });
    const isCarried = action === "block" || action === "warn";
    expect(decision.through).toBe(isCarried ? "carrier.test" : undefined);
    if (isCarried) expect(decision.why).toContain('carried by "carrier.test"');
  });

  it.each(["https://www.samaritans.org", "https://example-academy.test"])(
    "%s never counts as a carrier",
    (host) => {
      const address = `${host}/?url=https://arcade.test/`;
      const decision = decide(address, { kind: "main_frame", atMs: noonMs }, effective, table);
      expect(decision.action).toBe("allow");
    },
  );

  it("opens in a lesson what the lesson opens", () => {
    const context = { kind: "main_frame", atMs: noonMs, lesson } as const;
    const address = "https://google.co.uk/url?url=https://arcade.test/";
    expect(decide(`${address}maths`, context, effective, table)).toMatchObject({ action: "allow" });
    expect(decide(`${address}other`, context, effective, table)).toMatchObject({
      action: "block",
      step: "category",
      through: "google.co.uk",
    });
  });
});

describe("laws of the ladder", () => {
  it("lets no policy, unlock or lesson open what is illegal or confidential", () => {
    fc.assert(
      fc.property(
        addressArb,
        effectiveArb,
        setsArb,
        stateArb,
        momentArb,
        fc.boolean(),
        (address, policy, sets, state, atMs, isListed) => {
          const { hostname } = new URL(address);
          const full = isListed ? [...sets, hostSet("iwf", "illegal", [hostname])] : sets;
          const context = {
            kind: "main_frame",
            atMs,
            ...state,
            isConfidential: !isListed,
          } as const;
          const { action, step } = decide(address, context, policy, buildHostTable(full));
          expect(step === "protected" ? "help" : action).toBe(
            step === "protected" ? "help" : "block",
          );
        },
      ),
    );
  });

  it("lets no unlock lift what a trust has locked", () => {
    fc.assert(
      fc.property(addressArb, effectiveArb, setsArb, stateArb, (address, policy, sets, state) => {
        const table = buildHostTable(sets);
        const { unlocks: _, lesson: __, ...without } = state;
        const context = { kind: "main_frame", atMs: noonMs, ...without } as const;
        const before = decide(address, context, policy, table);
        if (before.step !== "locked" || before.through !== undefined) return;
        const { hostname } = new URL(address);
        const unlocks = [...(state.unlocks ?? []), site(hostname)];
        const after = decide(address, { ...context, unlocks }, policy, table);
        expect(after.action).toBe(before.action);
      }),
    );
  });

  it("opens in a lesson no page that was closed but those of the lesson", () => {
    fc.assert(
      fc.property(addressArb, effectiveArb, setsArb, (address, policy, sets) => {
        const table = buildHostTable(sets);
        const context = { kind: "main_frame", atMs: noonMs } as const;
        const alone: Lesson = { ...lesson, sites: [{ host: "no.such.test" }] };
        const { action, step } = decide(address, { ...context, lesson: alone }, policy, table);
        expect(action === "block" || action === "warn" || step === "locked").toBe(
          !["protected", "school-host"].includes(step),
        );
      }),
    );
  });
});
