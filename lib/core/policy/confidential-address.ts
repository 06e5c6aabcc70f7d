// The one spelling of an address under which a confidential list is asked. The list names single pages, not hosts,
// so what a server tells apart must stay apart, and what a browser or a person can write in several ways must not.
import { err, ok, type Result } from "../../contract/result.ts";
import { hostSuffixes, isIpHost, parseWebAddress } from "./host.ts";

/** A listed folder deeper than this is not looked for: the collector refuses it. */
const deepestFolder = 8;
/** A listed host with more labels than this stands for itself alone. */
const mostLabels = 5;

const unreserved = /[A-Za-z0-9._~-]/;

interface Place {
  /** Without "www.", with the port where it is not one of the web's two. */
  readonly authority: string;
  /** Without "www." */
  readonly host: string;
  readonly hasWww: boolean;
  readonly hasPort: boolean;
  /** Begins with "/". */
  readonly path: string;
  /** With its "?"; "" where there is none, or nothing behind it. */
  readonly query: string;
}

/**
 * Each byte stands as itself where it is unreserved or in `literal`, and else as an upper-case escape (RFC 3986, 6.2.2).
 * Idempotent.
 */
function spellBytes(text: string, literal: string): string {
  return text.toWellFormed().replaceAll(/%[0-9a-f]{2}|[^A-Za-z0-9._~-]/giu, (found) => {
    if (found.length === 3 && found.startsWith("%")) {
      const letter = String.fromCharCode(Number.parseInt(found.slice(1), 16));
      return unreserved.test(letter) ? letter : found.toUpperCase();
    }
    if (literal.includes(found)) return found;
    const code = found.charCodeAt(0);
    // encodeURIComponent leaves a few signs of ASCII as they are.
    return code < 0x80
      ? `%${code.toString(16).toUpperCase().padStart(2, "0")}`
      : encodeURIComponent(found);
  });
}

/** Dots resolved as a browser does (WHATWG URL, path state); repeated slashes stay, since servers tell them apart. */
function resolveDots(path: string): string {
  const kept: string[] = [];
  const segments = path.split("/").slice(1);
  for (const [place, segment] of segments.entries()) {
    const isLast = place === segments.length - 1;
    if (segment === ".." || segment === ".") {
      if (segment === "..") kept.pop();
      if (isLast) kept.push("");
    } else {
      kept.push(segment);
    }
  }
  return `/${kept.join("/")}`;
}

/** The path as written, from a text that `parseWebAddress` has accepted. */
function writtenPath(address: string): string {
  // oxlint-disable-next-line no-control-regex -- browsers trim exactly these
  const text = address.replaceAll(/^[\0- ]+/g, "").replaceAll(/[\t\n\r]/g, "");
  let start = text.indexOf(":") + 1;
  while (text[start] === "/" || text[start] === "\\") start += 1;
  while (start < text.length && !"/\\?#".includes(text.charAt(start))) start += 1;
  let end = start;
  while (end < text.length && !"?#".includes(text.charAt(end))) end += 1;
  if (end === text.length) while (end > start && text.charCodeAt(end - 1) <= 32) end -= 1;
  const path = text.slice(start, end).replaceAll("\\", "/");
  return path.startsWith("/") ? path : `/${path}`;
}

function placeOf(address: string): Place | undefined {
  const web = parseWebAddress(address);
  if (web === undefined || web.scheme === "ftp") return undefined;
  const bare = web.host.slice("www.".length);
  const hasWww = web.host.startsWith("www.") && bare.includes(".") && !isIpHost(bare);
  const host = hasWww ? bare : web.host;
  // http and https are taken as one, so the port of either is none.
  const hasPort = web.port !== 80 && web.port !== 443;
  return {
    authority: hasPort ? `${host}:${web.port}` : host,
    host,
    hasWww,
    hasPort,
    path: resolveDots(spellBytes(writtenPath(address), "/")),
    query: web.query === "" ? "" : `?${spellBytes(web.query, "&=+;")}`,
  };
}

const pageForm = ({ authority, path, query }: Place) => `page ${authority}${path}${query}`;
const folderForm = (authority: string, folder: string) => `folder ${authority}${folder}`;
/** The host and all below it. */
const domainForm = (host: string) => `domain ${host}`;
/** The host alone, with or without "www.". */
const hostForm = (host: string) => `host ${host}`;

/** "/a/" and "/a/b/" for "/a/b/c"; the root only where a port makes it more than the host itself. */
function foldersOf({ path, hasPort }: Place): string[] {
  const folders: string[] = hasPort ? ["/"] : [];
  let slash = path.indexOf("/", 1);
  while (slash > 0 && folders.length < deepestFolder) {
    folders.push(path.slice(0, slash + 1));
    slash = path.indexOf("/", slash + 1);
  }
  return folders;
}

function domainsOf(host: string): string[] {
  return hostSuffixes(host).filter(
    (suffix, place) => place === 0 || suffix.split(".").length <= mostLabels,
  );
}

/**
 * Under which names an address may stand on a confidential list: the page itself, each folder above it, its host, and
 * each domain above that. At most 15; none for what is no web address. Total, and linear in the length.
 */
export function confidentialForms(address: string): readonly string[] {
  const place = placeOf(address);
  if (place === undefined) return [];
  return [
    pageForm(place),
    ...foldersOf(place).map((folder) => folderForm(place.authority, folder)),
    hostForm(place.host),
    ...domainsOf(place.host).map(domainForm),
  ];
}

export interface ConfidentialEntry {
  readonly form: string;
  /** Normalised, without "www.". */
  readonly host: string;
}

/**
 * What one line of a list stands for: an address is that very page, `…/*` a folder, a bare host all of it and all
 * below it (`www.host`: that host alone). The reason on refusal never repeats the line.
 */
export function confidentialEntry(line: string): Result<ConfidentialEntry, string> {
  const text = line.trim();
  if (text.includes("\t")) return err("a tab inside: one address a line, and nothing else");
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== "http" && scheme !== "https") {
    return err("an address that is neither http nor https");
  }
  const isFolder = text.endsWith("/*") && !/[?#]/.test(text);
  const isBare = scheme === undefined && !/[/\\?#]/.test(text);
  const address = (isFolder ? text.slice(0, -1) : text).replace(/^\*\./, "");
  const place = placeOf(scheme === undefined ? `http://${address}` : address);
  if (place === undefined) return err("no web address");
  if (place.host.includes("*")) return err("a * in the host");
  if (scheme === undefined && (text.includes("@") || !/[.[]/.test(place.host))) {
    return err("neither an address nor a host");
  }
  const { host, authority, path, hasWww, hasPort } = place;
  const entry = (form: string) => ok({ form, host });
  if (!isFolder && !isBare) return entry(pageForm(place));
  if (path === "/" && !hasPort) {
    if (hasWww) return entry(hostForm(host));
    return entry(domainForm(host));
  }
  const folders = foldersOf({ ...place, path });
  return folders.at(-1) === path
    ? entry(folderForm(authority, path))
    : err(`a folder more than ${deepestFolder} deep`);
}
