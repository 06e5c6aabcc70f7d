// How a site entry with a path is told to the browser. It is a hint: paths are compared there without percent-decoding,
// so the gate that asks `decide()` has the last word on main frames and frames.
import type { DnrCondition } from "./types.ts";

/**
 * RE2 programs over 2 kB are refused, and one refused rule fails the whole update. Measured on Chromium 156 with this
 * very pattern: a path of 80 signs is taken, one of 100 is not.
 */
const longestRegexPath = 48;

const regexSigns = /[\\^$.*+?()[\]{}|/]/g;
/** Signs with a meaning in a urlFilter that cannot be escaped there, and signs that browsers spell in more than one way. */
const notForFilters = /[*^|[\]\\`{}"<>]/;

export type PathCondition = Pick<DnrCondition, "requestDomains" | "regexFilter" | "urlFilter">;

/**
 * The condition for a host and a cleaned path. Short paths become a regular expression over the whole address (which a
 * redirect can carry on); long ones, and all where `mayUseRegex` is false, a urlFilter. Undefined: this path only the
 * gate can judge.
 */
export function pathCondition(
  host: string,
  path: string,
  mayUseRegex = true,
): PathCondition | undefined {
  if (notForFilters.test(path) || path.includes("%")) return undefined;
  const spelled = encodeURI(path);
  if (mayUseRegex && spelled.length <= longestRegexPath) {
    const literal = spelled.replaceAll(regexSigns, String.raw`\$&`).replaceAll(String.raw`\/`, "/");
    return {
      requestDomains: [host],
      regexFilter: `^[a-z]+://[^/]+${literal}(?:[^a-z0-9_.%-].*)?$`,
    };
  }
  return { urlFilter: `||${host}${spelled}^` };
}
