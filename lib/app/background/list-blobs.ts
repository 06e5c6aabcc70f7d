// The lists on the device's disk: the hosts of each as one text, and beside it the small steps that led there.
import type { HostPatch } from "../../core/policy/host-table.ts";
import { applyListDelta, makeListDelta } from "../../core/policy/list-delta.ts";
import type { BlobStore } from "../ports.ts";

const listPrefix = "list:";
const stepsPrefix = "list-steps:";
/** More changes than this are no small step: the rules are made anew. */
const hostsInStepsMost = 1000;
const stepsMost = 50;

export interface KeptList {
  readonly address: string;
  readonly etag: string;
  /** Clean hosts, one a line: one text is cheaper to keep and to read than an array of a million. */
  readonly hosts: string;
  /** Names exactly these hosts: a fingerprint, or the hash under which the collector serves them. */
  readonly print: string;
}

interface Step {
  readonly from: string;
  readonly to: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export interface ListBlobs {
  read(id: string): Promise<KeptList | undefined>;
  /** Keeps the step first, then the list: a death between leaves the old list whole. Rejects where there is no room. */
  write(id: string, next: KeptList, before: KeptList | undefined): Promise<void>;
  /** What leads from one state of a list to another in few hosts; undefined where that is not known. */
  patches(id: string, from: string, to: string): Promise<readonly HostPatch[] | undefined>;
  /** Forgets all lists but these. Never rejects. */
  keepOnly(ids: readonly string[]): Promise<void>;
}

function isKept(value: unknown): value is KeptList {
  return typeof value === "object" && value !== null && "hosts" in value && "print" in value;
}

function toSteps(value: unknown): readonly Step[] {
  return Array.isArray(value) ? (value as readonly Step[]) : [];
}

function splitHosts(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}

function sizeOf(steps: readonly Step[]): number {
  return steps.reduce((sum, { added, removed }) => sum + added.length + removed.length, 0);
}

export function createListBlobs(blobs: BlobStore): ListBlobs {
  async function read(id: string): Promise<KeptList | undefined> {
    const found = await blobs.get(listPrefix + id).catch(() => undefined);
    return isKept(found) ? found : undefined;
  }

  async function readSteps(id: string): Promise<readonly Step[]> {
    return toSteps(await blobs.get(stepsPrefix + id).catch(() => undefined));
  }

  return {
    read,
    async write(id, next, before) {
      if (before !== undefined && before.print !== next.print) {
        const change = makeListDelta(splitHosts(before.hosts), splitHosts(next.hosts));
        const step: Step = { from: before.print, to: next.print, ...change };
        const isSmall = sizeOf([step]) <= hostsInStepsMost;
        let steps = isSmall ? [...(await readSteps(id)), step].slice(-stepsMost) : [];
        while (sizeOf(steps) > hostsInStepsMost) steps = steps.slice(1);
        await blobs.set(stepsPrefix + id, steps);
      }
      await blobs.set(listPrefix + id, next);
    },
    async patches(id, from, to) {
      if (from === to) return [];
      const steps = await readSteps(id);
      // From the end, so that of two ways the shortest is found and no circle is walked.
      const found: HostPatch[] = [];
      let wanted = to;
      for (const step of steps.toReversed()) {
        if (step.to !== wanted) continue;
        found.unshift({ set: id, added: step.added, removed: step.removed });
        wanted = step.from;
        if (wanted === from) return found;
      }
      return undefined;
    },
    async keepOnly(ids) {
      const wanted = new Set(ids.flatMap((id) => [listPrefix + id, stepsPrefix + id]));
      for (const name of await blobs.names().catch(() => [])) {
        const isOurs = name.startsWith(listPrefix) || name.startsWith(stepsPrefix);
        if (isOurs && !wanted.has(name)) await blobs.remove(name).catch(() => {});
      }
    },
  };
}

/** The hosts of a kept list with a delta applied, as kept text. */
export function applyToText(hosts: string, delta: Parameters<typeof applyListDelta>[1]): string {
  return applyListDelta(splitHosts(hosts), delta).join("\n");
}
