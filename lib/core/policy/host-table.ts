// A million hosts, ready as soon as they are read: sorted 53-bit hashes, one run per list, in one buffer.
// A stranger's host falls on a listed one by chance about once in 10^9 look-ups at that size.
import { err, ok, problem } from "../../contract/result.ts";
import type { Result } from "../../contract/result.ts";
import { hostSuffixes } from "./host.ts";
import type { HostSet } from "./types.ts";

/** A list of the table: what it is, and which run of `hashes` is its own. */
interface HostTableSet {
  readonly id: string;
  readonly category: string;
  readonly title: string;
  readonly rule: string;
  readonly start: number;
  readonly count: number;
}

/** What has changed in a list since the table was built. */
export interface HostPatch {
  /** The list's id. */
  readonly set: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export interface HostTable {
  readonly sets: readonly HostTableSet[];
  /** Per set: ascending, as whole numbers below 2^53. */
  readonly hashes: Float64Array;
  /** One bit for each of about eight places per host: most hosts of the web stand in no list, and are let go here. */
  readonly filter: Uint32Array;
  /** By set id: hosts that stand (true) or no longer stand (false) in it, whatever the hashes say. */
  readonly overlay?: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
}

/** A list in which a host stands, itself or through the parent `matched`. */
export interface HostHit {
  readonly set: HostTableSet;
  readonly matched: string;
}

export const emptyHostTable: HostTable = {
  sets: [],
  hashes: new Float64Array(0),
  filter: new Uint32Array(1),
};

const layoutVersion = 2;
const magic = 0x5347_4854;
const wordBytes = 8;

/** cyrb53 (public domain, bryc): two 32-bit streams mixed into 53 bits. */
function hashHost(host: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let place = 0; place < host.length; place += 1) {
    const unit = host.charCodeAt(place);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}

/** Builds the table from clean hosts (as `parseHostList` gives them). Time n log n; 8 bytes a host. */
export function buildHostTable(sets: readonly HostSet[]): HostTable {
  const total = sets.reduce((sum, set) => sum + set.hosts.length, 0);
  const hashes = new Float64Array(total);
  const packed: HostTableSet[] = [];
  let start = 0;
  for (const { id, category, title, rule, hosts } of sets) {
    let at = start;
    for (const host of hosts) {
      hashes[at] = hashHost(host);
      at += 1;
    }
    hashes.subarray(start, at).sort();
    packed.push({ id, category, title, rule, start, count: hosts.length });
    start = at;
  }
  return { sets: packed, hashes, filter: buildFilter(hashes) };
}

/** A power of two of words, so that a place is a mask away. */
function filterWords(hosts: number): number {
  let words = 1;
  while (words * 4 < hosts) words *= 2;
  return words;
}

function buildFilter(hashes: Float64Array): Uint32Array {
  const words = filterWords(hashes.length);
  const filter = new Uint32Array(words);
  const mask = words * 32 - 1;
  for (let at = 0; at < hashes.length; at += 1) {
    const place = (hashes[at] ?? 0) & mask;
    filter[place >>> 5] = (filter[place >>> 5] ?? 0) | (1 << (place & 31));
  }
  return filter;
}

function mayStand(filter: Uint32Array, hash: number): boolean {
  const place = hash & (filter.length * 32 - 1);
  return ((filter[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;
}

function stands(hashes: Float64Array, start: number, count: number, hash: number): boolean {
  let low = start;
  let high = start + count - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = hashes[middle] ?? 0;
    if (found === hash) return true;
    if (found < hash) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

/** Every list in which the host or a parent of it stands, in the table's order, each with the nearest that stands. */
export function lookUpHost(table: HostTable, host: string): HostHit[] {
  const { overlay } = table;
  const suffixes: { suffix: string; hash: number }[] = [];
  for (const suffix of hostSuffixes(host)) {
    const hash = hashHost(suffix);
    if (overlay !== undefined || mayStand(table.filter, hash)) suffixes.push({ suffix, hash });
  }
  if (suffixes.length === 0) return [];
  const hits: HostHit[] = [];
  for (const set of table.sets) {
    const changed = overlay?.get(set.id);
    const hit = suffixes.find(
      ({ suffix, hash }) =>
        changed?.get(suffix) ?? stands(table.hashes, set.start, set.count, hash),
    );
    if (hit !== undefined) hits.push({ set, matched: hit.suffix });
  }
  return hits;
}

/**
 * The table with a list changed, at once and whatever its size: what the table was built from is not touched. Later
 * patches win over earlier ones. A patch for a list that the table does not hold changes nothing.
 */
export function withPatch(table: HostTable, patch: HostPatch): HostTable {
  if (!table.sets.some(({ id }) => id === patch.set)) return table;
  const changed = new Map(table.overlay?.get(patch.set));
  for (const host of patch.removed) changed.set(host, false);
  for (const host of patch.added) changed.set(host, true);
  return { ...table, overlay: new Map([...(table.overlay ?? []), [patch.set, changed]]) };
}

/**
 * The table as one buffer to keep: 32 bytes of head, the hashes, the filter (a worker that is woken for a page has no
 * time to build it), then the sets as UTF-16 JSON. Patches are not in it: they are small, and kept apart until the
 * table is built anew.
 * Byte order is the machine's own; the buffer never leaves the device.
 */
export function packHostTable(table: HostTable): ArrayBuffer {
  const text = JSON.stringify(table.sets);
  const headBytes = 4 * wordBytes;
  const hashBytes = table.hashes.length * wordBytes;
  const filterBytes = table.filter.length * 4;
  const buffer = new ArrayBuffer(headBytes + hashBytes + filterBytes + text.length * 2);
  const { hashes, filter } = table;
  const head = [magic, layoutVersion, hashes.length, text.length, filter.length];
  new Uint32Array(buffer, 0, head.length).set(head);
  new Float64Array(buffer, headBytes, hashes.length).set(hashes);
  new Uint32Array(buffer, headBytes + hashBytes, filter.length).set(filter);
  const units = new Uint16Array(buffer, headBytes + hashBytes + filterBytes, text.length);
  for (let place = 0; place < text.length; place += 1) units[place] = text.charCodeAt(place);
  return buffer;
}

/** Reads what `packHostTable` wrote, without copying the hashes. Anything else is a problem, never a throw. */
export function openHostTable(buffer: ArrayBuffer): Result<HostTable> {
  const wrong = (what: string) =>
    err([problem("host table", what, `a host table of layout ${layoutVersion}`)]);
  const headBytes = 4 * wordBytes;
  if (buffer.byteLength < headBytes) return wrong(`${buffer.byteLength} bytes`);
  const [mark, version, hosts = 0, length = 0, words = 0] = new Uint32Array(buffer, 0, 5);
  if (mark !== magic || version !== layoutVersion) return wrong("another kind of buffer");
  const filterAt = headBytes + hosts * wordBytes;
  const textAt = filterAt + words * 4;
  if (buffer.byteLength !== textAt + length * 2 || words !== filterWords(hosts)) {
    return wrong("a buffer that is cut short");
  }
  let text = "";
  const units = new Uint16Array(buffer, textAt, length);
  for (let place = 0; place < length; place += 4096) {
    text += String.fromCharCode(...units.subarray(place, place + 4096));
  }
  let sets: unknown;
  try {
    sets = JSON.parse(text);
  } catch {
    return wrong("a head that is not JSON");
  }
  if (!Array.isArray(sets) || !sets.every((set) => isTableSet(set, hosts))) {
    return wrong("a head that is not a list of sets");
  }
  const hashes = new Float64Array(buffer, headBytes, hosts);
  return ok({ sets, hashes, filter: new Uint32Array(buffer, filterAt, words) });
}

function isTableSet(value: unknown, hosts: number): value is HostTableSet {
  if (typeof value !== "object" || value === null) return false;
  const set = value as Partial<Record<keyof HostTableSet, unknown>>;
  const { start, count } = set;
  return (
    [set.id, set.category, set.title, set.rule].every((one) => typeof one === "string") &&
    typeof start === "number" &&
    typeof count === "number" &&
    Number.isInteger(start) &&
    Number.isInteger(count) &&
    start >= 0 &&
    count >= 0 &&
    start + count <= hosts
  );
}
