// A block list from disk, read the way the extension will hold it.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "tldts";
import { unreadable } from "../../lib/build/policy-files.ts";
import { parseHostList } from "../../lib/core/policy/host-list.ts";
import type { HostList, HostListOptions } from "../../lib/core/policy/host-list.ts";
import type { CommandIo } from "../command.ts";
import { problemLine } from "../print-problems.ts";

const shelteredShownMost = 50;

/** Bare hosting services stand in these lists rightly; in any other they would close everybody's site there. */
const hostingCategories: ReadonlySet<string> = new Set(["free-hosting", "file-sharing"]);

export interface ReadListOptions extends Omit<HostListOptions, "name" | "isPublicSuffix"> {
  readonly category?: string | undefined;
}

/** Reads a list in whatever common format it is, packed with gzip or not; undefined once it has been said why not. */
export async function readList(
  file: string,
  io: CommandIo,
  { category, ...options }: ReadListOptions = {},
): Promise<HostList | undefined> {
  try {
    const bytes = await readFile(file);
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const text = (isPacked ? gunzipSync(bytes) : bytes).toString("utf8");
    const allowPrivateDomains = !hostingCategories.has(category ?? "");
    return parseHostList(text, {
      ...options,
      name: basename(file),
      isPublicSuffix: (host) => parse(host, { allowPrivateDomains }).publicSuffix === host,
    });
  } catch (thrown) {
    io.note(problemLine(unreadable(file, thrown, "a list of hosts, domains or Adblock rules")));
    return undefined;
  }
}

/** What is held back, for a person. */
export function shelteredLines({ sheltered, counts }: HostList): string {
  const total = counts.refused.sheltered ?? 0;
  if (total === 0) return "";
  const rows = sheltered.slice(0, shelteredShownMost).map(({ host, known, place }) => {
    const because = place === "above" ? `would close ${known}` : place === "same" ? "known" : known;
    return `    ${host}  (${because})\n`;
  });
  const more = total > rows.length ? `    and ${total - rows.length} more\n` : "";
  return `  Held back, for they look like education, public sector or press; name those that are not under the list's "despiteShelter":\n${rows.join("")}${more}`;
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
