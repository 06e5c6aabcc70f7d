// Sorting a million hosts: most lists come sorted already, and what does not is put into its order here.

/** Sorts in place by code unit; what is sorted already costs one look. */
export function sortHosts(hosts: string[]): string[] {
  for (let at = 1; at < hosts.length; at += 1) {
    if ((hosts[at - 1] ?? "") > (hosts[at] ?? "")) return hosts.sort();
  }
  return hosts;
}
