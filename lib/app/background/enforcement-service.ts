// What is in force now, quickly: from memory, from disk, or the built-in baseline.
import { baselinePolicy } from "../../core/policy/baseline.ts";
import {
  buildHostTable,
  emptyHostTable,
  openHostTable,
  packHostTable,
} from "../../core/policy/host-table.ts";
import type { HostTable } from "../../core/policy/host-table.ts";
import type { HostSet } from "../../core/policy/types.ts";
import type { World } from "../ports.ts";
import type { CategoryService } from "./category-service.ts";
import type { Memory, StoredEnforcement } from "./memory.ts";

export interface Enforcement extends StoredEnforcement {
  readonly table: HostTable;
}

export interface EnforcementService {
  current(): Promise<Enforcement>;
  /** Builds and stores the table first, then what points to it, so that a death between leaves the old whole. */
  replace(
    stored: Omit<StoredEnforcement, "tableName" | "hosts">,
    sets: readonly HostSet[],
  ): Promise<Enforcement>;
}

const tablePrefix = "host-table:";

export function createEnforcementService(
  world: Pick<World, "blobs">,
  memory: Memory,
  categories: CategoryService,
): EnforcementService {
  const { blobs } = world;
  let cached: Promise<Enforcement> | undefined;

  async function load(): Promise<Enforcement> {
    const stored = await memory.enforcement.read();
    if (stored === undefined) return builtIn();
    const bytes = await blobs.get(stored.tableName);
    const table = bytes instanceof ArrayBuffer ? openHostTable(bytes) : undefined;
    // A policy without its lists would let through what it closes: the baseline until the rules are made again.
    return table?.ok === true ? { ...stored, table: table.value } : builtIn();
  }

  async function builtIn(): Promise<Enforcement> {
    const known = await categories.all();
    return {
      effective: baselinePolicy(known),
      words: await categories.words(undefined),
      profileWhy: "No valid policy has arrived: the built-in strictest holds.",
      fingerprint: "",
      inputs: "",
      tableName: "",
      table: known.length === 0 ? emptyHostTable : buildHostTable(await categories.sets()),
      hosts: known.reduce((sum, category) => sum + category.hosts.length, 0),
    };
  }

  return {
    current() {
      if (cached !== undefined) return cached;
      const loading = load();
      cached = loading;
      loading.catch(() => {
        if (cached === loading) cached = undefined;
      });
      return loading;
    },
    async replace(stored, sets) {
      const table = buildHostTable(sets);
      const tableName = `${tablePrefix}${stored.fingerprint}`;
      await blobs.set(tableName, packHostTable(table));
      const whole: StoredEnforcement = { ...stored, tableName, hosts: table.hashes.length };
      await memory.enforcement.write(whole);
      const enforcement = { ...whole, table };
      cached = Promise.resolve(enforcement);
      for (const name of await blobs.names()) {
        if (name.startsWith(tablePrefix) && name !== tableName) await blobs.remove(name);
      }
      return enforcement;
    },
  };
}
