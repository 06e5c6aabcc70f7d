// Which entry of a short list covers a host, without asking each: a policy has hundreds of protected sites and site
// entries, and every request of every page is asked about. Made once a list, and gone with it.
import type { SiteEntry } from "./types.ts";

const placesOf = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** The first of the (normalised) entries that is the host or stands above it: what `find` with `hostCovers` gives. */
export function firstCovering(entries: readonly string[], host: string): string | undefined {
  let places = placesOf.get(entries);
  if (places === undefined) {
    // The first of two that are alike is kept: a map keeps the last.
    places = new Map(entries.map((entry, place) => [entry, place] as const).toReversed());
    placesOf.set(entries, places);
  }
  let first: number | undefined;
  for (let name: string | undefined = host; name !== undefined; name = parentOf(name)) {
    const place = places.get(name);
    if (place !== undefined && (first === undefined || place < first)) first = place;
  }
  return first === undefined ? undefined : entries[first];
}

const sitesOf = new WeakMap<readonly SiteEntry[], ReadonlyMap<string, readonly SiteEntry[]>>();

const none: readonly SiteEntry[] = [];

/** The entries for the host or one above it, the nearest first; those for one host in their order. Paths are not asked. */
export function entriesOver(entries: readonly SiteEntry[], host: string): readonly SiteEntry[] {
  if (entries.length === 0) return none;
  let sites = sitesOf.get(entries);
  if (sites === undefined) {
    sites = Map.groupBy(entries, (entry) => entry.host);
    sitesOf.set(entries, sites);
  }
  let over = none;
  for (let name: string | undefined = host; name !== undefined; name = parentOf(name)) {
    const found = sites.get(name);
    if (found !== undefined) over = over.length === 0 ? found : [...over, ...found];
  }
  return over;
}

/** What is left after the first dot, down to the last label. */
function parentOf(host: string): string | undefined {
  const dot = host.indexOf(".");
  return dot < 0 ? undefined : host.slice(dot + 1);
}
