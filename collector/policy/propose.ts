// "Open it" at a request: the policy with one more entry in a profile's list. Pure.
import { parsePolicy } from "../../lib/contract/parse-policy.ts";
import { err, ok, problem, type Result } from "../../lib/contract/result.ts";
import { readSite } from "../review/order.ts";

export interface ProposedEntry {
  /** A host, as the request names it; a port is left out. */
  readonly host: string;
  readonly profile: string;
  readonly list: "allow" | "block";
  readonly why: string;
  readonly by: string;
}

/**
 * The policy's text with the entry put in, and the same site taken out of the other list of that profile. Everything
 * else stays as it was written.
 */
export function proposeEntry(text: string, entry: ProposedEntry): Result<string> {
  const parsed = parsePolicy(text);
  if (!parsed.ok) return parsed;
  const site = readSite(entry.host);
  if (site === undefined) return err([problem("host", entry.host, "a host such as example.org")]);
  if (!Object.hasOwn(parsed.value.profiles, entry.profile)) {
    return err([problem("profile", entry.profile, "a profile of the policy")]);
  }
  const written = JSON.parse(text.replace(/^\uFEFF/, "")) as {
    profiles: Record<string, Record<string, unknown>>;
  };
  const profile = written.profiles[entry.profile] ?? {};
  const { host } = site;
  const without = (list: unknown) =>
    (Array.isArray(list) ? list : []).filter((one: unknown) => hostOf(one) !== host);
  const other = entry.list === "allow" ? "block" : "allow";
  if (Array.isArray(profile[other])) profile[other] = without(profile[other]);
  profile[entry.list] = [...without(profile[entry.list]), { host, why: entry.why, by: entry.by }];
  return ok(JSON.stringify(written));
}

/** The host of an entry that stands for a whole host; undefined for one with a path. */
function hostOf(entry: unknown): string | undefined {
  if (typeof entry === "string") return readSite(entry)?.host;
  if (typeof entry !== "object" || entry === null || !("host" in entry) || "path" in entry) {
    return undefined;
  }
  return typeof entry.host === "string" ? readSite(entry.host)?.host : undefined;
}
