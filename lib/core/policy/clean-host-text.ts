// Clean hosts as text, looked at sign by sign: most of a million lines need no more than that.
import { isIpHost, normaliseHost } from "./host.ts";

/** A line that is a host as it stands, from its first sign to its last: by far the commonest, and quick to know. */
export function isCleanHost(text: string, start: number, end: number): boolean {
  if (end - start > 253) return false;
  let labelStart = start;
  let first = 0;
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 46) {
      if (at === labelStart || at - labelStart > 63) return false;
      labelStart = at + 1;
    } else if ((unit < 97 || unit > 122) && (unit < 48 || unit > 57) && unit !== 45) {
      return false;
    }
  }
  first = text.charCodeAt(labelStart);
  // A last label that begins with a letter is no number, so the host is no address.
  return (
    labelStart > start &&
    end > labelStart &&
    end - labelStart <= 63 &&
    first >= 97 &&
    text.charCodeAt(start) !== 45
  );
}

/**
 * Whether a text holds clean hosts alone, one a line, sorted, each once, as `printHosts` writes them: what came signed is
 * not cleaned again, but one bad entry would fail the browser's rule. Linear, and makes no text of each host.
 */
export function areCleanHosts(text: string): boolean {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf("\n", start);
    if (end < 0) return false;
    if (!isCleanHost(text, start, end)) {
      const host = text.slice(start, end);
      if (normaliseHost(host) !== host || !(host.includes(".") || isIpHost(host))) return false;
    }
    const next = end + 1;
    if (next < text.length && !isBefore(text, start, next)) return false;
    start = next;
  }
  return true;
}

/** Whether the line that begins at `one` sorts before the line that begins at `other`. */
function isBefore(text: string, one: number, other: number): boolean {
  for (let step = 0; ; step += 1) {
    const left = text.charCodeAt(one + step);
    const right = text.charCodeAt(other + step);
    if (left === right && left !== 10) continue;
    // A line end sorts below all else that stands in a host.
    return left < right;
  }
}
