// A school's policy under that of its trust: what the two make together, told at the school's lines.
import { isPublicSuffix } from "../../lib/build/categories.ts";
import { checkOwnPhrases } from "../../lib/build/own-phrases.ts";
import { placeProblems, readPolicyFile } from "../../lib/build/policy-files.ts";
import type { PlacedProblem } from "../../lib/build/policy-files.ts";
import type { Policy } from "../../lib/contract/policy.ts";
import type { Problem } from "../../lib/contract/result.ts";
import { checkPolicy } from "../../lib/core/policy/check-policy.ts";
import { mergeTrust } from "../../lib/core/policy/merge-trust.ts";
import type { BuiltInCategory } from "../../lib/build/baseline-ruleset.ts";

interface TrustCheck {
  /** Of the trust's file. */
  readonly trust: readonly PlacedProblem[];
  /** Of the school's, as part of the two; undefined where the trust's file has not the shape of a policy. */
  readonly school?: readonly Problem[];
  readonly merged?: Policy;
}

export async function checkWithTrust(
  trustFile: string,
  school: Policy,
  categories: readonly BuiltInCategory[],
  atMs: number,
): Promise<TrustCheck> {
  const read = await readPolicyFile(trustFile, categories, atMs);
  const trust = placeProblems(read.text, read.problems);
  if (read.policy === undefined) return { trust };
  const merged = mergeTrust(read.policy, school);
  const known = categories.map(({ id }) => id);
  const problems = [
    ...merged.problems,
    ...checkPolicy(merged.policy, known, atMs, { isPublicSuffix, checkPhrases: checkOwnPhrases }),
  ];
  const seen = new Set<string>();
  const ofSchool = problems.filter((one) => {
    const key = `${one.path}\n${one.what}`;
    if (seen.has(key) || !isOfSchool(one.path, school)) return false;
    seen.add(key);
    return true;
  });
  return { trust, school: ofSchool, merged: merged.policy };
}

/** The trust's own parts are `trust-…`, or come after the school's in a list. */
function isOfSchool(path: string, school: Policy): boolean {
  const [top = "", id = ""] = path.split(".");
  if (id.startsWith("trust-")) return Object.hasOwn(school, top) && hasOwnIn(school, top, id);
  const list: unknown = Object.hasOwn(school, top) ? school[top as keyof Policy] : undefined;
  return !Array.isArray(list) || !/^\d+$/.test(id) || Number(id) < list.length;
}

function hasOwnIn(school: Policy, top: string, id: string): boolean {
  const things: unknown = school[top as keyof Policy];
  return typeof things === "object" && things !== null && Object.hasOwn(things, id);
}
