// Many lists in few rules: what is treated alike stands together, up to the most hosts that one rule takes.
import type { HostSet } from "../policy/types.ts";
import { cleanHosts, inChunks, mostHostsPerRule } from "./clean-hosts.ts";
import type { DroppedEntry } from "./clean-hosts.ts";
import type { RuleReason } from "./types.ts";

/** One list with how it is treated. */
export interface TreatedList {
  readonly set: HostSet;
  /** What happens, in one word, and the line of the policy that says so. */
  readonly action: string;
  readonly rule: string;
}

/** The hosts of one rule. */
export interface Bin {
  readonly hosts: readonly string[];
  readonly reason: RuleReason;
}

/**
 * Fills bins in the lists' own order, so that a change of one list changes few rules. N hosts give at most
 * 2 × N / 100,000 + 1 bins, however many lists there are. A host that stands twice in a bin stands once in its rule.
 */
export function packLists(lists: readonly TreatedList[], dropped: DroppedEntry[]): Bin[] {
  const bins: Bin[] = [];
  let open: { list: TreatedList; hosts: readonly string[] }[] = [];
  let count = 0;
  const close = (): void => {
    if (count > 0)
      bins.push({ hosts: merged(open.map((one) => one.hosts)), reason: reasonOf(open) });
    open = [];
    count = 0;
  };
  for (const list of lists) {
    const hosts = cleanHosts(list.set.hosts, list.set.rule, dropped, "dropped");
    if (hosts.length === 0) continue;
    if (hosts.length > mostHostsPerRule) {
      for (const chunk of inChunks(hosts))
        bins.push({ hosts: chunk, reason: reasonOf([{ list }]) });
      continue;
    }
    if (count + hosts.length > mostHostsPerRule) close();
    open.push({ list, hosts });
    count += hosts.length;
  }
  close();
  return bins;
}

function merged(lists: readonly (readonly string[])[]): readonly string[] {
  const [only] = lists;
  if (lists.length === 1 && only !== undefined) return only;
  return [...new Set(lists.flat())].sort();
}

function reasonOf(parts: readonly { readonly list: TreatedList }[]): RuleReason {
  const lists = parts.map(({ list }) => list);
  const [first] = lists;
  if (first === undefined) return { rule: "", category: "", list: "", words: "" };
  const { set, rule, action } = first;
  if (lists.length === 1) {
    return {
      rule,
      category: set.category,
      list: set.id,
      words: `Stands in the list "${set.title}" (${set.rule}), category ${set.category}: ${action} (${rule}).`,
    };
  }
  const all = (values: readonly string[]): string => [...new Set(values)].join(", ");
  return {
    rule: all(lists.map((list) => list.rule)),
    category: all(lists.map((list) => list.set.category)),
    list: all(lists.map((list) => list.set.id)),
    words: `Stands in one of ${lists.length} lists whose sites get: ${action}.`,
  };
}
