// Addresses that carry another: `translate…?u=https://…`, `archive…/https://…`, `?url=…`. A page is judged by what it
// shows, so `decide()` judges what is carried as well. Pure and total; the time is linear in the length for each of
// the at most `mostCarried` addresses found.
import { searchParametersOf } from "../match/search-terms.ts";
import { namesGoal, parameterReader } from "./carried-names.ts";
import { addressInText, decodePercent, swappedAddress } from "./carried-text.ts";
import type { AddressReading } from "./carried-text.ts";
import { fetchingPages, services } from "./carried-services.ts";
import type { CarrierKind, RawAddress, Service } from "./carried-services.ts";
import { parseWebAddress } from "./host.ts";
import type { WebAddress } from "./host.ts";

interface CarriedAddress {
  /** The other address, absolute; `parseWebAddress` reads it. */
  readonly address: string;
  readonly by: CarrierKind;
  /** The carrier itself fetches and shows the other page (else it links or leads there, as far as one can tell). */
  readonly isFetcher: boolean;
}

const mostDeep = 5;
const mostCarried = 40;
/** No browser shows more of an address than this, and no server we know reads on. */
const mostChars = 65_536;

const pathMark = /[/=;,@!|](?=https?(?::|%(?:25){0,2}3a)(?:[/\\]|%(?:25){0,2}(?:2f|5c)))/gi;
/** `/https/host.tld/…` as some site proxies write it. */
const schemeSegment = /\/(https?)\/((?:[a-z0-9_-]{1,63}\.){1,20}[a-z]{2,24}(?:[:/?].*)?)$/is;
/** A session of Rammerhead: 32 hexadecimal digits before the address. */
const sessionSegment = /^\/[0-9a-z]{32}\//i;

/** Nothing is read where none of these stands: nearly every path of the web. */
const pathHint = /https?[:%/]|hvtr|aHR0c|68747470/i;
const valueHint = /[./%\\]|aHR0c|Ly9|68747470|hvtr/i;

function split(address: string, known?: WebAddress): RawAddress | undefined {
  const text = address.slice(0, mostChars).replaceAll(/[\t\n\r]/g, "");
  const parsed = known ?? parseWebAddress(text);
  const parts = /^[\0- ]*[a-z]+:[/\\]*[^/\\?#]*([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is.exec(text);
  if (parsed === undefined || parts === null) return undefined;
  return {
    parsed,
    host: parsed.host,
    path: parts[1] ?? "",
    query: parts[2] ?? "",
    fragment: parts[3] ?? "",
  };
}

interface Found {
  readonly text: string;
  readonly by: CarrierKind;
  readonly isFetcher: boolean;
}

function* inPath(path: string, query: string): Generator<{ text: string; isProxy: boolean }> {
  if (!pathHint.test(path)) return;
  const tail = query === "" ? "" : `?${query}`;
  for (const mark of path.matchAll(pathMark)) {
    const rest = path.slice(mark.index + 1) + tail;
    const text = /^https?:/i.test(rest) ? rest : addressInText(rest);
    if (text !== undefined) yield { text, isProxy: sessionSegment.test(path) };
    // What follows stands within what was found, and is found there.
    break;
  }
  for (const segment of path.split("/", 64)) {
    const swapped = swappedAddress(segment + tail);
    if (swapped !== undefined) yield { text: swapped, isProxy: true };
    else if (/^(?:aHR0c|68747470)/i.test(segment)) {
      const text = addressInText(decodePercent(segment));
      if (text !== undefined) yield { text, isProxy: false };
    }
  }
  const spelled = schemeSegment.exec(path);
  if (spelled !== null) yield { text: `${spelled[1]}://${spelled[2]}${tail}`, isProxy: false };
}

function* inParameters(
  query: string,
  readingOf: (name: string) => AddressReading | undefined,
): Generator<string> {
  if (!valueHint.test(query)) return;
  // `?https://example.org/?a=b`: the whole query is the address.
  if (/^[/=]?https?(?::|%3a)/i.test(query)) {
    const whole = addressInText(query.replace(/^[/=]/, ""));
    if (whole !== undefined) yield whole;
  }
  const goals: [value: string, reading: AddressReading][] = [];
  const others: typeof goals = [];
  for (const pair of query.split("&", 500)) {
    const equals = pair.indexOf("=");
    const value = pair.slice(equals + 1);
    if (!valueHint.test(value)) continue;
    const name = equals < 0 ? "" : decodePercent(pair.slice(0, equals));
    const reading = readingOf(name);
    if (reading === undefined) continue;
    (namesGoal(name) ? goals : others).push([value, reading]);
  }
  // Those that name a goal come first, so that no padding pushes them out.
  for (const [value, reading] of [...goals, ...others]) {
    const text = addressInText(value, reading);
    if (text !== undefined) yield text;
  }
}

function serviceAt(raw: RawAddress): Service | undefined {
  return services.find((service) => service.hosts.test(raw.host));
}

function* readAddress(raw: RawAddress): Generator<Found> {
  const service = serviceAt(raw);
  const fetches =
    fetchingPages.some((page) => page.hosts.test(raw.host) && page.path.test(raw.path)) ||
    (service !== undefined && service.by !== "amp");
  const known: CarrierKind | undefined = fetches ? (service?.by ?? "proxy") : undefined;
  const own = service?.read?.(raw);
  if (service !== undefined && own !== undefined) {
    yield { text: own, by: service.by, isFetcher: true };
  }
  for (const { text, isProxy } of inPath(raw.path, raw.query)) {
    yield { text, by: known ?? (isProxy ? "proxy" : "path"), isFetcher: fetches || isProxy };
  }
  if (raw.query === "" && raw.fragment === "") return;
  const ownSearchNames = searchParametersOf(raw.parsed);
  const readingOf = parameterReader({ raw, service, ownSearchNames });
  for (const text of inParameters(raw.query, readingOf)) {
    yield { text, by: known ?? "parameter", isFetcher: fetches };
  }
  if (raw.fragment === "") return;
  for (const { text, isProxy } of inPath(`/${raw.fragment}`, "")) {
    yield { text, by: known ?? (isProxy ? "proxy" : "path"), isFetcher: fetches || isProxy };
  }
  for (const text of inParameters(raw.fragment.replace(/^[!/?]+/, ""), readingOf)) {
    yield { text, by: known ?? "parameter", isFetcher: fetches };
  }
}

interface Step extends CarriedAddress {
  /** A page that leads back to its own host: nothing is carried, but what stands within may be. */
  readonly isOwn: boolean;
}

function* carriedBy(address: string, known?: WebAddress): Generator<Step> {
  const raw = split(address, known);
  if (raw === undefined) return;
  for (const { text, by, isFetcher } of readAddress(raw)) {
    const host = parseWebAddress(text)?.host;
    if (host === undefined) continue;
    yield { address: text, by, isFetcher, isOwn: host === raw.host };
  }
}

/**
 * What an address carries, outermost first: at most 5 deep and 40 in all, each once. Never throws.
 * An address on the carrier's own host (a page that leads back to itself) does not count, and a search on a known
 * search engine is a search, whatever was searched for. `parsed`: the address, where it has been read already.
 */
export function carriedAddresses(address: string, parsed?: WebAddress): readonly CarriedAddress[] {
  const found: CarriedAddress[] = [];
  const seen = new Set<string>([address]);
  let level = [address];
  for (let depth = 0; depth < mostDeep && level.length > 0; depth += 1) {
    const next: string[] = [];
    for (const one of level) {
      for (const { isOwn, ...carried } of carriedBy(one, depth === 0 ? parsed : undefined)) {
        if (seen.has(carried.address)) continue;
        if (found.length >= mostCarried || seen.size > 2 * mostCarried) return found;
        seen.add(carried.address);
        next.push(carried.address);
        if (!isOwn) found.push(carried);
      }
    }
    level = next;
  }
  return found;
}

/** The first of `carriedAddresses`: what this address shows or leads to, or undefined. */
export function carriedAddress(address: string): CarriedAddress | undefined {
  return carriedAddresses(address)[0];
}
