// What the index says of the lists that are live.
import type { ListIndex } from "../../lib/contract/list-index.ts";
import type { Policy, PolicyList } from "../../lib/contract/policy.ts";
import type { ListState } from "./list-files.ts";

/** A list of the policy that the collector fetches. */
export type FetchedByUs = PolicyList & { readonly fetch: NonNullable<PolicyList["fetch"]> };

export function fetchedLists(policy: Policy): FetchedByUs[] {
  return policy.lists.flatMap((list) =>
    list.fetch === undefined ? [] : [{ ...list, fetch: list.fetch }],
  );
}

/** Without what changes with each signing. */
export function indexOf(
  policy: Policy | undefined,
  state: ListState,
): Omit<ListIndex, "serial" | "madeAtMs"> {
  const lists = policy === undefined ? [] : fetchedLists(policy);
  return {
    schoolgate: "list-index",
    lists: lists.flatMap((list) => {
      const kept = state.lists[list.id];
      const live = kept?.versions[0];
      if (kept === undefined || live === undefined) return [];
      return [
        {
          id: list.id,
          sha256: live.sha256,
          hosts: live.hosts,
          fetchedAtMs: live.atMs,
          source: list.source ?? "",
          licence: list.licence ?? "",
          attribution: list.attribution ?? "",
          problem: (kept.held === undefined ? kept.error : "a new version waits at the desk").slice(
            0,
            300,
          ),
          deltasFrom: kept.deltasFrom,
        },
      ];
    }),
  };
}
