import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../../cli/kit/project-root.ts";
import { checkChoice } from "../../../cli/start/check-choice.ts";

const options = { tour: true, port: 0, dataDir: "", resetPassword: false, unpacked: false };
const academy = join(projectRoot, "rules/policies/example-academy.json");

test.each([
  ["the sample policy with its profile", academy, "ks3", undefined],
  ["a profile that it has not", academy, "ks9", /expected one of ks1, ks2/],
  ["a file that is no policy", join(projectRoot, "package.json"), "ks3", /cannot be used/],
  ["a file that is no JSON", import.meta.filename, "ks3", /cannot be used/],
])("%s", (_name, policyFile, profile, said) => {
  const wrong = checkChoice({ ...options, policyFile, profile });
  if (said === undefined) expect(wrong).toBeUndefined();
  else expect(wrong).toMatch(said);
});
