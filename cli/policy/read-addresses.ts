// A list of hosts or addresses from disk, one a line, with the place of each.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { unreadable } from "../../lib/build/policy-files.ts";
import type { CommandIo } from "../command.ts";
import { problemLine } from "../print-problems.ts";

export interface AddressLine {
  readonly text: string;
  /** "list.txt:12", or "" for an address given on the command line. */
  readonly place: string;
}

/** The addresses of a file (which may be packed with gzip); undefined once it has been said why there are none. */
export async function readAddressList(
  file: string,
  io: CommandIo,
): Promise<AddressLine[] | undefined> {
  let text: string;
  try {
    const bytes = await readFile(file);
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    text = (isPacked ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch (thrown) {
    io.note(problemLine(unreadable(file, thrown, "a list with one address or host a line")));
    return undefined;
  }
  const name = basename(file);
  const lines: AddressLine[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const address = line.trim();
    // Empty lines and comments hold none.
    if (address === "" || address.startsWith("#")) continue;
    lines.push({ text: address, place: `${name}:${index + 1}` });
  }
  return lines;
}
