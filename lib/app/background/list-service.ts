// The school's own lists of hosts: read in place from the policy, or fetched, cleaned and kept.
import type { Policy, PolicyList } from "../../contract/policy.ts";
import { problem } from "../../contract/result.ts";
import type { Problem } from "../../contract/result.ts";
import { fingerprintText } from "../../core/dnr/fingerprint.ts";
import { parseHostList } from "../../core/policy/host-list.ts";
import { normaliseHost } from "../../core/policy/host.ts";
import type { HostSet } from "../../core/policy/types.ts";
import type { World } from "../ports.ts";
import type { Memory } from "./memory.ts";
import { safeAddress } from "./safe-address.ts";

const listPrefix = "list:";
const mostProblems = 20;

interface KeptList {
  readonly address: string;
  readonly etag: string;
  /** Clean hosts, one a line: one text is cheaper to keep and to read than an array of a million. */
  readonly hosts: string;
  /** Fingerprint of `hosts`. */
  readonly print: string;
}

export interface ListsFrom {
  /** What the lists' addresses are relative to; "" where nothing. */
  readonly address: string;
  /** Whose credential `token` is: it goes nowhere else. */
  readonly collector: string;
  readonly token: string;
}

export interface ListService {
  /** Fetches what has changed; a list that cannot be had keeps its last good state. */
  refresh(policy: Policy, from: ListsFrom): Promise<void>;
  /** Whether every list that was fetched once is still at hand: the browser may lose what it keeps. */
  areWhole(policy: Policy): Promise<boolean>;
  /** Every list of the policy with its hosts. */
  sets(policy: Policy): Promise<readonly HostSet[]>;
}

function isKept(value: unknown): value is KeptList {
  return typeof value === "object" && value !== null && "hosts" in value && "print" in value;
}

/** Print by list id. */
function readStamp(stamp: string): ReadonlyMap<string, string> {
  return new Map(
    stamp.split(" ").map((one) => {
      const [id = "", print = ""] = one.split(":");
      return [id, print];
    }),
  );
}

export function createListService(
  world: Pick<World, "blobs" | "network">,
  memory: Memory,
): ListService {
  const { blobs, network } = world;

  async function kept(id: string): Promise<KeptList | undefined> {
    const found = await blobs.get(listPrefix + id).catch(() => undefined);
    return isKept(found) ? found : undefined;
  }

  /** Fetches and keeps; answers with what is wrong with it. */
  async function refreshOne(
    list: PolicyList & { readonly address: string },
    place: string,
    protectedHosts: readonly string[],
    base: ListsFrom,
  ): Promise<readonly Problem[]> {
    const wrong = (what: string, expected: string) => [
      problem(`${place}.address`, what, expected, "warning"),
    ];
    const at = safeAddress(list.address, base.address === "" ? undefined : base.address);
    if (at === undefined)
      return wrong(`"${list.address}"`, "an https address, or one beside the policy");
    const before = await kept(list.id);
    const isSame = before?.address === at.href;
    // The device's credential goes to the school's own collector only, never to wherever a list may be.
    const isOwn = safeAddress(base.collector)?.origin === at.origin;
    const got = await network.fetchText({
      address: at.href,
      token: isOwn && base.token !== "" ? base.token : undefined,
      etag: isSame ? before.etag : undefined,
    });
    if (got.kind === "same") return [];
    if (got.kind === "failed") {
      const still = before === undefined ? "none is in force" : "the last good one stays in force";
      return wrong(`${got.why} (${still})`, "a list at this address");
    }
    const parsed = parseHostList(got.text, { name: list.id, protectedHosts });
    const hosts = parsed.hosts.join("\n");
    if (parsed.hosts.length === 0 && before !== undefined && before.hosts !== "") {
      // An empty answer is more often a fault than a wish.
      return wrong("no hosts (the last good one stays in force)", "a list of hosts");
    }
    const keeping: KeptList = {
      address: at.href,
      etag: got.etag,
      hosts,
      print: fingerprintText(hosts),
    };
    try {
      await blobs.set(listPrefix + list.id, keeping);
    } catch {
      return wrong("a list that this device could not keep", "room on the disk");
    }
    return parsed.problems.slice(0, mostProblems).map((found) => ({
      ...found,
      path: `${place} ${found.path}`,
      level: "warning" as const,
    }));
  }

  return {
    async refresh(policy, from) {
      const stampBefore = await memory.listStamp.read();
      const printsBefore = readStamp(stampBefore);
      const problems: Problem[] = [];
      const protectedHosts = policy.protectedSites.flatMap((host) => normaliseHost(host) ?? []);
      const prints: string[] = [];
      for (const [place, list] of policy.lists.entries()) {
        if (list.address === undefined) continue;
        const fetched = { ...list, address: list.address };
        problems.push(...(await refreshOne(fetched, `lists.${place}`, protectedHosts, from)));
        const now = await kept(list.id);
        // What was lost and cannot be had again is still wanted: what stands of it must not be taken down.
        const print = now?.print ?? printsBefore.get(list.id);
        if (print !== undefined) prints.push(`${list.id}:${print}`);
      }
      const wanted = new Set(policy.lists.map((list) => listPrefix + list.id));
      for (const name of await blobs.names().catch(() => [])) {
        if (name.startsWith(listPrefix) && !wanted.has(name)) {
          await blobs.remove(name).catch(() => {});
        }
      }
      await memory.listTroubles.write(problems);
      // Compared, not remembered: a death after a list was kept and before this line is made good at the next look.
      const stamp = prints.join(" ");
      if (stamp !== stampBefore) await memory.listStamp.write(stamp);
    },
    async areWhole(policy) {
      const had = readStamp(await memory.listStamp.read());
      for (const { id, address } of policy.lists) {
        if (address === undefined || !had.has(id)) continue;
        if ((await kept(id)) === undefined) return false;
      }
      return true;
    },
    async sets(policy) {
      const sets: HostSet[] = [];
      for (const [place, list] of policy.lists.entries()) {
        const own = (list.hosts ?? []).flatMap((host) => normaliseHost(host) ?? []);
        const fetched = list.address === undefined ? "" : ((await kept(list.id))?.hosts ?? "");
        const hosts = fetched === "" ? own : [...own, ...fetched.split("\n")];
        sets.push({
          id: list.id,
          category: list.category,
          title: list.title,
          hosts,
          rule: `lists.${place}`,
        });
      }
      return sets;
    },
  };
}
