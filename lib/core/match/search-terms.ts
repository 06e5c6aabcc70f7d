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
  /** In lower case; [] where the words stand in the path, as the first group of `path`. */
  readonly parameters: readonly string[];
}

const at = (...hosts: string[]): RegExp =>
  new RegExp(`(^|\\.)(${hosts.map((host) => host.replaceAll(".", "\\.")).join("|")})$`);
/** A shop or site with one name under many endings: "amazon.co.uk", "uk.shein.com". */
const named = (name: string): RegExp => new RegExp(`(^|\\.)${name}\\.(com?\\.)?[a-z]{2,3}$`);
const anyPath = /^\//;
const results = /^\/(search|results|find|s)\b/;

function site(name: string, host: RegExp, path: RegExp, ...parameters: string[]): Site {
  return { name, host, path, parameters };
}

/** Sites with a search of their own. The search engines stand in `core/policy/search-engine-table.ts`. */
const sites: readonly Site[] = [
  site("YouTube", at("youtube.com", "youtubekids.com"), /^\/search/, "q"),
  // Assistants that take a question from the address.
  site("Perplexity", at("perplexity.ai"), anyPath, "q"),
  site("ChatGPT", at("chatgpt.com", "chat.openai.com"), anyPath, "q", "prompt"),
  site("Claude", at("claude.ai"), /^\/new/, "q"),
  site("Copilot", at("copilot.microsoft.com", "copilot.cloud.microsoft"), anyPath, "q"),
  site("Gemini", at("gemini.google.com"), anyPath, "q", "prompt"),
  site("Grok", at("grok.com"), anyPath, "q"),
  site("Mistral", at("chat.mistral.ai"), anyPath, "q"),
  site("Duck.ai", at("duck.ai"), anyPath, "q"),
  site("You.com", at("you.com"), anyPath, "q"),
  site("HuggingChat", at("huggingface.co"), /^\/chat\b/, "q"),
  // Shops.
  site("Amazon", named("amazon"), /^\/(s|gp\/search)\b/, "k", "field-keywords"),
  site("eBay", named("ebay"), /^\/sch\b/, "_nkw"),
  site("Etsy", at("etsy.com"), /^\/([a-z-]{2,5}\/)?search/, "q"),
  site("Argos", at("argos.co.uk"), /^\/search\/([^/]+)/),
  site("Temu", at("temu.com"), /\/search_result/, "search_key"),
  site("Shein", named("shein"), /^\/pdsearch\/([^/]+)/),
  site("AliExpress", at("aliexpress.com", "aliexpress.us"), anyPath, "searchtext"),
  site("Vinted", named("vinted"), /^\/catalog/, "search_text"),
  site("Depop", at("depop.com"), results, "q"),
  site("Gumtree", at("gumtree.com"), results, "q"),
  site("ASOS", at("asos.com"), /\/search/, "q"),
  // What people write, show and play.
  site("Wikipedia", at("wikipedia.org"), anyPath, "search"),
  site("Reddit", at("reddit.com"), /\/search/, "q"),
  site("X", at("x.com", "twitter.com"), /^\/search/, "q"),
  site("TikTok", at("tiktok.com"), /^\/search/, "q"),
  site("Instagram", at("instagram.com"), /^\/explore\/search/, "q"),
  site("Facebook", at("facebook.com"), /^\/(watch\/)?search/, "q"),
  site("Pinterest", named("pinterest"), /^\/search/, "q"),
  site("Tumblr", at("tumblr.com"), /^\/search\/([^/]+)/),
  site("Tumblr", at("tumblr.com"), results, "q"),
  site("Quora", at("quora.com"), results, "q"),
  site("Wattpad", at("wattpad.com"), /^\/search\/([^/]+)/),
  site("Wattpad", at("wattpad.com"), results, "q"),
  site("Urban Dictionary", at("urbandictionary.com"), /^\/define/, "term"),
  site("GIPHY", at("giphy.com"), /^\/search\/([^/]+)/),
  site("Tenor", at("tenor.com"), /^\/([a-z-]{2,5}\/)?search\/([^/]+)-gifs/),
  site("Roblox", at("roblox.com"), /^\/discover|^\/search/, "keyword"),
  site("Spotify", at("open.spotify.com"), /^\/search\/([^/]+)/),
  site("SoundCloud", at("soundcloud.com"), results, "q"),
  site("Vimeo", at("vimeo.com"), results, "q"),
  site("Twitch", at("twitch.tv"), results, "term"),
  site("Dailymotion", at("dailymotion.com"), /^\/search\/([^/]+)/),
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

/** Where this page searches, in which parameters the words stand, and the words themselves where the path holds them. */
function searchedOn(
  parsed: WebAddress,
):
  | { readonly name: string; readonly parameters: readonly string[]; readonly words?: string }
  | undefined {
  const { host, path } = parsed;
  // An engine's front page takes words too.
  const engine = searchPageOf(parsed) ?? (path === "/" ? searchEngineAt(host) : undefined);
  if (engine !== undefined) return { name: engine.title, parameters: engine.terms };
  for (const { name, host: where, path: shape, parameters } of sites) {
    if (!where.test(host)) continue;
    const fit = shape.exec(path);
    if (fit === null) continue;
    const words = parameters.length === 0 ? fit.at(-1) : undefined;
    return words === undefined ? { name, parameters } : { name, parameters, words };
  }
  return undefined;
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
  const engine = searched.name;
  if (searched.words !== undefined) {
    // Shops write "black+boots", "black-boots" and "black%20boots".
    const terms = tidy(decode(searched.words).replaceAll("-", " "));
    return terms === "" ? undefined : { engine, terms };
  }
  const hash = address.indexOf("#");
  for (const part of [hash < 0 ? "" : address.slice(hash + 1), parsed.query]) {
    for (const pair of part.split("&")) {
      const equals = pair.indexOf("=");
      if (equals < 1) continue;
      if (!searched.parameters.includes(decode(pair.slice(0, equals)).toLowerCase())) continue;
      const terms = tidy(decode(pair.slice(equals + 1)));
      if (terms !== "") return { engine, terms };
    }
  }
  return undefined;
}

const tidy = (text: string): string => text.trim().slice(0, longestTerms);
