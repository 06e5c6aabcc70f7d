// The school's own lists of hosts: read in place from the policy, fetched from the collector's clean copies, or fetched
// and cleaned here.
import type { StatusView } from "../../contract/message.ts";
import type { Policy, PolicyList } from "../../contract/policy.ts";
import { problem } from "../../contract/result.ts";
import type { Problem } from "../../contract/result.ts";
import { fingerprintText } from "../../core/dnr/fingerprint.ts";
import { parseHostList } from "../../core/policy/host-list.ts";
import type { HostPatch } from "../../core/policy/host-table.ts";
import { normaliseHost } from "../../core/policy/host.ts";
import { shelterOfSets } from "../../core/policy/known-good.ts";
import type { FindShelter } from "../../core/policy/known-good.ts";
import { listOptions } from "../../core/policy/list-options.ts";
import type { HostSet } from "../../core/policy/types.ts";
import type { World } from "../ports.ts";
import { createCategoryService } from "./category-service.ts";
import { createListBlobs } from "./list-blobs.ts";
import type { KeptList } from "./list-blobs.ts";
import type { Memory } from "./memory.ts";
import { remember } from "./remember.ts";
import { safeAddress } from "./safe-address.ts";
import { createServedLists } from "./served-lists.ts";

const mostProblems = 20;
const longestWhat = 300;

export interface ListsFrom {
  /** What the lists' addresses are relative to; "" where nothing. */
  readonly address: string;
  /** Whose credential `token` is: it goes nowhere else. */
  readonly collector: string;
  readonly token: string;
}

/** A list that could not be had or was refused. Told once, when it begins. */
export interface ListTrouble {
  readonly list: string;
  readonly what: string;
}

export interface ListService {
  /** Fetches what has changed; a list that cannot be had keeps its last good state. */
  refresh(policy: Policy, from: ListsFrom): Promise<void>;
  /** Whether every list that was fetched once is still at hand: the browser may lose what it keeps. */
  areWhole(policy: Policy): Promise<boolean>;
  /** Every list of the policy with its hosts. */
  sets(policy: Policy): Promise<readonly HostSet[]>;
  /**
   * What has changed since the lists had this stamp (`memory.listStamp`), where it is little: for `withPatch`, in this
   * order. Undefined: too much, or not known; then all is made anew from `sets`.
   */
  patchesSince(stamp: string): Promise<readonly HostPatch[] | undefined>;
  /** For the status page: every list with its age, count and source. */
  view(policy: Policy): Promise<StatusView["lists"]>;
}

/** Of a list that was fetched: what the status page says of it, without reading it. */
interface ListFacts {
  readonly hosts: number;
  readonly atMs: number;
  readonly source?: string;
  readonly licence?: string;
  readonly problem: string;
}

type Facts = Readonly<Record<string, ListFacts>>;

function toFacts(stored: unknown): Facts {
  return typeof stored === "object" && stored !== null ? (stored as Facts) : {};
}

/** Print by list id. */
function readStamp(stamp: string): ReadonlyMap<string, string> {
  return new Map(
    stamp.split(" ").flatMap((one) => {
      const [id = "", print = ""] = one.split(":");
      return id === "" ? [] : [[id, print] as const];
    }),
  );
}

function countLines(text: string): number {
  let count = text === "" ? 0 : 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

export function createListService(
  world: Pick<World, "blobs" | "network" | "crypt" | "state" | "assets" | "clock">,
  memory: Memory,
  tell: (trouble: ListTrouble) => Promise<unknown> = () => Promise.resolve(),
): ListService {
  const { network, clock } = world;
  const store = createListBlobs(world.blobs);
  const served = createServedLists(world);
  const categories = createCategoryService(world.assets);
  const facts = remember(world.state, "list-facts-1", toFacts);

  /** What a look at one list found. */
  interface Look {
    readonly problems: readonly Problem[];
    /** What is wrong as a whole, or "". */
    readonly trouble: string;
    readonly facts?: Omit<ListFacts, "problem">;
  }

  const fine: Look = { problems: [], trouble: "" };
  const wrong = (path: string, what: string, expected: string): Look => ({
    problems: [problem(path, what, expected, "warning")],
    trouble: what,
  });
  const still = (before: KeptList | undefined) =>
    before === undefined ? "none is in force" : "the last good one stays in force";

  /** Keeps a list; where there is no room the old one stays. */
  async function keep(
    id: string,
    place: string,
    next: KeptList,
    before: KeptList | undefined,
  ): Promise<Look> {
    try {
      await store.write(id, next, before);
      return fine;
    } catch {
      return wrong(place, "a list that this device could not keep", "room on the disk");
    }
  }

  /** A list at an address of its own: fetched and cleaned here. */
  async function refreshAddress(
    policy: Policy,
    list: PolicyList & { readonly address: string },
    place: string,
    base: ListsFrom,
    findShelter: FindShelter,
  ): Promise<Look> {
    const path = `${place}.address`;
    const at = safeAddress(list.address, base.address === "" ? undefined : base.address);
    if (at === undefined) {
      return wrong(path, `"${list.address}"`, "an https address, or one beside the policy");
    }
    const before = await store.read(list.id);
    const isSame = before?.address === at.href;
    // The device's credential goes to the school's own collector only, never to wherever a list may be.
    const isOwn = safeAddress(base.collector)?.origin === at.origin;
    const got = await network.fetchText({
      address: at.href,
      token: isOwn && base.token !== "" ? base.token : undefined,
      etag: isSame ? before.etag : undefined,
    });
    if (got.kind === "same") return fine;
    if (got.kind === "failed") {
      return wrong(path, `${got.why} (${still(before)})`, "a list at this address");
    }
    const parsed = parseHostList(got.text, listOptions(policy, list, findShelter));
    const hosts = parsed.hosts.join("\n");
    if (parsed.hosts.length === 0 && before !== undefined && before.hosts !== "") {
      // An empty answer is more often a fault than a wish.
      return wrong(path, "no hosts (the last good one stays in force)", "a list of hosts");
    }
    const next = { address: at.href, etag: got.etag, hosts, print: fingerprintText(hosts) };
    const done = await keep(list.id, path, next, before);
    if (done !== fine) return done;
    const problems = parsed.problems.slice(0, mostProblems).map((found) => ({
      ...found,
      path: `${place} ${found.path}`,
      level: "warning" as const,
    }));
    return { problems, trouble: "", facts: { hosts: parsed.hosts.length, atMs: clock.nowMs() } };
  }

  /** A list that the collector fetches: taken as it is, where its hash is what the signed index says. */
  async function refreshServed(
    list: PolicyList,
    place: string,
    from: ListsFrom,
    asked: Awaited<ReturnType<typeof served.index>>,
  ): Promise<Look> {
    const path = `${place}.fetch`;
    const before = await store.read(list.id);
    const one = asked.index?.lists.find(({ id }) => id === list.id);
    const expected = "a list that the collector serves";
    if (one === undefined) {
      const why = asked.wrong ?? "the collector has none yet";
      return wrong(path, `${why} (${still(before)})`, expected);
    }
    const { hosts, fetchedAtMs: atMs, source, licence } = one;
    const known = { facts: { hosts, atMs, source, licence } };
    if (before?.print !== one.sha256) {
      const managed = await memory.managed.read();
      const got = await served.fetch({ ...from, policyKey: managed.policyKey }, one, before);
      if (!got.ok) return wrong(path, `${got.error} (${still(before)})`, expected);
      const done = await keep(list.id, path, got.value, before);
      if (done !== fine) return done;
    }
    const trouble = asked.wrong ?? one.problem;
    return trouble === ""
      ? { ...fine, ...known }
      : { ...wrong(path, `${trouble} (${still(before)})`, expected), ...known };
  }

  return {
    async refresh(policy, from) {
      const stampBefore = await memory.listStamp.read();
      const printsBefore = readStamp(stampBefore);
      const factsBefore = await facts.read();
      const problems: Problem[] = [];
      const prints: string[] = [];
      const factsNow: Record<string, ListFacts> = {};
      const findShelter = shelterOfSets(await categories.sets());
      const { policyKey } = await memory.managed.read();
      const isServed = policy.lists.some((list) => list.fetch !== undefined);
      const asked = isServed ? await served.index({ ...from, policyKey }) : undefined;
      for (const [place, list] of policy.lists.entries()) {
        const { id, address } = list;
        let look = fine;
        const at = `lists.${place}`;
        if (asked !== undefined && list.fetch !== undefined) {
          look = await refreshServed(list, at, from, asked);
        } else if (address !== undefined) {
          look = await refreshAddress(policy, { ...list, address }, at, from, findShelter);
        } else continue;
        problems.push(...look.problems);
        const now = await store.read(id);
        // What was lost and cannot be had again is still wanted: what stands of it must not be taken down.
        const print = now?.print ?? printsBefore.get(id);
        if (print !== undefined) prints.push(`${id}:${print}`);
        const known = look.facts ?? factsBefore[id];
        if (known !== undefined || look.trouble !== "") {
          const none = { hosts: countLines(now?.hosts ?? ""), atMs: 0 };
          factsNow[id] = { ...(known ?? none), problem: look.trouble };
        }
        // Told first, noted then: a death between tells it again, which is counted.
        if (look.trouble !== "" && factsBefore[id]?.problem !== look.trouble) {
          await tell({ list: id, what: look.trouble.slice(0, longestWhat) });
        }
      }
      await store.keepOnly(policy.lists.map(({ id }) => id));
      await facts.write(factsNow);
      await memory.listTroubles.write(problems);
      // Compared, not remembered: a death after a list was kept and before this line is made good at the next look.
      const stamp = prints.join(" ");
      if (stamp !== stampBefore) await memory.listStamp.write(stamp);
    },
    async areWhole(policy) {
      const had = readStamp(await memory.listStamp.read());
      for (const { id, hosts } of policy.lists) {
        if (hosts !== undefined || !had.has(id)) continue;
        if ((await store.read(id)) === undefined) return false;
      }
      return true;
    },
    async sets(policy) {
      const sets: HostSet[] = [];
      for (const [place, list] of policy.lists.entries()) {
        const own = (list.hosts ?? []).flatMap((host) => normaliseHost(host) ?? []);
        const fetched = list.hosts === undefined ? ((await store.read(list.id))?.hosts ?? "") : "";
        const hosts = fetched === "" ? own : fetched.split("\n");
        const { id, category, title } = list;
        sets.push({ id, category, title, hosts, rule: `lists.${place}` });
      }
      return sets;
    },
    async patchesSince(stamp) {
      const before = readStamp(stamp);
      const now = readStamp(await memory.listStamp.read());
      // A list more or less is another table.
      if ([...before.keys()].join(" ") !== [...now.keys()].join(" ")) return undefined;
      const all: HostPatch[] = [];
      for (const [id, print] of now) {
        const patches = await store.patches(id, before.get(id) ?? "", print);
        if (patches === undefined) return undefined;
        all.push(...patches);
      }
      return all;
    },
    async view(policy) {
      const known = await facts.read();
      return policy.lists.map(({ id, title, category, hosts, source, licence }) => {
        const found = known[id];
        return {
          id,
          title,
          category,
          hosts: hosts?.length ?? found?.hosts ?? 0,
          ...(found === undefined || found.atMs === 0 ? {} : { atMs: found.atMs }),
          source: source ?? found?.source ?? "",
          licence: licence ?? found?.licence ?? "",
          problem: found?.problem ?? "",
        };
      });
    },
  };
}
