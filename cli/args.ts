// What was typed becomes what was meant, or a sentence about what would have been right.
import { didYouMean } from "../lib/contract/nearest-name.ts";
import { err, ok } from "../lib/contract/result.ts";
import type { Result } from "../lib/contract/result.ts";

/** What a command takes. */
export interface ArgsPlan {
  /** As shown: "policy check FILE [--json]". */
  readonly usage: string;
  /** Names of the words it takes, in order. */
  readonly words: readonly string[];
  /** Whether the last word may come any number of times, none included. */
  readonly lastRepeats?: boolean;
  /** Options with a value, by name without dashes. */
  readonly values?: readonly string[];
  /** Options without. */
  readonly flags?: readonly string[];
  /** Options with a value that must be given. */
  readonly required?: readonly string[];
}

export interface Args {
  readonly words: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly flags: ReadonlySet<string>;
}

/** Reads arguments by plan. The error is one sentence for standard error. */
export function readArgs(args: readonly string[], plan: ArgsPlan): Result<Args, string> {
  const words: string[] = [];
  const values = new Map<string, string>();
  const flags = new Set<string>();
  const known = [...(plan.values ?? []), ...(plan.flags ?? [])];
  let onlyWords = false;
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (onlyWords || !arg.startsWith("--")) {
      if (!onlyWords && arg.startsWith("-") && arg.length > 1) {
        return err(`"${arg}" is not known; options begin with two dashes`);
      }
      words.push(arg);
      continue;
    }
    if (arg === "--") {
      onlyWords = true;
      continue;
    }
    const equals = arg.indexOf("=");
    const name = arg.slice(2, equals < 0 ? undefined : equals);
    if (plan.flags?.includes(name) === true) {
      if (equals >= 0) return err(`--${name} takes no value`);
      flags.add(name);
    } else if (plan.values?.includes(name) === true) {
      const value = equals < 0 ? args[at + 1] : arg.slice(equals + 1);
      if (equals < 0) at += 1;
      if (value === undefined || value === "" || (equals < 0 && value.startsWith("--"))) {
        return err(`--${name} needs a value`);
      }
      if (values.has(name)) return err(`--${name} is given twice`);
      values.set(name, value);
    } else {
      return err(`--${name} is not an option here${didYouMean(name, known)}`);
    }
  }
  const least = plan.words.length - (plan.lastRepeats === true ? 1 : 0);
  if (words.length < least) return err(`${plan.words[words.length] ?? "a word"} is missing`);
  if (plan.lastRepeats !== true && words.length > plan.words.length) {
    return err(`"${words[plan.words.length] ?? ""}" is one word too many`);
  }
  const missing = (plan.required ?? []).find((name) => !values.has(name));
  return missing === undefined ? ok({ words, values, flags }) : err(`--${missing} is missing`);
}
