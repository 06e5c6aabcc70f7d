// Services that show another site's page under their own address: translators, archives, caches, AMP, readers and
// fetching services. Facts of their public addresses; where one is missing the generic reading of `carried-address.ts`
// still sees an address that stands in the open.
import { decodePercent } from "./carried-text.ts";
import type { WebAddress } from "./host.ts";

export type CarrierKind =
  | "translate"
  | "archive"
  | "cache"
  | "amp"
  | "proxy"
  | "parameter"
  | "path";

/** The parts of an address as written, beside its cleaned form. */
export interface RawAddress {
  readonly parsed: WebAddress;
  readonly host: string;
  /** Begins with "/" or is empty. */
  readonly path: string;
  /** After "?", or empty. */
  readonly query: string;
  /** After "#", or empty. */
  readonly fragment: string;
}

export interface Service {
  readonly by: CarrierKind;
  readonly hosts: RegExp;
  /** What it carries where that is not to be seen in the open; undefined: nothing found this way. */
  readonly read?: (raw: RawAddress) => string | undefined;
  /** A path segment or parameter without a scheme (`12ft.io/example.org`) is an address too. */
  readonly bare?: true;
}

const at = (...hosts: string[]): RegExp =>
  new RegExp(`(?:^|\\.)(?:${hosts.map((host) => host.replaceAll(".", "\\.")).join("|")})$`);

/** `a-b--c-org` is `a.b-c.org`: "-" stands for "." and "--" for "-". */
function unfoldHost(label: string): string {
  return label
    .split("--")
    .map((part) => part.replaceAll("-", "."))
    .join("-");
}

function parameterOf(query: string, name: string): string | undefined {
  for (const pair of query.split("&")) {
    if (pair.startsWith(`${name}=`)) return decodePercent(pair.slice(name.length + 1));
  }
  return undefined;
}

/** `example-org.translate.goog/page?_x_tr_sl=…`: host in the first label, path and query kept. */
function readTranslateGoog(raw: RawAddress): string | undefined {
  let label = raw.host.slice(0, -".translate.goog".length);
  if (label === "" || label.includes(".")) return undefined;
  // `_x_tr_enc` says which marks stand before the label: 0 for "has more than two dashes in a row", 1 for punycode.
  const marks = parameterOf(raw.query, "_x_tr_enc") ?? "";
  if (marks.includes("0") && label.startsWith("0-")) label = label.slice(2);
  const isPuny = marks.includes("1") && label.startsWith("1-");
  const name = isPuny ? `xn--${unfoldHost(label.slice(2))}` : unfoldHost(label);
  const host = (parameterOf(raw.query, "_x_tr_hp") ?? "") + name;
  const scheme = parameterOf(raw.query, "_x_tr_sch") === "http" ? "http" : "https";
  const query = raw.query
    .split("&")
    .filter((pair) => pair !== "" && !pair.startsWith("_x_tr_"))
    .join("&");
  return `${scheme}://${host}${raw.path}${query === "" ? "" : `?${query}`}`;
}

/** `/amp/s/host/path`, `/c/s/host/path`: "s" says https. */
function readAmpPath(raw: RawAddress, start: RegExp): string | undefined {
  const rest = raw.path.replace(start, "");
  if (rest === raw.path) return undefined;
  const secure = rest.startsWith("s/");
  return `${secure ? "https" : "http"}://${secure ? rest.slice(2) : rest}${raw.query === "" ? "" : `?${raw.query}`}`;
}

/** `example-org.cdn.ampproject.org/c/s/example.org/page`; without a path the label tells the host. */
function readAmpCache(raw: RawAddress): string | undefined {
  const inPath = readAmpPath(raw, /^\/[a-z]{1,3}\/(?=[^/])/i);
  if (inPath !== undefined && /^https?:\/\/[^/]+\./.test(inPath)) return inPath;
  const label = /^([^.]+)\.cdn\.ampproject\.org$/.exec(raw.host)?.[1];
  return label === undefined || !label.includes("-") ? undefined : `https://${unfoldHost(label)}/`;
}

/** `q=cache:HASH:example.org/page+words` */
function readGoogleCache(raw: RawAddress): string | undefined {
  const words = (parameterOf(raw.query, "q") ?? "").replaceAll("+", " ");
  const found = /^\s*cache:(?:[\w-]{8,20}:)?\s*([^\s]+)/.exec(words)?.[1];
  return found === undefined ? undefined : withScheme(found);
}

function withScheme(text: string): string {
  return /^https?:/i.test(text) ? text : `https://${text}`;
}

/** `/web/20200102id_/example.org` and `/2020.01.02-030405/example.org`: the scheme may be left out. */
function readArchivePath(raw: RawAddress): string | undefined {
  const rest = /^\/(?:web|save|wayback|ukgwa|all|newest|oldest|o\/\w+|\d[\d.-]{3,})\/(.+)$/i.exec(
    raw.path,
  )?.[1];
  if (rest === undefined) return undefined;
  const page = rest.replace(/^[\d*][\d*]{0,13}(?:[a-z]{2}_)?\//i, "");
  const plain = decodePercent(page);
  const address = /^https?:/i.test(plain) || /^[^/:]+\.[^/:]+/.test(plain) ? plain : undefined;
  if (address === undefined) return undefined;
  return withScheme(address) + (raw.query === "" ? "" : `?${raw.query}`);
}

/** `showText.aspx` is a page of the service's own. */
const fileEnding =
  /\.(?:aspx?|cgi|css|gif|html?|ico|jpe?g|js|json|jsp|pdf|php\d?|png|svg|txt|webp|xml)$/i;

/** `/host/path` on a service that keeps nothing else in its path. */
function readWholePath(raw: RawAddress): string | undefined {
  const rest = decodePercent(raw.path.slice(1));
  const host = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+/i.exec(rest)?.[0];
  if (host === undefined || fileEnding.test(host)) return undefined;
  return `https://${rest}${raw.query === "" ? "" : `?${raw.query}`}`;
}

const googleHost = "google(?:\\.com?)?\\.[a-z]{2,3}|google\\.com";

/** The first that fits is taken. */
export const services: readonly Service[] = [
  { by: "translate", hosts: /\.translate\.goog$/, read: readTranslateGoog },
  {
    by: "translate",
    hosts: new RegExp(`^(?:translate\\.(?:${googleHost})|translate\\.googleusercontent\\.com)$`),
    bare: true,
  },
  {
    by: "translate",
    hosts:
      /^(?:www\.)?(?:translatetheweb\.com|(?:[a-z0-9-]+\.)*microsofttranslator\.com|translate\.yandex\.[a-z.]{2,6}|translated\.turbopages\.org|papago\.naver\.(?:com|net)|fanyi\.(?:baidu|youdao)\.com|webtranslate\.tilde\.com|itranslate\.com)$/,
    bare: true,
  },
  {
    by: "archive",
    hosts:
      /^(?:(?:web|wayback|www)\.)?archive\.org$|^(?:www\.)?archive\.(?:today|ph|is|li|vn|md|fo)$|^wayback\.archive-it\.org$|^(?:www\.)?webarchive\.(?:nationalarchives\.gov\.uk|org\.uk|loc\.gov)$|^arquivo\.pt$|^(?:www\.)?ghostarchive\.org$|^(?:www\.)?megalodon\.jp$/,
    read: (raw) => readArchivePath(raw) ?? readWholePath(raw),
  },
  { by: "cache", hosts: at("webcache.googleusercontent.com"), read: readGoogleCache, bare: true },
  { by: "cache", hosts: at("cc.bingj.com", "cachedview.nl", "cachedview.com", "cachedpages.com") },
  { by: "amp", hosts: at("cdn.ampproject.org", "bing-amp.com"), read: readAmpCache },
  {
    by: "amp",
    hosts: new RegExp(`^(?:www\\.)?(?:${googleHost})$`),
    read: (raw) => readAmpPath(raw, /^\/amp\/(?=[^/])/i),
  },
  {
    by: "proxy",
    hosts: at("i0.wp.com", "i1.wp.com", "i2.wp.com", "i3.wp.com"),
    read: readWholePath,
  },
  {
    by: "proxy",
    hosts: at(
      "12ft.io",
      "13ft.io",
      "1ft.io",
      "r.jina.ai",
      "outline.com",
      "txtify.it",
      "textise.net",
      "smry.ai",
      "freedium.cfd",
      "removepaywall.com",
      "removepaywalls.com",
      "via.hypothes.is",
      "viahtml.hypothes.is",
      "htmlpreview.github.io",
      "googleweblight.com",
      "cors-anywhere.herokuapp.com",
      "corsproxy.io",
      "proxy.cors.sh",
      "api.allorigins.win",
      "api.codetabs.com",
      "thingproxy.freeboard.io",
      "images.weserv.nl",
      "wsrv.nl",
      "image.thum.io",
      "api.microlink.io",
      "external-content.duckduckgo.com",
      "proxy.duckduckgo.com",
      "view.officeapps.live.com",
      "printfriendly.com",
    ),
    read: readWholePath,
    bare: true,
  },
];

/** Addresses within a bigger site that fetch: a viewer of documents, an old reader for phones. */
export const fetchingPages: readonly { readonly hosts: RegExp; readonly path: RegExp }[] = [
  { hosts: /^(?:docs|drive)\.google\.com$/, path: /^\/g?view(?:er)?(?:ng)?\b/i },
  {
    hosts: new RegExp(`^(?:www\\.)?(?:${googleHost})$`),
    path: /^\/(?:gwt\/[xn]|gadgets\/proxy)\b/i,
  },
  { hosts: /\.googleusercontent\.com$/, path: /^\/gadgets\/proxy\b/i },
  { hosts: /^(?:s\.wordpress|s0\.wp)\.com$/, path: /^\/mshots\//i },
];
