// The hand-written table of what the browser's rules have to do, by policy, state and kind of request.
import { parsePolicy } from "../../lib/contract/parse-policy.ts";
import type { CompileState } from "../../lib/core/dnr/rule-draft.ts";
import type { DnrResourceType } from "../../lib/core/dnr/types.ts";
import { effectivePolicy } from "../../lib/core/policy/effective-policy.ts";
import type { EffectivePolicy, HostSet, SiteEntry } from "../../lib/core/policy/types.ts";
import { plainPolicy } from "./effective-policies.ts";

export const tableAtMs = Date.UTC(2026, 10, 23, 9);
const soonMs = tableAtMs + 60_000;

function listOf(category: string, ...hosts: string[]): HostSet {
  return { id: category, category, title: category, hosts, rule: "built-in" };
}

export const tableSets: readonly HostSet[] = [
  listOf(
    "gambling",
    "bets.example",
    "casino.example",
    "both.example",
    "xn--bcher-kva.example",
    "bets.freehost.example",
    "yandex.com",
  ),
  listOf("shopping", "shop.example", "both.example"),
  listOf("news", "news.example", "monitored.example"),
  listOf("education", "learn.example", "school.freehost.example"),
  listOf("illegal", "illegal.example", "illegal-help.example"),
  listOf(
    "games",
    "203.0.113.7",
    "[2001:db8::7]",
    "games.example",
    "deep.sub.parent.example",
    "under_score.example",
  ),
  listOf("free-hosting", "freehost.example", "pages.example"),
];
const categoryWords = tableSets.map(({ category }) => ({
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
const actions = {
  gambling: "block",
  shopping: "warn",
  news: "monitor",
  education: "allow",
  games: "block",
  illegal: "block",
} as const;
/** Every profile says both, so that no default of the policy language decides a row. */
const profile = {
  categories: actions,
  freeHosting: "allow",
  search: { safe: false, youtube: "off" },
};

/** As a school writes them; `profiles.pupil` is asked. */
const written = {
  plain: { ...base, profiles: { pupil: profile } },
  lists: {
    ...base,
    protectedSites: ["helpline.example"],
    profiles: {
      pupil: {
        ...profile,
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
  strict: { ...base, profiles: { pupil: { ...profile, unknownSites: "block" } } },
  wary: { ...base, profiles: { pupil: { ...profile, unknownSites: "warn" } } },
  agreement: {
    ...base,
    agreements: { aup: { version: "1", title: "Rules", rules: ["Be kind."], promise: "I agree." } },
    profiles: { pupil: { ...profile, agreement: "aup" } },
  },
} as const;

function read(policy: unknown): EffectivePolicy {
  const parsed = parsePolicy(JSON.stringify(policy));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return effectivePolicy(parsed.value, {
    profile: "pupil",
    categories: categoryWords,
    protectedHosts: ["samaritans.org"],
    atMs: tableAtMs,
    email: "",
  });
}

const plain = plainPolicy();
const school = { ...plain.school, hosts: ["example-academy.test"] };
const categories = Object.fromEntries(
  Object.entries(actions).map(([id, action]) => [
    id,
    { action, rule: `profiles.pupil.categories.${id}` },
  ]),
);
/** As an effective policy, where the policy language is not what is asked about. */
function made(change: Partial<EffectivePolicy>): EffectivePolicy {
  return plainPolicy({ school, categories, protectedHosts: ["samaritans.org"], ...change });
}
const site = (host: string, more: Partial<SiteEntry> = {}): SiteEntry => ({
  host,
  rule: `profiles.pupil.${host}`,
  ...more,
});
const said = (action: "block" | "warn" | "monitor" | "allow") => ({
  action,
  rule: "profiles.pupil.said",
});
const locked = { isLocked: true } as const;

export const tablePolicies = {
  plain: read(written.plain),
  lists: read(written.lists),
  strict: read(written.strict),
  wary: read(written.wary),
  agreement: read(written.agreement),
  locked: made({
    categories: {
      ...categories,
      gambling: { ...said("block"), ...locked },
      shopping: { ...said("warn"), ...locked },
      news: said("block"),
    },
    allow: [
      site("open.bets.example", locked),
      site("casino.example"),
      site("shop.example", { path: "/books" }),
      site("shut.example"),
      site("news.example"),
      site("tie.example", locked),
    ],
    block: [
      site("shut.example", locked),
      site("shut.open.bets.example", locked),
      site("learn.example", { path: "/chat", ...locked }),
      site("tie.example", locked),
      site("both.example"),
    ],
  }),
  withdrawn: made({ withdrawn: { why: "until Friday", rule: "withdrawn.0" } }),
  search: made({
    search: {
      isSafe: true,
      safeRule: "profiles.pupil.search.safe",
      engines: {},
      images: said("block"),
      youtube: "strict",
    },
    school: { ...school, hosts: [...school.hosts, "search.brave.com"] },
    block: [site("bing.com")],
  }),
  engines: made({
    search: {
      ...plain.search,
      engines: {
        google: said("warn"),
        bing: said("block"),
        yandex: said("allow"),
        duckduckgo: said("monitor"),
      },
      images: said("warn"),
    },
  }),
  freeBlock: made({ freeHosting: said("block") }),
  freeWarn: made({ freeHosting: said("warn") }),
  freeWarnStrict: made({ freeHosting: said("warn"), unknownSites: said("block") }),
  freeOpenStrict: made({ freeHosting: said("allow"), unknownSites: said("block") }),
  freeBlockWary: made({ freeHosting: said("block"), unknownSites: said("warn") }),
} as const satisfies Record<string, EffectivePolicy>;
export type TablePolicy = keyof typeof tablePolicies;

const staff = { by: "Ms Example", why: "a project" };
const unlockSite = (host: string, path?: string) => ({
  id: "u1",
  what: { kind: "site" as const, host, ...(path === undefined ? {} : { path }) },
  untilMs: soonMs,
  ...staff,
});
const unlockCategory = (category: string) => ({
  id: "u2",
  what: { kind: "category" as const, category },
  untilMs: soonMs,
  ...staff,
});
const lesson = {
  id: "l1",
  title: "Year 7 maths",
  sites: [
    { host: "learn.example" },
    { host: "games.example", path: "/maths" },
    { host: "google.co.uk" },
  ],
  search: false,
  untilMs: soonMs,
  by: "Ms Example",
};

export const tableStates = {
  none: {},
  due: { agreementDue: true },
  proceeded: { proceeded: [{ host: "shop.example", untilMs: soonMs }] },
  ranOut: { proceeded: [{ host: "shop.example", untilMs: tableAtMs - 1 }] },
  proceededUnknown: { proceeded: [{ host: "nobody-knows.test", untilMs: soonMs }] },
  proceededFree: { proceeded: [{ host: "mine.freehost.example", untilMs: soonMs }] },
  proceededGoogle: { proceeded: [{ host: "www.google.co.uk", untilMs: soonMs }] },
  unlocked: { unlocks: [unlockSite("bets.example")] },
  unlockOver: { unlocks: [{ ...unlockSite("bets.example"), untilMs: tableAtMs }] },
  unlockedPath: { unlocks: [unlockSite("bets.example", "/odds")] },
  unlockedGames: { unlocks: [unlockCategory("games")] },
  unlockedGambling: { unlocks: [unlockCategory("gambling")] },
  unlockedIllegal: { unlocks: [unlockCategory("illegal"), unlockSite("illegal.example")] },
  lesson: { lesson },
  lessonSearch: { lesson: { ...lesson, search: true } },
  lessonOver: { lesson: { ...lesson, untilMs: tableAtMs } },
  lessonAndUnlock: { lesson, unlocks: [unlockSite("bets.example")] },
} as const satisfies Record<string, CompileState>;
export type TableState = keyof typeof tableStates;

export type TableOutcome = "open" | "block page" | "agreement" | "refused" | "made safe";

export interface TableRow {
  readonly policy: TablePolicy;
  readonly state: TableState;
  readonly type: DnrResourceType;
  readonly url: string;
  /** Host of the page or worker that asks. */
  readonly from: string;
  readonly expected: TableOutcome;
  /** Only the gates can tell: the rules may be milder, never stricter. */
  readonly isGate: boolean;
}

interface Where {
  readonly state?: TableState;
  readonly from?: string;
  readonly gate?: true;
}

function rows(
  policy: TablePolicy,
  type: DnrResourceType,
  expected: TableOutcome,
  urls: readonly string[],
  { state = "none", from = "opener.test", gate }: Where = {},
): TableRow[] {
  return urls.map((url) => ({ policy, state, type, url, from, expected, isGate: gate === true }));
}

const page = "main_frame";
const frame = "sub_frame";
/** Everything but pages and frames. */
const parts = [
  "stylesheet",
  "script",
  "image",
  "font",
  "object",
  "xmlhttprequest",
  "ping",
  "csp_report",
  "media",
  "other",
] as const satisfies readonly DnrResourceType[];
const bets = "https://bets.example/";

export const tableRows: readonly TableRow[] = [
  // A listed host and all below it, in every spelling, and nothing that only looks like it.
  ...rows("plain", page, "block page", [
    "https://bets.example/",
    "http://bets.example/",
    "https://bets.example/a/b?c=d#e",
    "https://www.bets.example/",
    "https://a.b.c.bets.example/",
    "https://BETS.EXAMPLE/",
    "https://BeTs.eXaMpLe/",
    "https://bets.example./",
    "https://www.bets.example./a",
    "https://bets.example:8443/",
    "http://bets.example:80/",
    "https://user:word@bets.example/",
    "https://user@bets.example:444/",
    "https://b%65ts.example/",
    "https://%62%65%74%73.example/",
    "https://bets%2Eexample/",
    "https://bets\u3002example/",
    "https://bets\uFF0Eexample/",
    "https://ｂｅｔｓ.example/",
    "https://ⓑets.example/",
    "https://be\u00ADts.example/",
    "https://be\u200Bts.example/",
    "https://bücher.example/",
    "https://BÜCHER.example/",
    "https://bu\u0308cher.example/",
    "https://b%C3%BCcher.example/",
    "https://xn--bcher-kva.example/",
    "https://XN--BCHER-KVA.example/",
    "https://www.bücher.example/x",
    "https://under_score.example/",
    "https://elsewhere.test@bets.example/",
    "https://x.deep.sub.parent.example/",
    "https://both.example/",
    "https:\\\\bets.example\\a",
    "https:/bets.example/",
    "https:bets.example",
    "ht\ntps://be\tts.example/",
    "  https://bets.example/",
    "https://bets.example",
    "https://bets.example?x",
    "https://bets.example#x",
  ]),
  ...rows("plain", page, "open", [
    "https://notbets.example/",
    "https://bets.example.org/",
    "https://bets-example/",
    "https://betsexample/",
    "https://bets.example.evil.test/",
    "https://example/?name=bets.example",
    "https://elsewhere.test/bets.example/",
    "https://bets.example@elsewhere.test/",
    "https://bets.example:pass@elsewhere.test/",
    "https://ƅets.example/",
    "https://bucher.example/",
    "https://parent.example/",
    "https://sub.parent.example/",
    "https://news.example/",
    "https://learn.example/",
    "https://nobody-knows.test/",
    "https://underscore.example/",
  ]),
  // Addresses in numbers.
  ...rows("plain", page, "block page", [
    "http://203.0.113.7/",
    "http://203.0.113.7:8080/x",
    "http://3405803783/",
    "http://0xcb007107/",
    "http://0xCB.0.0x71.7/",
    "http://0313.0.0161.07/",
    "http://203.0.28935/",
    "http://203.28935/",
    "http://203.0.113.7./",
    "http://203.0.113.007/",
    "http://[2001:db8::7]/",
    "http://[2001:DB8::7]/",
    "http://[2001:db8:0:0:0:0:0:7]/",
    "http://[2001:0db8::0007]:8080/",
    // IPv4 within IPv6.
    "http://[::ffff:203.0.113.7]/",
    "http://[::ffff:cb00:7107]/",
  ]),
  ...rows("plain", page, "open", [
    "http://203.0.113.8/",
    "http://1.203.0.113/",
    "http://[2001:db8::8]/",
    "http://x203.0.113.7.example/",
  ]),
  // Every kind of part of a page, and of a worker.
  ...parts.flatMap((type) => [
    ...rows("plain", type, "refused", ["https://bets.example/x"]),
    ...rows("plain", type, "refused", ["https://cdn.casino.example/x"], {
      from: "casino.example",
    }),
    ...rows("plain", type, "open", ["https://cdn.test/x"]),
    ...rows("plain", type, "open", ["https://shop.example/x"]),
    ...rows("plain", type, "open", ["https://bets.example/x"], { state: "unlocked" }),
  ]),
  ...rows("plain", "websocket", "refused", ["wss://bets.example/live", "ws://bets.example/live"]),
  ...rows("plain", "websocket", "refused", ["wss://live.bets.example:9000/"]),
  ...rows("plain", "websocket", "open", ["wss://learn.example/live"]),
  ...rows("plain", frame, "refused", [
    "https://bets.example/",
    "https://www.bets.example/embed",
    "http://203.0.113.7/",
    "https://illegal.example/",
  ]),
  ...rows("plain", frame, "open", [
    "https://shop.example/",
    "https://news.example/",
    "https://nobody-knows.test/",
  ]),
  // What a help site's page loads is its own business, but for the illegal.
  ...rows("plain", frame, "open", [bets], { from: "www.samaritans.org" }),
  ...rows("plain", "script", "open", ["https://bets.example/x.js"], { from: "samaritans.org" }),
  ...rows("plain", "websocket", "open", ["wss://bets.example/"], { from: "samaritans.org" }),
  ...rows("withdrawn", frame, "open", ["https://learn.example/"], { from: "samaritans.org" }),
  ...rows("plain", frame, "refused", ["https://illegal.example/"], { from: "samaritans.org" }),
  ...rows("plain", page, "block page", [bets], { from: "samaritans.org" }),
  // The four actions.
  ...rows("plain", page, "block page", ["https://shop.example/", "https://www.shop.example/a"]),
  ...rows("plain", page, "open", ["https://shop.example/", "https://www.shop.example/a"], {
    state: "proceeded",
  }),
  ...rows("plain", page, "block page", ["https://shop.example/"], { state: "ranOut" }),
  ...rows("plain", page, "block page", [bets, "https://both.example/"], { state: "proceeded" }),
  ...rows("plain", frame, "refused", ["https://both.example/"]),
  ...rows("plain", page, "block page", ["https://illegal.example/", "https://a.illegal.example/"]),
  // Allow and block lists: the most specific wins.
  ...rows("lists", page, "open", [
    "https://good.casino.example/",
    "https://x.good.casino.example/",
    "https://blocked.example/open",
    "https://blocked.example/open/",
    "https://blocked.example/open?x=1",
    "https://blocked.example/open#x",
    "https://blocked.example/OPEN",
    "https://blocked.example/open;v=1",
    "https://blocked.example:8443/open",
    "https://www.blocked.example/open",
    "https://blocked.example/open/deep/x",
    "https://games.example/maths",
    "https://games.example/maths/times/tables",
    "https://learn.example/chatter",
    "https://learn.example/chat.html",
    "https://learn.example/chat-room",
    "https://learn.example/x/chat",
    "https://learn.example/?/chat",
    "https://learn.example/a/very/long/path",
    "https://late.example/",
    "https://over.example/",
    "https://helpline.example/",
    "https://chat.helpline.example/",
    "https://example-academy.test/",
    "https://bad.example-academy.test/",
  ]),
  ...rows("lists", page, "block page", [
    "https://bad.casino.example/",
    "https://blocked.example/",
    "https://blocked.example/opening",
    "https://blocked.example/open.html",
    "https://blocked.example/x/open",
    "https://blocked.example/open/../shut",
    "https://blocked.example/open/%2e%2e/shut",
    "https://blocked.example/open/deep/shut",
    "https://blocked.example/open/deep/shut/x",
    "https://games.example/mathsgames",
    "https://games.example/",
    "https://learn.example/chat",
    "https://learn.example/chat/",
    "https://learn.example/chat?room=1",
    "https://learn.example/CHAT/room",
    "https://learn.example:444/chat",
    "https://learn.example./chat",
    "https://learn.example/x/../chat",
    "https://learn.example/a/very/long/path/that/a/teacher/wrote/down",
    "https://learn.example/a/very/long/path/that/a/teacher/wrote/down/deeper?x",
    "https://today.example/",
    "https://illegal.example/",
  ]),
  ...rows("lists", frame, "refused", ["https://blocked.example/", "https://learn.example/chat"]),
  ...rows("lists", "script", "open", [
    "https://good.casino.example/x.js",
    "https://blocked.example/open/x.js",
    "https://helpline.example/x.js",
  ]),
  ...rows("lists", "script", "refused", [
    "https://blocked.example/x.js",
    "https://learn.example/chat/x.js",
  ]),
  // Chromium compares paths without decoding them: the gates that ask decide() do.
  ...rows(
    "lists",
    page,
    "block page",
    [
      "https://learn.example/%63hat",
      "https://learn.example/x/../%63hat",
      "https://learn.example/ch%61t/room",
      "https://learn.example//chat",
      "https://learn.example/%2e/chat",
      "https://learn.example/chat%2Froom",
      "https://learn.example\\chat",
    ],
    { gate: true },
  ),
  ...rows("lists", frame, "refused", ["https://learn.example/%63hat"], { gate: true }),
  // Sites that no list knows.
  ...rows("strict", page, "block page", [
    "https://nobody-knows.test/",
    "http://nobody-knows.test:8080/",
    "https://intranet/",
    "http://198.51.100.1/",
    "https://shop.example/",
    bets,
  ]),
  ...rows("strict", page, "open", [
    "https://learn.example/",
    "https://news.example/",
    "https://example-academy.test/",
    "https://www.samaritans.org/",
    "https://freehost.example/",
  ]),
  ...rows("strict", frame, "refused", ["https://nobody-knows.test/", bets]),
  ...rows("strict", frame, "open", ["https://news.example/", "https://shop.example/"]),
  ...rows("strict", "image", "open", ["https://nobody-knows.test/x.png"]),
  ...rows("strict", "websocket", "open", ["wss://nobody-knows.test/"]),
  ...rows("strict", "script", "refused", ["https://bets.example/x.js"]),
  ...rows("strict", page, "open", ["https://shop.example/"], { state: "proceeded" }),
  ...rows("strict", page, "block page", ["https://nobody-knows.test/"], {
    state: "proceededUnknown",
  }),
  ...rows("wary", page, "block page", ["https://nobody-knows.test/", "https://shop.example/"]),
  ...rows("wary", frame, "open", ["https://nobody-knows.test/"]),
  ...rows("wary", page, "open", ["https://learn.example/", "https://news.example/"]),
  ...rows("wary", page, "open", ["https://shop.example/"], { state: "proceeded" }),
  ...rows("wary", page, "open", ["https://nobody-knows.test/", "https://a.nobody-knows.test/"], {
    state: "proceededUnknown",
  }),
  ...rows("wary", page, "block page", ["https://another.test/", "https://shop.example/"], {
    state: "proceededUnknown",
  }),
  // The agreement comes before any page but the gravest two.
  ...rows(
    "agreement",
    page,
    "agreement",
    ["https://nobody-knows.test/", bets, "https://example-academy.test/", "https://shop.example/"],
    { state: "due" },
  ),
  ...rows("agreement", frame, "open", ["https://nobody-knows.test/"], { state: "due" }),
  ...rows("agreement", "script", "refused", ["https://bets.example/x.js"], { state: "due" }),
  ...rows("agreement", page, "block page", ["https://illegal.example/"], { state: "due" }),
  ...rows("agreement", page, "open", ["https://www.samaritans.org/"], { state: "due" }),
  ...rows("agreement", page, "open", ["https://nobody-knows.test/"]),
  // What a trust has locked.
  ...rows("locked", page, "block page", [
    bets,
    "https://casino.example/",
    "https://shut.open.bets.example/",
    "https://shut.example/",
    "https://tie.example/",
    "https://learn.example/chat",
    "https://shop.example/",
    "https://shop.example/books",
    "https://both.example/",
  ]),
  ...rows("locked", page, "open", [
    "https://open.bets.example/",
    "https://news.example/",
    "https://learn.example/",
    "https://example-academy.test/",
  ]),
  ...rows("locked", frame, "refused", ["https://casino.example/", "https://shut.example/"]),
  ...rows("locked", frame, "open", ["https://shop.example/", "https://open.bets.example/"]),
  ...rows("locked", "script", "refused", ["https://casino.example/x.js"]),
  ...rows("locked", page, "open", ["https://shop.example/", "https://shop.example/books"], {
    state: "proceeded",
  }),
  ...rows("locked", page, "block page", [bets], { state: "unlocked" }),
  ...rows("locked", page, "block page", [bets], { state: "unlockedGambling" }),
  ...rows("locked", "script", "refused", ["https://bets.example/x.js"], { state: "unlocked" }),
  ...rows("locked", page, "open", ["https://games.example/"], { state: "unlockedGames" }),
  ...rows("locked", page, "block page", ["https://learn.example/chat"], { state: "lesson" }),
  // Access withdrawn: help and the school stay.
  ...rows("withdrawn", page, "block page", [
    "https://nobody-knows.test/",
    "https://learn.example/",
    bets,
    "https://shop.example/",
  ]),
  ...rows("withdrawn", page, "open", [
    "https://example-academy.test/",
    "https://vle.example-academy.test/a",
    "https://www.samaritans.org/",
  ]),
  ...rows("withdrawn", frame, "refused", ["https://learn.example/"]),
  ...rows("withdrawn", frame, "open", ["https://example-academy.test/"]),
  ...rows("withdrawn", "script", "open", ["https://cdn.test/x.js"]),
  ...rows("withdrawn", "script", "refused", ["https://bets.example/x.js"]),
  ...rows("withdrawn", page, "block page", [bets], { state: "unlocked" }),
  ...rows("withdrawn", page, "block page", ["https://learn.example/"], { state: "lesson" }),
  ...rows("withdrawn", page, "agreement", ["https://example-academy.test/"], { state: "due" }),
  ...rows("withdrawn", page, "block page", ["https://learn.example/"], { state: "due" }),
  // Unlocks: the page, what it loads, its frames and workers; the illegal never.
  ...rows("plain", page, "open", [bets, "https://www.bets.example/a?b"], { state: "unlocked" }),
  ...rows("plain", page, "block page", [bets], { state: "unlockOver" }),
  ...rows("plain", page, "block page", ["https://casino.example/"], { state: "unlocked" }),
  ...rows("plain", frame, "open", [bets], { state: "unlocked" }),
  ...rows("plain", frame, "open", ["https://casino.example/"], {
    state: "unlocked",
    from: "bets.example",
  }),
  ...rows("plain", frame, "refused", ["https://casino.example/"], { state: "unlocked" }),
  ...rows("plain", "script", "open", ["https://casino.example/x.js"], {
    state: "unlocked",
    from: "www.bets.example",
  }),
  ...rows("plain", "websocket", "open", ["wss://casino.example/"], {
    state: "unlocked",
    from: "bets.example",
  }),
  ...rows("plain", "xmlhttprequest", "open", ["https://games.example/data"], {
    state: "unlocked",
    from: "bets.example",
  }),
  ...rows("plain", "xmlhttprequest", "refused", ["https://games.example/data"], {
    state: "unlocked",
    from: "elsewhere.test",
  }),
  ...rows("plain", "script", "refused", ["https://illegal.example/x.js"], {
    state: "unlocked",
    from: "bets.example",
  }),
  ...rows("plain", page, "block page", ["https://casino.example/"], {
    state: "unlocked",
    from: "bets.example",
  }),
  ...rows("plain", page, "block page", ["https://illegal.example/"], { state: "unlockedIllegal" }),
  ...rows("plain", "image", "refused", ["https://illegal.example/x"], { state: "unlockedIllegal" }),
  ...rows("plain", page, "open", ["https://bets.example/odds", "https://bets.example/odds/1"], {
    state: "unlockedPath",
  }),
  ...rows("plain", page, "block page", [bets, "https://bets.example/oddsmaker"], {
    state: "unlockedPath",
  }),
  ...rows("plain", "script", "open", ["https://casino.example/x.js"], {
    state: "unlockedPath",
    from: "bets.example",
  }),
  ...rows("plain", page, "open", ["https://games.example/", "http://203.0.113.7/"], {
    state: "unlockedGames",
  }),
  ...rows("plain", page, "block page", [bets, "https://shop.example/"], {
    state: "unlockedGames",
  }),
  ...rows("plain", "script", "open", ["https://bets.example/x.js"], {
    state: "unlockedGames",
    from: "games.example",
  }),
  ...rows("lists", page, "open", ["https://both.example/", "https://yandex.com/"], {
    state: "unlockedGambling",
  }),
  ...rows("lists", page, "open", ["https://blocked.example/open"], { state: "unlockedGames" }),
  ...rows("lists", page, "block page", ["https://learn.example/chat"], { state: "unlockedGames" }),
  ...rows("strict", page, "block page", ["https://nobody-knows.test/"], { state: "unlocked" }),
  // Lesson lists: their sites and no other page.
  ...rows(
    "plain",
    page,
    "open",
    [
      "https://learn.example/",
      "https://www.learn.example/a",
      "https://games.example/maths",
      "https://games.example/maths/1",
      "https://google.co.uk/maps",
      "https://example-academy.test/",
      "https://www.samaritans.org/",
    ],
    { state: "lesson" },
  ),
  ...rows(
    "plain",
    page,
    "block page",
    [
      "https://nobody-knows.test/",
      "https://news.example/",
      "https://games.example/",
      "https://games.example/mathsgames",
      bets,
      "https://illegal.example/",
    ],
    { state: "lesson" },
  ),
  ...rows("plain", page, "block page", ["https://www.google.co.uk/search?q=cats"], {
    state: "lesson",
    gate: true,
  }),
  ...rows("plain", page, "open", ["https://www.google.co.uk/search?q=cats"], {
    state: "lessonSearch",
  }),
  ...rows("plain", page, "open", ["https://nobody-knows.test/", "https://news.example/"], {
    state: "lessonOver",
  }),
  ...rows("plain", page, "block page", ["https://games.example/maths"], { state: "lessonOver" }),
  ...rows("plain", frame, "open", [bets], { state: "lesson", from: "learn.example" }),
  ...rows("plain", frame, "refused", [bets], { state: "lesson" }),
  ...rows("plain", "script", "open", ["https://bets.example/x.js"], {
    state: "lesson",
    from: "learn.example",
  }),
  ...rows("plain", "script", "open", ["https://cdn.test/x.js"], { state: "lesson" }),
  ...rows("plain", page, "block page", [bets], { state: "lessonAndUnlock" }),
  ...rows("plain", frame, "open", [bets], { state: "lessonAndUnlock" }),
  // Safe search: the redirect stands above what opens, and what closes has the last word after it.
  ...rows("search", page, "made safe", [
    "https://www.google.co.uk/search?q=cats",
    "https://www.google.com/search?q=cats&safe=off",
    "https://www.google.fr/search?q=cats&safe=off&safe=active",
    "https://google.com.au/search?safe=images",
    "https://www.google.com/search?safe=active",
    "https://www.google.com/search?ssui=on&q=safe=active",
    "https://www.google.com/search?q=x&safe=active&ssui=on&safe=off",
    "https://www.google.com/search?q=x&safe=&ssui=on",
    "https://www.google.com/search?q=x&unsafe=active&ssui=on",
    "https://www.google.com/search#q=x&safe=active&ssui=on",
    "https://www.google.com/search?q=cats&tbm=isch",
    "https://www.bing.com/search?q=cats",
    "https://www.bing.com/images/search?q=cats&adlt=off",
    "https://duckduckgo.com/?q=cats",
    "https://duckduckgo.com/?q=cats&kp=-2",
    "https://uk.search.yahoo.com/search?p=cats",
    "https://search.brave.com/search?q=cats",
    "https://www.qwant.com/?q=cats",
    "https://www.startpage.com/do/search?q=cats",
  ]),
  // A rule has no room for the whole of a value: the gates compare it.
  ...rows(
    "search",
    page,
    "made safe",
    [
      "https://www.google.com/search?q=x&safe=actively&ssui=on",
      "https://www.google.com/search?q=x&SAFE=off&safe=active&ssui=on",
      "https://www.google.com/SEARCH?q=x",
    ],
    { gate: true },
  ),
  ...rows("search", frame, "made safe", ["https://www.google.co.uk/search?q=cats"]),
  ...rows("search", page, "made safe", [
    "https://th.bing.com/th?q=cats",
    "https://tse4.mm.bing.net/th?w=40&q=cats",
    "https://tse4.mm.bing.net/th?id=1&adlt=off&q=cats",
    "https://th.bing.com/th?q=cats&adlt=strict&adlt=off",
  ]),
  ...rows("search", page, "open", [
    "https://www.google.com/search?q=cats&safe=active&ssui=on",
    "https://www.google.com/search?safe=active&q=unsafe=off&ssui=on#safe=off",
    "https://www.google.com/maps",
    "https://www.google.com/",
    "https://mail.google.com/search?q=cats",
    "https://safe.duckduckgo.com/?q=cats&kp=1",
    "https://safe.search.brave.com/search?q=cats&safesearch=strict",
    "https://www.youtube.com/results?search_query=cats",
    "https://notgoogle.com/search?q=cats",
    "https://www.ecosia.org/search?q=cats",
  ]),
  ...rows("search", page, "block page", [
    "https://th.bing.com/th?q=cats&adlt=strict",
    "https://th.bing.com/th?id=OIP.cats",
  ]),
  ...rows("search", page, "block page", [
    "https://www.google.com/search?q=cats&tbm=isch&safe=active&ssui=on",
    "https://www.google.com/search?udm=2&q=cats&safe=active&ssui=on",
    "https://www.bing.com/search?q=cats&adlt=strict",
    "https://www.bing.com/",
    "https://www.ecosia.org/images?q=cats",
  ]),
  ...rows("search", frame, "refused", [
    "https://www.google.com/search?tbm=isch&safe=active&ssui=on",
  ]),
  ...rows("search", "image", "open", ["https://www.google.com/search/x.png"]),
  ...rows("search", page, "made safe", ["https://www.google.co.uk/search?q=cats"], {
    state: "lessonSearch",
  }),
  ...rows("search", page, "open", ["https://www.google.co.uk/search?q=cats&safe=active&ssui=on"], {
    state: "lessonSearch",
  }),
  ...rows("search", page, "agreement", ["https://www.google.co.uk/search?q=cats"], {
    state: "due",
  }),
  // Search engines that the policy names.
  ...rows("engines", page, "block page", [
    "https://www.google.co.uk/search?q=cats",
    "https://www.google.co.uk/search?q=cats&tbm=isch",
    "https://www.bing.com/search?q=cats",
    "https://www.bing.com/images/search?q=cats",
    "https://duckduckgo.com/?q=cats&ia=images",
  ]),
  ...rows("engines", page, "open", [
    "https://www.google.co.uk/maps",
    "https://www.bing.com/",
    "https://duckduckgo.com/?q=cats",
    "https://yandex.com/search/?text=cats",
  ]),
  ...rows("engines", page, "block page", ["https://yandex.com/"]),
  ...rows("engines", "script", "open", ["https://yandex.com/x.js"]),
  ...rows("engines", frame, "refused", ["https://www.bing.com/search?q=cats"]),
  ...rows("engines", frame, "open", [
    "https://www.google.co.uk/search?q=cats",
    "https://yandex.com/search/?text=cats",
  ]),
  ...rows(
    "engines",
    page,
    "open",
    ["https://www.google.co.uk/search?q=cats", "https://www.google.co.uk/search?q=x&tbm=isch"],
    { state: "proceededGoogle" },
  ),
  ...rows("engines", page, "block page", ["https://www.google.com/search?q=cats"], {
    state: "proceededGoogle",
  }),
  // Free hosting: only what no other list knows.
  ...rows("freeBlock", page, "block page", [
    "https://freehost.example/",
    "https://mine.freehost.example/",
    "https://bets.freehost.example/",
  ]),
  ...rows("freeBlock", page, "open", [
    "https://school.freehost.example/",
    "https://class.school.freehost.example/",
    "https://nobody-knows.test/",
  ]),
  ...rows("freeBlock", frame, "refused", ["https://mine.freehost.example/"]),
  ...rows("freeBlock", frame, "open", ["https://school.freehost.example/"]),
  ...rows("freeBlock", "script", "open", ["https://mine.freehost.example/x.js"]),
  ...rows("freeWarn", page, "block page", ["https://mine.freehost.example/"]),
  ...rows("freeWarn", frame, "open", ["https://mine.freehost.example/"]),
  ...rows(
    "freeWarn",
    page,
    "open",
    ["https://mine.freehost.example/", "https://a.mine.freehost.example/"],
    { state: "proceededFree" },
  ),
  ...rows("freeWarn", page, "block page", ["https://other.freehost.example/"], {
    state: "proceededFree",
  }),
  ...rows("freeWarnStrict", page, "block page", [
    "https://mine.freehost.example/",
    "https://nobody-knows.test/",
  ]),
  ...rows("freeWarnStrict", frame, "open", ["https://mine.freehost.example/"]),
  ...rows("freeWarnStrict", frame, "refused", ["https://nobody-knows.test/"]),
  ...rows("freeWarnStrict", page, "open", ["https://mine.freehost.example/"], {
    state: "proceededFree",
  }),
  ...rows("freeOpenStrict", page, "open", ["https://mine.freehost.example/"]),
  ...rows("freeOpenStrict", frame, "open", ["https://pages.example/"]),
  ...rows("freeOpenStrict", page, "block page", ["https://nobody-knows.test/"]),
  ...rows("freeBlockWary", page, "block page", [
    "https://mine.freehost.example/",
    "https://nobody-knows.test/",
  ]),
  ...rows("freeBlockWary", frame, "refused", ["https://mine.freehost.example/"]),
  ...rows("freeBlockWary", frame, "open", ["https://nobody-knows.test/"]),
  // What an address carries, only the gates see.
  ...rows(
    "plain",
    page,
    "block page",
    [
      "https://translate.google.com/translate?u=https://bets.example/",
      "https://web.archive.org/web/2026/https://bets.example/",
      "https://anything.test/?url=https%3A%2F%2Fbets.example%2F",
      "https://anything.test/https://bets.example/",
      "https://anything.test/#https://bets.example/",
    ],
    { gate: true },
  ),
  ...rows("plain", page, "open", [
    "https://anything.test/?url=https://learn.example/",
    "https://www.samaritans.org/?url=https://bets.example/",
    "https://example-academy.test/?url=https://bets.example/",
  ]),
  ...rows("plain", page, "open", ["https://anything.test/?url=https://bets.example/"], {
    state: "unlocked",
  }),
];
