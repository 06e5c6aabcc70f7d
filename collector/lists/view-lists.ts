// Every list of the policy as the desk shows it.
import type { Policy, PolicyList } from "../../lib/contract/policy.ts";
import type { KeptList, ListState } from "./list-files.ts";
import type { ListsAnswer, ListView } from "./list-types.ts";

function viewOf(list: PolicyList, kept: KeptList | undefined): ListView {
  const live = kept?.versions[0];
  const from = list.fetch !== undefined ? "fetched" : list.hosts === undefined ? "file" : "written";
  return {
    id: list.id,
    title: list.title,
    category: list.category,
    from,
    address: list.fetch?.address ?? list.address ?? "",
    everyHours: list.fetch?.everyHours ?? 0,
    source: list.source ?? "",
    licence: list.licence ?? "",
    attribution: list.attribution ?? "",
    hosts: list.hosts?.length ?? live?.hosts ?? null,
    fetchedAtMs: live?.atMs ?? null,
    checkedAtMs: kept === undefined || kept.goodAtMs === 0 ? null : kept.goodAtMs,
    nextAtMs: kept?.nextAtMs ?? null,
    error: kept?.error ?? "",
    versions: (kept?.versions ?? []).map(({ sha256, hosts, atMs }) => ({ sha256, hosts, atMs })),
    isPinned: kept?.isPinned ?? false,
    refused: live?.refused ?? {},
    sheltered: live?.sheltered ?? [],
    held: kept?.held ?? null,
    released: kept?.released ?? [],
  };
}

export function viewLists(policy: Policy | undefined, state: ListState): ListsAnswer {
  if (policy === undefined) {
    return {
      lists: [],
      problem: "The policy cannot be read just now; its lists stay as they are.",
    };
  }
  return { lists: policy.lists.map((list) => viewOf(list, state.lists[list.id])), problem: "" };
}
