// The part of chrome.declarativeNetRequest that is used here, so that core needs no browser types.

export const resourceTypes = [
  "main_frame",
  "sub_frame",
  "stylesheet",
  "script",
  "image",
  "font",
  "object",
  "xmlhttprequest",
  "ping",
  "csp_report",
  "media",
  "websocket",
  "webtransport",
  "webbundle",
  "other",
] as const;
export type DnrResourceType = (typeof resourceTypes)[number];

/** Everything but the page itself. A block rule without `resourceTypes` would leave out main_frame anyway. */
export const allButMainFrame: readonly DnrResourceType[] = resourceTypes.filter(
  (type) => type !== "main_frame",
);

export interface DnrTransform {
  readonly host?: string;
  readonly queryTransform?: {
    readonly removeParams?: readonly string[];
    readonly addOrReplaceParams?: readonly { readonly key: string; readonly value: string }[];
  };
}

type DnrRedirect =
  | { readonly regexSubstitution: string }
  | { readonly url: string }
  | { readonly extensionPath: string }
  | { readonly transform: DnrTransform };

export type DnrAction =
  | { readonly type: "block" | "allow" | "allowAllRequests" }
  | { readonly type: "redirect"; readonly redirect: DnrRedirect };

export interface DnrCondition {
  readonly requestDomains?: readonly string[];
  readonly excludedRequestDomains?: readonly string[];
  /** Of the page, frame or worker that asks. */
  readonly initiatorDomains?: readonly string[];
  readonly urlFilter?: string;
  readonly regexFilter?: string;
  /** Absent: no. */
  readonly isUrlFilterCaseSensitive?: true;
  readonly resourceTypes: readonly DnrResourceType[];
}

/** Structurally a chrome.declarativeNetRequest.Rule. */
export interface DnrRule {
  readonly id: number;
  readonly priority: number;
  readonly action: DnrAction;
  readonly condition: DnrCondition;
}

/** Why a rule exists: for "who blocked this?" and for the reasons a person is shown. */
export interface RuleReason {
  /** The line of the policy, or "built-in …". */
  readonly rule: string;
  /** Category id, or "". */
  readonly category: string;
  /** List id, or "". */
  readonly list: string;
  /** One sentence for an IT lead. */
  readonly words: string;
}
