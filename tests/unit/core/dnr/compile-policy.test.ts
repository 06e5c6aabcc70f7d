// What the compiler gives for policies that one can read.
import { describe, expect, it } from "vitest";
import { mostHostsPerRule } from "../../../../lib/core/dnr/clean-hosts.ts";
import { compilePolicy } from "../../../../lib/core/dnr/compile-policy.ts";
import type { CompileInput } from "../../../../lib/core/dnr/compile-policy.ts";
import { createIdGiver, ruleIdBlocks } from "../../../../lib/core/dnr/rule-ids.ts";
import { pathCondition } from "../../../../lib/core/dnr/site-condition.ts";
import { allButMainFrame } from "../../../../lib/core/dnr/types.ts";
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
        condition: { requestDomains: ["a.test", "b.test"], resourceTypes: allButMainFrame },
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
      mostHostsPerRule,
      1,
      1,
    ]);
    expect(findBadRules(dynamic)).toEqual([]);
  });

  it("blocks illegal lists high up even where the policy knows no such category", () => {
    const { dynamic } = compile({ sets: [hostSet("iwf", "illegal", ["a.test"])] });
    expect(dynamic.map(({ priority }) => priority)).toEqual([8_000_000, 8_000_000]);
  });

  it("keeps what changes often in session rules", () => {
    const { dynamic, session } = compile({
      state: {
        agreementDue: true,
        proceeded: [
          { host: "shop.test", untilMs: noonMs + 1 },
          { host: "old.test", untilMs: noonMs },
        ],
      },
    });
    expect(dynamic).toEqual([]);
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

  it("keeps within Chromium's limits however many paths a policy names, and says what it left out", () => {
    const block = Array.from({ length: 3000 }, (_, place) => ({
      host: `h${place}.test`,
      path: "/a",
      rule: `profiles.ks3.block.${place}`,
    }));
    const { dynamic, dropped } = compile({ effective: plainPolicy({ block }) });
    expect(findBadRules(dynamic)).toEqual([]);
    expect(dropped).toHaveLength(2600);
    expect(dropped[0]?.why).toContain("the gate");
  });

  it("says when there are more lists than rules", () => {
    const sets = Array.from({ length: 3001 }, (_, place) =>
      hostSet(`l${place}`, "games", [`h${place}.test`]),
    );
    const { problems } = compile({
      effective: plainPolicy({ categories: blocked("games") }),
      sets,
    });
    expect(problems.map(({ what }) => what)).toEqual([
      "more categoryPage rules than the browser can hold",
      "more categoryRest rules than the browser can hold",
    ]);
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
