// schoolgate lists import FILE --category C --id I --policy POLICY
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { builtInCategories } from "../built-in-categories.ts";
import { isPublicSuffix } from "../../lib/build/categories.ts";
import { checkOwnPhrases } from "../../lib/build/own-phrases.ts";
import { placeProblems, readPolicyFile } from "../../lib/build/policy-files.ts";
import type { Policy } from "../../lib/contract/policy.ts";
import { checkPolicyShape } from "../../lib/contract/parse-policy.ts";
import { hasErrors } from "../../lib/contract/result.ts";
import { checkPolicy } from "../../lib/core/policy/check-policy.ts";
import type { HostList } from "../../lib/core/policy/host-list.ts";
import { shelterOfSets } from "../../lib/core/policy/known-good.ts";
import { listOptions } from "../../lib/core/policy/list-options.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { problemLine } from "../print-problems.ts";
import { countLines, readList, shelteredLines } from "./read-list.ts";

export const listsImport: Command = {
  about: "clean a list, keep it beside a policy and enter it there",
  plan: {
    usage:
      "lists import FILE --category C --id I --policy POLICY [--out FILE] [--title T] [--source S] [--licence L] [--json]",
    words: ["FILE"],
    values: ["category", "id", "policy", "out", "title", "source", "licence"],
    required: ["category", "id", "policy"],
    flags: ["json"],
  },
  async run({ words, values, flags }, io) {
    const file = words[0] ?? "";
    const value = (name: string) => values.get(name) ?? "";
    const policyFile = value("policy");
    const folder = dirname(resolve(policyFile));
    const out = resolve(values.get("out") ?? join(folder, "lists", `${value("id")}.txt`));
    const address = relative(folder, out).split(sep).join("/");
    if (address.startsWith("../") || out === resolve(policyFile) || resolve(address) === address) {
      throw new UsageError(`--out "${out}" must lie beside or below the policy, in ${folder}`);
    }
    const categories = builtInCategories();
    const read = await readPolicyFile(policyFile, categories, io.nowMs());
    if (read.policy === undefined || read.text === undefined || hasErrors(read.problems)) {
      for (const found of placeProblems(read.text, read.problems)) io.note(problemLine(found));
      io.note(`${policyFile} cannot be used; nothing was written.`);
      return 1;
    }
    const category = value("category");
    const before = read.policy.lists.find(({ id }) => id === value("id"));
    const { name: _, ...options } = listOptions(
      read.policy,
      { id: value("id"), category, despiteShelter: before?.despiteShelter },
      shelterOfSets(categories),
    );
    const list = await readList(file, io, { ...options, category });
    if (list === undefined) return 1;
    if (list.hosts.length === 0) {
      io.note(`${file} holds no host that can be used; nothing was written.\n${countLines(list)}`);
      return 1;
    }
    const text = enterList(read.text, {
      id: value("id"),
      category: value("category"),
      address,
      title: values.get("title"),
      source: values.get("source"),
      licence: values.get("licence"),
    });
    // The policy as it will be is checked whole, so that a wrong id or category is told as in `policy check`.
    const shape = checkPolicyShape(JSON.parse(text));
    const known = categories.map(({ id }) => id);
    const problems = shape.ok
      ? checkPolicy(shape.value, known, io.nowMs(), {
          isPublicSuffix,
          checkPhrases: checkOwnPhrases,
        })
      : shape.error;
    if (hasErrors(problems)) {
      for (const found of problems) io.note(problemLine(found));
      io.note("Nothing was written.");
      return 1;
    }
    await mkdir(dirname(out), { recursive: true });
    await writeWhole(out, listText(file, values.get("id") ?? "", list));
    await writeWhole(policyFile, text);
    const { counts, exceptions } = list;
    if (flags.has("json")) {
      await io.out(
        `${JSON.stringify({ file, out, address, format: list.format, counts, exceptions, sheltered: list.sheltered, problems: list.problems }, null, 2)}\n`,
      );
      return 0;
    }
    await io.out(`${file}\n${countLines(list)}${shelteredLines(list)}`);
    for (const found of list.problems) io.note(problemLine(found));
    if (exceptions.length > 0) {
      await io.out(
        `  The list makes ${exceptions.length} exceptions; those below a listed host belong into a profile's "allow":\n    ${exceptions.slice(0, 20).join("\n    ")}\n`,
      );
    }
    await io.out(`Written: ${out}\nEntered: ${policyFile}, list "${value("id")}" (${address})\n`);
    return 0;
  },
};

interface ListEntry {
  readonly id: string;
  readonly category: string;
  readonly address: string;
  readonly title: string | undefined;
  readonly source: string | undefined;
  readonly licence: string | undefined;
}

/**
 * The policy's text with the list entered or brought up to date. Everything else keeps its value and its order;
 * indentation is that of the file.
 */
export function enterList(policyText: string, entry: ListEntry): string {
  const text = policyText.replace(/^\uFEFF/, "");
  const policy = JSON.parse(text) as Partial<Policy> & { lists?: Record<string, unknown>[] };
  const lists: Record<string, unknown>[] = [...(policy.lists ?? [])];
  const place = lists.findIndex((list) => list["id"] === entry.id);
  const { hosts: _replaced, fetch: _fetched, ...before } = lists[place] ?? {};
  const given = Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== undefined),
  );
  const next = { id: entry.id, title: titleOf(entry.id), ...before, ...given };
  if (place < 0) lists.push(next);
  else lists[place] = next;
  const indent = /^[\t ]+/m.exec(text)?.[0] ?? "  ";
  return `${JSON.stringify({ ...policy, lists }, null, indent)}\n`;
}

function titleOf(id: string): string {
  const words = id.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function listText(file: string, id: string, { hosts, counts }: HostList): string {
  return [
    `# Schoolgate list "${id}": ${counts.kept} hosts, cleaned from ${basename(file)} (${counts.lines} lines).`,
    "# One host a line; each stands for itself and everything below it.",
    ...hosts,
    "",
  ].join("\n");
}

/** All or nothing: a reader never sees half a file. */
async function writeWhole(path: string, text: string): Promise<void> {
  const before = await readFile(path, "utf8").catch(() => undefined);
  if (before === text) return;
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}
