// Chromium's choice among declarativeNetRequest rules, as far as our rules use it: small enough to read beside the
// documentation. Sources: developer.chrome.com/docs/extensions/reference/api/declarativeNetRequest ("Rules", "urlFilter",
// "Rule prioritization") and the facts measured on Chromium 156. The Chromium tests judge the model itself.
import type { DnrCondition, DnrResourceType, DnrRule } from "../../lib/core/dnr/types.ts";

export type DnrOutcome =
  | { readonly type: "none" }
  | { readonly type: "allow" | "block"; readonly rule: DnrRule }
  | { readonly type: "redirect"; readonly rule: DnrRule; readonly to: string };

/** At equal priority: allow, allowAllRequests, block, redirect. */
const tieOrder = ["allow", "allowAllRequests", "block", "redirect"] as const;

/** What the browser does with a request of a page that stands in no freed frame. */
export function matchRules(
  rules: readonly DnrRule[],
  address: string,
  resourceType: DnrResourceType,
  initiatorHost?: string,
): DnrOutcome {
  const url = new URL(address);
  const fitting = rules
    .filter((rule) => fits(rule.condition, url, resourceType, initiatorHost))
    .sort(
      (a, b) =>
        b.priority - a.priority ||
        tieOrder.indexOf(a.action.type) - tieOrder.indexOf(b.action.type) ||
        a.id - b.id,
    );
  const rule = fitting[0];
  if (rule === undefined) return { type: "none" };
  if (rule.action.type === "block") return { type: "block", rule };
  if (rule.action.type !== "redirect") return { type: "allow", rule };
  const { redirect } = rule.action;
  if ("transform" in redirect) {
    const to = transformed(rule, url) ?? "";
    // A redirect to the same address is none, and what stands below it is not looked at (measured).
    return to === url.href ? { type: "none" } : { type: "redirect", rule, to };
  }
  if ("extensionPath" in redirect) return { type: "redirect", rule, to: redirect.extensionPath };
  if ("url" in redirect) return { type: "redirect", rule, to: redirect.url };
  const pattern = new RegExp(rule.condition.regexFilter ?? "", "i");
  const to = url.href.replace(pattern, (whole) =>
    redirect.regexSubstitution.replace(String.raw`\0`, () => whole),
  );
  return { type: "redirect", rule, to };
}

/** Where a transforming redirect leads; undefined for every other rule. */
function transformed(rule: DnrRule, url: URL): string | undefined {
  if (rule.action.type !== "redirect" || !("transform" in rule.action.redirect)) return undefined;
  const { host, queryTransform } = rule.action.redirect.transform;
  const to = new URL(url.href);
  if (host !== undefined) to.hostname = host;
  if (queryTransform === undefined) return to.href;
  const { removeParams = [], addOrReplaceParams = [] } = queryTransform;
  const pairs = to.search === "" ? [] : to.search.slice(1).split("&");
  const kept = pairs.filter((pair) => !removeParams.includes(pair.split("=")[0] ?? ""));
  const added = addOrReplaceParams.map(({ key, value }) => `${key}=${value}`);
  to.search = [...kept, ...added].join("&");
  return to.href;
}

function isIn(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

function fits(
  condition: DnrCondition,
  url: URL,
  resourceType: DnrResourceType,
  initiatorHost: string | undefined,
): boolean {
  if (!condition.resourceTypes.includes(resourceType)) return false;
  const host = url.hostname.replace(/\.$/, "");
  const { requestDomains, excludedRequestDomains, initiatorDomains, regexFilter, urlFilter } =
    condition;
  if (requestDomains !== undefined && !isIn(host, requestDomains)) return false;
  if (excludedRequestDomains !== undefined && isIn(host, excludedRequestDomains)) return false;
  if (initiatorDomains !== undefined) {
    if (initiatorHost === undefined || !isIn(initiatorHost, initiatorDomains)) return false;
  }
  const flags = condition.isUrlFilterCaseSensitive === true ? "" : "i";
  if (regexFilter !== undefined && !new RegExp(regexFilter, flags).test(url.href)) return false;
  return urlFilter === undefined || urlFilterToRegex(urlFilter).test(url.href);
}

/** "||" begins at a label of the host, "|" at an end, "^" is a separator or the end, "*" any run. Case does not count. */
function urlFilterToRegex(filter: string): RegExp {
  let rest = filter;
  let source = "";
  if (rest.startsWith("||")) {
    source = String.raw`^[a-z][a-z0-9+.-]*://(?:[^/?#]*\.)?`;
    rest = rest.slice(2);
  } else if (rest.startsWith("|")) {
    source = "^";
    rest = rest.slice(1);
  }
  const endAnchored = rest.endsWith("|");
  if (endAnchored) rest = rest.slice(0, -1);
  for (const sign of rest) {
    if (sign === "*") source += ".*";
    else if (sign === "^") source += "(?:[^a-z0-9_.%-]|$)";
    else source += sign.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  }
  return new RegExp(source + (endAnchored ? "$" : ""), "i");
}

/** Whether Chromium would take the rules at all: the limits and shapes at which a call fails or a rule never matches. */
export function findBadRules(rules: readonly DnrRule[]): string[] {
  const faults: string[] = [];
  const ids = new Set<number>();
  for (const { id, priority, condition, action } of rules) {
    const say = (fault: string) => faults.push(`rule ${id}: ${fault}`);
    if (ids.has(id)) say("an id a second time");
    ids.add(id);
    if (!Number.isInteger(id) || id < 1 || id >= 2 ** 31) say("an id out of range");
    if (!Number.isInteger(priority) || priority < 1 || priority >= 2 ** 31)
      say("a priority out of range");
    if (condition.resourceTypes.length === 0) say("no resource types");
    const { requestDomains, excludedRequestDomains, initiatorDomains } = condition;
    const domainLists = [requestDomains, excludedRequestDomains, initiatorDomains];
    if (domainLists.some((list) => list?.length === 0)) say("an empty list of domains");
    for (const domain of domainLists.flatMap((list) => list ?? [])) {
      if (!/^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])$/.test(domain))
        say(`the domain "${domain}"`);
    }
    if (condition.urlFilter !== undefined && condition.regexFilter !== undefined)
      say("two filters");
    if (condition.urlFilter !== undefined && !/^[ -~]+$/.test(condition.urlFilter))
      say("a urlFilter beyond ASCII");
    if (condition.regexFilter !== undefined && !/^[ -~]+$/.test(condition.regexFilter))
      say("a regexFilter beyond ASCII");
    if (
      action.type === "redirect" &&
      "regexSubstitution" in action.redirect &&
      condition.regexFilter === undefined
    ) {
      say("a substitution without a regexFilter");
    }
    if (
      action.type === "allowAllRequests" &&
      !condition.resourceTypes.every((type) => type === "main_frame" || type === "sub_frame")
    ) {
      say("allowAllRequests for more than frames");
    }
  }
  const count = (test: (rule: DnrRule) => boolean) => rules.filter(test).length;
  if (rules.length > 30_000) faults.push("more than 30,000 rules");
  if (count(({ action }) => action.type === "redirect") > 5000)
    faults.push("more than 5,000 redirects");
  if (count((rule) => rule.condition.regexFilter !== undefined) > 1000)
    faults.push("more than 1,000 regular expressions");
  return faults;
}
