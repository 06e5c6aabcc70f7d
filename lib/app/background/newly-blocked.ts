// Which few hosts a small change blocks: their own service workers could still answer from what they keep.
import { emptyHostTable, lookUpHost } from "../../core/policy/host-table.ts";
import type { HostPatch, HostTable } from "../../core/policy/host-table.ts";
import { settingOf } from "../../core/policy/decide-asked.ts";
import type { EffectivePolicy } from "../../core/policy/types.ts";

/** Forgetting costs milliseconds a host; the gates hold the others. */
const mostHosts = 100;

/** At most 100: the site entries that are new, then hosts that came to blocked lists. [] for a first policy. */
export function newlyBlocked(
  before: EffectivePolicy | undefined,
  now: EffectivePolicy,
  came?: { readonly table: HostTable; readonly patches: readonly HostPatch[] },
): readonly string[] {
  if (before === undefined) return [];
  const known = new Set(before.block.map(({ host }) => host));
  const sites = now.block.map(({ host }) => host).filter((host) => !known.has(host));
  const listed = (came?.patches ?? [])
    .flatMap(({ added }) => added)
    .slice(0, mostHosts)
    .filter((host) =>
      lookUpHost(came?.table ?? emptyHostTable, host).some(
        ({ set }) => settingOf(now, set.category)?.action === "block",
      ),
    );
  return [...new Set([...sites, ...listed])].slice(0, mostHosts);
}
