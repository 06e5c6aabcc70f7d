// English to read, on any machine: lines of prose from the readme files of the packages installed here.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../cli/kit/project-root.ts";

/** A line that a person wrote as a sentence, not code, a table or an address. */
function isProse(line: string): boolean {
  const others = line.match(/[^A-Za-z ]/g)?.length ?? 0;
  return (
    /^[A-Z]/.test(line) &&
    line.split(" ").length >= 8 &&
    others <= line.length * 0.08 &&
    !/[^\x20-\x7e]|[|<{=\\@]|https?:/.test(line)
  );
}

/** Each line once; some 370,000 units with this project's lock file. */
export function readCorpus(): readonly string[] {
  const patterns = [
    "node_modules/**/{README,readme,Readme,CHANGELOG}.md",
    "node_modules/**/docs/**/*.md",
  ];
  const lines = new Set<string>();
  for (const path of globSync(patterns, { cwd: projectRoot }).sort()) {
    const text = readFileSync(join(projectRoot, path), "utf8").replace(/```[\s\S]*?```/g, "");
    for (const raw of text.split("\n")) {
      const line = raw
        .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
        .replace(/[*_`#>]/g, "")
        .replace(/^\s*-\s*/, "")
        .trim();
      if (isProse(line)) lines.add(line);
    }
  }
  return [...lines];
}
