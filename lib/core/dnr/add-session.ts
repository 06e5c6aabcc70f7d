// What changes often: an agreement that is due, warnings that were passed.
import { hostCovers, hostSuffixes } from "../policy/host.ts";
import { cleanHosts } from "./clean-hosts.ts";
import { ladder } from "./ladder.ts";
import { pagesOnly, redirectTo, wholeWebAddress } from "./rule-draft.ts";
import type { CompileInput, Draft } from "./rule-draft.ts";

export function addSession(draft: Draft, input: CompileInput): void {
  const { state, effective, pages } = input;
  if (state.agreementDue === true) {
    draft.add(
      "agreement",
      ladder.agreement,
      redirectTo(pages.agreement, true),
      { regexFilter: wholeWebAddress, resourceTypes: pagesOnly },
      {
        rule: `agreements.${effective.agreement?.id ?? ""}`,
        category: "",
        list: "",
        words: "The school's agreement has not been read and agreed to yet.",
      },
    );
  }
  const hosts = (state.proceeded ?? [])
    .filter((one) => input.atMs < one.untilMs)
    .flatMap((one) => cleanHosts([one.host], "a warning that was passed", draft.dropped))
    .flatMap((host) => proceededHosts(host, input));
  const requestDomains = [...new Set(hosts)].sort();
  if (requestDomains.length === 0) return;
  draft.add(
    "proceeded",
    ladder.proceeded,
    { type: "allow" },
    { requestDomains, resourceTypes: pagesOnly },
    {
      rule: effective.unknownSites.rule,
      category: "",
      list: "",
      words: "The warning was read and passed; it comes again later.",
    },
  );
}

/** Where unknown sites are blocked, only what a list warns of may be passed: else the rule would lift that block too. */
function proceededHosts(host: string, input: CompileInput): string[] {
  const { effective, sets } = input;
  if (effective.unknownSites.action !== "block") return [host];
  const above = new Set(hostSuffixes(host));
  const below: string[] = [];
  for (const set of sets) {
    if (effective.categories[set.category]?.action !== "warn") continue;
    for (const listed of set.hosts) {
      if (above.has(listed)) return [host];
      if (hostCovers(host, listed)) below.push(listed);
    }
  }
  return below;
}
