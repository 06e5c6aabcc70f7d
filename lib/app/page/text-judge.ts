// From a joined text to claims the worker stores: have it looked through, leave out what nobody can see, say each thing
// once.
import type { PageInstructions, TextRead } from "../../contract/message.ts";
import { mostKnownSayings, mostReadChars } from "../../contract/vocabulary.ts";
import { excerptAround, namedMarks } from "../../core/match/excerpt.ts";
import { findingKey } from "../../core/match/finding-key.ts";
import type { Finding } from "../../core/match/types.ts";
import type { SignBook } from "../../core/sequence/sign-book.ts";
import type { JoinedText, TextPiece } from "./joined-text.ts";
import type { PageTurns } from "./page-turns.ts";
import type { FindingClaim, PageWorld } from "./page-world.ts";
import { withoutHidden } from "./seen-text.ts";
import { createSilentTexts } from "./silent-texts.ts";

/** A page that goes on showing new things says no more after this many; the desk has long had its concern. */
const mostClaims = 40;

export interface TextJudgeParts {
  readonly world: Pick<PageWorld, "read" | "typed" | "newClaim">;
  readonly instructions: NonNullable<PageInstructions["scan"]>;
  readonly titleOf: () => string;
  readonly report: (claim: FindingClaim) => void;
  readonly signs: SignBook;
  /** Those of these pieces that a person can see. */
  readonly seenOf: (
    pieces: readonly TextPiece[],
    pause: () => Promise<void>,
  ) => Promise<ReadonlySet<TextPiece>>;
  /** Told of pieces with something of concern that nobody can see yet. */
  readonly onHidden?: (pieces: readonly TextPiece[]) => void;
  /** The worker could not be reached: something stays unread. */
  readonly onUnread: () => void;
}

export interface TextJudge {
  /** Text read on the page. */
  judgeRead(joined: JoinedText, turns: PageTurns): Promise<void>;
  /** Text typed, and the last messages of the conversation it belongs to, or "". */
  judgeTyped(text: string, around: string): Promise<void>;
}

/** The claim for a finding: the shortest excerpt that lets a person judge, and nothing else of the text. */
function claimOf(
  finding: Finding,
  text: string,
  about: { readonly title: string; readonly claim: string; readonly excerptChars: number },
): FindingClaim {
  const excerpt = excerptAround(text, finding, about.excerptChars);
  return {
    claim: about.claim,
    source: "page",
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

/** Where a part of a text that begins at `from` ends: with a line where there is one, or with a word. */
function endOfPart(text: string, from: number): number {
  const most = from + mostReadChars;
  if (most >= text.length) return text.length;
  for (const sign of ["\n", " "]) {
    const at = text.lastIndexOf(sign, most - 1);
    if (at > from + mostReadChars / 2) return at + 1;
  }
  return most;
}

export function createTextJudge(parts: TextJudgeParts): TextJudge {
  const { world, instructions, seenOf, signs } = parts;
  const said = new Set<string>();
  let known: string[] = [];
  // Claims are made of chance.
  const silent = createSilentTexts(Number.parseInt(world.newClaim().slice(-8), 16) | 0);

  /** The one place where what was found in a text that was read is at hand. */
  function say(text: string, findings: readonly Finding[]): void {
    for (const finding of findings) {
      const key = findingKey("page", text, finding);
      if (said.has(key) || said.size >= mostClaims) continue;
      said.add(key);
      parts.report(
        claimOf(finding, text, {
          title: parts.titleOf(),
          claim: world.newClaim(),
          excerptChars: instructions.excerptChars,
        }),
      );
    }
  }

  /** Undefined where the worker did not answer. A text too long for one message is looked through in parts. */
  async function look(text: string, turns: PageTurns): Promise<TextRead | undefined> {
    const findings: Finding[] = [];
    const found: TextRead["signs"] = [];
    for (let from = 0; from < text.length;) {
      const end = endOfPart(text, from);
      await turns.pause();
      const part = await turns.waitFor(world.read(text.slice(from, end)));
      if (part === undefined) {
        parts.onUnread();
        return undefined;
      }
      for (const finding of part.findings) {
        const matches = finding.matches.map((match) => ({
          ...match,
          start: match.start + from,
          end: match.end + from,
        }));
        findings.push({ ...finding, matches });
      }
      found.push(...part.signs);
      from = end;
    }
    return { findings, signs: found };
  }

  return {
    async judgeRead(joined, turns) {
      if (!instructions.sources.includes("page")) return;
      const key = silent.keyOf(joined.text);
      if (key !== undefined && silent.has(key)) return;
      let read = await look(joined.text, turns);
      if (read === undefined) return;
      if (read.findings.length === 0 && read.signs.length === 0) {
        if (key !== undefined) silent.add(key);
        return;
      }
      // Only now is it worth asking what can be seen. Hidden words must neither raise nor excuse a concern.
      const seen = await withoutHidden(joined, (pieces) => seenOf(pieces, () => turns.pause()));
      if (seen !== joined) {
        const places = read.findings.flatMap((finding) => finding.matches);
        const shown = new Set(seen.pieces.map((piece) => piece.node));
        parts.onHidden?.(
          joined.pieces.filter(
            (piece) =>
              !shown.has(piece.node) &&
              places.some(({ start, end }) => start < piece.end && piece.start < end),
          ),
        );
        read = await look(seen.text, turns);
        if (read === undefined) return;
      }
      say(seen.text, read.findings);
      signs.read(read.signs);
    },
    async judgeTyped(text, around) {
      if (!instructions.sources.includes("typed")) return;
      const heard = world.typed({
        claim: world.newClaim(),
        text,
        around,
        title: parts.titleOf(),
        known,
      });
      // After the message itself: what was read before it counts from now on.
      signs.typed();
      const typed = await heard;
      if (typed === undefined) return;
      signs.own(typed.marks);
      known = [...known, ...typed.said].slice(-mostKnownSayings);
    },
  };
}
