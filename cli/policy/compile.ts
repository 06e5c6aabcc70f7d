// schoolgate policy compile FILE --profile P
import { compilePolicy } from "../../lib/core/dnr/compile-policy.ts";
import type { CompiledRules } from "../../lib/core/dnr/compile-policy.ts";
import { isBulkId } from "../../lib/core/dnr/rule-ids.ts";
import type { DnrRule } from "../../lib/core/dnr/types.ts";
import type { EffectivePolicy } from "../../lib/core/policy/types.ts";
import type { Command } from "../command.ts";
import { problemLine } from "../print-problems.ts";
import { effectiveOf, openPolicy, readMoment, readSchoolMoment, setsOf } from "./open-policy.ts";

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
    const opened = await openPolicy(file, io, readMoment(values.get("at"), io));
    if (opened === undefined) return 1;
    const atMs = readSchoolMoment(values.get("at"), io, opened.policy);
    const effective = effectiveOf(opened, values.get("profile"), atMs);
    const { sets } = await setsOf(file, opened, io);
    const compiled = compilePolicy({ effective, sets, state: {}, pages, atMs });
    const { dynamic: rules, session, reasons, problems, dropped } = compiled;
    if (flags.has("json")) {
      const { profile, version, time } = effective;
      const layers = { light: 0, bulk: 0, volatile: session.length };
      for (const { id } of rules) layers[isBulkId(id) ? "bulk" : "light"] += 1;
      await io.out(
        `${JSON.stringify({ profile, version, time, layers, rules, session, reasons, problems, dropped })}\n`,
      );
    } else {
      await io.out(summary(effective, compiled));
      for (const found of problems) io.note(problemLine(found));
    }
    return problems.length > 0 ? 1 : 0;
  },
};

function summary(
  { profile, time }: EffectivePolicy,
  { dynamic, session, reasons, dropped }: CompiledRules,
): string {
  const hosts = (rules: readonly DnrRule[]) =>
    rules.reduce((sum, { condition }) => sum + (condition.requestDomains?.length ?? 0), 0);
  const lineOf = (rule: DnrRule) => {
    const held = rule.condition.requestDomains?.length ?? 0;
    const types = rule.condition.resourceTypes;
    const hasPages = types.includes("main_frame");
    const what = !hasPages ? "all else" : types.length === 1 ? "pages" : "all";
    return `${String(rule.priority).padStart(9)}  ${String(rule.id).padStart(6)}  ${doing(rule).padEnd(18)}${what.padEnd(9)}${String(held).padStart(8)} hosts  ${reasons[rule.id]?.words ?? ""}`;
  };
  const layer = (title: string, rules: readonly DnrRule[]) =>
    rules.length === 0
      ? []
      : [
          `${title}: ${rules.length} rules with ${hosts(rules)} host entries`,
          ...rules.toSorted((a, b) => b.priority - a.priority || a.id - b.id).map(lineOf),
        ];
  return [
    `Profile ${profile}${time === "" ? "" : `, at the time "${time}"`}: ${dynamic.length} rules with ${hosts(dynamic)} host entries, ${session.length} session rules, ${dropped.length} entries dropped`,
    ` priority      id  does              to          holds  because`,
    ...layer(
      "What the policy says without its lists",
      dynamic.filter(({ id }) => !isBulkId(id)),
    ),
    ...layer(
      "The lists",
      dynamic.filter(({ id }) => isBulkId(id)),
    ),
    ...layer("For now alone", session),
    ...(dropped.length === 0 ? [] : ["Dropped:"]),
    ...dropped.slice(0, 50).map(({ entry, rule, why }) => `  ${entry} (${rule}): ${why}`),
    ...(dropped.length > 50 ? [`  and ${dropped.length - 50} more (--json shows all)`] : []),
    "",
  ].join("\n");
}

function doing({ action }: DnrRule): string {
  if (action.type !== "redirect") return action.type;
  const { redirect } = action;
  const isOwnPage =
    "extensionPath" in redirect ||
    ("regexSubstitution" in redirect &&
      redirect.regexSubstitution.startsWith("chrome-extension:")) ||
    ("url" in redirect && redirect.url.startsWith("chrome-extension:"));
  return isOwnPage ? "block page" : "safe address";
}
