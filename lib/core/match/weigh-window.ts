// Where in a text a theme is densest, and what stands there together.
import type { Theme } from "../../contract/vocabulary.ts";
import type { Hit } from "./types.ts";
import type { PhrasePlan } from "./weigh-options.ts";

export interface WeighedHit {
  readonly hit: Hit;
  readonly plan: PhrasePlan;
  /** Points after source and excuses. */
  readonly points: number;
  readonly excuses: readonly string[];
}

export interface BestWindow {
  /** 0 to 100, whole. */
  readonly score: number;
  /** Those that count, heaviest first. */
  readonly hits: readonly WeighedHit[];
}

/** What a window needs beside its score: one phrase of so many points, or so many different phrases. */
export interface Lead {
  readonly points: number;
  readonly orPhrases: number;
}

/** How far apart (UTF-16 units) phrases may stand and still speak of one thing. Despair and propaganda spread. */
const windowLength: Readonly<Partial<Record<Theme, number>>> = {
  "self-harm": 1600,
  extremism: 2400,
};
const usualLength = 400;
/** Phrases looked at in one window, and those that count. */
const mostInWindow = 64;
const mostCounted = 12;
/** What the second, third … phrase adds, as a part of its points. */
const shares = [1, 0.65, 0.55, 0.45, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.1];

/** The window with the highest score, or undefined where nothing counts. Linear: windows begin a quarter apart. */
export function findBestWindow(
  theme: Theme,
  weighed: readonly WeighedHit[],
  lead: Lead,
): BestWindow | undefined {
  const length = windowLength[theme] ?? usualLength;
  let best: BestWindow | undefined;
  let lastStart = -Infinity;
  for (let from = 0; from < weighed.length; from += 1) {
    const start = (weighed[from] as WeighedHit).hit.start;
    if (start < lastStart + length / 4 && from > 0) continue;
    lastStart = start;
    const inside: WeighedHit[] = [];
    for (let at = from; at < weighed.length && inside.length < mostInWindow; at += 1) {
      const one = weighed[at] as WeighedHit;
      if (one.hit.start > start + length) break;
      inside.push(one);
    }
    const found = weighWindow(inside, lead);
    if (found && (!best || found.score > best.score)) best = found;
  }
  return best;
}

function weighWindow(inside: readonly WeighedHit[], lead: Lead): BestWindow | undefined {
  let hits = pickCounted(inside);
  // A phrase that wants company may lean on any other, but not only on its like; nor may it stand in another's place.
  if (hits.every((one) => one.plan.company)) {
    hits = pickCounted(inside.filter((one) => !one.plan.company));
  }
  const best = hits[0];
  if (!best || (best.points < lead.points && hits.length < lead.orPhrases)) return undefined;
  let score = 0;
  for (const [rank, one] of hits.entries()) score += one.points * (shares[rank] ?? 0);
  return { score: Math.min(100, Math.round(score)), hits };
}

/** The heaviest, each phrase and each stretch of words once. */
function pickCounted(inside: readonly WeighedHit[]): WeighedHit[] {
  const counted: WeighedHit[] = [];
  const phrases = new Set<number>();
  for (const one of [...inside].sort((a, b) => b.points - a.points)) {
    if (counted.length === mostCounted) break;
    // The same words, or the same phrase again, say nothing new.
    if (phrases.has(one.hit.phrase)) continue;
    if (counted.some(({ hit }) => one.hit.start < hit.end && hit.start < one.hit.end)) continue;
    phrases.add(one.hit.phrase);
    counted.push(one);
  }
  return counted;
}
