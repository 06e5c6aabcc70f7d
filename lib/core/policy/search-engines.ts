// Search engines as the policy sees them: is this a page of results, does it show pictures, what makes it safe.
// The facts stand in `search-engine-table.ts`. Pure and total.
import { hostCovers, hostSuffixes, parseWebAddress } from "./host.ts";
import type { WebAddress } from "./host.ts";
import { searchEngines } from "./search-engine-table.ts";
import type { PagePlace, SafeWay, SearchEngine } from "./search-engine-table.ts";
import type { EffectivePolicy } from "./types.ts";

/**
 * Hosts that heed the request header `YouTube-Restrict: Strict` or `Moderate`, and all below them (www, m, music …).
 * Source: Google Workspace help, "Manage your organization's YouTube settings"; Chromium's own ForceYouTubeRestrict.
 */
const youTubeRestrictHosts: readonly string[] = [
  "youtube.com",
  "youtube-nocookie.com",
  "youtubei.googleapis.com",
  "youtube.googleapis.com",
];

/** A redirect to make in the browser: on these pages, take these parameters out and put these in. */
interface SafeSearchRule extends PagePlace {
  readonly engine: string;
  /** The parameter in the spellings that are met; `queryTransform` tells capitals apart. */
  readonly removeParams: readonly string[];
  readonly addParams: readonly { readonly key: string; readonly value: string }[];
  readonly toHost?: string;
  /** What the page's scripts ask is meant as well (`xmlhttprequest`). */
  readonly alsoData: boolean;
  /** Pictures in pages are meant as well (`image`). */
  readonly alsoPictures: boolean;
}

/** A request header to set, in the place of any other of that name. */
export interface SearchHeader {
  readonly name: string;
  readonly value: string;
}

const byDomain: ReadonlyMap<string, SearchEngine> = new Map(
  searchEngines.flatMap((engine) => domainsOf(engine).map((domain) => [domain, engine] as const)),
);

function domainsOf(engine: SearchEngine): readonly string[] {
  const places = [...engine.search, ...engine.images, ...waysOf(engine)];
  return places.flatMap((place) => place.domains);
}

function waysOf(engine: SearchEngine): readonly SafeWay[] {
  return typeof engine.safe === "string" ? [] : engine.safe;
}

/** The engine on whose hosts a normalised host lies, whatever the page. */
export function searchEngineAt(host: string): SearchEngine | undefined {
  for (const suffix of hostSuffixes(host)) {
    const engine = byDomain.get(suffix);
    if (engine !== undefined) return engine;
  }
  return undefined;
}

/** Decodes a parameter's name or value as far as it can be. */
function plain(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

function* pairsOf(query: string): Generator<{ name: string; value: string; written: string }> {
  for (const written of query.split("&")) {
    const equals = written.indexOf("=");
    yield equals < 0
      ? { name: plain(written), value: "", written }
      : { name: plain(written.slice(0, equals)), value: plain(written.slice(equals + 1)), written };
  }
}

function isAt(place: PagePlace, parsed: WebAddress): boolean {
  const { host, path, query } = parsed;
  if (!place.pathStarts.some((start) => path.startsWith(start))) return false;
  const suffixes = hostSuffixes(host);
  if (!suffixes.some((suffix) => place.domains.includes(suffix))) return false;
  if (place.notDomains?.some((domain) => hostCovers(domain, host)) === true) return false;
  const { parameters } = place;
  if (parameters === undefined) return true;
  for (const { name, value } of pairsOf(query)) {
    if (
      parameters.some((one) => one.name === name.toLowerCase() && (one.value ?? value) === value)
    ) {
      return true;
    }
  }
  return false;
}

/** The engine of which this is a page that searches or shows results; undefined for every other page. */
export function searchPageOf(parsed: WebAddress): SearchEngine | undefined {
  const engine = searchEngineAt(parsed.host);
  if (engine === undefined) return undefined;
  const places = [...engine.search, ...engine.images];
  return places.some((place) => isAt(place, parsed)) ? engine : undefined;
}

/** Whether a page searches on a known engine. */
export function isSearchPage(parsed: WebAddress): boolean {
  return searchPageOf(parsed) !== undefined;
}

/** Whether a page shows the pictures that a search found, on a known engine. */
export function isImageSearch(parsed: WebAddress): boolean {
  const engine = searchEngineAt(parsed.host);
  return engine?.images.some((place) => isAt(place, parsed)) === true;
}

/**
 * Where to go instead, so that a search is safe: the same address with the engine's own parameters each once, on its
 * own safe host where it has one. Undefined: no search page, safe already, or nothing in an address makes it safe.
 * `search.isSafe` false (the policy does not force it): always undefined. Idempotent: what it gives is safe.
 */
export function safeSearchAddress(
  address: string,
  search: { readonly isSafe: boolean } = { isSafe: true },
): string | undefined {
  if (!search.isSafe) return undefined;
  const parsed = parseWebAddress(address);
  if (parsed === undefined || (parsed.scheme !== "http" && parsed.scheme !== "https")) {
    return undefined;
  }
  const engine = searchEngineAt(parsed.host);
  if (engine === undefined) return undefined;
  const way = waysOf(engine).find((one) => isAt(one, parsed) && (one.add.length > 0 || one.toHost));
  return way === undefined ? undefined : madeSafe(address, parsed, way);
}

function madeSafe(address: string, parsed: WebAddress, way: SafeWay): string | undefined {
  const parts = /^([^/?#]*:[/\\]*)([^/\\?#]*)([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(
    address.replaceAll(/[\t\n\r]/g, "").trim(),
  );
  if (parts === null) return undefined;
  const [, , , path = "", query = "", fragment = ""] = parts;
  const pairs = query === "" ? [] : [...pairsOf(query)];
  const wanted = new Map(way.add.map(({ key, value }) => [key, value]));
  const isSafe =
    (way.toHost === undefined || way.toHost === parsed.host) &&
    way.add.every(({ key, value }) => {
      const same = pairs.filter((pair) => pair.name.toLowerCase() === key);
      return same.length === 1 && same[0]?.written === `${key}=${value}`;
    });
  if (isSafe) return undefined;
  const kept = pairs.filter((pair) => !wanted.has(pair.name.toLowerCase()));
  const added = way.add.map(({ key, value }) => `${key}=${value}`);
  const port = parsed.port === (parsed.scheme === "http" ? 80 : 443) ? "" : `:${parsed.port}`;
  const host = way.toHost ?? parsed.host + port;
  return `${parsed.scheme}://${host}${path === "" ? "/" : path}?${[...kept.map((pair) => pair.written), ...added].join("&")}${fragment}`;
}

/** What the browser's own rules have to do for safe search: one redirect a row, most special hosts by `notDomains`. */
export function safeSearchRules(): readonly SafeSearchRule[] {
  return searchEngines.flatMap((engine) =>
    waysOf(engine)
      .filter((way) => way.add.length > 0 || way.toHost !== undefined)
      .map((way) => ({
        engine: engine.id,
        domains: way.domains,
        ...(way.notDomains === undefined ? {} : { notDomains: way.notDomains }),
        pathStarts: way.pathStarts,
        ...(way.parameters === undefined ? {} : { parameters: way.parameters }),
        removeParams: way.add.flatMap(({ key }) => spellings(key)),
        addParams: way.add,
        ...(way.toHost === undefined ? {} : { toHost: way.toHost }),
        alsoData: way.alsoData === true,
        alsoPictures: way.alsoPictures === true,
      })),
  );
}

/** The hosts, with all below them, of which requests may have to carry a header (`searchHeaders`). */
export const searchHeaderHosts: readonly string[] = [
  ...youTubeRestrictHosts,
  ...searchEngines.flatMap((engine) =>
    waysOf(engine)
      .filter(({ header }) => header !== undefined)
      .flatMap(({ domains }) => domains),
  ),
];

/** What a page, a frame or what a page's scripts ask has to carry where no address makes a search or a film safe. */
export function searchHeaders(
  address: string,
  search: Pick<EffectivePolicy["search"], "isSafe" | "youtube">,
): readonly SearchHeader[] {
  const parsed = parseWebAddress(address);
  if (parsed === undefined) return [];
  if (youTubeRestrictHosts.some((domain) => hostCovers(domain, parsed.host))) {
    if (search.youtube === "off") return [];
    const value = search.youtube === "strict" ? "Strict" : "Moderate";
    return [{ name: "YouTube-Restrict", value }];
  }
  const engine = search.isSafe ? searchEngineAt(parsed.host) : undefined;
  if (engine === undefined) return [];
  return waysOf(engine).flatMap((way) =>
    way.header !== undefined && isAt(way, parsed) ? [way.header] : [],
  );
}

function spellings(key: string): readonly string[] {
  return [key, key.toUpperCase(), key.slice(0, 1).toUpperCase() + key.slice(1)];
}
