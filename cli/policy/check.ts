// schoolgate policy check FILE
import { builtInCategories } from "../built-in-categories.ts";
import { placeProblems, readPolicyFile, readPolicySets } from "../../lib/build/policy-files.ts";
import { hasErrors } from "../../lib/contract/result.ts";
import type { Problem } from "../../lib/contract/result.ts";
import type { Command } from "../command.ts";
import { countProblems, problemLine } from "../print-problems.ts";

export const policyCheck: Command = {
  about: "say what is wrong with a policy, and where",
  plan: {
    usage: "policy check FILE [--json] [--allow-warnings]",
    words: ["FILE"],
    flags: ["json", "allow-warnings"],
  },
  async run({ words, flags }, io) {
    const file = words[0] ?? "";
    const categories = builtInCategories();
    const read = await readPolicyFile(file, categories, io.nowMs());
    const problems: Problem[] = [...read.problems];
    const lists: string[] = [];
    if (read.policy !== undefined && !hasErrors(problems)) {
      const sets = await readPolicySets(file, read.policy, categories);
      // What a list refuses is `lists check`'s; here it matters whether the list is there and holds anything.
      problems.push(
        ...sets.problems.filter(
          (one) => one.path.startsWith("lists.") && one.path.endsWith(".address"),
        ),
      );
      for (const [place, { id, category, address }] of read.policy.lists.entries()) {
        const counts = sets.counts.get(id);
        if (counts === undefined) continue;
        lists.push(
          `  ${id} (${category}): ${counts.kept} hosts${refusals(counts.refused, address)}`,
        );
        if (counts.kept === 0) {
          problems.push({
            path: `lists.${place}`,
            what: `the list "${id}", of which no host could be used`,
            expected: "at least one host",
            level: "warning",
          });
        }
      }
    }
    const placed = placeProblems(read.text, problems);
    const isFine = flags.has("allow-warnings") ? !hasErrors(problems) : problems.length === 0;
    if (flags.has("json")) {
      await io.out(`${JSON.stringify({ file, ok: isFine, problems: placed }, null, 2)}\n`);
    } else if (problems.length > 0) {
      await io.out(`${placed.map(problemLine).join("\n")}\n${file}: ${countProblems(placed)}\n`);
    } else {
      const profiles = Object.keys(read.policy?.profiles ?? {}).join(", ");
      await io.out(
        `${file}: no problems\n  version ${read.policy?.version ?? ""}, profiles ${profiles}\n${lists.map((line) => `${line}\n`).join("")}`,
      );
    }
    return isFine ? 0 : 1;
  },
};

function refusals(refused: Readonly<Record<string, number | undefined>>, address?: string): string {
  const total = Object.values(refused).reduce<number>((sum, many) => sum + (many ?? 0), 0);
  if (total === 0) return "";
  const hint = address === undefined ? "" : `: schoolgate lists check ${address} names them`;
  return `, ${total} not taken${hint}`;
}
