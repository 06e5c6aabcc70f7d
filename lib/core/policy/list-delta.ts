// From one version of a list to the next in a few lines: "+host" and "-host", applied in any order.
import { err, ok, problem } from "../../contract/result.ts";
import type { Result } from "../../contract/result.ts";
import { normaliseHost } from "./host.ts";
import { sortHosts } from "./sort-hosts.ts";

export interface ListDelta {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What leads from one clean list (sorted, each host once) to another. Linear. */
export function makeListDelta(before: readonly string[], after: readonly string[]): ListDelta {
  const added: string[] = [];
  const removed: string[] = [];
  let old = 0;
  let next = 0;
  while (old < before.length || next < after.length) {
    const was = before[old];
    const is = after[next];
    if (was === is) {
      old += 1;
      next += 1;
    } else if (is === undefined || (was !== undefined && was < is)) {
      removed.push(was ?? "");
      old += 1;
    } else {
      added.push(is);
      next += 1;
    }
  }
  return { added, removed };
}

/** As text; each line is ended. */
export function printListDelta({ added, removed }: ListDelta): string {
  return [...removed.map((host) => `-${host}\n`), ...added.map((host) => `+${host}\n`)].join("");
}

/** Reads a delta. Any line that is none makes the whole unusable; never throws. */
export function readListDelta(text: string): Result<ListDelta> {
  const added: string[] = [];
  const removed: string[] = [];
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  for (const [place, line] of lines.entries()) {
    const host = line.slice(1);
    const sign = line.charAt(0);
    if ((sign !== "+" && sign !== "-") || normaliseHost(host) !== host) {
      return err([problem(`delta:${place + 1}`, `"${line.slice(0, 80)}"`, '"+host" or "-host"')]);
    }
    (sign === "+" ? added : removed).push(host);
  }
  return ok({ added, removed });
}

/** The next version of a clean list: sorted, each host once. What is added twice or removed in vain does nothing. */
export function applyListDelta(before: readonly string[], delta: ListDelta): string[] {
  const gone = new Set(delta.removed);
  const added = sortHosts([...new Set(delta.added)]);
  const after: string[] = [];
  let next = 0;
  for (const host of before) {
    for (; next < added.length && (added[next] ?? "") <= host; next += 1) {
      if (added[next] !== host) after.push(added[next] ?? "");
    }
    if (!gone.has(host)) after.push(host);
  }
  for (; next < added.length; next += 1) after.push(added[next] ?? "");
  return after;
}

/** A clean list as it is kept, signed and served: one host a line, each line ended. */
export function printHosts(hosts: readonly string[]): string {
  return hosts.length === 0 ? "" : `${hosts.join("\n")}\n`;
}

/** Reads what `printHosts` wrote. */
export function readHosts(text: string): string[] {
  if (text === "") return [];
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}
