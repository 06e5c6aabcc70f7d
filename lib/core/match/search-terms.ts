// Which part of an address is what somebody searched for. Pure; the worker puts it to every navigation.

export interface SearchTerms {
  /** A name for the desk, for example "Google". */
  readonly engine: string;
  /** Decoded, trimmed, at most 500 characters. */
  readonly terms: string;
}

interface Engine {
  readonly name: string;
  /** The host itself or any parent of it; `google.*` fits every country's domain. */
  readonly host: RegExp;
  readonly path: RegExp;
  readonly parameters: readonly string[];
}

const at = (...hosts: string[]): RegExp =>
  new RegExp(`(^|\\.)(${hosts.map((host) => host.replaceAll(".", "\\.")).join("|")})$`);
const anyPath = /^\//;
const results = /^\/(search|results|find|s)\b/;

// Facts of each engine's own addresses. Order matters only where one host is part of another.
const engines: readonly Engine[] = [
  {
    name: "Google",
    host: /(^|\.)google\.(com?\.)?[a-z]{2,3}$/,
    path: /^\/(search|webhp|images)?\/?$/,
    parameters: ["q"],
  },
  { name: "YouTube", host: at("youtube.com"), path: /^\/results/, parameters: ["search_query"] },
  { name: "Bing", host: at("bing.com"), path: /\/search$/, parameters: ["q"] },
  { name: "DuckDuckGo", host: at("duckduckgo.com"), path: anyPath, parameters: ["q"] },
  {
    name: "Yahoo",
    host: /(^|\.)search\.yahoo\.(com|co\.[a-z]{2})$/,
    path: anyPath,
    parameters: ["p"],
  },
  { name: "Ecosia", host: at("ecosia.org"), path: anyPath, parameters: ["q"] },
  { name: "Brave", host: at("search.brave.com"), path: anyPath, parameters: ["q"] },
  { name: "Startpage", host: at("startpage.com"), path: anyPath, parameters: ["query", "q"] },
  { name: "Qwant", host: at("qwant.com", "qwantjunior.com"), path: anyPath, parameters: ["q"] },
  { name: "Mojeek", host: at("mojeek.com", "mojeek.co.uk"), path: /^\/search/, parameters: ["q"] },
  { name: "Swisscows", host: at("swisscows.com"), path: anyPath, parameters: ["query"] },
  { name: "Kiddle", host: at("kiddle.co"), path: anyPath, parameters: ["q"] },
  {
    name: "Yandex",
    host: /(^|\.)(yandex|ya)\.(com|ru|eu|com\.tr|kz)$/,
    path: /search/,
    parameters: ["text"],
  },
  { name: "Baidu", host: at("baidu.com"), path: /^\/s\b/, parameters: ["wd", "word"] },
  { name: "Ask", host: at("ask.com"), path: /^\/web/, parameters: ["q"] },
  { name: "AOL", host: at("search.aol.com", "search.aol.co.uk"), path: anyPath, parameters: ["q"] },
  { name: "Perplexity", host: at("perplexity.ai"), path: /^\/search/, parameters: ["q"] },
  {
    name: "ChatGPT",
    host: at("chatgpt.com", "chat.openai.com"),
    path: anyPath,
    parameters: ["q", "prompt"],
  },
  { name: "Wikipedia", host: at("wikipedia.org"), path: anyPath, parameters: ["search"] },
  { name: "Reddit", host: at("reddit.com"), path: /\/search/, parameters: ["q"] },
  { name: "X", host: at("x.com", "twitter.com"), path: /^\/search/, parameters: ["q"] },
  { name: "TikTok", host: at("tiktok.com"), path: /^\/search/, parameters: ["q"] },
  {
    name: "Pinterest",
    host: /(^|\.)pinterest\.(com|co\.uk|ie)$/,
    path: /^\/search/,
    parameters: ["q"],
  },
  {
    name: "Amazon",
    host: /(^|\.)amazon\.(com|co\.uk|de|ie|fr|es|it)$/,
    path: /^\/s\b/,
    parameters: ["k", "field-keywords"],
  },
  { name: "eBay", host: /(^|\.)ebay\.(com|co\.uk|ie)$/, path: /^\/sch\b/, parameters: ["_nkw"] },
  { name: "Tumblr", host: at("tumblr.com"), path: results, parameters: ["q"] },
  { name: "Vimeo", host: at("vimeo.com"), path: results, parameters: ["q"] },
  { name: "Twitch", host: at("twitch.tv"), path: results, parameters: ["term"] },
];

const longestTerms = 500;

function decode(value: string): string {
  const spaced = value.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    // A stray "%" is common in what people type: keep the words as they stand.
    return spaced;
  }
}

/**
 * The search terms an http(s) address carries, or undefined where it is no search. Never throws.
 * Google and others keep later searches in the fragment; where both are there, the fragment is the newer one.
 */
export function searchTermsOf(address: string): SearchTerms | undefined {
  const parts =
    /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)(?::\d+)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/i.exec(address);
  if (parts === null) return undefined;
  const host = (parts[1] ?? "").toLowerCase().replace(/\.$/, "");
  const path = parts[2] === "" || parts[2] === undefined ? "/" : parts[2];
  const engine = engines.find((known) => known.host.test(host) && known.path.test(path));
  if (engine === undefined) return undefined;
  for (const part of [parts[4], parts[3]]) {
    if (part === undefined) continue;
    for (const pair of part.split("&")) {
      const equals = pair.indexOf("=");
      if (equals < 1) continue;
      if (!engine.parameters.includes(pair.slice(0, equals).toLowerCase())) continue;
      const terms = decode(pair.slice(equals + 1))
        .trim()
        .slice(0, longestTerms);
      if (terms !== "") return { engine: engine.name, terms };
    }
  }
  return undefined;
}
