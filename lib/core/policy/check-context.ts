// What every part of the check is given, and the few questions they all ask.
import { nearestName } from "../../contract/nearest-name.ts";
import type { Policy } from "../../contract/policy.ts";
import { problem } from "../../contract/result.ts";
import type { Problem } from "../../contract/result.ts";
import { normaliseHost, parseWebAddress } from "./host.ts";
import { protectedSites } from "./protected-sites.ts";
import { searchEngines } from "./search-engine-table.ts";

/** What the check cannot know by itself. */
export interface CheckOptions {
  /** Built-in protected hosts; by default those of `protected-sites.ts`. */
  readonly protectedHosts?: readonly string[];
  /** Whether a clean host is a public suffix ("co.uk"). Without it a small built-in list of the usual ones is used. */
  readonly isPublicSuffix?: (host: string) => boolean;
  /** Ids of search engines; by default those of `search-engine-table.ts`. */
  readonly searchEngines?: readonly string[];
  /** What is wrong with the lines of the school's own phrases; without it they are read where they are packed. */
  readonly checkPhrases?: (lists: Policy["phrases"]) => readonly Problem[];
}

export interface CheckContext {
  readonly policy: Policy;
  readonly builtIn: readonly string[];
  /** Built-in categories and the policy's own. */
  readonly categories: ReadonlySet<string>;
  /** Built-in and the policy's own, clean, with the spelling of each; lists of 200,000 are held against them. */
  readonly shelters: ReadonlyMap<string, string>;
  readonly isPublicSuffix: (host: string) => boolean;
  readonly searchEngines: readonly string[];
  readonly checkPhrases: NonNullable<CheckOptions["checkPhrases"]>;
  readonly atMs: number;
  readonly problems: Problem[];
}

/** The endings a UK school is most likely to type by mistake; the command line uses the full public list. */
const usualSuffixes = new Set(
  "com net org info biz app dev io co uk eu ie fr de us ru cn xyz online site club top edu gov school academy co.uk org.uk ac.uk gov.uk sch.uk nhs.uk police.uk me.uk ltd.uk plc.uk net.uk com.au co.nz co.za github.io blogspot.com".split(
    " ",
  ),
);

export function createCheckContext(
  policy: Policy,
  knownCategories: readonly string[],
  atMs: number,
  options: CheckOptions,
): CheckContext {
  const shelters = new Map<string, string>();
  const protectedHosts = options.protectedHosts ?? protectedSites.map(({ host }) => host);
  for (const entry of [...protectedHosts, ...policy.protectedSites]) {
    const clean = normaliseHost(entry);
    if (clean !== undefined && !shelters.has(clean)) shelters.set(clean, entry);
  }
  return {
    policy,
    builtIn: knownCategories,
    categories: new Set([...knownCategories, ...policy.categories.map(({ id }) => id)]),
    shelters,
    isPublicSuffix: options.isPublicSuffix ?? ((host) => usualSuffixes.has(host)),
    searchEngines: options.searchEngines ?? searchEngines.map(({ id }) => id),
    checkPhrases: options.checkPhrases ?? (() => []),
    atMs,
    problems: [],
  };
}

export function addError(
  context: CheckContext,
  path: string,
  what: string,
  expected: string,
): undefined {
  context.problems.push(problem(path, what, expected));
}

export function addWarning(
  context: CheckContext,
  path: string,
  what: string,
  expected: string,
): undefined {
  context.problems.push(problem(path, what, expected, "warning"));
}

/** What the names are, for a person: all of a few, else the nearest and how many there are. */
export function oneOf(name: string, known: Iterable<string>, kind: string): string {
  const names = [...known];
  const near = nearestName(name, names);
  const meant = near === undefined ? "" : ` (did you mean "${near}"?)`;
  if (names.length === 0) return `${kind}: there are none yet`;
  return names.length <= 12
    ? `${kind}: one of ${names.join(", ")}${meant}`
    : `${kind}, of which there are ${names.length}${meant}`;
}

/** The same name twice in a list of things with ids. */
export function checkUnique(
  context: CheckContext,
  path: string,
  ids: readonly string[],
  kind: string,
): void {
  const first = new Map<string, number>();
  for (const [place, id] of ids.entries()) {
    const before = first.get(id);
    if (before === undefined) first.set(id, place);
    else {
      addError(
        context,
        `${path}.${place}.id`,
        `"${id}", which ${path}.${before} has already`,
        `an id of its own for each ${kind}`,
      );
    }
  }
}

/** A host of the policy, cleaned; undefined and a problem where it is none or would cover half the web. */
export function checkHost(context: CheckContext, path: string, text: string): string | undefined {
  const host = normaliseHost(text.trim());
  if (host === undefined) {
    return addError(context, path, `"${text.slice(0, 100)}"`, `a host alone${hostHint(text)}`);
  }
  if (context.isPublicSuffix(host)) {
    return addError(
      context,
      path,
      `"${host}", under which anybody can register names`,
      `a host that belongs to somebody, such as "example.${host}"`,
    );
  }
  return host;
}

/** Each host of a list, and each of them once. */
export function checkHosts(context: CheckContext, path: string, texts: readonly string[]): void {
  const first = new Map<string, number>();
  for (const [place, text] of texts.entries()) {
    const host = checkHost(context, `${path}.${place}`, text);
    if (host === undefined) continue;
    const before = first.get(host);
    if (before === undefined) first.set(host, place);
    else {
      addWarning(
        context,
        `${path}.${place}`,
        `"${host}", which ${path}.${before} has already`,
        "each host once",
      );
    }
  }
}

function hostHint(text: string): string {
  const trimmed = text.trim();
  const wildcard = trimmed.replace(/^(?:\*\.|\.)/, "");
  if (wildcard !== trimmed && normaliseHost(wildcard) !== undefined) {
    return `: "${wildcard}" (it covers everything below it)`;
  }
  const parsed = parseWebAddress(trimmed.includes("://") ? trimmed : `https://${trimmed}`);
  if (parsed === undefined) return ', such as "www.example.org"';
  return parsed.path === "/" && parsed.query === ""
    ? `: "${parsed.host}"`
    : `: "${parsed.host}" (a path goes into "path")`;
}

/** The protected host, built in or the policy's own, that shelters a clean host; the nearest, where there are several. */
export function shelterOf(context: CheckContext, host: string): string | undefined {
  const { shelters } = context;
  for (let rest = host; ;) {
    const entry = shelters.get(rest);
    if (entry !== undefined) return entry;
    const dot = rest.indexOf(".");
    if (dot < 0) return undefined;
    rest = rest.slice(dot + 1);
  }
}
