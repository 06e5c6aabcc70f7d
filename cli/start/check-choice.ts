import { readFileSync } from "node:fs";
import { parsePolicy } from "../../lib/contract/parse-policy.ts";
import type { StartOptions } from "./start-options.ts";

/** One sentence when the chosen policy cannot be used or has no such profile; undefined when all is well. */
export function checkChoice({ policyFile, profile }: StartOptions): string | undefined {
  const read = parsePolicy(readFileSync(policyFile, "utf8"));
  if (!read.ok) {
    const lines = read.error
      .slice(0, 5)
      .map((found) => `  ${found.path}: found ${found.what}; expected ${found.expected}`);
    return [`--policy: ${policyFile} cannot be used:`, ...lines].join("\n");
  }
  const profiles = Object.keys(read.value.profiles);
  return profiles.includes(profile)
    ? undefined
    : `--profile was "${profile}"; expected one of ${profiles.join(", ")}`;
}
