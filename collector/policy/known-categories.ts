// The kinds of site that come with Schoolgate: ids and titles, from the heads of the files in rules/categories.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

export interface KnownCategory {
  readonly id: string;
  readonly title: string;
}

const folder = fileURLToPath(new URL("../../rules/categories", import.meta.url));
let known: readonly KnownCategory[] | undefined;

/** In the order of their titles; [] where the folder is not there. They cannot change while the collector runs. */
export function knownCategories(): readonly KnownCategory[] {
  known ??= readHeads();
  return known;
}

function readHeads(): readonly KnownCategory[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".txt"))
      .map((name) => {
        const id = name.slice(0, -".txt".length);
        const head = readFileSync(join(folder, name), "utf8").slice(0, 4000);
        return { id, title: /^title:\s*(\S.*)$/m.exec(head)?.[1]?.trim() ?? id };
      })
      .sort((left, right) => left.title.localeCompare(right.title, "en-GB"));
  } catch {
    return [];
  }
}
