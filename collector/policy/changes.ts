// What is different in a new policy, line by line, for whoever releases it. Pure.
import { parsePolicy } from "../../lib/contract/parse-policy.ts";

const changesMost = 50;

/** Places whose change goes with every release and says nothing. */
const quiet = new Set(["serial", "change"]);

/** At most 50 sentences: "profiles.ks3.categories.games: “block”, was “warn”". `before` undefined: all of it is new. */
export function changesBetween(before: string | undefined, after: string): readonly string[] {
  const [old, next] = [valueOf(before), valueOf(after)];
  if (next === undefined) return [];
  if (old === undefined) return ["There was no policy before: all of it is new."];
  const found: string[] = [];
  compare("", old, next, found);
  if (found.length <= changesMost) return found;
  return [...found.slice(0, changesMost - 1), `And ${found.length - changesMost + 1} more.`];
}

function valueOf(text: string | undefined): unknown {
  const parsed = text === undefined ? undefined : parsePolicy(text);
  if (text === undefined || parsed?.ok !== true) return undefined;
  return JSON.parse(text.replace(/^\uFEFF/, "")) as unknown;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function compare(path: string, before: unknown, after: unknown, found: string[]): void {
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (path === "" && quiet.has(key)) continue;
      compare(path === "" ? key : `${path}.${key}`, before[key], after[key], found);
    }
    return;
  }
  const [old, next] = [JSON.stringify(before), JSON.stringify(after)];
  if (old === next) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    const [olds, nexts] = [before.map(words), after.map(words)];
    const added = nexts.filter((one) => !olds.includes(one));
    const gone = olds.filter((one) => !nexts.includes(one));
    for (const one of added) found.push(`${path}: added ${one}`);
    for (const one of gone) found.push(`${path}: removed ${one}`);
    if (added.length + gone.length === 0) found.push(`${path}: in another order`);
    return;
  }
  if (before === undefined) found.push(`${path}: new, ${words(after)}`);
  else if (after === undefined) found.push(`${path}: gone, was ${words(before)}`);
  else found.push(`${path}: ${words(after)}, was ${words(before)}`);
}

function words(value: unknown): string {
  const text = typeof value === "string" ? `“${value}”` : (JSON.stringify(value) ?? "nothing");
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}
