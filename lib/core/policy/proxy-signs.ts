// The worker's judgement of what a page shows of itself: a web proxy at work, on a host that no list knows, or a tab
// in disguise. Pure. A page can only speak against itself: silence is what it would say anyway.

interface SignClaim {
  readonly sign: "proxy-framework" | "cloaked-tab";
  /**
   * Of a framework: words as `proxyWords` gives them. Of a disguise: `title | icon | frame | host`, the addresses
   * without their scheme; the host is "" where the address bar names none.
   */
  readonly detail: string;
}

/** Enough to act: one thing that nothing else has, or two that seldom stand together. */
const enough = 3;

/** Facts of the frameworks' own files, by how much each says. A word counts for the first that fits. */
const weights: readonly (readonly [RegExp, number])[] = [
  // Attributes into which the frameworks put a page's true addresses.
  [/^(?:__uv|scramjet)-attr-|-hammerhead-stored-value$/, 3],
  // Addresses in Ultraviolet's and Rammerhead's own spelling.
  [/^\/hvtr(?:s8|:-|%3a-)|^\/[\da-f]{32}[^/]*\//, 3],
  [/^scramjet\.(?:all|codecs|controller|shared|sync|wasm|worker)\./, 3],
  [/^rammerhead\.js$|^unblocker-client\.js$|^foreign$/, 3],
  [/^scramjet\.(?:bundle|client)\.|^womginx\.js$|^hammerhead\.js$/, 2],
  [/^\/-?uv[./](?:bundle|client|config|handler|sw|worker)\.js$/, 2],
  [/^bare-?mux\/$|^(?:epoxy|libcurl)[\w-]*\/index\.m?js$|^\/(?:wisp|bare\/v\d)\/$/, 2],
  [/^\/(?:service|scramjet|uv|proxy|dynamic|~)\/https?%3a%2f%2f$/, 2],
  // Folders that others have too, and what a script in the page says: an article may quote it.
  [/^\/-?(?:dyn?|dynamic)?[./](?:bundle|client|config|handler|sw|worker)\.js$/, 1],
  [/^\/[\w~]+\/https?%3a%2f%2f$|^scramjet|^inline$/, 1],
];

/** Titles under which tabs hide, and the hosts where they are true. */
const borrowedTitle =
  /^(?:my drive\b|(?:google )?(?:drive|docs|slides|sheets|forms|classroom)$|classes$|home$|google$|gmail|inbox\b|new tab$|canvas|schoology|clever\b|khan academy|desmos|edpuzzle|quizlet|ixl\b|i-ready|kahoot)/i;
const trueHosts =
  /(?:^|\.)(?:google\.[a-z.]{2,6}|gstatic\.com|googleusercontent\.com|instructure\.com|schoology\.com|clever\.com|khanacademy\.org|desmos\.com|edpuzzle\.com|quizlet\.com|ixl\.com|i-ready\.com|kahoot\.(?:com|it))$/;

function hostOf(address: string): string {
  return /^[^/:?#]*/.exec(address)?.[0] ?? "";
}

function isProxy(words: readonly string[]): boolean {
  let score = 0;
  for (const word of new Set(words)) {
    score += weights.find(([pattern]) => pattern.test(word))?.[1] ?? 0;
  }
  return score >= enough;
}

function isDisguised(title: string, icon: string, frame: string, host: string): boolean {
  if (trueHosts.test(host) || trueHosts.test(hostOf(frame))) return false;
  // Small sites let Google's service for icons draw their own.
  const hasBorrowedIcon = trueHosts.test(hostOf(icon)) && !icon.includes("/s2/");
  // "Home" and "Classes" are ordinary titles too: where the address is to be seen, both have to be borrowed.
  return host === ""
    ? hasBorrowedIcon || borrowedTitle.test(title)
    : hasBorrowedIcon && borrowedTitle.test(title);
}

/** Whether what a page's content script claims is a way round the filter. Never throws. */
export function isCircumvention({ sign, detail }: SignClaim): boolean {
  if (sign === "proxy-framework") return isProxy(detail.toLowerCase().split(" "));
  // A title may hold anything: read from the end.
  const parts = detail.split(" | ");
  const [icon = "", frame = "", host = ""] = parts.slice(-3);
  const title = parts.slice(0, -3).join(" | ");
  return frame !== "" && isDisguised(title.trim(), icon, frame, host.trim());
}
