// One spelling for every host. The browser cleans what a person typed or a page linked to; whoever compares
// hosts must clean in the same way, or "HTTP://EXAMPLE.COM." walks past a rule for "example.com".

import { looksLikeIpv4, normaliseIpv4, normaliseIpv6 } from "./host-ip.ts";
import { encodePunycode } from "./host-punycode.ts";

const maxHostLength = 253;
const maxLabelLength = 63;

const plainHost = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;
/** What a browser allows in a host although no name is registered so (WHATWG URL, forbidden domain code points). */
const browserHost = /^[a-z0-9_.!"$&'()*+,;=`{}~-]+$/;
/** Left out by UTS #46 mapping: soft hyphen, joiners of no width, byte order mark, variation selectors. */
const ignoredCharacters =
  /\u00AD|\u034F|[\u180B-\u180F]|\u200B|\u2060|\u2064|[\uFE00-\uFE0F]|\uFEFF/gu;
const foreignDots = /[\u3002\uFF0E\uFF61]/gu;
const neverInHost = /[\p{Cc}\p{Cs}\p{Co}\p{Z}]/u;
const nonAscii = /[^\0-\x7F]/;

/** Decodes `%41` to "A", as UTF-8. `undefined` where the bytes are no text. */
function decodePercent(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The mapping of UTS #46 as far as a host needs it: case, width, compatibility forms, what has no width. */
function mapToPlain(text: string): string {
  // A final capital sigma would become "ς" in toLowerCase, but UTS #46 knows no final forms.
  const lower = text.replaceAll("Σ", "σ").toLowerCase().normalize("NFKC");
  return lower.replaceAll("Σ", "σ").toLowerCase().normalize("NFKC").replace(ignoredCharacters, "");
}

function hasGoodLengths(host: string): boolean {
  if (host.length > maxHostLength) return false;
  let start = 0;
  for (;;) {
    const dot = host.indexOf(".", start);
    const end = dot < 0 ? host.length : dot;
    if (end === start || end - start > maxLabelLength) return false;
    if (dot < 0) return true;
    start = dot + 1;
  }
}

function cleanHost(text: string, allowed: RegExp): string | undefined {
  // Percent-escapes make a name three times as long, and a letter can take nine of them.
  if (text === "" || text.length > maxHostLength * 9) return undefined;
  if (text.startsWith("[")) return normaliseIpv6(text);
  let host: string | undefined = text;
  if (!plainHost.test(text)) {
    if (text.includes("%")) host = decodePercent(text);
    if (host === undefined) return undefined;
    if (nonAscii.test(host)) {
      host = mapToPlain(host).replace(foreignDots, ".");
      if (host.length > maxHostLength + 1 || neverInHost.test(host)) return undefined;
      host = host
        .split(".")
        .map((label) => (nonAscii.test(label) ? `xn--${encodePunycode(label)}` : label))
        .join(".");
    } else {
      host = host.toLowerCase();
    }
    if (host.endsWith(".")) host = host.slice(0, -1);
    if (!allowed.test(host)) return undefined;
  }
  if (looksLikeIpv4(host)) return normaliseIpv4(host);
  return hasGoodLengths(host) ? host : undefined;
}

/**
 * The one spelling of a host, as `requestDomains` wants it: lower-case ASCII, no dot at the end, other scripts in
 * punycode, IPv4 in four decimal numbers, IPv6 short and in brackets.
 * `undefined` for everything that is not a bare host (a scheme, path, port, space, wildcard, empty or over-long label).
 * Idempotent. Sources: WHATWG URL (host parsing), UTS #46, RFC 3492.
 */
export function normaliseHost(text: string): string | undefined {
  return cleanHost(text, plainHost);
}

/** Whether a normalised host is an address in numbers, which has no parents and no sub-domains. */
export function isIpHost(host: string): boolean {
  return host.startsWith("[") || looksLikeIpv4(host);
}

/**
 * A normalised host and its parents, the most specific first, without the last label alone:
 * `a.example.co.uk` gives itself, `example.co.uk`, `co.uk`. A single label or an address gives itself.
 */
export function hostSuffixes(host: string): string[] {
  const suffixes = [host];
  if (isIpHost(host)) return suffixes;
  const lastDot = host.lastIndexOf(".");
  for (let dot = host.indexOf("."); dot < lastDot; dot = host.indexOf(".", dot + 1)) {
    suffixes.push(host.slice(dot + 1));
  }
  return suffixes;
}

/** Whether a rule for `entry` speaks of `host`: the host itself or one below it. Both normalised. */
export function hostCovers(entry: string, host: string): boolean {
  if (entry === host) return true;
  return (
    host.length > entry.length + 1 &&
    host.charCodeAt(host.length - entry.length - 1) === 46 &&
    host.endsWith(entry)
  );
}

/** A web address taken apart, in the form in which rules are compared with it. */
export interface WebAddress {
  readonly scheme: "http" | "https" | "ws" | "wss" | "ftp";
  /** As `normaliseHost` gives it; may hold the odd signs that browsers let through, such as `!`. */
  readonly host: string;
  /** The port that will be asked, the scheme's own where none is written. */
  readonly port: number;
  /** Begins with `/`: percent-decoded once, dots resolved, slashes single, lower case. For comparing, not for fetching. */
  readonly path: string;
  /** What follows `?`, as written; empty where there is none. */
  readonly query: string;
}

const defaultPorts = { http: 80, https: 443, ws: 80, wss: 443, ftp: 21 } as const;

function isWebScheme(scheme: string): scheme is WebAddress["scheme"] {
  return Object.hasOwn(defaultPorts, scheme);
}

/** Decodes each run of escapes that is good UTF-8 and leaves the others as they stand. */
function decodePathEscapes(path: string): string {
  return path.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => decodePercent(run) ?? run);
}

function normalisePath(raw: string): string {
  const decoded = decodePathEscapes(raw).replaceAll("\\", "/").normalize("NFC").toLowerCase();
  const kept: string[] = [];
  const segments = decoded.split("/");
  for (const segment of segments) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  const last = segments.at(-1);
  const isFolder = last === "" || last === "." || last === "..";
  return kept.length === 0 ? "/" : `/${kept.join("/")}${isFolder ? "/" : ""}`;
}

function readPort(text: string, scheme: WebAddress["scheme"]): number | undefined {
  if (text === "") return defaultPorts[scheme];
  if (!/^\d+$/.test(text)) return undefined;
  const port = Number(text);
  return port <= 65_535 ? port : undefined;
}

/**
 * Takes an http, https, ws, wss or ftp address apart as a browser does: any number of slashes, back-slashes,
 * tabs and line ends inside, a user name, odd spellings of the host. Any other scheme, and what a browser would
 * refuse, is `undefined`. Linear in the length. Source: WHATWG URL, basic URL parser.
 */
export function parseWebAddress(url: string): WebAddress | undefined {
  // oxlint-disable-next-line no-control-regex -- browsers trim exactly these
  const text = url.replaceAll(/^[\0- ]+/g, "").replaceAll(/[\t\n\r]/g, "");
  const colon = text.indexOf(":");
  if (colon < 1 || colon > 5) return undefined;
  const scheme = text.slice(0, colon).toLowerCase();
  if (!isWebScheme(scheme)) return undefined;

  let start = colon + 1;
  while (text[start] === "/" || text[start] === "\\") start += 1;
  let end = start;
  while (end < text.length && !"/\\?#".includes(text.charAt(end))) end += 1;
  let authority = text.slice(start, end);
  if (end === text.length) authority = trimEnd(authority);
  authority = authority.slice(authority.lastIndexOf("@") + 1);

  const portColon = authority.indexOf(":", authority.startsWith("[") ? authority.indexOf("]") : 0);
  const host = cleanHost(portColon < 0 ? authority : authority.slice(0, portColon), browserHost);
  const port = readPort(portColon < 0 ? "" : authority.slice(portColon + 1), scheme);
  if (host === undefined || port === undefined) return undefined;

  const hash = text.indexOf("#", end);
  const rest = hash < 0 ? trimEnd(text.slice(end)) : text.slice(end, hash);
  const mark = rest.indexOf("?");
  return {
    scheme,
    host,
    port,
    path: normalisePath(mark < 0 ? rest : rest.slice(0, mark)),
    query: mark < 0 ? "" : rest.slice(mark + 1),
  };
}

/** Drops spaces and controls at the end, in linear time (a regular expression anchored at the end is not). */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) <= 32) end -= 1;
  return text.slice(0, end);
}
