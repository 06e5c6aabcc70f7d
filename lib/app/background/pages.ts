// Where a person is sent instead of a page, by the gates exactly as by the rules.
import type { Decision } from "../../core/policy/types.ts";
import type { Self } from "../ports.ts";

export interface OurPages {
  readonly blocked: string;
  readonly agreement: string;
}

export function ourPages(self: Pick<Self, "origin">): OurPages {
  return { blocked: `${self.origin}/blocked.html`, agreement: `${self.origin}/agreement.html` };
}

/** The page to show instead of `address`, or undefined where it may be shown. The address travels as the rules send it. */
export function pageInstead(
  decision: Pick<Decision, "action">,
  address: string,
  self: Pick<Self, "origin">,
): string | undefined {
  const pages = ourPages(self);
  switch (decision.action) {
    case "agreement":
      return `${pages.agreement}#u=${address}`;
    case "block":
    case "warn":
      return `${pages.blocked}#u=${address}`;
    case "monitor":
    case "allow":
      break;
  }
  return undefined;
}
