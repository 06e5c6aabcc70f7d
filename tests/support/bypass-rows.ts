// Every way round the filter that is known here, and how each is closed. Each row has one test in tests/chromium
// (most in its folder bypass) that tries it in a real browser under managed policy; docs/BYPASS.md is made from these rows.

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
const carried = "a page is judged by what it carries, too";
const signs = "signs of a proxy in the page";
const bothGates = "both gates look at the clock; an alarm sweeps the tabs";
const codes = "a code holds for one request of one device, once";

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
  ...under("Another place that looks like it", [
    [
      "look-alike-letters",
      "foreign letters that look like a blocked host's, themselves on a list",
      rules,
    ],
    [
      "look-alike-help-site",
      "a help site's name with a digit, a foreign letter or an ending more, on a blocked site",
      "help sites are whole hosts by name",
    ],
  ]),
  ...under("One site shown by another", [
    ["carried-translator", "a translator: translate.goog, Google's, Bing's, Yandex's", carried],
    ["carried-archive", "an archive: the Wayback Machine, archive.ph, the UK's own", carried],
    ["carried-cache", "what search engines keep: Google's cache, Bing's cache", carried],
    ["carried-amp", "AMP: Google's viewer, the AMP cache", carried],
    ["carried-reader", "readers that strip a page", carried],
    ["carried-parameter", "?url= on any site: plain, encoded twice, in base64", carried],
    ["carried-path", "/https://… on any site: plain, encoded, as folders", carried],
    ["carried-spelling", "the own spellings of Ultraviolet, Scramjet and Rammerhead", carried],
    ["carried-nested", "one of these within another", carried],
    ["carried-frame", "one of these as a frame of an open page", carried],
    ["carried-in-page", "one of these by a move within a page, or in the fragment", carried],
  ]),
  ...under("Web proxies on hosts that no list knows, and tabs in disguise", [
    ["proxy-ultraviolet", "Ultraviolet: its front page, a page its worker answers", signs],
    ["proxy-scramjet", "Scramjet: its front page, a page its worker answers in a frame", signs],
    ["proxy-rammerhead", "Rammerhead: its front page, a page through it", signs],
    ["proxy-interstellar", "Interstellar's tabs", signs],
    ["proxy-node-unblocker", "Node-Unblocker", signs],
    ["proxy-renamed", "a proxy's service worker with every name changed", signs],
    ["proxy-again", "the same host again, before its page could show anything", rules],
    ["proxy-in-blank-window", "a proxy in a frame of a window on about:blank", signs],
    [
      "cloaked-tab",
      "a window on about:blank that calls itself Google Drive",
      "its title and what fills it",
      reported,
    ],
  ]),
  ...under("Searching", [
    [
      "safe-search-parameters",
      "safe search switched off by its parameter: repeated, in capitals, escaped, empty",
      "the browser's rules, then the gate",
    ],
    ["safe-search-in-page", "the same by what an open results page asks or shows in frames", rules],
    ["safe-search-pictures", "the same on the engines' hosts for pictures", rules],
    [
      "safe-search-thumbnails",
      "a picture by search words from Bing's thumbnail hosts, in any page",
      rules,
    ],
    [
      "player-without-cookies",
      "YouTube's player under youtube-nocookie.com",
      "a header that the worker sets",
    ],
  ]),
  ...under("What staff open and close", [
    ["unlock-end-in-open-tab", "an opened page left open past its time", bothGates],
    ["unlock-code-again", "a code used again, for the same request or another", codes],
    ["unlock-code-elsewhere", "a code used on another device", codes],
    ["lesson-in-open-tabs", "a tab from before the lesson list, outside it", secondGate],
    ["lesson-new-tab", "new tabs and windows outside the lesson list", rules],
    [
      "lesson-session-restore",
      "the browser closed when a lesson list starts, its tabs restored",
      secondGate,
    ],
    ["timetable-in-open-tab", "a page left open past a boundary of the timetable", bothGates],
    [
      "timetable-by-wrong-clock",
      "a clock hours behind or ahead, so that another time of the day holds",
      "the collector's time counts",
    ],
    [
      "unlock-by-wrong-clock",
      "a clock put back, so that what was opened stays open",
      "the collector's time counts",
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
    [
      "sweep-cut-short",
      "the worker stopped between a change of rules and the sweep of open tabs",
      "each life of the worker sweeps once",
      "blocked",
    ],
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
  "The clock of the machine itself is not changed by these tests: a collector whose time is hours apart stands in. Where no collector has ever been heard, the device's own clock is all there is.",
  "What a page's own scripts ask is held to safe search by the browser's rules alone, which compare a parameter as it is spelt: once more in capitals, for an engine that does not mind capitals, it passes. Pages and frames are seen by the gate as well.",
  "A host that looks like a blocked one and stands on no list is a site of its own, and open where unknown sites are.",
  "A web proxy that shows none of the known signs and no address in its own is seen only where unknown sites are closed.",
];

/** Throws for an id that the table does not have. */
export function bypassRow(id: string): BypassRow {
  const row = bypassRows.find((one) => one.id === id);
  if (row === undefined) throw new Error(`no row "${id}" in tests/support/bypass-rows.ts`);
  return row;
}
