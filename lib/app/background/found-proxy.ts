// Web proxies that were found on this device by what they are, on hosts that no list knows: closed here for a while.
import { parseWebAddress } from "../../core/policy/host.ts";
import type { Decision, DecisionStep, EffectivePolicy } from "../../core/policy/types.ts";

/** A school day: by the next, the desk has seen the event, and the list may know the host. */
export const foundForMs = 8 * 60 * 60_000;

export const proxyCategory = "proxies-vpn";

export interface FoundProxy {
  readonly host: string;
  readonly atMs: number;
}

/** What nobody has decided about this host by name, so that what it is may decide. */
const undecided: readonly DecisionStep[] = ["engine", "category", "free-hosting", "unknown"];

/**
 * Whether what a page is may close it: not a help site, not the school's own, not what the policy or staff opened by
 * name, and nothing of education, whatever it looks like.
 */
export function mayCloseFound(decision: Decision, effective: EffectivePolicy): boolean {
  if (!undecided.includes(decision.step) || decision.category === "education") return false;
  const action = effective.categories[proxyCategory]?.action ?? "block";
  return action === "block" || action === "warn";
}

/** The answer about a page or frame whose host was found to be a proxy. */
export function closeFound(
  decision: Decision,
  address: string,
  found: readonly FoundProxy[],
  { effective, atMs }: { readonly effective: EffectivePolicy; readonly atMs: number },
): Decision {
  if (found.length === 0 || decision.action === "block") return decision;
  const host = parseWebAddress(address)?.host;
  const one = found.find((known) => known.host === host);
  if (one === undefined || !isFoundNow(one, atMs)) return decision;
  if (!mayCloseFound(decision, effective)) return decision;
  return {
    action: "block",
    step: "category",
    category: proxyCategory,
    list: "",
    matched: one.host,
    rule: "built-in proxy signs",
    why: `A page of "${one.host}" showed itself to be a web proxy on this device.`,
    protected: false,
  };
}

export function isFoundNow({ atMs }: FoundProxy, nowMs: number): boolean {
  return nowMs - atMs < foundForMs && atMs - nowMs < foundForMs;
}
