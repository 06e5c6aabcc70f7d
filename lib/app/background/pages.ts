// Where a person is sent instead of a page, by the gates exactly as by the rules.
import { safeSearchAddress } from "../../core/policy/search-engines.ts";
import type { Decision, EffectivePolicy } from "../../core/policy/types.ts";
import type { Self } from "../ports.ts";

export interface OurPages {
  readonly blocked: string;
  readonly agreement: string;
  /** For what is against the law: it is told no address. */
  readonly closed: string;
}

export function ourPages(self: Pick<Self, "origin">): OurPages {
  const page = (name: string) => `${self.origin}/${name}.html`;
  return { blocked: page("blocked"), agreement: page("agreement"), closed: page("closed") };
}

/** The page to show instead of `address`, or undefined where it may be shown. The address travels as the rules send it. */
export function pageInstead(
  decision: Pick<Decision, "action"> & Partial<Pick<Decision, "step">>,
  address: string,
  self: Pick<Self, "origin">,
): string | undefined {
  const pages = ourPages(self);
  switch (decision.action) {
    case "agreement":
      return `${pages.agreement}#u=${address}`;
    case "block":
      // A confidential list's address must not come to stand in a history or a tab's name.
      if (decision.step === "confidential" || decision.step === "illegal") return pages.closed;
      return `${pages.blocked}#u=${address}`;
    case "warn":
      return `${pages.blocked}#u=${address}`;
    case "monitor":
    case "allow":
      break;
  }
  return undefined;
}

/** Where a search goes instead, so that it is safe; undefined where it is, and on what is closed or protected. */
export function safeInstead(
  { action, protected: isProtected }: Pick<Decision, "action" | "protected">,
  address: string,
  { search }: { readonly search: Pick<EffectivePolicy["search"], "isSafe"> },
): string | undefined {
  if (isProtected || (action !== "allow" && action !== "monitor")) return undefined;
  return safeSearchAddress(address, search);
}
