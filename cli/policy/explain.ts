// schoolgate policy explain FILE URL… | --file LIST
import { readFile } from "node:fs/promises";
import { unreadable } from "../../lib/build/policy-files.ts";
import { decide } from "../../lib/core/policy/decide.ts";
import { buildHostTable } from "../../lib/core/policy/host-table.ts";
import { parseWebAddress } from "../../lib/core/policy/host.ts";
import type { Command, CommandIo } from "../command.ts";
import { UsageError } from "../command.ts";
import { problemLine } from "../print-problems.ts";
import { effectiveOf, openPolicy, readMoment, setsOf } from "./open-policy.ts";

/** One answer, as `--json` prints it. */
interface Explanation {
  /** As it was given. */
  readonly url: string;
  readonly action: "block" | "warn" | "monitor" | "allow";
  /** Category id, or "" where none took part. */
  readonly category: string;
  /** The line of the policy, or "built-in …". */
  readonly rule: string;
  readonly why: string;
}

/** Addresses without a scheme are taken as https; these schemes are left as they are. */
const otherScheme =
  /^(?:about|blob|chrome|chrome-extension|data|devtools|file|filesystem|javascript|mailto|tel|view-source):/i;

/** A bare host or path becomes an https address. */
export function toAddress(text: string): string {
  if (text.includes("://") || otherScheme.test(text)) return text;
  const address = `https://${text.replace(/^\/\//, "")}`;
  return /[/?#]/.test(address.slice(8)) ? address : `${address}/`;
}

export const policyExplain: Command = {
  about: "say what happens to addresses, and why",
  plan: {
    usage:
      "policy explain FILE URL… | --file LIST [--profile P] [--at ISO8601] [--json]   (P: the strictest unless given; now unless given)",
    words: ["FILE", "URL"],
    lastRepeats: true,
    values: ["file", "profile", "at"],
    flags: ["json"],
  },
  async run({ words, values, flags }, io) {
    const [file = "", ...given] = words;
    const listFile = values.get("file");
    if (given.length === 0 && listFile === undefined) {
      throw new UsageError("no address is given; expected URL… or --file LIST");
    }
    const atMs = readMoment(values.get("at"), io);
    const listed = listFile === undefined ? [] : await readAddressList(listFile, io);
    if (listed === undefined) return 1;
    const urls = [...given, ...listed];
    const opened = await openPolicy(file, io, atMs);
    if (opened === undefined) return 1;
    const effective = effectiveOf(opened, values.get("profile"), atMs);
    const { sets } = await setsOf(file, opened, io);
    const table = buildHostTable(sets);
    let code: 0 | 1 = 0;
    const answers = urls.map((url): Explanation => {
      const address = toAddress(url);
      if (/^(?:https?|wss?):/i.test(address) && parseWebAddress(address) === undefined) {
        io.note(
          `note: "${url.slice(0, 200)}" is no address that a browser opens; treated like an unknown site`,
        );
        code = 1;
      }
      const decision = decide(address, { kind: "main_frame", atMs }, effective, table);
      const { action, category, rule, why } = decision;
      // The agreement is never due here; the type cannot know.
      return { url, action: action === "agreement" ? "allow" : action, category, rule, why };
    });
    await io.out(
      flags.has("json")
        ? `[\n${answers.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`
        : `Profile ${effective.profile}, ${new Date(atMs).toISOString()}\n${answers.map(explanationLines).join("")}`,
    );
    return code;
  },
};

/** The addresses of a file, one a line; undefined once it has been said why there are none. */
async function readAddressList(file: string, io: CommandIo): Promise<string[] | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (thrown) {
    io.note(problemLine(unreadable(file, thrown, "a list with one address or host a line")));
    return undefined;
  }
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(isAddressLine);
}

/** A line that holds an address: not empty, not a comment. */
function isAddressLine(line: string): boolean {
  return line !== "" && !line.startsWith("#");
}

function explanationLines({ url, action, category, rule, why }: Explanation): string {
  const kind = category === "" ? "" : `  (${category})`;
  return `${action.toUpperCase().padEnd(8)}${url}${kind}\n        ${why}\n        rule: ${rule}\n`;
}
