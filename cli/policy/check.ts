// schoolgate policy check FILE [--trust FILE]
import { builtInCategories } from "../built-in-categories.ts";
import { placeProblems, readPolicyFile, readPolicySets } from "../../lib/build/policy-files.ts";
import type { Policy } from "../../lib/contract/policy.ts";
import { hasErrors } from "../../lib/contract/result.ts";
import type { Problem } from "../../lib/contract/result.ts";
import { timeAt } from "../../lib/core/policy/school-time.ts";
import type { Command } from "../command.ts";
import { countProblems, problemLine } from "../print-problems.ts";
import { checkWithTrust } from "./check-with-trust.ts";
import { readMoment, readSchoolMoment } from "./open-policy.ts";

export const policyCheck: Command = {
  about: "say what is wrong with a policy, and where",
  plan: {
    usage: "policy check FILE [--trust FILE] [--at ISO8601] [--json] [--allow-warnings]",
    words: ["FILE"],
    values: ["trust", "at"],
    flags: ["json", "allow-warnings"],
  },
  async run({ words, values, flags }, io) {
    const file = words[0] ?? "";
    const categories = builtInCategories();
    const read = await readPolicyFile(file, categories, readMoment(values.get("at"), io));
    const atMs =
      read.policy === undefined ? io.nowMs() : readSchoolMoment(values.get("at"), io, read.policy);
    const trustFile = values.get("trust");
    const withTrust =
      trustFile === undefined || read.policy === undefined
        ? undefined
        : await checkWithTrust(trustFile, read.policy, categories, atMs);
    const problems: Problem[] = [...(withTrust?.school ?? read.problems)];
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
    const ofTrust = withTrust?.trust ?? [];
    const all = [...problems, ...ofTrust];
    const isFine = flags.has("allow-warnings") ? !hasErrors(all) : all.length === 0;
    if (flags.has("json")) {
      const trust =
        trustFile === undefined ? {} : { trust: { file: trustFile, problems: ofTrust } };
      await io.out(
        `${JSON.stringify({ file, ok: isFine, problems: placed, ...trust }, null, 2)}\n`,
      );
      return isFine ? 0 : 1;
    }
    if (ofTrust.length > 0) {
      await io.out(
        `${ofTrust.map(problemLine).join("\n")}\n${trustFile ?? ""}: ${countProblems(ofTrust)}\n`,
      );
    }
    if (problems.length > 0) {
      await io.out(
        `${placed.map(problemLine).join("\n")}\n${file}: ${countProblems(placed)}\n${timeLine(read.policy, atMs)}`,
      );
    } else {
      const profiles = Object.keys(read.policy?.profiles ?? {}).join(", ");
      await io.out(
        `${file}: no problems\n  version ${(withTrust?.merged ?? read.policy)?.version ?? ""}, profiles ${profiles}\n${timeLine(read.policy, atMs)}${lists.map((line) => `${line}\n`).join("")}`,
      );
    }
    return isFine ? 0 : 1;
  },
};

/** Which time of the timetable it is, on the school's clocks. */
function timeLine(policy: Policy | undefined, atMs: number): string {
  const day = policy?.day;
  if (day === undefined) return "";
  const { time, nextChangeMs } = timeAt(day, atMs);
  const clock = (ms: number) =>
    new Intl.DateTimeFormat("en-GB", {
      timeZone: day.timeZone,
      dateStyle: "full",
      timeStyle: "short",
    }).format(ms);
  const until = nextChangeMs === undefined ? "" : ` until ${clock(nextChangeMs)}`;
  return `  ${clock(atMs)}: the time "${time}",${until}\n`;
}

function refusals(refused: Readonly<Record<string, number | undefined>>, address?: string): string {
  const total = Object.values(refused).reduce<number>((sum, many) => sum + (many ?? 0), 0);
  if (total === 0) return "";
  const hint = address === undefined ? "" : `: schoolgate lists check ${address} names them`;
  return `, ${total} not taken${hint}`;
}
