// A confidential list in the two forms in which it exists outside its owner's file: the forms to be hashed, and the
// packed file of cut hashes that devices hold. Neither packing nor opening ever sees an address.
import { err, ok, problem, type Problem, type Result } from "../../contract/result.ts";
import { confidentialEntry } from "./confidential-address.ts";
import { hostSuffixes } from "./host.ts";
import { isProtected, protectedSites } from "./protected-sites.ts";

/** Bytes of a hash that a device holds: so few that many other addresses share each entry. */
const entryBytes = 4;
const keyBytes = 32;
/** "SGC1" */
const magic = 0x53474331;
/** Magic, count, moment, key. */
const headBytes = 4 + 4 + 8 + keyBytes;

const longestLine = 8000;

export interface ConfidentialForms {
  /** Each once, in order of first mention. */
  readonly forms: readonly string[];
  /** By line number; never a line's own text, which is confidential. */
  readonly problems: readonly Problem[];
}

/** What would close a help site if it were closed whole. */
const aboveHelp: ReadonlySet<string> = new Set(
  protectedSites.flatMap((site) => hostSuffixes(site.host)),
);

/**
 * Reads a list, or a part of one that begins at line `firstLine`, as text: one address, folder (`…/*`) or bare host a line; `#` begins a comment. Entries on help sites,
 * and hosts that would close one, are left out, since nothing may close those. Never throws.
 */
export function readConfidentialLines(text: string, firstLine = 1): ConfidentialForms {
  const forms = new Set<string>();
  const problems: Problem[] = [];
  let number = firstLine - 1;
  for (const written of text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/)) {
    number += 1;
    const line = withoutComment(written);
    if (line === "") continue;
    const wrong = (what: string) =>
      problems.push(problem(`line ${number}`, what, "one address or host", "warning"));
    if (line.length > longestLine) {
      wrong("a line that is too long");
      continue;
    }
    const entry = confidentialEntry(line);
    if (!entry.ok) wrong(entry.error);
    else if (closesHelp(entry.value.host)) wrong("a help site, which nothing closes");
    else forms.add(entry.value.form);
  }
  return { forms: [...forms], problems };
}

/** A "#" inside an address is its fragment; behind a space, or first, it begins a comment. */
function withoutComment(line: string): string {
  if (line.startsWith("#")) return "";
  const mark = /[ \t]#/.exec(line);
  return (mark === null ? line : line.slice(0, mark.index)).trim();
}

function closesHelp(host: string): boolean {
  return isProtected(host) || aboveHelp.has(host);
}

/** The first bytes of a hash as one number, as devices compare them. */
function cut(hash: Uint8Array): number {
  const view = new DataView(hash.buffer, hash.byteOffset, hash.byteLength);
  return view.getUint32(0);
}

/**
 * The file for devices: head with the moment it was made (Unix ms) and the key of 32 bytes, then the hashes cut to
 * 4 bytes, ascending, each once. Each hash has at least 4 bytes.
 */
export function packConfidentialList(given: {
  readonly key: Uint8Array;
  readonly madeAtMs: number;
  readonly hashes: readonly Uint8Array[];
}): Uint8Array<ArrayBuffer> {
  const entries = Uint32Array.from(new Set(given.hashes.map(cut))).sort();
  const bytes = new Uint8Array(headBytes + entries.length * entryBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic);
  view.setUint32(4, entries.length);
  view.setFloat64(8, given.madeAtMs);
  bytes.set(given.key.subarray(0, keyBytes), 16);
  for (const [place, entry] of entries.entries()) {
    view.setUint32(headBytes + place * entryBytes, entry);
  }
  return bytes;
}

export interface ConfidentialList {
  /** For HMAC-SHA-256 over a form's UTF-8 bytes. */
  readonly key: Uint8Array;
  readonly entries: number;
  /** Unix ms. */
  readonly madeAtMs: number;
  /** Whether the list may hold what has this hash: certain where false; a stranger's by chance, entries in 2^32. */
  mayHold(hash: Uint8Array): boolean;
}

/** Opens a packed file; the reason where it is none or not whole. Never throws. */
export function openConfidentialList(
  bytes: Uint8Array<ArrayBuffer>,
): Result<ConfidentialList, string> {
  if (bytes.byteLength < headBytes) return err("a file that is too short");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== magic) return err("a file of another kind");
  const count = view.getUint32(4);
  const madeAtMs = view.getFloat64(8);
  if (bytes.byteLength !== headBytes + count * entryBytes || !Number.isFinite(madeAtMs)) {
    return err("a file that is not whole");
  }
  const at = (place: number) => view.getUint32(headBytes + place * entryBytes);
  for (let place = 1; place < count; place += 1) {
    if (at(place - 1) >= at(place)) return err("entries out of order");
  }
  return ok({
    key: bytes.slice(16, 16 + keyBytes),
    entries: count,
    madeAtMs,
    mayHold(hash) {
      if (hash.byteLength < entryBytes) return true;
      const wanted = cut(hash);
      let low = 0;
      let high = count - 1;
      while (low <= high) {
        const middle = (low + high) >>> 1;
        const found = at(middle);
        if (found === wanted) return true;
        if (found < wanted) low = middle + 1;
        else high = middle - 1;
      }
      return false;
    },
  });
}
