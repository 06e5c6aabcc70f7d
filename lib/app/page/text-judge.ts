// From a joined text to claims the worker stores: have it looked through, leave out what nobody can see, say each thing
// once.
import type { FoundInText, PageInstructions, TextRead } from "../../contract/message.ts";
import { mostKnownSayings, mostReadChars } from "../../contract/vocabulary.ts";
import { findingKey } from "../../core/match/finding-key.ts";
import type { SignBook } from "../../core/sequence/sign-book.ts";
import { onlyPieces, splitPieces, type JoinedText, type TextPiece } from "./joined-text.ts";
import type { PageTurns } from "./page-turns.ts";
import type { FindingClaim, PageWorld } from "./page-world.ts";
import { createSilentTexts } from "./silent-texts.ts";

/** A page that goes on showing new things says no more after this many; the desk has long had its concern. */
const mostClaims = 40;
/** Marks of signs that are remembered. */
const mostMarks = 400;
/** Texts that hold nothing but signs wait so long for others, so that what can be seen of them is asked at one go. */
const signsRestMs = 1000;
const mostLight = 20;

export interface TextJudgeParts {
  readonly world: Pick<PageWorld, "read" | "typed" | "newClaim" | "after">;
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

type Place = readonly [start: number, end: number];

/** The pieces that stand at these places of a text. */
function piecesAt(pieces: readonly TextPiece[], places: readonly Place[]): TextPiece[] {
  return pieces.filter((piece) =>
    places.some(([start, end]) => start < piece.end && piece.start < end),
  );
}

/** A text that was looked through, and what was found. */
interface ReadText {
  readonly joined: JoinedText;
  readonly read: Required<TextRead>;
  readonly turns: PageTurns;
}

function isGone({ node, whole }: TextPiece): boolean {
  return whole === "gone" || !node.isConnected;
}

/** The nodes in which its signs stand. */
async function signPieces({ joined, read: { places }, turns }: ReadText): Promise<TextPiece[]> {
  const near = { text: joined.text, pieces: piecesAt(joined.pieces, places) };
  const split = await splitPieces(near, () => turns.pause());
  return piecesAt(split.pieces, places);
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
  /** Of signs that were seen on this page. */
  const marks = new Set<number>();
  // Claims are made of chance.
  const silent = createSilentTexts(Number.parseInt(world.newClaim().slice(-8), 16) | 0);

  /** The one place where what was found in a text that was read is at hand. */
  function say(text: string, findings: readonly FoundInText[]): void {
    for (const finding of findings) {
      const key = findingKey("page", text, finding);
      if (said.has(key) || said.size >= mostClaims) continue;
      said.add(key);
      const { category, severity, score, excuses, excerpt } = finding;
      parts.report({
        claim: world.newClaim(),
        source: "page",
        theme: category,
        severity,
        score,
        excerpt: excerpt.text,
        matches: [...excerpt.matches],
        excuses: [...excuses],
        title: parts.titleOf().slice(0, 300),
      });
    }
  }

  /** Undefined where the worker did not answer. A text too long for one message is looked through in parts. */
  async function look(text: string, turns: PageTurns): Promise<Required<TextRead> | undefined> {
    const findings: FoundInText[] = [];
    const found: TextRead["signs"] = [];
    const places: Place[] = [];
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
      // What says nothing of its places is looked at everywhere.
      const all: readonly Place[] = part.signs.length > 0 ? [[0, end - from]] : [];
      for (const [start, ends] of part.places ?? all) places.push([start + from, ends + from]);
      from = end;
    }
    return { findings, signs: found, places };
  }

  /** The text as it can be seen; the very same object where all of it can be. Tells of what is of concern and hidden. */
  async function seenText({ joined, read, turns }: ReadText): Promise<JoinedText> {
    const pause = () => turns.pause();
    const split = await splitPieces(joined, pause);
    const seen = await seenOf(split.pieces, pause);
    if (seen.size === split.pieces.length) return joined;
    const hidden = split.pieces.filter((piece) => !seen.has(piece) && piece.whole !== "gone");
    const matches = read.findings.flatMap((finding) => finding.matches);
    parts.onHidden?.(
      piecesAt(
        hidden,
        matches.map(({ start, end }) => [start, end]),
      ),
    );
    return onlyPieces(split, seen);
  }

  function accept(text: string, { findings, signs: found }: TextRead): void {
    say(text, findings);
    for (const { mark } of found) if (marks.size < mostMarks) marks.add(mark);
    signs.read(found);
  }

  /** Hidden words must neither raise nor excuse a concern: what can be seen is looked through by itself. */
  async function acceptSeen(one: ReadText): Promise<void> {
    const { joined, turns } = one;
    const shown = await seenText(one);
    const read = shown === joined ? one.read : await look(shown.text, turns);
    if (read !== undefined) accept(shown.text, read);
  }

  /** Without what is not there any more. */
  async function acceptRest({ joined, turns }: ReadText): Promise<void> {
    const split = await splitPieces(joined, () => turns.pause());
    const { text } = onlyPieces(split, new Set(split.pieces.filter((piece) => !isGone(piece))));
    const read = await look(text, turns);
    if (read !== undefined) accept(text, read);
  }

  /** Signs are too light to be told, and every long text has some: it is asked where they stand, and nowhere else. */
  async function acceptLight(given: readonly ReadText[]): Promise<void> {
    const near: (readonly TextPiece[])[] = [];
    for (const one of given) near.push(await signPieces(one));
    const [first] = given;
    const seen = await seenOf(near.flat(), () => first?.turns.pause() ?? Promise.resolve());
    for (const [at, one] of given.entries()) {
      const unseen = near[at]?.filter((piece) => !seen.has(piece)) ?? [];
      if (unseen.length === 0) accept(one.joined.text, one.read);
      // What has changed meanwhile is read again by itself. On a page that never rests it is most of all signs.
      else if (!unseen.every(isGone)) await acceptSeen(one);
      else if (unseen.length < (near[at]?.length ?? 0)) await acceptRest(one);
    }
  }

  let light: ReadText[] = [];
  let cancelLight: (() => void) | undefined;
  let settling = Promise.resolve();

  /** Resolves when no text waits any more. */
  function settleLight(): Promise<void> {
    cancelLight?.();
    cancelLight = undefined;
    const given = light;
    light = [];
    if (given.length > 0) settling = settling.catch(() => undefined).then(() => acceptLight(given));
    return settling;
  }

  function keepLight(one: ReadText): void {
    light.push(one);
    if (light.length >= mostLight) void settleLight();
    else cancelLight ??= world.after(signsRestMs, () => void settleLight());
  }

  return {
    async judgeRead(joined, turns) {
      if (!instructions.sources.includes("page")) return;
      const key = silent.keyOf(joined.text);
      if (key !== undefined && silent.has(key)) return;
      const read = await look(joined.text, turns);
      if (read === undefined) return;
      // Only now is it worth asking what can be seen.
      if (read.findings.length > 0) await acceptSeen({ joined, read, turns });
      else if (read.signs.some(({ mark }) => !marks.has(mark))) keepLight({ joined, read, turns });
      else if (read.signs.length === 0 && key !== undefined) silent.add(key);
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
      const settled = settleLight();
      const typed = await heard;
      // What others wrote before stays theirs.
      await settled;
      if (typed === undefined) return;
      signs.own(typed.marks);
      known = [...known, ...typed.said].slice(-mostKnownSayings);
    },
  };
}
