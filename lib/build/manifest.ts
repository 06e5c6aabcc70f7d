// The manifest, and a reason beside every permission: what is not asked for cannot be abused, or taken away in review.

/** Permission → why Schoolgate needs it. The manifest's list is made from these keys: none without a reason. */
export const permissionReasons = {
  storage: "Reads the school's configuration (managed storage) and keeps the last good policy.",
  unlimitedStorage:
    "Worries and concerns wait on the device until the school has them, however long.",
  alarms: "Wakes the worker to send what waits and to look for a new policy.",
  declarativeNetRequest: "Blocks sites by rules that stand even when no script of ours runs.",
  declarativeNetRequestWithHostAccess: "Sends a blocked page to the page that explains why.",
  webRequest: "Sees the first pages of a browser start, which come before the rules are applied.",
  webRequestBlocking:
    "Stops those first pages; given only to an extension that a school has installed.",
  webNavigation: "Sees pages that a site's own service worker answers, and moves within a page.",
  scripting: "Reaches the tabs that were open before the installation.",
  downloads: "Stops downloads of the kinds of file that the school's policy closes.",
  contentSettings: "Keeps camera and microphone to the services that the school approved.",
  browsingData:
    "Forgets the service workers of a newly blocked site, which could go on answering from a cache.",
  contextMenus: "Offers “Report a worry” where a page, words or a link are pressed.",
  history:
    "Takes the worry form out of the list of visited pages, so that nobody finds it there. Nothing is read of it.",
  identity: "Asks who is signed in to this Chromebook, so that the right profile applies.",
  "identity.email": "The signed-in address itself: a profile and a concern belong to a person.",
} as const satisfies Readonly<Record<string, string>>;

/** Why every address: a filter that may look away is none, and an address tells a tab's page without `tabs`. */
export const hostPermissionReasons = {
  "<all_urls>":
    "Filtering and looking for concerns hold on every site; also lends sight of a tab's address.",
} as const satisfies Readonly<Record<string, string>>;

/** Why a file may be asked for by a web page (anything else of ours may not). */
export const accessibleReasons = {
  "blocked.html": "A link on a web page to a blocked site ends here.",
  "agreement.html": "A link on a web page ends here while the agreement is unread.",
  "closed.html": "A link on a web page to an address that is against the law ends here.",
} as const satisfies Readonly<Record<string, string>>;

/**
 * Nothing but our own files, no inline code (the build adds the hash of the worry form's own styles, which stand in its
 * file), no frames round our pages' forms. `wasm-unsafe-eval` lets the scanner's engine be compiled, which is in the
 * package too; it lets no text become script. The worker talks to a collector whose address the school chooses: by https,
 * or on this machine for a trial.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
].join("; ");

export const baselineRulesetId = "baseline";
export const baselineRulesetPath = "baseline-ruleset.json";
export const managedSchemaPath = "managed_schema.json";

/** Chromium's own names for what is asked of it; 130: promises in every API used, stable redirects to our pages. */
export const lowestChromeVersion = "130";

const iconSizes = [16, 32, 48, 128] as const;

function iconPaths(): Record<number, string> {
  return Object.fromEntries(iconSizes.map((size) => [size, `icon/${size}.png`]));
}

export interface ManifestInput {
  readonly version: string;
  /** The public key (base64) that fixes the extension's id when it is loaded unpacked; absent in a store package. */
  readonly key?: string | undefined;
}

/** The manifest but for what WXT adds: the worker and the content script. */
export function buildManifest(input: ManifestInput) {
  return {
    name: "Schoolgate",
    short_name: "Schoolgate",
    description: "Keeps the school's rules for the web, and gets a worry to somebody who can help.",
    version: input.version,
    minimum_chrome_version: lowestChromeVersion,
    ...(input.key === undefined || input.key === "" ? {} : { key: input.key }),
    icons: iconPaths(),
    permissions: Object.keys(permissionReasons),
    host_permissions: Object.keys(hostPermissionReasons),
    action: {
      default_title: "Report a worry",
      default_popup: "report.html",
      default_icon: iconPaths(),
    },
    commands: {
      _execute_action: {
        suggested_key: { default: "Alt+Shift+H" },
        description: "Report a worry",
      },
    },
    storage: { managed_schema: managedSchemaPath },
    declarative_net_request: {
      rule_resources: [{ id: baselineRulesetId, enabled: true, path: baselineRulesetPath }],
    },
    content_scripts: [
      {
        matches: ["<all_urls>"],
        js: ["scan.js"],
        run_at: "document_start" as const,
        all_frames: true,
        // Frames without an address of their own: about:blank, srcdoc, blob, data, sandboxed.
        match_about_blank: true,
        match_origin_as_fallback: true,
      },
    ],
    web_accessible_resources: [
      // Our pages keep their plain address: the rules' redirects name it.
      { resources: Object.keys(accessibleReasons), matches: ["<all_urls>"] },
    ],
    content_security_policy: { extension_pages: contentSecurityPolicy },
    // A page that opens ours gets no hold of it, nor ours of that page.
    cross_origin_opener_policy: { value: "same-origin" },
    incognito: "spanning" as const,
  };
}
