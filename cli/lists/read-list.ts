// A block list from disk, read the way the extension will hold it.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { isPublicSuffix } from "../../lib/build/categories.ts";
import { unreadable } from "../../lib/build/policy-files.ts";
import { parseHostList } from "../../lib/core/policy/host-list.ts";
import type { HostList } from "../../lib/core/policy/host-list.ts";
import type { CommandIo } from "../command.ts";
import { problemLine } from "../print-problems.ts";

/** Reads a list in whatever common format it is; undefined once it has been said why not. */
export async function readList(
  file: string,
  io: CommandIo,
  protectedHosts: readonly string[] = [],
): Promise<HostList | undefined> {
  try {
    const text = await readFile(file, "utf8");
    return parseHostList(text, { name: basename(file), isPublicSuffix, protectedHosts });
  } catch (thrown) {
    io.note(problemLine(unreadable(file, thrown, "a list of hosts, domains or Adblock rules")));
    return undefined;
  }
}

/** Counts as lines for a person. */
export function countLines({ format, counts }: HostList): string {
  const refused = Object.entries(counts.refused).map(([reason, many]) => `    ${many} ${reason}`);
  return [
    `  format      ${format}`,
    `  lines       ${counts.lines}`,
    `  kept        ${counts.kept}`,
    `  duplicates  ${counts.duplicates}`,
    `  covered     ${counts.covered} (below a host that is listed too)`,
    `  excepted    ${counts.excepted}`,
    `  not taken   ${refused.length === 0 ? "none" : ""}`,
    ...refused,
    "",
  ].join("\n");
}
