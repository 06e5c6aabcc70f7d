// A school's own block list, in whatever format it has it, becomes clean hosts. One bad entry in a
// declarativeNetRequest rule fails the rule or silently never matches, so nothing unclean gets past here.

import { problem, type Problem } from "../../contract/result.ts";
import { readHostListLine, type HostListFormat, type HostListRefusal } from "./host-list-line.ts";
import { isIpHost, normaliseHost } from "./host.ts";
import { isProtected } from "./protected-sites.ts";

const plainLine = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+$/;
const maxProblems = 50;
const maxQuoted = 80;

export interface HostListOptions {
  /** The list's name, the first part of each problem's path. */
  readonly name: string;
  /**
   * Whether anybody may register names below this host, as below "co.uk". Give the one of the public suffix list
   * where it is to hand; a short built-in list stands in for it. Hosting services such as "github.io" are none:
   * a school may block them.
   */
  readonly isPublicSuffix?: (host: string) => boolean;
  /** A school's own protected sites, normalised. */
  readonly protectedHosts?: readonly string[];
}

export interface HostListCounts {
  /** Lines of the text, empty ones and comments among them. */
  readonly lines: number;
  readonly kept: number;
  readonly duplicates: number;
  /** Hosts left out because one above them is listed. */
  readonly covered: number;
  /** Listed hosts that an `@@` exception takes out again. */
  readonly excepted: number;
  /** Lines or hosts not taken, by reason; reasons that did not occur are absent. */
  readonly refused: Readonly<Partial<Record<HostListRefusal, number>>>;
}

export interface HostList {
  /** Normalised, each once, none below another, sorted by code unit. */
  readonly hosts: readonly string[];
  /** Hosts that `@@` exceptions name, normalised and sorted; those below a listed host belong in an allow list. */
  readonly exceptions: readonly string[];
  /** The format of most lines. */
  readonly format: HostListFormat | "empty";
  /** Warnings with the path `name:line`: the first 50, and one more that counts the rest. */
  readonly problems: readonly Problem[];
  readonly counts: HostListCounts;
}

/** Second-level suffixes that lists get wrong most often; the whole public suffix list has some 9,000. */
const commonSuffixes: ReadonlySet<string> = new Set(
  [
    "uk:ac co gov ltd me net nhs org plc police sch",
    "au:asn com edu gov id net org",
    "nz:ac co govt net org school",
    "za:ac co gov net org web",
    "jp:ac co go ne or",
    "kr:ac co go ne or",
    "in:ac co edu gov net org",
    "br:com edu gov net org",
    "cn:com edu gov net org",
    "tr:com edu gov net org",
    "mx:com edu gob net org",
    "ar:com edu gob net org",
    "il:ac co gov net org",
    "sg:com edu gov net org",
    "hk:com edu gov net org",
    "tw:com edu gov net org",
    "my:com edu gov net org",
    "ua:com edu gov net org",
    "pl:com edu gov net org",
    "ru:com net org",
  ].flatMap((row) => {
    const [top = "", names = ""] = row.split(":");
    return names.split(" ").map((name) => `${name}.${top}`);
  }),
);

function isCommonSuffix(host: string): boolean {
  return commonSuffixes.has(host);
}

/** Names that every hosts file gives to the machine itself. */
const localNames: ReadonlySet<string> = new Set(["localhost", "local", "broadcasthost"]);
const localEnding = /(?:\.localhost|\.localdomain[46]?)$/;
const localAddress = /^(?:0\.0\.0\.0|127\.\d+\.\d+\.\d+|255\.255\.255\.255|\[::1?\])$/;

const expectations: Readonly<Record<HostListRefusal, string>> = {
  invalid: 'a host such as "example.com"',
  "single-label": "a whole host: this would cover every site under that ending",
  "public-suffix": "a host below it: anybody's sites end so",
  local: "a host of the internet: this names the device itself",
  protected: "nothing: help sites are never blocked",
  path: 'a host without a path (put single pages under "block" in the policy)',
  pattern: "a host: patterns and regular expressions are not imported",
  cosmetic: "a host: rules that hide parts of a page are not imported",
  conditional: "a rule without options: this one blocks only in certain circumstances",
  redirect: "0.0.0.0 or 127.0.0.1 in front: this line leads to another address, it does not block",
};

interface Tally {
  readonly refused: Partial<Record<HostListRefusal, number>>;
  readonly problems: Problem[];
  unreported: number;
}

function quote(text: string): string {
  const clean = text.trim();
  return clean.length > maxQuoted ? `"${clean.slice(0, maxQuoted)}…"` : `"${clean}"`;
}

function report(tally: Tally, path: string, what: string, expected: string): void {
  if (tally.problems.length < maxProblems) {
    tally.problems.push(problem(path, what, expected, "warning"));
  } else {
    tally.unreported += 1;
  }
}

/** The lines of a text with any one kind of line end, without a byte order mark or an empty last line. */
function* splitLines(text: string): Generator<string> {
  const lineEnd = text.includes("\n") ? "\n" : "\r";
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  while (start < text.length) {
    const found = text.indexOf(lineEnd, start);
    const end = found < 0 ? text.length : found;
    yield text.slice(start, text.charCodeAt(end - 1) === 13 && end > start ? end - 1 : end);
    start = end + 1;
  }
}

/**
 * Copies hosts out of the text they were cut from. V8 keeps a cut as a view on the whole text, which then stays in
 * memory, and compares views so slowly that sorting them takes twice as long as copying and sorting.
 */
function copyHosts(hosts: readonly string[]): string[] {
  return JSON.parse(JSON.stringify(hosts)) as string[];
}

/** Whether one of the parents of `host` is in `listed`. */
function findListedParent(host: string, listed: ReadonlySet<string>): string | undefined {
  for (let dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {
    const parent = host.slice(dot + 1);
    if (listed.has(parent)) return parent;
  }
  return undefined;
}

/**
 * Reads a block list: hosts file, plain domains, `||host^`, `*.host`, dnsmasq, addresses without a path, mixed
 * freely, with comments, BOM and any line end. What it cannot take is counted by reason and, the first 50 times,
 * reported. Never throws; the time grows with the length of the text.
 */
export function parseHostList(text: string, options: HostListOptions): HostList {
  const { name, isPublicSuffix = isCommonSuffix, protectedHosts = [] } = options;
  const tally: Tally = { refused: {}, problems: [], unreported: 0 };
  const formats = new Map<HostListFormat, number>();
  const listed = new Set<string>();
  const exceptions = new Map<string, number>();
  let duplicates = 0;

  const refuse = (reason: HostListRefusal, lineNumber: number, found: string): void => {
    tally.refused[reason] = (tally.refused[reason] ?? 0) + 1;
    // Every hosts file begins with the names of the machine itself: no news.
    if (reason !== "local")
      report(tally, `${name}:${lineNumber}`, quote(found), expectations[reason]);
  };
  const judge = (host: string): HostListRefusal | undefined => {
    if (isIpHost(host)) return localAddress.test(host) ? "local" : undefined;
    if (!host.includes(".")) {
      return localNames.has(host) || host.startsWith("ip6-") ? "local" : "single-label";
    }
    if (host.includes(".local") && localEnding.test(host)) return "local";
    if (isProtected(host, protectedHosts)) return "protected";
    return isPublicSuffix(host) ? "public-suffix" : undefined;
  };

  const take = (written: string, lineNumber: number): void => {
    const host = normaliseHost(written);
    const reason = host === undefined ? "invalid" : judge(host);
    if (host === undefined || reason !== undefined) {
      refuse(reason ?? "invalid", lineNumber, written);
      return;
    }
    const sizeBefore = listed.size;
    if (listed.add(host).size === sizeBefore) duplicates += 1;
  };
  const countFormat = (format: HostListFormat): void => {
    formats.set(format, (formats.get(format) ?? 0) + 1);
  };

  let lines = 0;
  for (const line of splitLines(text)) {
    lines += 1;
    // The commonest line by far, past the slower reading of all the others.
    if (plainLine.test(line)) {
      countFormat("domains");
      take(line, lines);
      continue;
    }
    const found = readHostListLine(line);
    if (found.kind === "hosts") {
      countFormat(found.format);
      for (const written of found.hosts) take(written, lines);
    } else if (found.kind === "refused") {
      if (found.format !== undefined) countFormat(found.format);
      refuse(found.reason, lines, line);
    } else if (found.kind === "exception") {
      countFormat("adblock");
      const host = normaliseHost(found.host);
      if (host === undefined) refuse("invalid", lines, line);
      else exceptions.set(host, lines);
    }
  }

  const excepted = takeOutExceptions(listed, exceptions, name, tally);
  const hosts: string[] = [];
  let covered = 0;
  for (const host of listed) {
    if (findListedParent(host, listed) === undefined) hosts.push(host);
    else covered += 1;
  }
  if (tally.unreported > 0) {
    tally.problems.push(
      problem(name, `${tally.unreported} more like these`, "see the counts by reason", "warning"),
    );
  }
  return {
    hosts: copyHosts(hosts).sort(),
    exceptions: [...exceptions.keys()].sort(),
    format: mostCommon(formats),
    problems: tally.problems,
    counts: { lines, kept: hosts.length, duplicates, covered, excepted, refused: tally.refused },
  };
}

/** Deletes what an exception names or covers, and says where one cannot be honoured by a list of hosts. */
function takeOutExceptions(
  listed: Set<string>,
  exceptions: ReadonlyMap<string, number>,
  name: string,
  tally: Tally,
): number {
  if (exceptions.size === 0) return 0;
  const excepted = new Set(exceptions.keys());
  let count = 0;
  for (const host of listed) {
    if (!excepted.has(host) && findListedParent(host, excepted) === undefined) continue;
    listed.delete(host);
    count += 1;
  }
  for (const [host, lineNumber] of exceptions) {
    const parent = findListedParent(host, listed);
    const path = `${name}:${lineNumber}`;
    if (parent === undefined) {
      report(
        tally,
        path,
        `exception for "${host}"`,
        "nothing more: it and all below it are left out",
      );
    } else {
      const cure = `put "${host}" under "allow" in the policy to keep it open`;
      report(tally, path, `exception for "${host}" below the listed "${parent}"`, cure);
    }
  }
  return count;
}

function mostCommon(formats: ReadonlyMap<HostListFormat, number>): HostListFormat | "empty" {
  let best: HostListFormat | "empty" = "empty";
  let most = 0;
  for (const [format, count] of formats) {
    if (count > most) {
      best = format;
      most = count;
    }
  }
  return best;
}
