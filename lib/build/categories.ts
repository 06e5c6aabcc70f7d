// Reads rules/categories: one file per category, a header of `key: value` lines, then one host a line.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "tldts";
import { problem, type Problem } from "../contract/result.ts";
import { actions, type Action } from "../contract/vocabulary.ts";
import type { Category } from "../core/policy/category.ts";
import { hostCovers, hostSuffixes, normaliseHost } from "../core/policy/host.ts";
import { isProtected, protectedSites } from "../core/policy/protected-sites.ts";

const headerKeys = ["id", "title", "why", "pupil", "requirement", "strictest"] as const;
type HeaderKey = (typeof headerKeys)[number];

const headerLine = /^([a-z]+):(?:\s+(.*))?$/;
const idShape = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const requirementShape = /^[A-Z]\d+$/;
/** The block page shows these beside much else; the policy's own categories have the same bounds. */
const longest: Readonly<Partial<Record<HeaderKey, number>>> = { title: 80, why: 300, pupil: 300 };

/** What reading the category files gave. A category with an error in its file is left out. */
export interface CategoryFiles {
  /** Sorted by id. */
  readonly categories: readonly Category[];
  readonly problems: readonly Problem[];
}

/**
 * Whether anybody may register names below `host`, by the public suffix list (its ICANN part: hosting services such
 * as "github.io" may be blocked as a whole). For `parseHostList`. Source: publicsuffix.org, through tldts.
 */
export function isPublicSuffix(host: string): boolean {
  return parse(host, { allowPrivateDomains: false }).publicSuffix === host;
}

interface HostPlace {
  readonly host: string;
  readonly line: number;
}

interface ReadFile {
  readonly name: string;
  readonly category: Category | undefined;
  readonly places: readonly HostPlace[];
  readonly problems: readonly Problem[];
}

function isAction(text: string): text is Action {
  return actions.some((action) => action === text);
}

function checkHeader(name: string, header: ReadonlyMap<string, HostPlace>): Problem[] {
  const problems: Problem[] = [];
  const check = (key: HeaderKey, isGood: (value: string) => boolean, expected: string): void => {
    const found = header.get(key);
    if (found === undefined)
      problems.push(problem(`${name}:1`, `no "${key}"`, `a line "${key}: …"`));
    else if (!isGood(found.host)) {
      problems.push(problem(`${name}:${found.line}`, `${key} "${found.host}"`, expected));
    }
  };
  const wanted = name.replace(/\.txt$/, "");
  check(
    "id",
    (value) => value === wanted && idShape.test(value),
    `"${wanted}", as the file is called`,
  );
  for (const key of ["title", "why", "pupil"] as const) {
    const most = longest[key] ?? 300;
    check(key, (value) => value.length > 0 && value.length <= most, `1 to ${most} characters`);
  }
  check("requirement", (value) => requirementShape.test(value), 'a requirement such as "F1"');
  check("strictest", isAction, `one of ${actions.join(", ")}`);
  return problems;
}

function checkHost(
  text: string,
  isOpen: boolean,
): readonly [what: string, expected: string] | undefined {
  const host = normaliseHost(text);
  if (host === undefined) return [`"${text.slice(0, 80)}"`, 'a host such as "example.com"'];
  if (host !== text) return [`"${text}"`, `"${host}", the form in which hosts are compared`];
  if (!host.includes(".")) return [`"${host}"`, "a host with a dot in it"];
  // What is open may be as wide as "gov.uk", and may name a protected site.
  if (isOpen) return undefined;
  if (isPublicSuffix(host)) return [`"${host}"`, "a host below it: anybody's sites end so"];
  if (isProtected(host)) return [`"${host}"`, "no protected site"];
  const below = protectedSites.find((site) => hostCovers(host, site.host));
  return below && [`"${host}"`, `no host above the protected site "${below.host}"`];
}

/**
 * Reads one category file. `name` is the file's name with `.txt`. Every complaint has the path `name:line`.
 * Never throws.
 */
export function readCategoryFile(name: string, text: string): ReadFile {
  const problems: Problem[] = [];
  const header = new Map<string, HostPlace>();
  const places: HostPlace[] = [];
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const content = raw.replace(/(?:^|\s)#.*$/, "").trim();
    if (content === "") continue;
    const field = headerLine.exec(content);
    if (field === null) {
      places.push({ host: content, line });
      continue;
    }
    const [, key = "", value = ""] = field;
    if (!headerKeys.some((known) => known === key)) {
      problems.push(problem(`${name}:${line}`, `"${key}:"`, `one of ${headerKeys.join(", ")}`));
    } else if (header.has(key)) {
      problems.push(problem(`${name}:${line}`, `"${key}" again`, "each header line once"));
    } else if (places.length > 0) {
      problems.push(
        problem(`${name}:${line}`, `"${key}" below a host`, "the header above all hosts"),
      );
    } else {
      // A header's own words may hold a "#".
      header.set(key, {
        host: raw.trim() === content ? value : raw.slice(raw.indexOf(":") + 1).trim(),
        line,
      });
    }
  }
  problems.push(...checkHeader(name, header));

  const value = (key: HeaderKey): string => header.get(key)?.host ?? "";
  const strictest = value("strictest");
  const seen = new Map<string, number>();
  for (const { host, line } of places) {
    const complaint = checkHost(host, strictest === "allow");
    const first = seen.get(host);
    if (complaint !== undefined) problems.push(problem(`${name}:${line}`, ...complaint));
    else if (first !== undefined) {
      problems.push(
        problem(`${name}:${line}`, `"${host}" again`, `it once: it is on line ${first}`),
      );
    } else seen.set(host, line);
  }
  for (const [host, line] of seen) {
    const parent = hostSuffixes(host)
      .slice(1)
      .find((suffix) => seen.has(suffix));
    if (parent === undefined) continue;
    const what = `"${host}" below "${parent}"`;
    problems.push(
      problem(`${name}:${line}`, what, `it left out: line ${seen.get(parent)} covers it`),
    );
  }
  if (places.length === 0)
    problems.push(problem(`${name}:1`, "no hosts", "one host a line below the header"));

  const good = [...seen].map(([host, line]) => ({ host, line }));
  if (problems.length > 0 || !isAction(strictest)) {
    return { name, category: undefined, places: good, problems };
  }
  const category: Category = {
    id: value("id"),
    title: value("title"),
    why: value("why"),
    pupil: value("pupil"),
    requirement: value("requirement"),
    strictest,
    hosts: [...seen.keys()].sort(),
  };
  return { name, category, places: good, problems };
}

/** A host belongs in one category. A sub-domain may stand in another as well: `decide` takes the stricter of the two. */
function findSharedHosts(files: readonly ReadFile[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  for (const { name, places } of files) {
    for (const { host, line } of places) {
      const first = seen.get(host);
      const place = `${name}:${line}`;
      if (first === undefined) seen.set(host, place);
      else if (!first.startsWith(`${name}:`)) {
        problems.push(problem(place, `"${host}"`, `it in one category: it is in ${first} too`));
      }
    }
  }
  return problems;
}

/**
 * Reads every `.txt` file of `dir`, in the order of their names. The same files give the same value, always.
 * A folder that cannot be read is a problem, not an exception.
 */
export function readCategoryFiles(dir: string): CategoryFiles {
  let names: string[];
  const texts = new Map<string, string>();
  try {
    names = readdirSync(dir)
      .filter((name) => name.endsWith(".txt"))
      .sort();
    for (const name of names) texts.set(name, readFileSync(join(dir, name), "utf8"));
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { categories: [], problems: [problem(dir, what, "a folder of category files")] };
  }
  const files = [...texts].map(([name, text]) => readCategoryFile(name, text));
  return {
    categories: files.flatMap((file) => file.category ?? []),
    problems: [...files.flatMap((file) => file.problems), ...findSharedHosts(files)],
  };
}
