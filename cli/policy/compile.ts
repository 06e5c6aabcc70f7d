// schoolgate policy compile FILE --profile P
import { compilePolicy } from "../../lib/core/dnr/compile-policy.ts";
import type { CompiledRules } from "../../lib/core/dnr/compile-policy.ts";
import type { Command } from "../command.ts";
import { problemLine } from "../print-problems.ts";
import { effectiveOf, openPolicy, readMoment, setsOf } from "./open-policy.ts";

/** The id of an extension is only known where it is installed. */
const pages = {
  blocked: "chrome-extension://EXTENSION_ID/blocked.html",
  agreement: "chrome-extension://EXTENSION_ID/agreement.html",
};

export const policyCompile: Command = {
  about: "show the browser rules that a profile becomes",
  plan: {
    usage: "policy compile FILE --profile P [--at ISO8601] [--json]",
    words: ["FILE"],
    values: ["profile", "at"],
    flags: ["json"],
    required: ["profile"],
  },
  async run({ words, values, flags }, io) {
    const file = words[0] ?? "";
    const atMs = readMoment(values.get("at"), io);
    const opened = await openPolicy(file, io, atMs);
    if (opened === undefined) return 1;
    const effective = effectiveOf(opened, values.get("profile"), atMs);
    const { sets } = await setsOf(file, opened, io);
    const compiled = compilePolicy({ effective, sets, state: {}, pages, atMs });
    const { dynamic: rules, session, reasons, problems, dropped } = compiled;
    if (flags.has("json")) {
      const { profile, version } = effective;
      await io.out(
        `${JSON.stringify({ profile, version, rules, session, reasons, problems, dropped })}\n`,
      );
    } else {
      await io.out(summary(effective.profile, compiled));
      for (const found of problems) io.note(problemLine(found));
    }
    return problems.length > 0 ? 1 : 0;
  },
};

function summary(profile: string, { dynamic, session, reasons, dropped }: CompiledRules): string {
  const hosts = (rules: typeof dynamic) =>
    rules.reduce((sum, { condition }) => sum + (condition.requestDomains?.length ?? 0), 0);
  const lines = dynamic
    .toSorted((a, b) => b.priority - a.priority || a.id - b.id)
    .map((rule) => {
      const held = rule.condition.requestDomains?.length ?? 0;
      const types = rule.condition.resourceTypes;
      const hasPages = types.includes("main_frame");
      const what = !hasPages ? "all else" : types.length === 1 ? "pages" : "all";
      const kind = rule.action.type === "redirect" ? "block page" : rule.action.type;
      return `${String(rule.priority).padStart(9)}  ${String(rule.id).padStart(6)}  ${kind.padEnd(18)}${what.padEnd(9)}${String(held).padStart(8)} hosts  ${reasons[rule.id]?.words ?? ""}`;
    });
  return [
    `Profile ${profile}: ${dynamic.length} rules with ${hosts(dynamic)} host entries, ${session.length} session rules, ${dropped.length} entries dropped`,
    ` priority      id  does              to          holds  because`,
    ...lines,
    ...(dropped.length === 0 ? [] : ["Dropped:"]),
    ...dropped.slice(0, 50).map(({ entry, rule, why }) => `  ${entry} (${rule}): ${why}`),
    ...(dropped.length > 50 ? [`  and ${dropped.length - 50} more (--json shows all)`] : []),
    "",
  ].join("\n");
}
