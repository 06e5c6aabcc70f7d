// From a joined text to claims the worker stores: scan, leave out what nobody can see, say each thing once.
import type { PageInstructions } from "../../contract/message.ts";
import { severityRank, type TextSource } from "../../contract/vocabulary.ts";
import { excerptAround, namedMarks } from "../../core/match/excerpt.ts";
import type { Pause } from "../../core/match/create-scanner.ts";
import type { Finding, ScanInput } from "../../core/match/types.ts";
import type { SignBook } from "../../core/sequence/sign-book.ts";
import type { JoinedText, TextPiece } from "./joined-text.ts";
import type { PageTurns } from "./page-turns.ts";
import type { FindingClaim } from "./page-world.ts";
import { withoutHidden } from "./seen-text.ts";
import { createSilentTexts } from "./silent-texts.ts";

/** A page that goes on showing new things says no more after this many; the desk has long had its concern. */
const mostClaims = 40;

/** A text up to this length is searched at one go; a longer one in pieces. */
const shortChars = 2000;

/** A typed text of this score, and of high severity, is told whatever the conversation around it is about. */
const graveScore = 85;

export interface TextJudgeParts {
  readonly scanner: PageScanner;
  readonly instructions: NonNullable<PageInstructions["scan"]>;
  readonly newClaim: () => string;
  readonly titleOf: () => string;
  readonly report: (claim: FindingClaim) => void;
  readonly signs?: SignBook;
  /** Those of these pieces that a person can see. */
  readonly seenOf: (
    pieces: readonly TextPiece[],
    pause: () => Promise<void>,
  ) => Promise<ReadonlySet<TextPiece>>;
  /** Told of pieces with something of concern that nobody can see yet. */
  readonly onHidden?: (pieces: readonly TextPiece[]) => void;
}

/** What a session needs of the engine of `lib/core/match`. */
export interface PageScanner {
  scan(input: ScanInput): readonly Finding[];
  scanInPieces(input: ScanInput, pause: Pause): Promise<readonly Finding[]>;
}

export interface TextJudge {
  /** Text read on the page. */
  judgeRead(joined: JoinedText, turns: PageTurns): Promise<void>;
  /** Text typed, and the last messages of the conversation it belongs to, or "". */
  judgeTyped(text: string, around: string): void;
}

/** What makes two findings the same on one page: theme, source and the words found. */
function keyOf(source: TextSource, text: string, finding: Finding, from: number): string {
  const words = finding.matches
    .filter((match) => match.end > from)
    .map((match) => text.slice(match.start, match.end).toLowerCase());
  return `${source}|${finding.category}|${[...new Set(words)].toSorted().join("|")}`;
}

function isPlainlyGrave({ severity, score }: Finding): boolean {
  return score >= graveScore && severityRank(severity) >= severityRank("high");
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
  const { scanner, instructions, seenOf } = parts;
  const said = new Set<string>();
  // Claims are made of chance.
  const silent = createSilentTexts(Number.parseInt(parts.newClaim().slice(-8), 16) | 0);

  /** The one place where what was found in a judged text is at hand. `from`: where the text itself begins. */
  function say(source: TextSource, text: string, findings: readonly Finding[], from = 0): void {
    for (const finding of findings) {
      const key = keyOf(source, text, finding, from);
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

  async function scanRead(text: string, turns: PageTurns): Promise<readonly Finding[]> {
    const input = { text, source: "page" } as const;
    await turns.pause();
    if (text.length <= shortChars) return scanner.scan(input);
    return scanner.scanInPieces(input, turns.pace());
  }

  return {
    async judgeRead(joined, turns) {
      if (!instructions.sources.includes("page")) return;
      const key = silent.keyOf(joined.text);
      if (key !== undefined && silent.has(key)) return;
      let findings = await scanRead(joined.text, turns);
      let signs = parts.signs?.take(joined.text) ?? [];
      if (findings.length === 0 && signs.length === 0) {
        if (key !== undefined) silent.add(key);
        return;
      }
      // Only now is it worth asking what can be seen. Hidden words must neither raise nor excuse a concern.
      const seen = await withoutHidden(joined, (pieces) => seenOf(pieces, () => turns.pause()));
      if (seen !== joined) {
        const places = findings.flatMap((finding) => finding.matches);
        const shown = new Set(seen.pieces.map((piece) => piece.node));
        parts.onHidden?.(
          joined.pieces.filter(
            (piece) =>
              !shown.has(piece.node) &&
              places.some(({ start, end }) => start < piece.end && piece.start < end),
          ),
        );
        findings = await scanRead(seen.text, turns);
        signs = parts.signs?.take(seen.text) ?? [];
      }
      say("page", seen.text, findings);
      parts.signs?.read(signs);
    },
    judgeTyped(typed, around) {
      if (!instructions.sources.includes("typed")) return;
      // What a machine is asked is weighed as a search is.
      const source = instructions.isAsking === true ? "search" : "typed";
      const alone = scanner.scan({ text: typed, source });
      if (source === "typed") parts.signs?.typed(parts.signs.take(typed));
      if (around === "") {
        say("typed", typed, alone);
        return;
      }
      // A conversation lifts what is light and excuses what is light. It never excuses what is plainly grave, where both
      // find a theme the graver score is told, and what others wrote is no finding of what was typed.
      const text = `${around}\n${typed}`;
      const from = text.length - typed.length;
      const within = scanner
        .scan({ text, source })
        .filter((finding) => finding.matches.some((match) => match.end > from));
      const aloneWins = alone.filter((finding) => {
        const same = within.find(({ category }) => category === finding.category);
        return same === undefined ? isPlainlyGrave(finding) : finding.score > same.score;
      });
      const lost = new Set(aloneWins.map(({ category }) => category));
      say(
        "typed",
        text,
        within.filter(({ category }) => !lost.has(category)),
        from,
      );
      say("typed", typed, aloneWins);
    },
  };
}
