// What of a finding goes into an event: the shortest excerpt that lets a person judge, and nothing else of the text.
import type { EventOf } from "../../contract/event.ts";
import { excerptAround, namedMarks } from "../../core/match/excerpt.ts";
import type { Finding } from "../../core/match/types.ts";
import { nameLanguagePhrase } from "../../core/phrases/language-scanner.ts";
import { nameOwnPhrase } from "../../core/phrases/own-lexicon.ts";
import type { EffectivePolicy } from "../../core/policy/types.ts";

const longest = { phrase: 300, excuses: 20, excuse: 60, matches: 50, excerpt: 1000 };

export type FindingParts = Pick<
  EventOf<"finding">,
  "kind" | "theme" | "severity" | "score" | "excerpt" | "matches" | "excuses" | "count"
>;

/** A finding in a text that the worker scanned itself. */
export function describeFinding(
  finding: Finding,
  text: string,
  { excerptChars, phrases = [] }: EffectivePolicy["monitoring"],
): FindingParts {
  const { category, severity, score, excuses } = finding;
  const excerpt = excerptAround(text, finding, excerptChars);
  return {
    kind: "finding",
    theme: category,
    severity,
    score,
    excerpt: excerpt.text.slice(0, longest.excerpt),
    matches: namedMarks(text, finding, excerpt)
      .slice(0, longest.matches)
      .map((mark) => ({
        ...mark,
        phrase: nameLanguagePhrase(
          nameOwnPhrase(phrases, category, mark.phrase.slice(0, longest.phrase)),
        ),
      })),
    excuses: excuses.slice(0, longest.excuses).map((one) => one.slice(0, longest.excuse)),
    count: 1,
  };
}
