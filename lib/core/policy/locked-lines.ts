// Lines that a lock further up keeps from having any effect: a school that is not told believes they hold.
import type { Policy } from "../../contract/policy.ts";
import { problem } from "../../contract/result.ts";
import type { Problem } from "../../contract/result.ts";
import {
  foldCamera,
  foldCategories,
  foldDownloads,
  foldFreeHosting,
  foldSearch,
  foldUnknownSites,
} from "./effective-filtering.ts";
import { foldMonitoring } from "./effective-monitoring.ts";
import { foldAgreement, policyDefaults, readingOf } from "./effective-policy.ts";
import { foldSites } from "./effective-sites.ts";
import type { Folding } from "./fold-setting.ts";
import { profileChain } from "./profile-chain.ts";
import { defaultTimeZone } from "./time-zone.ts";

/** The problems, each at its line, for the profiles named; without names for all. Pure; never throws. */
export function findLockedLines(
  policy: Policy,
  profiles: readonly string[] = Object.keys(policy.profiles),
): Problem[] {
  return profiles.flatMap((id) => lockedLinesOf(policy, id));
}

function lockedLinesOf(policy: Policy, id: string): Problem[] {
  const { links } = profileChain(policy, id);
  if (links.slice(1).every(({ profile }) => (profile.locked ?? []).length === 0)) return [];
  const sections = links.map(({ profile }) => profile.at ?? {});
  const times = new Set(["", ...sections.flatMap((at) => Object.keys(at))]);
  const own = `profiles.${id}.`;
  const lines = new Map<string, { lock: string; hadEffect: boolean }>();
  for (const time of times) {
    foldAll(policy, {
      links,
      time,
      onLine: (rule, lock) => {
        if (!rule.startsWith(own)) return;
        const before = lines.get(rule);
        lines.set(rule, {
          lock: before?.lock ?? lock ?? "",
          hadEffect: before?.hadEffect === true || lock === undefined,
        });
      },
    });
  }
  return [...lines]
    .filter(([, { hadEffect }]) => !hadEffect)
    .map(([rule, { lock }]) =>
      problem(
        rule,
        `a line that loosens what ${lock} holds`,
        "nothing, or something stricter: the line has no effect",
        "warning",
      ),
    );
}

/** Asks for everything that a lock can hold. Which categories are known does not matter: those that are named count. */
function foldAll(policy: Policy, folding: Folding): void {
  const named = folding.links.flatMap(({ profile }) =>
    [profile, ...Object.values(profile.at ?? {})].flatMap(({ categories }) =>
      Object.keys(categories ?? {}),
    ),
  );
  const known = [...new Set(named)].map((id) => ({
    id,
    title: id,
    why: "",
    pupil: "",
    strictest: "allow" as const,
  }));
  const reading = readingOf(folding);
  const unknown = foldUnknownSites(folding, policyDefaults.unknownSites);
  const freeHosting = foldFreeHosting(folding, known, unknown);
  foldCategories(policy, folding, known, unknown, freeHosting);
  foldSearch(folding, reading);
  foldDownloads(folding);
  foldCamera(folding);
  foldMonitoring(folding, reading, policyDefaults);
  foldAgreement(policy, folding);
  foldSites(folding, 0, policy.day?.timeZone ?? defaultTimeZone);
}
