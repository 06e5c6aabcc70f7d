// schoolgate lists check FILE
import { isSheltered, shelterOfSets } from "../../lib/core/policy/known-good.ts";
import { builtInCategories } from "../built-in-categories.ts";
import type { Command } from "../command.ts";
import { problemLine } from "../print-problems.ts";
import { countLines, readList, shelteredLines } from "./read-list.ts";

export const listsCheck: Command = {
  about: "say what a list holds and what in it cannot be used",
  plan: {
    usage: "lists check FILE [--category C] [--json]",
    words: ["FILE"],
    values: ["category"],
    flags: ["json"],
  },
  async run({ words, values, flags }, io) {
    const file = words[0] ?? "";
    const category = values.get("category");
    // Without a category it is held against all that may shelter.
    const isOpen =
      category !== undefined && !isSheltered({ categories: [], profiles: {} }, category);
    const findShelter = isOpen ? undefined : shelterOfSets(builtInCategories());
    const list = await readList(file, io, { category, findShelter });
    if (list === undefined) return 1;
    const { format, counts, problems, sheltered } = list;
    if (flags.has("json")) {
      await io.out(`${JSON.stringify({ file, format, counts, sheltered, problems }, null, 2)}\n`);
    } else {
      await io.out(`${file}\n${countLines(list)}${shelteredLines(list)}`);
      if (problems.length > 0) await io.out(`${problems.map(problemLine).join("\n")}\n`);
    }
    return problems.length > 0 || counts.kept === 0 ? 1 : 0;
  },
};
