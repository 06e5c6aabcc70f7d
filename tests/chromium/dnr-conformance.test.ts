// Chromium's own answer about the compiled rules, beside the answer of `decide()`: law 1 holds the two together.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePolicy } from "../../lib/contract/parse-policy.ts";
import { compilePolicy } from "../../lib/core/dnr/compile-policy.ts";
import type { DnrRule } from "../../lib/core/dnr/types.ts";
import { decide } from "../../lib/core/policy/decide.ts";
import { effectivePolicy } from "../../lib/core/policy/effective-policy.ts";
import { buildHostTable } from "../../lib/core/policy/host-table.ts";
import type { DecideContext, HostSet, ResourceKind } from "../../lib/core/policy/types.ts";
import { openDnrJudge, type DnrJudge } from "../support/dnr-stub.ts";

const atMs = Date.UTC(2026, 10, 23, 9);

function listOf(category: string, ...hosts: string[]): HostSet {
  return { id: category, category, title: category, hosts, rule: "built-in" };
}

const sets: readonly HostSet[] = [
  listOf("gambling", "bets.example", "casino.example", "both.example", "xn--bcher-kva.example"),
  listOf("shopping", "shop.example", "both.example"),
  listOf("news", "news.example", "monitored.example"),
  listOf("education", "learn.example"),
  listOf("illegal", "illegal.example", "illegal-help.example"),
  listOf("games", "203.0.113.7", "games.example", "deep.sub.parent.example"),
];
const categoryWords = sets.map(({ category }) => ({
  id: category,
  title: category,
  why: "why",
  pupil: "pupil",
  strictest: "block" as const,
}));

const base = {
  schoolgate: 1,
  version: "1",
  school: {
    name: "Example Academy",
    hosts: ["example-academy.test"],
    dsl: "dsl",
    contacts: [{ id: "dsl", name: "Ms Example", role: "Safeguarding lead" }],
  },
  strictest: "pupil",
};
const categories = {
  gambling: "block",
  shopping: "warn",
  news: "monitor",
  education: "allow",
  games: "block",
  illegal: "block",
};

/** Each policy is what a school could write; `profiles.pupil` is asked. */
const policies = {
  plain: { ...base, profiles: { pupil: { categories } } },
  lists: {
    ...base,
    protectedSites: ["helpline.example"],
    profiles: {
      pupil: {
        categories,
        allow: [
          "good.casino.example",
          { host: "blocked.example", path: "/open" },
          { host: "blocked.example", path: "/open/deep" },
          { host: "games.example", path: "/maths" },
          { host: "late.example", until: "2026-11-22" },
          "helpline.example",
          "illegal.example",
        ],
        block: [
          "blocked.example",
          "bad.example-academy.test",
          "helpline.example",
          { host: "learn.example", path: "/chat" },
          { host: "learn.example", path: "/a/very/long/path/that/a/teacher/wrote/down" },
          { host: "blocked.example", path: "/open/deep/shut" },
          { host: "today.example", until: "2026-11-23" },
          { host: "over.example", until: "2026-11-22" },
        ],
      },
    },
  },
  strict: { ...base, profiles: { pupil: { categories, unknownSites: "block" } } },
  wary: { ...base, profiles: { pupil: { categories, unknownSites: "warn" } } },
  agreement: {
    ...base,
    agreements: { aup: { version: "1", title: "Rules", rules: ["Be kind."], promise: "I agree." } },
    profiles: { pupil: { categories, agreement: "aup" } },
  },
} as const;
type PolicyName = keyof typeof policies;

const states: Readonly<Record<string, Pick<DecideContext, "agreementDue" | "proceeded">>> = {
  none: {},
  due: { agreementDue: true },
  proceeded: { proceeded: [{ host: "shop.example", untilMs: atMs + 60_000 }] },
  ranOut: { proceeded: [{ host: "shop.example", untilMs: atMs - 1 }] },
};

type Outcome = "open" | "blocked page" | "agreement page" | "blocked";
type Row = readonly [
  policy: PolicyName,
  url: string,
  kind: ResourceKind,
  expected: Outcome,
  state?: keyof typeof states,
];

const rows: readonly Row[] = [
  // Lists: a listed host and all below it, in every spelling, and nothing that only looks like it.
  ["plain", "https://bets.example/", "main_frame", "blocked page"],
  ["plain", "http://bets.example/", "main_frame", "blocked page"],
  ["plain", "https://bets.example/a/b?c=d#e", "main_frame", "blocked page"],
  ["plain", "https://www.bets.example/", "main_frame", "blocked page"],
  ["plain", "https://a.b.c.bets.example/", "main_frame", "blocked page"],
  ["plain", "https://BETS.EXAMPLE/", "main_frame", "blocked page"],
  ["plain", "https://bets.example./", "main_frame", "blocked page"],
  ["plain", "https://bets.example:8443/", "main_frame", "blocked page"],
  ["plain", "https://user:word@bets.example/", "main_frame", "blocked page"],
  ["plain", "https://b%65ts.example/", "main_frame", "blocked page"],
  ["plain", "https://ｂｅｔｓ.example/", "main_frame", "blocked page"],
  ["plain", "https://bücher.example/", "main_frame", "blocked page"],
  ["plain", "https://xn--bcher-kva.example/", "main_frame", "blocked page"],
  ["plain", "https://notbets.example/", "main_frame", "open"],
  ["plain", "https://bets.example.org/", "main_frame", "open"],
  ["plain", "https://example/?u=bets.example", "main_frame", "open"],
  ["plain", "https://elsewhere.test/bets.example/", "main_frame", "open"],
  ["plain", "https://elsewhere.test@bets.example/", "main_frame", "blocked page"],
  ["plain", "https://bets.example@elsewhere.test/", "main_frame", "open"],
  ["plain", "https://bets.example/", "sub_frame", "blocked"],
  ["plain", "https://bets.example/x.js", "other", "blocked"],
  ["plain", "https://cdn.bets.example/x.js", "other", "blocked"],
  ["plain", "wss://bets.example/live", "other", "blocked"],
  ["plain", "https://parent.example/", "main_frame", "open"],
  ["plain", "https://sub.parent.example/", "main_frame", "open"],
  ["plain", "https://x.deep.sub.parent.example/", "main_frame", "blocked page"],
  // Addresses in numbers.
  ["plain", "http://203.0.113.7/", "main_frame", "blocked page"],
  ["plain", "http://3405803783/", "main_frame", "blocked page"],
  ["plain", "http://0xCB.0.0x71.7/", "main_frame", "blocked page"],
  ["plain", "http://203.0.113.8/", "main_frame", "open"],
  // The four actions.
  ["plain", "https://shop.example/", "main_frame", "blocked page"],
  ["plain", "https://shop.example/", "sub_frame", "open"],
  ["plain", "https://shop.example/x.png", "other", "open"],
  ["plain", "https://shop.example/", "main_frame", "open", "proceeded"],
  ["plain", "https://www.shop.example/a", "main_frame", "open", "proceeded"],
  ["plain", "https://shop.example/", "main_frame", "blocked page", "ranOut"],
  ["plain", "https://bets.example/", "main_frame", "blocked page", "proceeded"],
  ["plain", "https://news.example/", "main_frame", "open"],
  ["plain", "https://learn.example/", "main_frame", "open"],
  ["plain", "https://nobody-knows.test/", "main_frame", "open"],
  ["plain", "https://both.example/", "main_frame", "blocked page"],
  ["plain", "https://both.example/", "sub_frame", "blocked"],
  ["plain", "https://illegal.example/", "main_frame", "blocked page"],
  // Allow and block lists: the most specific wins.
  ["lists", "https://good.casino.example/", "main_frame", "open"],
  ["lists", "https://x.good.casino.example/", "main_frame", "open"],
  ["lists", "https://good.casino.example/x.js", "other", "open"],
  ["lists", "https://bad.casino.example/", "main_frame", "blocked page"],
  ["lists", "https://blocked.example/", "main_frame", "blocked page"],
  ["lists", "https://blocked.example/", "sub_frame", "blocked"],
  ["lists", "https://blocked.example/open", "main_frame", "open"],
  ["lists", "https://blocked.example/open/", "main_frame", "open"],
  ["lists", "https://blocked.example/open?x=1", "main_frame", "open"],
  ["lists", "https://blocked.example/OPEN", "main_frame", "open"],
  ["lists", "https://blocked.example/opening", "main_frame", "blocked page"],
  ["lists", "https://www.blocked.example/open", "main_frame", "open"],
  ["lists", "https://blocked.example/open/deep/x", "main_frame", "open"],
  ["lists", "https://blocked.example/open/deep/shut", "main_frame", "blocked page"],
  ["lists", "https://blocked.example/open/deep/shut/x", "main_frame", "blocked page"],
  ["lists", "https://games.example/maths", "main_frame", "open"],
  ["lists", "https://games.example/mathsgames", "main_frame", "blocked page"],
  ["lists", "https://games.example/", "main_frame", "blocked page"],
  ["lists", "https://learn.example/chat", "main_frame", "blocked page"],
  ["lists", "https://learn.example/chat/room", "main_frame", "blocked page"],
  ["lists", "https://learn.example/chatter", "main_frame", "open"],
  ["lists", "https://learn.example/chat", "sub_frame", "blocked"],
  [
    "lists",
    "https://learn.example/a/very/long/path/that/a/teacher/wrote/down",
    "main_frame",
    "blocked page",
  ],
  ["lists", "https://learn.example/a/very/long/path", "main_frame", "open"],
  ["lists", "https://late.example/", "main_frame", "open"],
  ["lists", "https://today.example/", "main_frame", "blocked page"],
  ["lists", "https://over.example/", "main_frame", "open"],
  // What stands above a school's lists.
  ["lists", "https://helpline.example/", "main_frame", "open"],
  ["lists", "https://chat.helpline.example/x", "sub_frame", "open"],
  ["lists", "https://illegal.example/", "main_frame", "blocked page"],
  ["lists", "https://example-academy.test/", "main_frame", "open"],
  ["lists", "https://bad.example-academy.test/", "main_frame", "open"],
  // Sites that no list knows.
  ["strict", "https://nobody-knows.test/", "main_frame", "blocked page"],
  ["strict", "https://nobody-knows.test/", "sub_frame", "blocked"],
  ["strict", "https://nobody-knows.test/x.png", "other", "open"],
  ["strict", "https://learn.example/", "main_frame", "open"],
  ["strict", "https://news.example/", "main_frame", "open"],
  ["strict", "https://news.example/", "sub_frame", "open"],
  ["strict", "https://shop.example/", "main_frame", "blocked page"],
  ["strict", "https://shop.example/", "sub_frame", "open"],
  ["strict", "https://shop.example/", "main_frame", "open", "proceeded"],
  ["strict", "https://example-academy.test/", "main_frame", "open"],
  ["strict", "https://bets.example/x.js", "other", "blocked"],
  ["wary", "https://nobody-knows.test/", "main_frame", "blocked page"],
  ["wary", "https://nobody-knows.test/", "sub_frame", "open"],
  ["wary", "https://learn.example/", "main_frame", "open"],
  ["wary", "https://news.example/", "main_frame", "open"],
  ["wary", "https://shop.example/", "main_frame", "open", "proceeded"],
  // The agreement comes before any page but the gravest two.
  ["agreement", "https://nobody-knows.test/", "main_frame", "agreement page", "due"],
  ["agreement", "https://bets.example/", "main_frame", "agreement page", "due"],
  ["agreement", "https://example-academy.test/", "main_frame", "agreement page", "due"],
  ["agreement", "https://nobody-knows.test/", "sub_frame", "open", "due"],
  ["agreement", "https://bets.example/x.js", "other", "blocked", "due"],
  ["agreement", "https://illegal.example/", "main_frame", "blocked page", "due"],
  ["agreement", "https://nobody-knows.test/", "main_frame", "open"],
];

/** What stands at the end for a person, from `decide()`. */
function outcomeOf(action: ReturnType<typeof decide>["action"], kind: ResourceKind): Outcome {
  if (action === "agreement") return "agreement page";
  if (action === "block") return kind === "main_frame" ? "blocked page" : "blocked";
  return action === "warn" && kind === "main_frame" ? "blocked page" : "open";
}

function outcomeOfRule(rule: DnrRule | undefined, origin: string): Outcome {
  if (rule?.action.type === "block") return "blocked";
  if (rule?.action.type !== "redirect") return "open";
  const target = JSON.stringify(rule.action.redirect);
  return target.includes(`${origin}/agreement.html`) ? "agreement page" : "blocked page";
}

const typeOf = { main_frame: "main_frame", sub_frame: "sub_frame", other: "script" } as const;

describe("Chromium, decide() and the table agree", () => {
  let judge: DnrJudge;
  beforeAll(async () => {
    judge = await openDnrJudge();
  });
  afterAll(() => judge?.close());

  const groups = Map.groupBy(rows, ([policy, , , , state]) => `${policy} / ${state ?? "none"}`);
  interface Asked {
    readonly policy: PolicyName;
    readonly state?: keyof typeof states | undefined;
    readonly asks: readonly { readonly url: string; readonly kind: ResourceKind }[];
  }

  async function judgeAll({ policy, state: stateName, asks }: Asked) {
    const read = parsePolicy(JSON.stringify(policies[policy]));
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const effective = effectivePolicy(read.value, {
      profile: "pupil",
      categories: categoryWords,
      protectedHosts: [],
      atMs,
    });
    const state = states[stateName ?? "none"] ?? {};
    const compiled = compilePolicy({
      effective,
      sets,
      state,
      pages: {
        blocked: `${judge.origin}/blocked.html`,
        agreement: `${judge.origin}/agreement.html`,
      },
      atMs,
    });
    const table = buildHostTable(sets);
    const rules = new Map(
      [...compiled.dynamic, ...compiled.session].map((rule) => [rule.id, rule]),
    );
    await judge.load(compiled.dynamic, compiled.session);
    const answers = await judge.ask(
      asks.map(({ url, kind }) => ({
        url,
        type: url.startsWith("ws") ? "websocket" : typeOf[kind],
        initiator: "https://opener.test",
      })),
    );
    return asks.map(({ url, kind }, index) => ({
      decided: outcomeOf(decide(url, { kind, atMs, ...state }, effective, table).action, kind),
      chromium: outcomeOfRule(rules.get(answers[index]?.[0] ?? -1), judge.origin),
    }));
  }

  const judgeOne = (policy: PolicyName, url: string) =>
    judgeAll({ policy, asks: [{ url, kind: "main_frame" }] });

  test.each([...groups])("%s", async (_name, group) => {
    const [policy, , , , state] = group[0] ?? ["plain", "", "other", "open"];
    const asks = group.map(([, url, kind]) => ({ url, kind }));
    const answers = await judgeAll({ policy, state, asks });
    const seen = asks.map((ask, index) => ({ ...ask, ...answers[index] }));
    const wanted = group.map(([, url, kind, expected]) => ({
      url,
      kind,
      decided: expected,
      chromium: expected,
    }));
    expect(seen).toEqual(wanted);
  });

  // Chromium does not decode paths before it compares them: these only the gate that asks decide() stops.
  test.each(["https://learn.example/%63hat", "https://learn.example/x/../%63hat"])(
    "a path in disguise passes the rules and not the gate: %s",
    async (url) => {
      const [answer] = await judgeOne("lists", url);
      expect(answer).toEqual({ decided: "blocked page", chromium: "open" });
    },
  );

  test("the table is long enough to mean something", () => {
    expect(rows.length).toBeGreaterThanOrEqual(90);
  });
});
