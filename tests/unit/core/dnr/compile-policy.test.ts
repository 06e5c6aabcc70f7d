// What the compiler gives for policies that one can read.
import { describe, expect, it } from "vitest";
import { mostHostsPerRule } from "../../../../lib/core/dnr/clean-hosts.ts";
import { compilePolicy } from "../../../../lib/core/dnr/compile-policy.ts";
import type { CompileInput } from "../../../../lib/core/dnr/compile-policy.ts";
import { createIdGiver, ruleIdBlocks } from "../../../../lib/core/dnr/rule-ids.ts";
import { pathCondition } from "../../../../lib/core/dnr/site-condition.ts";
import { canaryHost, isRestId } from "../../../../lib/core/dnr/rule-ids.ts";
import { allButMainFrame } from "../../../../lib/core/dnr/types.ts";
import { buildHostTable } from "../../../../lib/core/policy/host-table.ts";
import { findBadRules } from "../../../support/dnr-model.ts";
import { hostSet, noonMs, plainPolicy } from "../../../support/effective-policies.ts";

const pages = {
  blocked: "chrome-extension://id/blocked.html",
  agreement: "chrome-extension://id/agreement.html",
};
const blocked = (id: string) => ({
  [id]: { action: "block", rule: `profiles.ks3.categories.${id}` } as const,
});

function compile(input: Partial<CompileInput>) {
  return compilePolicy({
    effective: plainPolicy(),
    sets: [],
    state: {},
    pages,
    atMs: noonMs,
    ...input,
  });
}

describe("compilePolicy", () => {
  it("gives no rule for a policy that says nothing", () => {
    expect(compile({})).toEqual({
      dynamic: [],
      session: [],
      reasons: {},
      problems: [],
      dropped: [],
    });
  });

  it("packs a blocked category into one rule for pages and one for the rest", () => {
    const { dynamic, reasons } = compile({
      effective: plainPolicy({ categories: blocked("games") }),
      sets: [hostSet("arcades", "games", ["b.test", "a.test"])],
    });
    expect(dynamic).toEqual([
      {
        id: 10_000,
        priority: 500_000,
        action: {
          type: "redirect",
          redirect: { regexSubstitution: String.raw`chrome-extension://id/blocked.html#u=\0` },
        },
        condition: {
          requestDomains: ["a.test", "b.test"],
          regexFilter: "^.*$",
          resourceTypes: ["main_frame"],
        },
      },
      {
        id: 20_000,
        priority: 500_000,
        action: { type: "block" },
        condition: {
          requestDomains: ["a.test", "b.test", "rule-20000.check.schoolgate.invalid"],
          resourceTypes: allButMainFrame,
        },
      },
    ]);
    expect(reasons[10_000]).toEqual({
      rule: "profiles.ks3.categories.games",
      category: "games",
      list: "arcades",
      words:
        'Stands in the list "The arcades list" (lists.arcades), category games: block (profiles.ks3.categories.games).',
    });
  });

  it("sends to a path of the package where the extension's id is not known", () => {
    const { dynamic } = compile({
      effective: plainPolicy({ categories: blocked("games") }),
      sets: [hostSet("arcades", "games", ["a.test"])],
      pages: { blocked: "/blocked.html", agreement: "/agreement.html" },
    });
    expect(dynamic[0]?.action).toEqual({
      type: "redirect",
      redirect: { extensionPath: "/blocked.html" },
    });
  });

  it("never lets a bad entry reach a rule, and says which", () => {
    const { dynamic, dropped } = compile({
      effective: plainPolicy({ categories: blocked("games") }),
      sets: [
        hostSet("arcades", "games", [
          "A.test.",
          "*.b.test",
          "https://c.test",
          "d.test/x",
          "e.test:80",
          "",
          "com",
          "caf\u00e9.test",
        ]),
      ],
    });
    expect(dynamic[0]?.condition.requestDomains).toEqual(["a.test", "xn--caf-dma.test"]);
    expect(dropped.map(({ entry, rule }) => `${entry} ${rule}`)).toEqual([
      "*.b.test lists.arcades",
      "https://c.test lists.arcades",
      "d.test/x lists.arcades",
      "e.test:80 lists.arcades",
      " lists.arcades",
      "com lists.arcades",
    ]);
  });

  it("makes no rule of a list without a good host: an empty requestDomains fails the whole call", () => {
    const { dynamic } = compile({
      effective: plainPolicy({ categories: blocked("games") }),
      sets: [hostSet("arcades", "games", ["*"])],
    });
    expect(dynamic).toEqual([]);
  });

  it("splits a long list", () => {
    const hosts = Array.from({ length: mostHostsPerRule + 1 }, (_, place) => `h${place}.test`);
    const { dynamic } = compile({
      effective: plainPolicy({ categories: blocked("games") }),
      sets: [hostSet("big", "games", hosts)],
    });
    expect(dynamic.map(({ condition }) => condition.requestDomains?.length)).toEqual([
      mostHostsPerRule,
      mostHostsPerRule + 1,
      1,
      2,
    ]);
    expect(findBadRules(dynamic)).toEqual([]);
  });

  it("blocks illegal lists high up even where the policy knows no such category", () => {
    const { dynamic } = compile({ sets: [hostSet("iwf", "illegal", ["a.test"])] });
    expect(dynamic.map(({ priority }) => priority)).toEqual([8_000_000, 8_000_000]);
  });

  it("keeps what changes often in session rules", () => {
    const sets = [hostSet("shops", "shopping", ["shop.test"])];
    const { dynamic, session } = compile({
      effective: plainPolicy({
        categories: { shopping: { action: "warn", rule: "profiles.ks3.categories.shopping" } },
      }),
      sets,
      table: buildHostTable(sets),
      state: {
        agreementDue: true,
        proceeded: [
          { host: "shop.test", untilMs: noonMs + 1 },
          { host: "old.test", untilMs: noonMs },
        ],
      },
    });
    expect(dynamic).toHaveLength(1);
    expect(session.map(({ id, condition }) => [id, condition.requestDomains])).toEqual([
      [1_000_000, undefined],
      [1_000_010, ["shop.test"]],
    ]);
  });

  it("drops entries that have run out", () => {
    const effective = plainPolicy({
      block: [{ host: "a.test", rule: "profiles.ks3.block.0", untilMs: noonMs }],
    });
    expect(compile({ effective }).dynamic).toEqual([]);
  });

  it("gives out the browser's room in a stated order, and says of each entry what it got", () => {
    const paths = (action: "allow" | "block", count: number) =>
      Array.from({ length: count }, (_, place) => ({
        host: `${action}-${place}.test`,
        path: "/a",
        rule: `profiles.ks3.${action}.${place}`,
      }));
    const effective = plainPolicy({ block: paths("block", 6000), allow: paths("allow", 12_000) });
    const { dynamic, dropped, problems } = compile({ effective });
    expect(findBadRules(dynamic)).toEqual([]);
    const counts = Object.fromEntries(
      [...Map.groupBy(dropped, ({ why }) => why)].map(([why, all]) => [why, all.length]),
    );
    expect(counts).toEqual({
      "more paths than the browser takes regular expressions: told by a plain filter":
        6000 - 350 + 12_000 - 2_500,
      "more blocked paths than the browser takes redirects: the page is blocked without a reason":
        6000 - 4500,
      "more paths than the browser has room for: the gates that judge each page and frame hold it": 2_500,
    });
    expect(problems).toEqual([]);
    // Whole hosts find room whatever the paths.
    const withHost = {
      ...effective,
      block: [...effective.block, { host: "last.test", rule: "x" }],
    };
    const hosts = compile({ effective: withHost }).dynamic.flatMap(
      ({ condition }) => condition.requestDomains ?? [],
    );
    expect(hosts).toContain("last.test");
  });

  it("puts many lists into few rules", () => {
    const sets = Array.from({ length: 3001 }, (_, place) =>
      hostSet(`l${place}`, "games", [`h${place}.test`]),
    );
    const { dynamic, problems, reasons } = compile({
      effective: plainPolicy({ categories: blocked("games") }),
      sets,
    });
    expect(problems).toEqual([]);
    expect(dynamic).toHaveLength(2);
    expect(reasons[10_000]).toMatchObject({
      category: "games",
      rule: "profiles.ks3.categories.games",
    });
  });

  it("needs at most 50 rules for a million hosts in many lists", () => {
    const sets = Array.from({ length: 40 }, (_, list) =>
      hostSet(
        `l${list}`,
        "games",
        Array.from(
          { length: 25_000 },
          (__, place) => `h${String(place).padStart(5, "0")}.l${list}.test`,
        ),
      ),
    );
    const { dynamic } = compile({ effective: plainPolicy({ categories: blocked("games") }), sets });
    expect(dynamic.length).toBeLessThanOrEqual(50);
    const held = new Set(dynamic.flatMap(({ condition }) => condition.requestDomains ?? []));
    const canaries = dynamic.filter(({ id }) => isRestId(id)).map(({ id }) => canaryHost(id));
    expect(canaries).toHaveLength(dynamic.length / 2);
    for (const canary of canaries) expect(held.delete(canary)).toBe(true);
    expect(held.size).toBe(1_000_000);
  });

  it("does not depend on the order in which hosts are given", () => {
    const effective = plainPolicy({ categories: blocked("games") });
    const one = compile({
      effective,
      sets: [hostSet("x", "games", ["a.test", "b.test", "c.test"])],
    });
    const other = compile({
      effective,
      sets: [hostSet("x", "games", ["c.test", "a.test", "b.test", "a.test"])],
    });
    expect(other).toEqual(one);
  });
});

describe("pathCondition", () => {
  it.each([
    [
      "/maths",
      { requestDomains: ["a.test"], regexFilter: "^[a-z]+://[^/]+/maths(?:[^a-z0-9_.%-].*)?$" },
    ],
    [
      "/a.b+c",
      {
        requestDomains: ["a.test"],
        regexFilter: String.raw`^[a-z]+://[^/]+/a\.b\+c(?:[^a-z0-9_.%-].*)?$`,
      },
    ],
    [
      "/caf\u00e9",
      { requestDomains: ["a.test"], regexFilter: "^[a-z]+://[^/]+/caf%C3%A9(?:[^a-z0-9_.%-].*)?$" },
    ],
    [
      "/a-path-of-very-many-more/signs-in-all-than/forty-eight",
      { urlFilter: "||a.test/a-path-of-very-many-more/signs-in-all-than/forty-eight^" },
    ],
    ["/a*b", undefined],
    ["/a^b", undefined],
    ["/100%", undefined],
    ["/a[1]", undefined],
  ])("%s", (path, condition) => {
    expect(pathCondition("a.test", path)).toEqual(condition);
  });
});

describe("rule ids", () => {
  it("have blocks that do not meet", () => {
    const blocks = Object.values(ruleIdBlocks).toSorted((a, b) => a.first - b.first);
    for (const [place, block] of blocks.entries()) {
      expect(block.last).toBeGreaterThanOrEqual(block.first);
      expect(block.first).toBeGreaterThan(blocks[place - 1]?.last ?? 0);
    }
  });

  it("are handed out in order until the block is used up", () => {
    const giveId = createIdGiver();
    expect([giveId("agreement"), giveId("protected"), giveId("agreement")]).toEqual([
      1_000_000, 1, 1_000_001,
    ]);
    for (let left = 0; left < 8; left += 1) giveId("agreement");
    expect(giveId("agreement")).toBeUndefined();
  });
});
