// What staff may open from a closed page, and what exactly that would be.
import type { LessonChoice } from "../../contract/message.ts";
import type { UnlockKind } from "../../contract/vocabulary.ts";
import { carriedAddresses } from "../../core/policy/carried-address.ts";
import { parseWebAddress } from "../../core/policy/host.ts";
import type { Decision, DecisionStep, EffectivePolicy } from "../../core/policy/types.ts";

/** Below locks and lessons on the ladder, so that an unlock is heard before them. */
const openable: readonly DecisionStep[] = ["site", "engine", "category", "free-hosting", "unknown"];

/** [] where nothing may be opened here. Whether codes are in use at all is asked elsewhere. */
export function unlockableKinds(decision: Decision): readonly UnlockKind[] {
  const isClosed = decision.action === "block" || decision.action === "warn";
  if (!isClosed || !openable.includes(decision.step)) return [];
  return decision.step === "category" && decision.category !== "" ? ["site", "category"] : ["site"];
}

export function lessonChoices({ lessons }: EffectivePolicy): readonly LessonChoice[] {
  return Object.entries(lessons).map(([id, { title, minutes }]) => ({ id, title, minutes }));
}

/**
 * The host to open: the address's own; of one that shows another site, that site's. "www." goes where the list names
 * the site without it.
 */
export function hostToOpen(decision: Decision, address: string): string | undefined {
  const shown = decision.through === undefined ? [] : carriedAddresses(address);
  const hosts = [...shown.map((one) => one.address), address].flatMap(
    (one) => parseWebAddress(one)?.host ?? [],
  );
  const { matched } = decision;
  const host =
    hosts.find((one) => one === matched || one.endsWith(`.${matched}`)) ?? hosts[0] ?? undefined;
  return host === `www.${matched}` ? matched : host;
}
