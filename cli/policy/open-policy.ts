// The beginning of every command about a policy: read it, and stop where it is wrong.
import { builtInCategories } from "../built-in-categories.ts";
import type { BuiltInCategory } from "../../lib/build/baseline-ruleset.ts";
import { placeProblems, readPolicyFile, readPolicySets } from "../../lib/build/policy-files.ts";
import type { Policy } from "../../lib/contract/policy.ts";
import { hasErrors } from "../../lib/contract/result.ts";
import { effectivePolicy } from "../../lib/core/policy/effective-policy.ts";
import { findProfile } from "../../lib/core/policy/profile-chain.ts";
import { defaultTimeZone, momentOfClock } from "../../lib/core/policy/time-zone.ts";
import { protectedSites } from "../../lib/core/policy/protected-sites.ts";
import type { PolicySets } from "../../lib/core/policy/policy-sets.ts";
import type { EffectivePolicy } from "../../lib/core/policy/types.ts";
import { didYouMean } from "../../lib/contract/nearest-name.ts";
import type { CommandIo } from "../command.ts";
import { UsageError } from "../command.ts";
import { problemLine } from "../print-problems.ts";

export interface OpenPolicy {
  readonly policy: Policy;
  readonly categories: readonly BuiltInCategory[];
}

/** The policy, or undefined once its errors have been printed to standard error. Warnings are `policy check`'s. */
export async function openPolicy(
  file: string,
  io: CommandIo,
  atMs: number,
): Promise<OpenPolicy | undefined> {
  const categories = builtInCategories();
  const { policy, text, problems } = await readPolicyFile(file, categories, atMs);
  if (policy !== undefined && !hasErrors(problems)) return { policy, categories };
  for (const found of placeProblems(text, problems)) io.note(problemLine(found));
  io.note(`${file} cannot be used.`);
  return undefined;
}

/** Resolves a profile by name; without a name the policy's strictest. */
export function effectiveOf(
  { policy, categories }: OpenPolicy,
  profile: string | undefined,
  atMs: number,
): EffectivePolicy {
  const wanted = profile ?? policy.strictest;
  if (findProfile(policy, wanted) === undefined) {
    const names = Object.keys(policy.profiles);
    throw new UsageError(
      `--profile "${wanted}" is not in the policy; expected one of ${names.join(", ")}${didYouMean(wanted, names)}`,
    );
  }
  return effectivePolicy(policy, {
    profile: wanted,
    categories,
    protectedHosts: protectedSites.map(({ host }) => host),
    atMs,
  });
}

/** The sets; lists that are not at hand are named on standard error. */
export async function setsOf(
  file: string,
  { policy, categories }: OpenPolicy,
  io: CommandIo,
): Promise<PolicySets> {
  const read = await readPolicySets(file, policy, categories);
  for (const found of read.problems) {
    if (found.path.startsWith("lists.") && found.path.endsWith(".address")) {
      io.note(`note: ${found.path}: ${found.what}; expected ${found.expected}`);
    }
  }
  return read;
}

/**
 * A moment given as ISO 8601, or now. Without an offset it is what the clocks in the time zone show: the school's,
 * where the policy is at hand.
 */
export function readMoment(
  text: string | undefined,
  io: CommandIo,
  timeZone = defaultTimeZone,
): number {
  if (text === undefined) return io.nowMs();
  const iso =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;
  const [, day = "", time = "00:00", offset] = iso.exec(text) ?? [];
  const atMs = Date.parse(`${day}T${time}${offset ?? "Z"}`);
  if (Number.isNaN(atMs)) {
    throw new UsageError(
      `--at "${text}" is no moment; expected ISO 8601 such as 2026-11-23T10:30 or 2026-11-23T10:30:00Z`,
    );
  }
  return offset === undefined ? momentOfClock(timeZone, atMs) : atMs;
}

/** The same by the clocks of the policy's school. */
export function readSchoolMoment(text: string | undefined, io: CommandIo, { day }: Policy): number {
  return readMoment(text, io, day?.timeZone);
}
