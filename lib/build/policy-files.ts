// A policy on disk with the lists beside it: for the command line and the tests.
import { readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { locateJson } from "../contract/json-place.ts";
import type { TextPlace } from "../contract/json-place.ts";
import { longestPolicyChars, parsePolicy } from "../contract/parse-policy.ts";
import type { Policy } from "../contract/policy.ts";
import { problem } from "../contract/result.ts";
import type { Problem } from "../contract/result.ts";
import { checkPolicy } from "../core/policy/check-policy.ts";
import { policySets } from "../core/policy/policy-sets.ts";
import type { PolicySets } from "../core/policy/policy-sets.ts";
import { setOfCategory } from "./baseline-ruleset.ts";
import type { BuiltInCategory } from "./baseline-ruleset.ts";
import { isPublicSuffix } from "./categories.ts";
import { checkOwnPhrases } from "./own-phrases.ts";

export interface PolicyFile {
  /** Absent where the file could not be read or has not the shape of a policy. */
  readonly policy?: Policy;
  /** As written; absent where the file could not be read. */
  readonly text?: string;
  readonly problems: readonly Problem[];
}

/** A problem with the place in the text, where one is known. */
export type PlacedProblem = Problem & Partial<TextPlace>;

/** Reads and checks a policy file. Never rejects: a file that is not there is a problem like any other. */
export async function readPolicyFile(
  path: string,
  categories: readonly BuiltInCategory[],
  atMs: number,
): Promise<PolicyFile> {
  let text: string;
  try {
    const { size } = await stat(path);
    if (size > longestPolicyChars * 2) {
      return { problems: [problem(path, `${size} bytes`, "a policy, which is far smaller")] };
    }
    text = await readFile(path, "utf8");
  } catch (thrown) {
    return { problems: [unreadable(path, thrown, "a policy file")] };
  }
  const parsed = parsePolicy(text);
  if (!parsed.ok) return { text, problems: parsed.error };
  const policy = parsed.value;
  const known = categories.map(({ id }) => id);
  return {
    text,
    policy,
    problems: checkPolicy(policy, known, atMs, { isPublicSuffix, checkPhrases: checkOwnPhrases }),
  };
}

export function unreadable(path: string, thrown: unknown, expected: string): Problem {
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : String(thrown);
  const what =
    code === "ENOENT"
      ? "no such file"
      : code === "EISDIR"
        ? "a folder"
        : `a file that cannot be read (${code})`;
  return problem(path, what, expected);
}

/**
 * Reads the policy's lists: those named by relative address from beside the policy. Lists at a web address are not
 * fetched here, and are reported like any list that is not at hand.
 */
export async function readPolicySets(
  path: string,
  policy: Policy,
  categories: readonly BuiltInCategory[],
): Promise<PolicySets> {
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [place, list] of policy.lists.entries()) {
    if (list.address === undefined || /^[a-z][a-z0-9+.-]*:/i.test(list.address)) continue;
    const file = join(dirname(resolve(path)), list.address);
    try {
      texts.set(list.id, await readFile(file, "utf8"));
    } catch (thrown) {
      const { what } = unreadable(file, thrown, "");
      problems.push(
        problem(`lists.${place}.address`, `"${list.address}": ${what}`, "a list beside the policy"),
      );
    }
  }
  const read = policySets({
    policy,
    builtIn: categories.map(setOfCategory),
    texts,
    isPublicSuffix,
  });
  const said = new Set(problems.map((one) => one.path));
  return {
    ...read,
    problems: [...problems, ...read.problems.filter((one) => !said.has(one.path))],
  };
}

/** Adds line and column to each problem whose path, or the nearest above it, stands in the text. */
export function placeProblems(
  text: string | undefined,
  problems: readonly Problem[],
): PlacedProblem[] {
  if (text === undefined || problems.length === 0) return [...problems];
  const { places } = locateJson(text);
  return problems.map((found) => {
    let path = found.path;
    for (;;) {
      const place = places.get(path);
      if (place !== undefined) return { ...found, ...place };
      const dot = path.lastIndexOf(".");
      if (dot < 0) return found;
      path = path.slice(0, dot);
    }
  });
}
