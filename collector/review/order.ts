// What staff open for a time: which orders are whole and allowed, and for whom they hold. Pure.
import type { Policy } from "../../lib/contract/policy.ts";
import { err, ok, problem, type Problem, type Result } from "../../lib/contract/result.ts";
import { normaliseHost, parseWebAddress } from "../../lib/core/policy/host.ts";
import { cleanPath } from "../../lib/core/policy/site-entry.ts";

export const audiences = ["user", "device", "group", "profile", "everyone"] as const;
export type Audience = (typeof audiences)[number];

export interface OrderFor {
  readonly kind: Audience;
  /** The address, label or id; "" for everyone. */
  readonly value: string;
}

export interface OrderSite {
  readonly host: string;
  readonly path?: string;
}

/** What is opened; a lesson list closes everything else. */
export type OrderWhat =
  | ({ readonly kind: "site" } & OrderSite)
  | { readonly kind: "category"; readonly category: string }
  | {
      readonly kind: "lesson";
      readonly title: string;
      readonly sites: readonly OrderSite[];
      readonly search: boolean;
    };

/** An order as it is kept. Times are Unix milliseconds by the collector's clock. */
export interface StaffOrder {
  readonly id: string;
  /** A code is kept as a record only: the Chromebook on which it is typed opens the site by itself. */
  readonly how: "collector" | "code";
  readonly what: OrderWhat;
  readonly for: OrderFor;
  readonly fromMs: number;
  readonly untilMs: number;
  /** Name of the account, and the person's name. */
  readonly who: string;
  readonly by: string;
  readonly why: string;
  readonly endedAtMs: number | null;
  readonly endedBy: string;
}

/** What the policy says about opening; the defaults of the contract where there is no policy. */
export interface OpeningLimits {
  readonly longestMinutes: number;
  readonly codes: boolean;
  /** Categories that nobody opens. `illegal` is always one. */
  readonly never: readonly string[];
}

const lessonMinutesMost = 480;
export const lessonSitesMost = 500;

export function limitsOf(policy: Policy | undefined): OpeningLimits {
  return {
    longestMinutes: policy?.unlocks.longestMinutes ?? 120,
    codes: policy?.unlocks.codes ?? true,
    never: [...new Set(["illegal", ...(policy?.unlocks.never ?? [])])],
  };
}

/** A site as a person types it: "example.org/page", a whole address, or a host. Undefined where it is none. */
export function readSite(typed: string): OrderSite | undefined {
  const text = typed.trim();
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const address = parseWebAddress(scheme ? text : `https://${text}`);
  const host = address === undefined ? undefined : normaliseHost(address.host);
  if (address === undefined || host === undefined) return undefined;
  // A single label covers a whole top-level domain.
  if (!host.includes(".") && !host.startsWith("[")) return undefined;
  const path = cleanPath(address.path);
  if (path !== undefined && path.length > 500) return undefined;
  return { host, ...(path === undefined ? {} : { path }) };
}

export interface PastedSites {
  readonly sites: readonly OrderSite[];
  /** Lines of which no site could be made, with their number, from 1. */
  readonly wrong: readonly { readonly line: number; readonly text: string }[];
}

/** Pasted lines become sites: blank lines and doubles go, and so does what another line covers. */
export function readPastedSites(text: string): PastedSites {
  const seen = new Map<string, OrderSite>();
  const wrong: PastedSites["wrong"][number][] = [];
  for (const [place, line] of text.split(/\r\n|[\n\r]/).entries()) {
    const words = line.trim();
    if (words === "" || words.startsWith("#")) continue;
    const site = readSite(words.replace(/^[*•\-–]\s+/, ""));
    if (site === undefined) wrong.push({ line: place + 1, text: words.slice(0, 120) });
    else seen.set(siteWords(site), site);
  }
  const sites = [...seen.values()].filter(
    (site) => site.path === undefined || !seen.has(site.host),
  );
  return { sites, wrong };
}

/** "example.org/page". */
export function siteWords({ host, path }: OrderSite): string {
  return `${host}${path ?? ""}`;
}

/** What is opened, in a few words of ours: for the audit and as the place of a one-time code. */
export function placeOf(what: OrderWhat): string {
  if (what.kind === "site") return siteWords(what);
  return what.kind === "category" ? what.category : what.title;
}

/** The same opening, for the same people, until the same moment: one is the other again. */
export function isSameOrder(one: StaffOrder, other: StaffOrder): boolean {
  const keyOf = ({ what, for: whom, untilMs }: StaffOrder) => JSON.stringify([what, whom, untilMs]);
  return keyOf(one) === keyOf(other);
}

export interface OrderAsked {
  readonly what: OrderWhat;
  readonly for: OrderFor;
  readonly minutes: number;
  readonly why: string;
}

/** What is wrong with an order, or nothing: the illegal class, what the policy never opens, and longer than it allows. */
export function checkOrder(asked: OrderAsked, policy: Policy | undefined): readonly Problem[] {
  const limits = limitsOf(policy);
  const problems: Problem[] = [];
  const most =
    asked.what.kind === "lesson"
      ? Math.max(limits.longestMinutes, lessonMinutesMost)
      : limits.longestMinutes;
  if (!Number.isInteger(asked.minutes) || asked.minutes < 1 || asked.minutes > most) {
    problems.push(problem("minutes", String(asked.minutes), `1 to ${most} minutes`));
  }
  if (asked.why.trim() === "") {
    problems.push(problem("why", "nothing", "a reason in a few words"));
  }
  if (asked.what.kind === "category" && limits.never.includes(asked.what.category)) {
    problems.push(problem("category", asked.what.category, "a category that may be opened"));
  }
  if (asked.what.kind === "lesson") {
    const { sites, title } = asked.what;
    if (title.trim() === "") problems.push(problem("title", "nothing", "a name for the lesson"));
    if (sites.length === 0 || sites.length > lessonSitesMost) {
      problems.push(problem("sites", `${sites.length} sites`, `1 to ${lessonSitesMost} sites`));
    }
  }
  problems.push(...checkFor(asked.for, policy));
  return problems;
}

function checkFor({ kind, value }: OrderFor, policy: Policy | undefined): readonly Problem[] {
  switch (kind) {
    case "everyone":
      return value === "" ? [] : [problem("for", value, "nobody named, for everyone")];
    case "user":
      return /^[^\s@]+@[^\s@]+$/.test(value)
        ? []
        : [problem("for", "no address", "the pupil's school address")];
    case "device":
      return value.trim() === "" ? [problem("for", "no label", "the Chromebook's label")] : [];
    case "profile":
      return policy !== undefined && Object.hasOwn(policy.profiles, value)
        ? []
        : [problem("for", value, "a profile of the policy")];
    case "group":
    default:
      return policy !== undefined && Object.hasOwn(policy.groups, value)
        ? []
        : [problem("for", value, "a group of the policy")];
  }
}

/** The site or category of an address that a code or order names, or what is wrong with it. */
export function readWhat(
  given:
    | { readonly kind: "site"; readonly address: string }
    | { readonly kind: "category"; readonly category: string },
): Result<OrderWhat> {
  if (given.kind === "category") return ok({ kind: "category", category: given.category.trim() });
  const site = readSite(given.address);
  return site === undefined
    ? err([problem("address", "no site", "an address such as example.org or example.org/page")])
    : ok({ kind: "site", ...site });
}
