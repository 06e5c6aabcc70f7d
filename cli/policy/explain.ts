// schoolgate policy explain FILE URL… | --file LIST
import { buildHostTable } from "../../lib/core/policy/host-table.ts";
import { parseWebAddress } from "../../lib/core/policy/host.ts";
import { didYouMean } from "../../lib/contract/nearest-name.ts";
import type { Command, CommandIo } from "../command.ts";
import { UsageError } from "../command.ts";
import { createCounts, type ExplainCounts } from "./explain-counts.ts";
import { explainAddress, type Explanation } from "./explain-address.ts";
import { effectiveOf, openPolicy, readMoment, setsOf } from "./open-policy.ts";
import { readAddressList, type AddressLine } from "./read-addresses.ts";

/** Text output names each address up to this many answers; beyond it counts, and says how to have them all. */
const answersShownMost = 200;
const badLinesShownMost = 50;
/** Rows are printed in pieces of about this many, so that a list of any length needs little memory. */
const rowsAtOnce = 2000;

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
  about: "say what each profile sees at addresses, and why",
  plan: {
    usage:
      "policy explain FILE URL… | --file LIST [--profile P,…|all] [--at ISO8601] [--json | --jsonl]   (P: the strictest unless given, with a list or --jsonl all; now unless given)",
    words: ["FILE", "URL"],
    lastRepeats: true,
    values: ["file", "profile", "at"],
    flags: ["json", "jsonl"],
  },
  async run({ words, values, flags }, io) {
    const [file = "", ...given] = words;
    const listFile = values.get("file");
    if (given.length === 0 && listFile === undefined) {
      throw new UsageError("no address is given; expected URL… or --file LIST");
    }
    if (flags.has("json") && flags.has("jsonl"))
      throw new UsageError("--json or --jsonl, not both");
    const atMs = readMoment(values.get("at"), io);
    const listed = listFile === undefined ? [] : await readAddressList(listFile, io);
    if (listed === undefined) return 1;
    const lines: AddressLine[] = [...given.map((text) => ({ text, place: "" })), ...listed];
    const opened = await openPolicy(file, io, atMs);
    if (opened === undefined) return 1;
    const isOne = flags.has("json") || (listFile === undefined && !flags.has("jsonl"));
    const wanted = values.get("profile") ?? (isOne ? opened.policy.strictest : "all");
    const all = Object.keys(opened.policy.profiles);
    const names = profilesOf(wanted, all);
    const profiles = names.map((name) => effectiveOf(opened, name, atMs));
    const { sets } = await setsOf(file, opened, io);
    const table = buildHostTable(sets);
    const areBad = noteBadLines(lines, io);

    const several = profiles.length > 1;
    const isText = !flags.has("json") && !flags.has("jsonl");
    const isShort = lines.length * profiles.length <= answersShownMost;
    const counts = createCounts();
    if (flags.has("json")) await io.out("[\n");
    for (const [turn, effective] of profiles.entries()) {
      if (isText) {
        await io.out(`Profile ${effective.profile}, ${new Date(atMs).toISOString()}\n`);
      }
      let rows: string[] = [];
      for (const [place, { text }] of lines.entries()) {
        const answer = explainAddress(text, toAddress(text), effective, table, atMs);
        counts.add(effective.profile, answer);
        if (isText) {
          if (isShort) rows.push(answerLines(answer));
        } else {
          const isLast = turn === profiles.length - 1 && place === lines.length - 1;
          rows.push(answerJson(answer, flags.has("jsonl"), several, effective.profile, isLast));
        }
        if (rows.length >= rowsAtOnce) {
          await io.out(rows.join(""));
          rows = [];
        }
      }
      await io.out(rows.join(""));
      if (isText && listFile !== undefined) {
        await io.out(summaryOf(counts, effective.profile, lines.length));
      }
    }
    if (flags.has("json")) await io.out("]\n");
    if (isText && !isShort) {
      await io.out("--jsonl gives every address for every profile, one a line.\n");
    }
    return areBad ? 1 : 0;
  },
};

function profilesOf(wanted: string, all: readonly string[]): readonly string[] {
  if (wanted === "all" && !all.includes("all")) return all;
  const names = wanted.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `--profile "${unknown}" is not in the policy; expected one of ${all.join(", ")}${didYouMean(unknown, all)}`,
    );
  }
  return names;
}

/** Names the lines that no browser opens, with their place in the list. */
function noteBadLines(lines: readonly AddressLine[], io: CommandIo): boolean {
  let bad = 0;
  for (const { text, place } of lines) {
    const address = toAddress(text);
    if (!/^(?:https?|wss?):/i.test(address) || parseWebAddress(address) !== undefined) continue;
    bad += 1;
    if (bad > badLinesShownMost) continue;
    const where = place === "" ? "note" : place;
    io.note(
      `${where}: "${text.slice(0, 200)}" is no address that a browser opens; treated like an unknown site`,
    );
  }
  if (bad > badLinesShownMost) io.note(`note: ${bad - badLinesShownMost} more like these`);
  return bad > 0;
}

function answerJson(
  answer: Explanation,
  isLines: boolean,
  several: boolean,
  profile: string,
  isLast: boolean,
): string {
  const { url, action, category, list, rule, why } = answer;
  if (isLines) return `${JSON.stringify({ url, profile, action, category, list, rule, why })}\n`;
  const row = { url, ...(several ? { profile } : {}), action, category, rule, why };
  return `${JSON.stringify(row)}${isLast ? "" : ","}\n`;
}

function answerLines({ url, action, category, rule, why }: Explanation): string {
  const kind = category === "" ? "" : `  (${category})`;
  return `${action.toUpperCase().padEnd(8)}${url}${kind}\n        ${why}\n        rule: ${rule}\n`;
}

function summaryOf(counts: ExplainCounts, profile: string, total: number): string {
  const rows = counts.of(profile).map(({ action, what, count, first }) => {
    const more = count > first.length ? ", …" : "";
    return `  ${action.padEnd(8)}${String(count).padStart(8)}  ${what.padEnd(34)}  ${first.join(", ")}${more}\n`;
  });
  return `  ${String(total).padStart(16)}  addresses\n${rows.join("")}`;
}
