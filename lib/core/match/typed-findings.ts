// What somebody typed, weighed by itself and within the conversation it belongs to.
import { severityRank } from "../../contract/vocabulary.ts";
import type { TextSource } from "../../contract/vocabulary.ts";
import type { Finding, ScanInput } from "./types.ts";

/** A typed text of this score, and of high severity, is told whatever the conversation around it is about. */
const graveScore = 85;

/** A finding, the text in which its matches stand, and where in that the typed words begin. */
export interface TypedFinding {
  readonly finding: Finding;
  readonly text: string;
  readonly from: number;
}

function isPlainlyGrave({ severity, score }: Finding): boolean {
  return score >= graveScore && severityRank(severity) >= severityRank("high");
}

/**
 * A conversation lifts what is light and excuses what is light. It never excuses what is plainly grave, where both find
 * a theme the graver score is told, and what others wrote is no finding of what was typed. `around`: the last messages,
 * or "".
 */
export function typedFindings(
  scan: (input: ScanInput) => readonly Finding[],
  { typed, around, source }: { typed: string; around: string; source: TextSource },
): readonly TypedFinding[] {
  const alone = scan({ text: typed, source });
  const asTyped = (finding: Finding): TypedFinding => ({ finding, text: typed, from: 0 });
  if (around === "") return alone.map(asTyped);
  const text = `${around}\n${typed}`;
  const from = text.length - typed.length;
  const within = scan({ text, source }).filter((finding) =>
    finding.matches.some((match) => match.end > from),
  );
  const aloneWins = alone.filter((finding) => {
    const same = within.find(({ category }) => category === finding.category);
    return same === undefined ? isPlainlyGrave(finding) : finding.score > same.score;
  });
  const lost = new Set(aloneWins.map(({ category }) => category));
  return [
    ...within
      .filter(({ category }) => !lost.has(category))
      .map((finding) => ({ finding, text, from })),
    ...aloneWins.map(asTyped),
  ];
}
