// Collects what the search finds and keeps of each phrase the longest: no hit lies within another of its phrase.
import type { Hit } from "./types.ts";

/** More of one phrase says nothing new, and a hostile text must not fill the memory. */
export const mostHitsOfPhrase = 200;

interface Row {
  readonly hits: Hit[];
  /** The farthest end so far, to see a repetition cheaply. */
  last: Hit;
}

export interface HitList {
  /** Whether the phrase needs no more hits. */
  readonly isFull: (phrase: number) => boolean;
  readonly add: (hit: Hit) => void;
  readonly finish: () => Hit[];
}

/** The order of hits: by start, then by end, then by phrase. */
export function inOrder(a: Hit, b: Hit): number {
  return a.start - b.start || a.end - b.end || a.phrase - b.phrase;
}

export function makeHitList(): HitList {
  const rows = new Map<number, Row>();
  return {
    isFull: (phrase) => (rows.get(phrase)?.hits.length ?? 0) >= mostHitsOfPhrase,
    add(hit) {
      const row = rows.get(hit.phrase);
      if (!row) rows.set(hit.phrase, { hits: [hit], last: hit });
      else if (!within(hit, row.last) && row.hits.length < mostHitsOfPhrase) {
        row.hits.push(hit);
        row.last = hit;
      }
    },
    finish() {
      const kept: Hit[] = [];
      for (const { hits } of rows.values()) keepMaximal(hits, kept);
      return kept.sort(inOrder);
    },
  };
}

function within(inner: Hit, outer: Hit): boolean {
  return (
    inner.start >= outer.start && inner.end <= outer.end && (inner.disguised || !outer.disguised)
  );
}

function keepMaximal(hits: Hit[], kept: Hit[]): void {
  hits.sort(
    (a, b) => a.start - b.start || b.end - a.end || Number(a.disguised) - Number(b.disguised),
  );
  let farthest = -1;
  for (const hit of hits) {
    if (hit.end <= farthest) continue;
    farthest = hit.end;
    kept.push(hit);
  }
}
