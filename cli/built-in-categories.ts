// The built-in categories, read once in the life of a command.
import type { BuiltInCategory } from "../lib/build/baseline-ruleset.ts";
import { loadCategories } from "../lib/build/generate.ts";

let loaded: readonly BuiltInCategory[] | undefined;

/** Throws a GenerateError where a file of rules/categories is wrong. */
export function builtInCategories(): readonly BuiltInCategory[] {
  loaded ??= loadCategories();
  return loaded;
}
