// A school's own block list, in whatever format it has it, becomes clean hosts. One bad entry in a
// declarativeNetRequest rule fails the rule or silently never matches, so nothing unclean gets past here.

import { problem, type Problem } from "../../contract/result.ts";
import { readHostListLine, type HostListFormat, type HostListRefusal } from "./host-list-line.ts";
import { isCleanHost } from "./clean-host-text.ts";
import { findGuard, hostGuards } from "./host-guards.ts";
import { createHostIndex, type HostIndex } from "./host-index.ts";
import { isIpHost, normaliseHost } from "./host.ts";
import type { FindShelter, Shelter } from "./known-good.ts";
import { sortHosts } from "./sort-hosts.ts";

const maxProblems = 50;
/** Sheltered hosts that are named; the rest are counted. */
const mostSheltered = 2000;
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
  /** The school's own hosts, normalised. */
  readonly ownHosts?: readonly string[];
  /** Names what would close education or the public sector: such entries are held back. Without it nothing is. */
  readonly findShelter?: FindShelter | undefined;
  /** Sheltered hosts, normalised, that a person has released. */
  readonly despiteShelter?: readonly string[];
}

/** An entry that is held back, and what shelters it. */
export interface ShelteredHost extends Shelter {
  readonly host: string;
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
  /** Entries held back, sorted by host: the first 2,000 named, all of them counted. */
  readonly sheltered: readonly ShelteredHost[];
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

const longestCommonSuffix = 9;

function isCommonSuffix(host: string): boolean {
  return host.length <= longestCommonSuffix && commonSuffixes.has(host);
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
  own: "nothing: the school's own hosts are never blocked",
  sheltered: "nothing: held back until somebody releases it by name",
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

/**
 * Copies hosts out of the text they were cut from. V8 keeps a cut as a view on the whole text, which then stays in
 * memory, and compares views so slowly that sorting them takes twice as long as copying and sorting.
 */
function copyHosts(hosts: readonly string[]): string[] {
  return JSON.parse(JSON.stringify(hosts)) as string[];
}

/**
 * Reads a block list: hosts file, plain domains, `||host^`, `*.host`, dnsmasq, unbound, response policy zones,
 * addresses without a path, mixed freely, with comments, BOM and any line end. What it cannot take is counted by reason
 * and, the first 50 times, reported. Never throws; the time grows with the length of the text (n log n where it is not
 * sorted).
 */
export function parseHostList(text: string, options: HostListOptions): HostList {
  const { name, isPublicSuffix = isCommonSuffix, protectedHosts = [], ownHosts = [] } = options;
  const { findShelter } = options;
  const despite = new Set(options.despiteShelter ?? []);
  const guards = hostGuards(protectedHosts, ownHosts);
  const tally: Tally = { refused: {}, problems: [], unreported: 0 };
  const formats = new Map<HostListFormat, number>();
  const listed = createHostIndex(Math.ceil(text.length / 16));
  const exceptions = new Map<string, number>();
  const sheltered: ShelteredHost[] = [];
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
    return judgeName(host);
  };
  const judgeName = (host: string): HostListRefusal | undefined => {
    if (host.includes(".local") && localEnding.test(host)) return "local";
    if (isPublicSuffix(host)) return "public-suffix";
    return findGuard(guards, host);
  };

  const takeClean = (host: string, reason: HostListRefusal | undefined, lineNumber: number) => {
    if (reason !== undefined) return refuse(reason, lineNumber, host);
    const shelter = findShelter?.(host);
    if (shelter !== undefined && !despite.has(host)) {
      if (sheltered.length < mostSheltered) sheltered.push({ host, ...shelter });
      tally.refused.sheltered = (tally.refused.sheltered ?? 0) + 1;
      return undefined;
    }
    if (!listed.add(host)) duplicates += 1;
    return undefined;
  };
  const take = (written: string, lineNumber: number): void => {
    const host = normaliseHost(written);
    if (host === undefined) refuse("invalid", lineNumber, written);
    else takeClean(host, judge(host), lineNumber);
  };
  const countFormat = (format: HostListFormat, many = 1): void => {
    formats.set(format, (formats.get(format) ?? 0) + many);
  };

  let lines = 0;
  let plainLines = 0;
  const lineEnd = text.includes("\n") ? "\n" : "\r";
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  while (start < text.length) {
    const at = text.indexOf(lineEnd, start);
    const next = at < 0 ? text.length : at;
    const end = next > start && text.charCodeAt(next - 1) === 13 ? next - 1 : next;
    lines += 1;
    if (isCleanHost(text, start, end)) {
      plainLines += 1;
      const host = text.slice(start, end);
      takeClean(host, judgeName(host), lines);
    } else {
      takeLine(text.slice(start, end), lines);
    }
    start = next + 1;
  }
  if (plainLines > 0) countFormat("domains", plainLines);

  function takeLine(line: string, lineNumber: number): void {
    const found = readHostListLine(line);
    if (found.kind === "hosts") {
      countFormat(found.format);
      for (const written of found.hosts) take(written, lineNumber);
    } else if (found.kind === "refused") {
      if (found.format !== undefined) countFormat(found.format);
      refuse(found.reason, lineNumber, line);
    } else if (found.kind === "exception") {
      countFormat("adblock");
      const host = normaliseHost(found.host);
      if (host === undefined) refuse("invalid", lineNumber, line);
      else exceptions.set(host, lineNumber);
    }
  }

  const left = takeOutExceptions(listed, exceptions, name, tally);
  const hosts = left.hosts.filter((host) => left.findParent(host) === undefined);
  if (tally.unreported > 0) {
    tally.problems.push(
      problem(name, `${tally.unreported} more like these`, "see the counts by reason", "warning"),
    );
  }
  return {
    hosts: sortHosts(copyHosts(hosts)),
    exceptions: [...exceptions.keys()].sort(),
    format: mostCommon(formats),
    problems: tally.problems,
    sheltered: uniqueSheltered(sheltered),
    counts: {
      lines,
      kept: hosts.length,
      duplicates,
      covered: left.hosts.length - hosts.length,
      excepted: listed.hosts.length - left.hosts.length,
      refused: tally.refused,
    },
  };
}

/** Leaves out what an exception names or covers, and says where one cannot be honoured by a list of hosts. */
function takeOutExceptions(
  listed: HostIndex,
  exceptions: ReadonlyMap<string, number>,
  name: string,
  tally: Tally,
): HostIndex {
  if (exceptions.size === 0) return listed;
  const excepted = createHostIndex(exceptions.size);
  for (const host of exceptions.keys()) excepted.add(host);
  const left = createHostIndex(listed.hosts.length);
  for (const host of listed.hosts) if (excepted.find(host) === undefined) left.add(host);
  for (const [host, lineNumber] of exceptions) {
    const parent = left.findParent(host);
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
  return left;
}

function uniqueSheltered(found: readonly ShelteredHost[]): readonly ShelteredHost[] {
  return [...new Map(found.map((one) => [one.host, one])).values()].sort((one, other) =>
    one.host < other.host ? -1 : 1,
  );
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
