// A publisher's file becomes a clean list. Takes seconds for a million hosts, so it runs beside the serving.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { parse } from "tldts";
import type { Policy, PolicyList } from "../../lib/contract/policy.ts";
import { err, ok, type Problem, type Result } from "../../lib/contract/result.ts";
import {
  parseHostList,
  type HostListCounts,
  type ShelteredHost,
} from "../../lib/core/policy/host-list.ts";
import { shelterOfSets } from "../../lib/core/policy/known-good.ts";
import { makeListDelta, printHosts, readHosts } from "../../lib/core/policy/list-delta.ts";
import { listOptions } from "../../lib/core/policy/list-options.ts";
import { readBundle } from "./read-bundle.ts";

export interface CleanInput {
  readonly bytes: Uint8Array;
  readonly policy: Policy;
  readonly list: PolicyList;
  /** Released at the desk, beside the policy's `despiteShelter`. */
  readonly released: readonly string[];
  /** The text of the live version, "" where there is none: to say what changes. */
  readonly liveText: string;
}

export interface CleanedList {
  /** One host a line, sorted, each line ended: what is signed and served. */
  readonly text: string;
  readonly sha256: string;
  readonly hosts: number;
  readonly format: string;
  readonly counts: HostListCounts;
  readonly sheltered: readonly ShelteredHost[];
  readonly problems: readonly Problem[];
  readonly added: { readonly count: number; readonly first: readonly string[] };
  readonly removed: { readonly count: number; readonly first: readonly string[] };
}

const firstMost = 20;
/** Bare hosting services stand in these lists rightly; in any other they would close everybody's site there. */
const hostingCategories: ReadonlySet<string> = new Set(["free-hosting", "file-sharing"]);

function hostsOfCategory(id: string): readonly string[] {
  const file = new URL(`../../rules/categories/${id}.txt`, import.meta.url);
  const text = readFileSync(file, "utf8").replaceAll(/^[a-z]+:.*$/gm, "");
  return parseHostList(text, { name: id, isPublicSuffix: () => false }).hosts;
}

/** Whether anybody may have a site below: a suffix of a registry, or of a hosting service. Source: publicsuffix.org. */
function isSuffix(host: string, allowPrivateDomains: boolean): boolean {
  return parse(host, { allowPrivateDomains }).publicSuffix === host;
}

/** Cleans here and now. The error is one sentence. */
export async function cleanList(input: CleanInput): Promise<Result<CleanedList, string>> {
  const { policy, list, released } = input;
  const read = await readBundle(input.bytes, list.fetch?.part);
  if (!read.ok) return read;
  const findShelter = shelterOfSets(
    ["education", "news"].map((id) => ({ id, hosts: hostsOfCategory(id) })),
  );
  const options = listOptions(policy, list, findShelter);
  const countsPrivate = !hostingCategories.has(list.category);
  const cleaned = parseHostList(read.value, {
    ...options,
    isPublicSuffix: (host) => isSuffix(host, countsPrivate),
    despiteShelter: [...(options.despiteShelter ?? []), ...released],
  });
  const text = printHosts(cleaned.hosts);
  const { added, removed } = makeListDelta(readHosts(input.liveText), cleaned.hosts);
  return ok({
    text,
    sha256: createHash("sha256").update(text).digest("hex"),
    hosts: cleaned.hosts.length,
    format: cleaned.format,
    counts: cleaned.counts,
    sheltered: cleaned.sheltered,
    problems: cleaned.problems,
    added: { count: added.length, first: added.slice(0, firstMost) },
    removed: { count: removed.length, first: removed.slice(0, firstMost) },
  });
}

/** Cleans in a thread of its own. Never rejects. */
export async function cleanBeside(input: CleanInput): Promise<Result<CleanedList, string>> {
  return new Promise((done) => {
    const worker = new Worker(new URL("./clean-worker.ts", import.meta.url), { workerData: input });
    worker.once("message", (result: Result<CleanedList, string>) => done(result));
    worker.once("error", () => done(err("could not be read")));
    worker.once("exit", () => done(err("could not be read")));
  });
}
