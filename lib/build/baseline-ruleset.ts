// The static ruleset in the package: it protects from the first moment of an installation, before any policy came.
import { compilePolicy } from "../core/dnr/compile-policy.ts";
import type { DnrRule } from "../core/dnr/types.ts";
import { baselinePolicy } from "../core/policy/baseline.ts";
import type { CategoryDefault } from "../core/policy/effective-policy.ts";
import type { HostSet } from "../core/policy/types.ts";

/** A built-in category with its hosts, as it stands in the package's categories.json. */
export type BuiltInCategory = CategoryDefault & { readonly hosts: readonly string[] };

export function setOfCategory(category: BuiltInCategory): HostSet {
  return {
    id: category.id,
    category: category.id,
    title: category.title,
    hosts: category.hosts,
    rule: "built-in",
  };
}

/**
 * Compiles the blocked categories of the baseline with the same compiler and ladder as any policy. Static rules cannot
 * know the extension's id, so a page is sent to "/blocked.html" without its address; the worker hands that over.
 * Warnings are left to the worker: without the address nobody could go on from them.
 */
export function buildBaselineRuleset(categories: readonly BuiltInCategory[]): readonly DnrRule[] {
  const blocked = categories.filter(({ strictest }) => strictest === "block");
  const compiled = compilePolicy({
    effective: baselinePolicy(categories),
    sets: blocked.map(setOfCategory),
    state: {},
    pages: { blocked: "/blocked.html", agreement: "/agreement.html" },
    atMs: 0,
  });
  return compiled.dynamic;
}
