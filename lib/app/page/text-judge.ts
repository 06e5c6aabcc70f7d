// From a joined text to claims the worker stores: scan, leave out what nobody can see, say each thing once.
import type { PageInstructions } from "../../contract/message.ts";
import type { TextSource } from "../../contract/vocabulary.ts";
import { excerptAround, namedMarks } from "../../core/match/excerpt.ts";
import type { Finding, ScanInput } from "../../core/match/types.ts";
import type { FindingClaim } from "./page-world.ts";
import { withoutHidden, type JoinedText } from "./visible-text.ts";

/** A page that goes on showing new things says no more after this many; the desk has long had its concern. */
const mostClaims = 40;

/** A text up to this length is searched at one go; a longer one in pieces. */
const shortChars = 4000;

export interface TextJudgeParts {
  readonly scanner: PageScanner;
  /** Gives the page its turn. */
  readonly pause: () => Promise<void>;
  readonly instructions: NonNullable<PageInstructions["scan"]>;
  readonly newClaim: () => string;
  readonly titleOf: () => string;
  readonly report: (claim: FindingClaim) => void;
  readonly leaveOutHidden?: (joined: JoinedText) => JoinedText;
}

/** What a session needs of the engine of `lib/core/match`. */
export interface PageScanner {
  scan(input: ScanInput): readonly Finding[];
  scanInPieces(input: ScanInput, pause: () => Promise<void>): Promise<readonly Finding[]>;
}

export interface TextJudge {
  /** Text read on the page. */
  judgeRead(joined: JoinedText): Promise<void>;
  judgeTyped(text: string): void;
}

/** What makes two findings the same on one page: theme, source and the words found. */
function keyOf(source: TextSource, text: string, finding: Finding): string {
  const words = finding.matches.map((match) => text.slice(match.start, match.end).toLowerCase());
  return `${source}|${finding.category}|${[...new Set(words)].toSorted().join("|")}`;
}

/** The claim for a finding: the shortest excerpt that lets a person judge, and nothing else of the text. */
export function claimOf(
  finding: Finding,
  text: string,
  source: TextSource,
  about: { readonly title: string; readonly claim: string; readonly excerptChars: number },
): FindingClaim {
  const excerpt = excerptAround(text, finding, about.excerptChars);
  return {
    claim: about.claim,
    source,
    theme: finding.category,
    severity: finding.severity,
    score: finding.score,
    excerpt: excerpt.text,
    matches: namedMarks(text, finding, excerpt)
      .slice(0, 50)
      .map((mark) => ({ ...mark, phrase: mark.phrase.slice(0, 300) })),
    excuses: finding.excuses.slice(0, 20).map((excuse) => excuse.slice(0, 60)),
    title: about.title.slice(0, 300),
  };
}

export function createTextJudge(parts: TextJudgeParts): TextJudge {
  const { scanner, instructions } = parts;
  const leaveOutHidden = parts.leaveOutHidden ?? withoutHidden;
  const said = new Set<string>();

  function say(source: TextSource, text: string, findings: readonly Finding[]): void {
    for (const finding of findings) {
      const key = keyOf(source, text, finding);
      // What a page shows must never keep from being heard what is typed on it.
      if (said.has(key) || (source === "page" && said.size >= mostClaims)) continue;
      said.add(key);
      parts.report(
        claimOf(finding, text, source, {
          title: parts.titleOf(),
          claim: parts.newClaim(),
          excerptChars: instructions.excerptChars,
        }),
      );
    }
  }

  async function scanRead(text: string): Promise<readonly Finding[]> {
    const input = { text, source: "page" } as const;
    return text.length <= shortChars
      ? scanner.scan(input)
      : scanner.scanInPieces(input, parts.pause);
  }

  return {
    async judgeRead(joined) {
      if (!instructions.sources.includes("page")) return;
      let findings = await scanRead(joined.text);
      if (findings.length === 0) return;
      // Only now is it worth asking what can be seen. Hidden words must neither raise nor excuse a concern.
      const seen = leaveOutHidden(joined);
      if (seen !== joined) findings = await scanRead(seen.text);
      say("page", seen.text, findings);
    },
    judgeTyped(text) {
      if (!instructions.sources.includes("typed")) return;
      say("typed", text, scanner.scan({ text, source: "typed" }));
    },
  };
}
