// schoolgate lists check FILE
import type { Command } from "../command.ts";
import { problemLine } from "../print-problems.ts";
import { countLines, readList } from "./read-list.ts";

export const listsCheck: Command = {
  about: "say what a list holds and what in it cannot be used",
  plan: { usage: "lists check FILE [--json]", words: ["FILE"], flags: ["json"] },
  async run({ words, flags }, io) {
    const file = words[0] ?? "";
    const list = await readList(file, io);
    if (list === undefined) return 1;
    const { format, counts, problems } = list;
    if (flags.has("json")) {
      await io.out(`${JSON.stringify({ file, format, counts, problems }, null, 2)}\n`);
    } else {
      await io.out(`${file}\n${countLines(list)}`);
      if (problems.length > 0) await io.out(`${problems.map(problemLine).join("\n")}\n`);
    }
    return problems.length > 0 || counts.kept === 0 ? 1 : 0;
  },
};
