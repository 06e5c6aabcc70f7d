// What is in force now, quickly: from memory, from disk, or the built-in baseline.
import { baselinePolicy } from "../../core/policy/baseline.ts";
import {
  buildHostTable,
  emptyHostTable,
  openHostTable,
  packHostTable,
  withPatch,
} from "../../core/policy/host-table.ts";
import type { HostPatch, HostTable } from "../../core/policy/host-table.ts";
import type { EffectivePolicy, HostSet } from "../../core/policy/types.ts";
import type { World } from "../ports.ts";
import type { CategoryService } from "./category-service.ts";
import type { ListService } from "./list-service.ts";
import type { Memory, StoredEnforcement } from "./memory.ts";
import { remember } from "./remember.ts";

export interface Enforcement extends StoredEnforcement {
  readonly table: HostTable;
}

/** What the table in force was built from, and the few hosts that came to its lists since. */
export interface TableBase {
  readonly tableName: string;
  /** A fingerprint of the lists as package and policy name them. */
  readonly lists: string;
  /** `memory.listStamp` then. */
  readonly listStamp: string;
  readonly patches: readonly HostPatch[];
}

export interface EnforcementService {
  /**
   * What the gates decide by. Where the table cannot be read it is made anew from the policy and the package. Where lists
   * of the policy that were fetched cannot be read either: the baseline and what the policy closes by name, with the
   * fingerprint "".
   */
  current(): Promise<Enforcement>;
  /** The school, its people and its settings: known without the lists, and whatever fails. Never rejects. */
  known(): Promise<EffectivePolicy>;
  /** Undefined where the table is the package's own. */
  base(): Promise<TableBase | undefined>;
  /**
   * Builds and stores the table first, then what points to it, so that a death between leaves the old whole. A table
   * that cannot be stored is in force for this life of the worker; the next makes it anew. Rejects where what points to
   * it cannot be stored; the gates go by it all the same.
   */
  replace(
    stored: Omit<StoredEnforcement, "tableName" | "hosts">,
    sets: readonly HostSet[],
    from: Pick<TableBase, "lists" | "listStamp">,
  ): Promise<Enforcement>;
  /** The same with the table that stands, and all that came to its lists since: costs nothing, however big it is. */
  renew(
    stored: Omit<StoredEnforcement, "tableName" | "hosts">,
    patches: readonly HostPatch[],
  ): Promise<Enforcement>;
}

const tablePrefix = "host-table:";

function toBase(stored: unknown): TableBase | undefined {
  return typeof stored === "object" && stored !== null ? (stored as TableBase) : undefined;
}

const patched = (table: HostTable, patches: readonly HostPatch[]): HostTable =>
  patches.reduce(withPatch, table);

export function createEnforcementService(
  world: Pick<World, "blobs" | "state">,
  memory: Memory,
  categories: CategoryService,
  /** Without them no table is made anew: then the baseline holds. */
  lists?: Pick<ListService, "areWhole" | "sets">,
): EnforcementService {
  const { blobs } = world;
  const base = remember(world.state, "table-base-1", toBase);
  let cached: Promise<Enforcement> | undefined;

  async function load(): Promise<Enforcement> {
    const stored = await memory.enforcement.read();
    if (stored === undefined) return builtIn();
    const bytes = await blobs.get(stored.tableName).catch(() => undefined);
    const table = bytes instanceof ArrayBuffer ? openHostTable(bytes) : undefined;
    if (table?.ok !== true)
      return (await fromLists(stored).catch(() => undefined)) ?? builtIn(stored);
    const from = await base.read();
    const patches = from?.tableName === stored.tableName ? from.patches : [];
    return { ...stored, table: patched(table.value, patches) };
  }

  /** The table was lost, or its database cannot be opened: on a full disk the browser may not be able to. */
  async function fromLists(stored: StoredEnforcement): Promise<Enforcement | undefined> {
    if (lists === undefined) return undefined;
    const policy = (await memory.policy.read())?.policy;
    const { origin, version } = stored.effective;
    // A policy without its lists, or lists without their policy, would let through what both close together.
    if (origin === "policy" && policy?.version !== version) return undefined;
    if (policy !== undefined && !(await lists.areWhole(policy))) return undefined;
    const own = policy === undefined ? [] : await lists.sets(policy);
    const table = buildHostTable([...(await categories.sets()), ...own]);
    void storeTable(stored.tableName, table);
    return { ...stored, table };
  }

  async function builtIn(stored?: StoredEnforcement): Promise<Enforcement> {
    const known = await categories.all();
    return {
      effective: { ...baselinePolicy(known), block: stored?.effective.block ?? [] },
      words: await categories.words(undefined),
      profileWhy: "No valid policy has arrived: the built-in strictest holds.",
      fingerprint: "",
      inputs: "",
      tableName: "",
      madeAtMs: 0,
      table: known.length === 0 ? emptyHostTable : buildHostTable(await categories.sets()),
      hosts: known.reduce((sum, category) => sum + category.hosts.length, 0),
    };
  }

  async function storeTable(name: string, table: HostTable): Promise<void> {
    try {
      await blobs.set(name, packHostTable(table));
    } catch {
      // The rules do not need it, and must not wait for a disk that is full.
    }
  }

  async function removeTablesBut(name: string): Promise<void> {
    for (const kept of await blobs.names().catch(() => [])) {
      if (kept.startsWith(tablePrefix) && kept !== name) await blobs.remove(kept).catch(() => {});
    }
  }

  function current(): Promise<Enforcement> {
    if (cached !== undefined) return cached;
    const loading = load();
    cached = loading;
    loading.catch(() => {
      if (cached === loading) cached = undefined;
    });
    return loading;
  }

  return {
    current,
    async known() {
      const stored = await memory.enforcement.read().catch(() => undefined);
      return stored?.effective ?? baselinePolicy(await categories.all().catch(() => []));
    },
    base: () => base.read(),
    async replace(stored, sets, from) {
      const table = buildHostTable(sets);
      const tableName = `${tablePrefix}${stored.fingerprint}`;
      const whole: StoredEnforcement = { ...stored, tableName, hosts: table.hashes.length };
      const enforcement = { ...whole, table };
      await storeTable(tableName, table);
      // The gates wait for no disk.
      cached = Promise.resolve(enforcement);
      await base.write({ ...from, tableName, patches: [] });
      await memory.enforcement.write(whole);
      await removeTablesBut(tableName);
      return enforcement;
    },
    async renew(stored, patches) {
      const before = await current();
      const from = await base.read();
      const { tableName, hosts } = before;
      const whole: StoredEnforcement = { ...stored, tableName, hosts };
      // Patches are all that came since the table was built: they replace those of before.
      const { overlay: _, ...table } = before.table;
      const enforcement = { ...whole, table: patched(table, patches) };
      cached = Promise.resolve(enforcement);
      if (from !== undefined) await base.write({ ...from, tableName, patches });
      await memory.enforcement.write(whole);
      return enforcement;
    },
  };
}
