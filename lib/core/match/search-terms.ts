// Which part of an address is what somebody searched for. Pure; the worker puts it to every navigation.
import { parseWebAddress } from "../policy/host.ts";
import type { WebAddress } from "../policy/host.ts";
import { searchEngineAt, searchPageOf } from "../policy/search-engines.ts";

export interface SearchTerms {
  /** A name for the desk, for example "Google". */
  readonly engine: string;
  /** Decoded, trimmed, at most 500 characters. */
  readonly terms: string;
}

interface Site {
  readonly name: string;
  /** The host itself or any parent of it. */
  readonly host: RegExp;
  readonly path: RegExp;
  readonly parameters: readonly string[];
}

const at = (...hosts: string[]): RegExp =>
  new RegExp(`(^|\\.)(${hosts.map((host) => host.replaceAll(".", "\\.")).join("|")})$`);
const anyPath = /^\//;
const results = /^\/(search|results|find|s)\b/;

/** Sites with a search of their own. The search engines stand in `core/policy/search-engine-table.ts`. */
const sites: readonly Site[] = [
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

/** Where this page searches, and in which parameters the words stand. */
function searchedOn(
  parsed: WebAddress,
): { readonly name: string; readonly parameters: readonly string[] } | undefined {
  const { host, path } = parsed;
  // An engine's front page takes words too.
  const engine = searchPageOf(parsed) ?? (path === "/" ? searchEngineAt(host) : undefined);
  if (engine !== undefined) return { name: engine.title, parameters: engine.terms };
  return sites.find((site) => site.host.test(host) && site.path.test(path));
}

/** The parameters of this page that hold words searched for, in lower case; [] where nothing is searched. */
export function searchParametersOf(parsed: WebAddress): readonly string[] {
  return searchedOn(parsed)?.parameters ?? [];
}

/**
 * The search terms an http(s) address carries, or undefined where it is no search. Never throws.
 * Google and others keep later searches in the fragment; where both are there, the fragment is the newer one.
 */
export function searchTermsOf(address: string): SearchTerms | undefined {
  const parsed = parseWebAddress(address);
  if (parsed === undefined || (parsed.scheme !== "http" && parsed.scheme !== "https")) {
    return undefined;
  }
  const searched = searchedOn(parsed);
  if (searched === undefined) return undefined;
  const hash = address.indexOf("#");
  for (const part of [hash < 0 ? "" : address.slice(hash + 1), parsed.query]) {
    for (const pair of part.split("&")) {
      const equals = pair.indexOf("=");
      if (equals < 1) continue;
      if (!searched.parameters.includes(pair.slice(0, equals).toLowerCase())) continue;
      const terms = decode(pair.slice(equals + 1))
        .trim()
        .slice(0, longestTerms);
      if (terms !== "") return { engine: searched.name, terms };
    }
  }
  return undefined;
}
