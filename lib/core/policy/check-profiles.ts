// The profiles: what they extend, what they say about categories, the agreement they ask for, what they watch.
import { actions, textSources } from "../../contract/vocabulary.ts";
import type { Action, Theme } from "../../contract/vocabulary.ts";
import type { PolicyProfile } from "../../contract/policy.ts";
import { addError, addWarning, oneOf } from "./check-context.ts";
import type { CheckContext } from "./check-context.ts";
import { checkSettings } from "./check-settings.ts";
import { findLockedLines } from "./locked-lines.ts";
import { findProfile, profileChain } from "./profile-chain.ts";

/** Below this a single weak phrase is reported; above the other, next to nothing is. */
const lowestUsefulThreshold = 15;
const highestUsefulThreshold = 95;
/** Words shorter than this stand inside other words: "no" in "notes". */
const fewestFieldLetters = 4;

export function checkProfiles(context: CheckContext): void {
  const { policy } = context;
  const names = Object.keys(policy.profiles);
  if (names.length === 0) addError(context, "profiles", "no profile", "at least one");
  if (findProfile(policy, policy.strictest) === undefined) {
    addError(
      context,
      "strictest",
      `"${policy.strictest}"`,
      oneOf(policy.strictest, names, "a profile"),
    );
  }
  const inLoops = new Set<string>();
  for (const [id, profile] of Object.entries(policy.profiles)) {
    checkExtends(context, id, profile, inLoops);
    checkSettings(context, id, profile);
    checkMonitoring(context, `profiles.${id}.monitoring`, profile);
    for (const [time, section] of Object.entries(profile.at ?? {})) {
      checkMonitoring(context, `profiles.${id}.at.${time}.monitoring`, section);
    }
    const { agreement } = profile;
    if (
      agreement !== undefined &&
      agreement !== null &&
      !Object.hasOwn(policy.agreements, agreement)
    ) {
      addError(
        context,
        `profiles.${id}.agreement`,
        `"${agreement}"`,
        oneOf(agreement, Object.keys(policy.agreements), "an agreement"),
      );
    }
  }
  checkAgreements(context);
  checkStrictest(context);
  context.problems.push(...findLockedLines(policy));
}

function checkExtends(
  context: CheckContext,
  id: string,
  profile: PolicyProfile,
  inLoops: Set<string>,
): void {
  const { policy } = context;
  const path = `profiles.${id}.extends`;
  if (profile.extends !== undefined && findProfile(policy, profile.extends) === undefined) {
    addError(
      context,
      path,
      `"${profile.extends}"`,
      oneOf(profile.extends, Object.keys(policy.profiles), "a profile"),
    );
    return;
  }
  const chain = profileChain(policy, id);
  // A profile that merely leads into a circle is not at fault: the circle is reported once, at its first member.
  if (chain.loopAt !== id || inLoops.has(id)) return;
  const circle = chain.links.map((link) => link.id);
  for (const member of circle) inLoops.add(member);
  addError(
    context,
    path,
    `a circle: ${[...circle, id].join(" extends ")}`,
    "a chain of profiles that ends",
  );
}

function checkMonitoring(
  context: CheckContext,
  path: string,
  { monitoring }: Pick<PolicyProfile, "monitoring">,
): void {
  if (monitoring === undefined) return;
  const without = monitoring.without ?? [];
  const thresholds = Object.entries(monitoring.thresholds ?? {}) as [Theme, number][];
  if (new Set(without).size < without.length) {
    addWarning(context, `${path}.without`, "a theme twice", "each theme once");
  }
  for (const [place, words] of (monitoring.withoutFields ?? []).entries()) {
    if (words.length >= fewestFieldLetters) continue;
    addWarning(
      context,
      `${path}.withoutFields.${place}`,
      `"${words}", which stands in the names of many fields, which are then not read`,
      `${fewestFieldLetters} letters or more`,
    );
  }
  for (const [theme, score] of thresholds) {
    const at = `${path}.thresholds.${theme}`;
    if (without.includes(theme)) {
      addWarning(
        context,
        at,
        `a threshold for "${theme}", which "without" leaves out`,
        "one of the two",
      );
    } else if (score < lowestUsefulThreshold) {
      addWarning(
        context,
        at,
        `the number ${score}, at which single weak words are reported`,
        `${lowestUsefulThreshold} or more`,
      );
    } else if (score > highestUsefulThreshold) {
      addWarning(
        context,
        at,
        `the number ${score}, which next to nothing reaches`,
        `${highestUsefulThreshold} or less, or the theme in "without"`,
      );
    }
  }
  if (thresholds.length > 0 && textSources.every((source) => monitoring[source] === false)) {
    addWarning(
      context,
      `${path}.thresholds`,
      "thresholds where nothing is watched",
      '"page", "typed" or "search" switched on',
    );
  }
}

function checkAgreements(context: CheckContext): void {
  const { policy } = context;
  const asked = new Set(Object.values(policy.profiles).map((profile) => profile.agreement));
  for (const id of Object.keys(policy.agreements)) {
    if (asked.has(id)) continue;
    addWarning(
      context,
      `agreements.${id}`,
      "an agreement that no profile asks for",
      `a profile with "agreement": "${id}"`,
    );
  }
  if (Object.keys(policy.agreements).length === 0) {
    addWarning(
      context,
      "agreements",
      "no agreement",
      "the school's acceptable-use agreement, which pupils read before their first page",
    );
  }
}

/** What holds for somebody unknown should be no milder than what holds for anybody. */
function checkStrictest(context: CheckContext): void {
  const { policy } = context;
  const strict = foldActions(context, policy.strictest);
  for (const id of Object.keys(policy.profiles)) {
    const milder = [...foldActions(context, id)]
      .filter(([category, action]) => {
        const here = strict.get(category);
        return here !== undefined && actions.indexOf(here) > actions.indexOf(action);
      })
      .map(([category]) => category);
    if (milder.length === 0) continue;
    addWarning(
      context,
      "strictest",
      `"${policy.strictest}", which is milder than "${id}" about ${milder.slice(0, 5).join(", ")}`,
      "a profile that is as strict as any other: it is for people about whom nothing is known",
    );
    return;
  }
}

function foldActions(context: CheckContext, id: string): Map<string, Action> {
  const folded = new Map<string, Action>();
  for (const { profile } of profileChain(context.policy, id).links.toReversed()) {
    for (const [category, action] of Object.entries(profile.categories ?? {})) {
      folded.set(category, action);
    }
  }
  return folded;
}
