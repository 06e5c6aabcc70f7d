// Releases of the policy: which serial comes next, what a stage has, what going back means. Pure.
import { checkPolicyShape, parsePolicy } from "../../lib/contract/parse-policy.ts";
import type { Policy } from "../../lib/contract/policy.ts";
import { err, hasErrors, ok, type Problem, type Result } from "../../lib/contract/result.ts";
import { checkPolicy } from "../../lib/core/policy/check-policy.ts";
import type { PolicyRelease, PolicyStep } from "../store/staff-store.ts";

/** The stage that is everybody. */
export const everybody = "";

/** A stage's name, as the managed configuration names it. */
export const stagePattern = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/;

/**
 * The serial that a stage has: its own release, or everybody's where that is newer. Undefined where nothing was
 * released for either.
 */
export function releaseFor(stages: readonly PolicyStep[], stage: string): number | undefined {
  const serials = stages
    .filter((one) => one.stage === stage || one.stage === everybody)
    .map((one) => one.serial);
  return serials.length === 0 ? undefined : Math.max(...serials);
}

export interface CheckedPolicy {
  readonly policy: Policy | undefined;
  readonly problems: readonly Problem[];
}

/** Reads and checks a policy's text. `policy` is there only where it can be used. Never throws. */
export function checkPolicyText(
  text: string,
  knownCategories: readonly string[],
  atMs: number,
): CheckedPolicy {
  const parsed = parsePolicy(text);
  if (!parsed.ok) return { policy: undefined, problems: parsed.error };
  const problems = checkPolicy(parsed.value, knownCategories, atMs);
  return { policy: hasErrors(problems) ? undefined : parsed.value, problems };
}

export interface ReleaseInput {
  readonly text: string;
  /** The highest serial that any device can have seen. */
  readonly highest: number;
  readonly who: string;
  readonly why: string;
  /** "2026-11-23" */
  readonly day: string;
}

export interface PlannedRelease {
  readonly serial: number;
  readonly version: string;
  /** What is signed and served: the policy as it was given, with serial, who and why put in. */
  readonly text: string;
}

/** Puts the serial, who and why into a policy's text and leaves the rest as it was written. */
export function planRelease(input: ReleaseInput): Result<PlannedRelease> {
  const parsed = parsePolicy(input.text);
  if (!parsed.ok) return parsed;
  const serial = Math.max(input.highest, parsed.value.serial ?? 0) + 1;
  const written = JSON.parse(input.text.replace(/^\uFEFF/, "")) as Record<string, unknown>;
  const { schoolgate, version, serial: _serial, change: _change, ...rest } = written;
  const change = { by: input.who, why: input.why, on: input.day };
  const next = { schoolgate, version, serial, change, ...rest };
  const checked = checkPolicyShape(next);
  if (!checked.ok) return err(checked.error);
  return ok({ serial, version: checked.value.version, text: JSON.stringify(next) });
}

/**
 * The release to go back to in one step: the newest one that everybody had before the content that they have now.
 * `given` are the releases that everybody ever had.
 */
export function releaseBefore(
  given: readonly PolicyRelease[],
  current: PolicyRelease,
): PolicyRelease | undefined {
  return given
    .filter((one) => one.origin === one.serial && one.serial < current.origin)
    .reduce<PolicyRelease | undefined>(
      (best, next) => (best === undefined || next.serial > best.serial ? next : best),
      undefined,
    );
}
