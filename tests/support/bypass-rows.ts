// Every way round the filter that is known here, and how each is closed. Each row has one test in tests/chromium/bypass
// that tries it in a real browser under managed policy; docs/BYPASS.md is made from these rows.

export type BypassOutcome =
  | "blocked"
  | "detected and reported"
  | "closed by the recommended Admin policy";

export interface BypassRow {
  readonly id: string;
  /** Heading under which it stands in the docs. */
  readonly theme: string;
  /** What somebody tries. */
  readonly tried: string;
  /** What closes it. */
  readonly closedBy: string;
  readonly outcome: BypassOutcome;
  /** Why it is not closed yet; absent where it is. */
  readonly open?: string;
}

const admin = "closed by the recommended Admin policy";
const reported = "detected and reported";
const rules = "the browser's rules";
const gate = "the gate that may stop a request";
const secondGate = "the second gate";

type Line = readonly [
  id: string,
  tried: string,
  closedBy: string,
  outcome?: BypassOutcome,
  open?: string,
];

function under(theme: string, lines: readonly Line[]): readonly BypassRow[] {
  return lines.map(([id, tried, closedBy, outcome = "blocked", open]) => ({
    id,
    theme,
    tried,
    closedBy,
    outcome,
    ...(open === undefined ? {} : { open }),
  }));
}

export const bypassRows: readonly BypassRow[] = [
  ...under("There before the rule", [
    ["tab-before-rule", "a tab that was open before the rule came", secondGate],
    ["frame-before-rule", "a frame in an open page, loaded before the rule came", secondGate],
    ["back-forward-cache", "back to a page that the browser has kept whole", secondGate],
    ["own-service-worker", "a site that answers from its own service worker", secondGate],
    ["own-service-worker-in-frame", "the same inside a frame of an open page", secondGate],
    ["prerender-before-rule", "a page made ready before the rule came, shown after it", gate],
  ]),
  ...under("Asked for by an open page", [
    ["request-from-page", "pictures, scripts, films, fonts and fetches of a blocked host", rules],
    ["request-from-workers", "the same from a page's workers of every kind", rules],
    ["websocket", "a web socket to a blocked host", rules],
    ["beacon", "beacons and pings to a blocked host", rules],
    ["download", "a download from a blocked host", rules],
  ]),
  ...under("Shown inside something open", [
    ["frames", "frames: sandboxed, srcdoc, blob:, written, moved later", rules],
    ["embedded-player", "a blocked host's player embedded in an open page", rules],
    ["about-blank-tab", "a tab on about:blank, written by a page", rules],
    ["about-blank-tab-moves-on", "a tab on about:blank that moves on by script", rules],
    ["view-source", "view-source: of a blocked page", "URLBlocklist", admin],
    ["data-tab", "a data: address as a tab or a frame", "URLBlocklist", admin],
  ]),
  ...under("The same place in another spelling", [
    ["numeric-host", "IPv4 addresses in decimal, hexadecimal, octal and short forms", rules],
    ["ipv6-host", "IPv6 addresses, long and short", rules],
    ["ipv4-mapped-host", "an IPv4 address written as an IPv6 one", rules],
    [
      "look-alike-host",
      "capitals, dots, percent signs, wide letters, IDN, user names, ports",
      rules,
    ],
    [
      "path-in-disguise",
      "a blocked path percent-encoded, with dots, capitals or more behind it",
      gate,
    ],
  ]),
  ...under("Moves that load nothing", [
    [
      "push-state",
      "a page that moves to a blocked path within itself, in a frame as well",
      secondGate,
    ],
    ["fragment", "the same, going on by fragments", secondGate],
    ["back-to-moved", "back to an entry of the history that was never loaded", secondGate],
    ["prerendered-page", "a blocked page made ready by speculation rules", gate],
  ]),
  ...under("The extension itself", [
    ["own-page-framed", "the extension's pages inside a page's frame", "frame-ancestors 'none'"],
    [
      "own-page-opened",
      "the extension's pages opened and scripted by a page",
      "only two answer a page",
    ],
    [
      "own-page-opener",
      "the block page keeps hold of the page that opened it",
      "cross-origin opener policy",
    ],
    ["own-page-read", "the extension's files read by a page", "only two answer a page"],
    [
      "own-page-forged-address",
      "the block page opened by a page for a help site",
      "help sites are never recorded",
    ],
    ["message-from-page", "chrome.runtime messages from a web page", "no page may connect"],
    [
      "message-forged-in-page",
      "events and messages made up for the content script",
      "it listens to none",
    ],
    [
      "page-flooding",
      "a page that floods, mutates without end, or hangs",
      "rules first, small work per event",
    ],
    [
      "worry-under-flood",
      "the same, so that a worry does not get through",
      "stored before anything else",
    ],
    [
      "attempts-counted",
      "attempts without end, so that the desk drowns",
      "one event with a count",
      reported,
    ],
  ]),
  ...under("Starts, ends and a world that fails", [
    ["first-page-of-a-start", "the browser's own first pages, before rules are applied", gate],
    ["first-page-after-a-crash", "the same after the browser was killed", gate],
    ["first-page-after-an-update", "the first pages while the extension itself is replaced", rules],
    ["app-window", "a site installed as an app, in a window of its own", rules],
    ["session-restore", "tabs restored from the last session", secondGate],
    ["worker-killed", "the extension's worker stopped before each visit", rules],
    ["process-killed", "the extension's process killed", rules],
    [
      "endpoint-blocked",
      "the collector out of reach",
      "nothing waits for it; events wait on the disk",
    ],
    ["storage-full", "a full disk", rules],
    [
      "clock-set-forward-and-back",
      "a warning passed while the clock stood a year ahead",
      "no wait longer than a policy allows is believed",
    ],
  ]),
];

/** Said beside the rows, so that nobody takes the table for more than it is. */
export const bypassLimits: readonly string[] = [
  "A tab that a site filled by script on about:blank or a blob: address before a rule came keeps what it shows: the browser tells an extension no address for it. Nothing more reaches it from the blocked host.",
  "A connection (web socket) from an open page that stood before the rule ends with the page, not before.",
  "Headless Chromium opens one page at a start; the browser's own first page is tried one at a time.",
  "The clock of the machine itself is not changed by these tests.",
];

/** Throws for an id that the table does not have. */
export function bypassRow(id: string): BypassRow {
  const row = bypassRows.find((one) => one.id === id);
  if (row === undefined) throw new Error(`no row "${id}" in tests/support/bypass-rows.ts`);
  return row;
}
