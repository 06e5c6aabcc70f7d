// Phrases tried on harmless texts: where they stand there, and what would have been reported.
import { themes } from "../contract/vocabulary.ts";
import type { TextSource, Theme } from "../contract/vocabulary.ts";
import { createScanner } from "../core/match/create-scanner.ts";
import { findHits } from "../core/match/find-hits.ts";
import type { Lexicon } from "../core/match/types.ts";

export interface PhraseTrial {
  /** Index into the phrases of the lexicon. */
  readonly phrase: number;
  /** In how many texts it stands. */
  readonly stands: number;
  /** In how many of these a finding would name it. */
  readonly flagged: number;
  /** Places of some texts, flagged ones first, with the words found. */
  readonly places: readonly { readonly place: string; readonly words: string }[];
}

const mostPlaces = 5;

/** Tries the phrases of a lexicon; those of `excuse` and `context` help, and are not tried. Only phrases that stand somewhere. */
export function tryPhrases(
  lexicon: Lexicon,
  samples: readonly {
    readonly place: string;
    readonly text: string;
    readonly source: TextSource;
  }[],
  thresholds: Readonly<Partial<Record<Theme, number>>>,
): PhraseTrial[] {
  const scanner = createScanner(lexicon, { thresholds });
  const isTried = (theme: string) => themes.some((known) => known === theme);
  const trials = new Map<
    number,
    { stands: number; flagged: number; flags: Place[]; others: Place[] }
  >();
  for (const { text, place, source } of samples) {
    const standing = new Map<number, string>();
    for (const hit of findHits(lexicon, text)) {
      if (!standing.has(hit.phrase)) standing.set(hit.phrase, text.slice(hit.start, hit.end));
    }
    const own = [...standing].filter(([phrase]) => isTried(lexicon.phrases[phrase]?.theme ?? ""));
    if (own.length === 0) continue;
    const named = new Set(
      scanner
        .scan({ text, source })
        .flatMap(({ category, matches }) => matches.map(({ phrase }) => `${category} ${phrase}`)),
    );
    for (const [phrase, words] of own) {
      const { theme, pattern } = lexicon.phrases[phrase] ?? { theme: "", pattern: "" };
      const trial = trials.get(phrase) ?? { stands: 0, flagged: 0, flags: [], others: [] };
      trials.set(phrase, trial);
      trial.stands += 1;
      const isFlagged = named.has(`${theme} ${pattern}`);
      if (isFlagged) trial.flagged += 1;
      const places = isFlagged ? trial.flags : trial.others;
      if (places.length < mostPlaces) places.push({ place, words });
    }
  }
  return [...trials]
    .map(([phrase, { stands, flagged, flags, others }]) => ({
      phrase,
      stands,
      flagged,
      places: [...flags, ...others].slice(0, mostPlaces),
    }))
    .sort((a, b) => a.phrase - b.phrase);
}

type Place = PhraseTrial["places"][number];
