// The built-in categories of the package, and the words for every category a person can meet.
import { actions } from "../../contract/vocabulary.ts";
import type { Action } from "../../contract/vocabulary.ts";
import type { Policy } from "../../contract/policy.ts";
import type { CategoryDefault } from "../../core/policy/effective-policy.ts";
import type { CategoryWords, HostSet } from "../../core/policy/types.ts";
import type { Assets } from "../ports.ts";

export type BuiltInCategory = CategoryDefault & { readonly hosts: readonly string[] };

export interface CategoryService {
  all(): Promise<readonly BuiltInCategory[]>;
  sets(): Promise<readonly HostSet[]>;
  /** By category id; with the policy's own. */
  words(policy: Policy | undefined): Promise<Readonly<Record<string, CategoryWords>>>;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function toCategory(value: unknown): BuiltInCategory[] {
  if (typeof value !== "object" || value === null) return [];
  const { id, title, why, pupil, strictest, hosts } = value as Record<string, unknown>;
  if (!isText(id) || !isText(title) || !isText(why) || !isText(pupil)) return [];
  const action: Action = actions.find((known) => known === strictest) ?? "block";
  return [
    {
      id,
      title,
      why,
      pupil,
      strictest: action,
      hosts: Array.isArray(hosts) ? hosts.filter(isText) : [],
    },
  ];
}

export function createCategoryService(assets: Assets): CategoryService {
  let cached: Promise<readonly BuiltInCategory[]> | undefined;
  function all(): Promise<readonly BuiltInCategory[]> {
    if (cached !== undefined) return cached;
    const loading = assets
      .categories()
      .then((value) => (Array.isArray(value) ? value.flatMap(toCategory) : []));
    cached = loading;
    loading.catch(() => (cached = undefined));
    return loading;
  }
  return {
    all,
    async sets() {
      return (await all()).map(({ id, title, hosts }) => ({
        id,
        category: id,
        title,
        hosts,
        rule: "built-in",
      }));
    },
    async words(policy) {
      const words: Record<string, CategoryWords> = {};
      for (const { id, title, why, pupil } of [...(await all()), ...(policy?.categories ?? [])]) {
        words[id] = { id, title, why, pupil };
      }
      return words;
    },
  };
}
