// schoolgate policy diff OLD NEW
import { placeProblems, readPolicyFile } from "../../lib/build/policy-files.ts";
import type { Policy } from "../../lib/contract/policy.ts";
import { policyChanges } from "../../lib/core/policy/policy-changes.ts";
import { builtInCategories } from "../built-in-categories.ts";
import type { Command, CommandIo } from "../command.ts";
import { problemLine } from "../print-problems.ts";

export const policyDiff: Command = {
  about: "say what changed from one policy to another, in sentences",
  plan: { usage: "policy diff OLD NEW [--json]", words: ["OLD", "NEW"], flags: ["json"] },
  async run({ words, flags }, io) {
    const [before, after] = [await read(words[0] ?? "", io), await read(words[1] ?? "", io)];
    if (before === undefined || after === undefined) return 1;
    const changes = policyChanges(before, after);
    if (flags.has("json")) await io.out(`${JSON.stringify({ changes }, null, 2)}\n`);
    else await io.out(`${changes.length === 0 ? "Nothing changed." : changes.join("\n")}\n`);
    return 0;
  },
};

/** A policy of good shape is enough: what it names may have changed since. */
async function read(file: string, io: CommandIo): Promise<Policy | undefined> {
  const { policy, text, problems } = await readPolicyFile(file, builtInCategories(), io.nowMs());
  if (policy !== undefined) return policy;
  for (const found of placeProblems(text, problems)) io.note(problemLine(found));
  io.note(`${file} cannot be used.`);
  return undefined;
}
