// What of a finding goes into an event: the shortest excerpt that lets a person judge, and nothing else of the text.
import type { EventOf } from "../../contract/event.ts";
import type { FoundInText } from "../../contract/message.ts";
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

type Monitoring = EffectivePolicy["monitoring"];

/** A finding in a text that a page shows, which may be told once it is known that it can be seen. */
export function shortenFinding(
  finding: Finding,
  text: string,
  { excerptChars }: Pick<Monitoring, "excerptChars">,
): FoundInText {
  const excerpt = excerptAround(text, finding, excerptChars);
  return {
    ...finding,
    excuses: finding.excuses.slice(0, longest.excuses).map((one) => one.slice(0, longest.excuse)),
    excerpt: {
      text: excerpt.text.slice(0, longest.excerpt),
      matches: namedMarks(text, finding, excerpt)
        .slice(0, longest.matches)
        .map((mark) => ({ ...mark, phrase: mark.phrase.slice(0, longest.phrase) })),
    },
  };
}

/** A finding in a text that the worker scanned itself. */
export function describeFinding(
  finding: Finding,
  text: string,
  monitoring: Monitoring,
): FindingParts {
  const { category, severity, score, excuses, excerpt } = shortenFinding(finding, text, monitoring);
  const { phrases = [] } = monitoring;
  return {
    kind: "finding",
    theme: category,
    severity,
    score,
    excerpt: excerpt.text,
    matches: excerpt.matches.map((mark) => ({
      ...mark,
      phrase: nameLanguagePhrase(nameOwnPhrase(phrases, category, mark.phrase)),
    })),
    excuses: [...excuses],
    count: 1,
  };
}
