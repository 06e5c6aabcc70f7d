// Why a phrase may mean no harm here: denied, quoted, reported, studied, joked, or spoken against.
import type { Theme } from "../../contract/vocabulary.ts";
import type { Hit } from "./types.ts";
import {
  isAnswer,
  isBesideIt,
  isOwnClause,
  isOwnTelling,
  isPassedOn,
  isSaidByAnother,
  sentenceEnds,
} from "./sentence.ts";
import type { PhrasePlan } from "./weigh-options.ts";

interface Placed {
  readonly hit: Hit;
  readonly plan: PhrasePlan;
}

export interface Excuses {
  /** Those that reach a place near them, sorted by start. */
  readonly near: readonly Placed[];
  /** Those that speak for the whole text: phrase → the different words by which it was found. */
  readonly whole: ReadonlyMap<number, WholeExcuse>;
  readonly textLength: number;
}

interface WholeExcuse {
  /** The different words found. */
  readonly words: Set<string>;
  readonly plan: PhrasePlan;
  /** Where the last one counted ends: “she said she” holds one word of a tale, not two. */
  end: number;
}

export interface Excused {
  /** The part of the weight that is left, 0 to 1. */
  readonly keep: number;
  /** The kinds that applied. */
  readonly names: readonly string[];
}

/** Texts up to this length (UTF-16 units) are one message; beyond it, a document that may merely hold one. */
export const messageLength = 1000;
/** How far (UTF-16 units) an excuse reaches to the right and to the left. */
const beforeReach = 14;
const aheadReach = 48;
const nearReach = 140;
/** Different words of a register that are counted at most. */
const mostWords = 8;
/** The heading of excuses that say “not”. */
const denial = "denial";
/** How the headings of excuses begin that take what is said for a manner of speaking. */
const banter = "banter";
/** How the headings of excuses begin that take what is said for play: it is played in every clause. */
const play = /^(?:game|sport|everyday things)/;
/** How the headings of excuses begin that take a secret for a kind one. */
const surprise = /^a surprise/;
/** Where a message ends, or a sentence of it; of sentences, those that tell and do not ask. */
const lineEnd = /\n/;
const talkEnds = /\n|[.!?؟۔।]["'”’»)]?\s/;
const tellingEnds = /\n|[.!۔।]["'”’»)]?\s/;
/** Units looked at for the word that follows, or goes ahead. */
const longestWord = 32;

/** Sorts the excuses of a text by how far they reach. `placed` is sorted by start. */
export function gatherExcuses(placed: readonly Placed[], text: string): Excuses {
  const near: Placed[] = [];
  const whole = new Map<number, WholeExcuse>();
  for (const one of placed) {
    // Words of two sentences, with a gap between them, are no excuse.
    if (talkEnds.test(text.slice(one.hit.start, one.hit.end))) continue;
    if (one.plan.reach !== "text" && one.plan.reach !== "document") {
      near.push(one);
      continue;
    }
    const known = whole.get(one.hit.phrase) ?? { plan: one.plan, words: new Set<string>(), end: 0 };
    if (known.words.size < mostWords && one.hit.start >= known.end) {
      known.words.add(text.slice(one.hit.start, one.hit.end).toLowerCase());
      known.end = one.hit.end;
    }
    whole.set(one.hit.phrase, known);
  }
  return { near, whole, textLength: text.length };
}

/**
 * What is left of a phrase's weight after the excuses that reach it. An excuse's weight is the part it takes, in %.
 * In a long account of one's own life (`isAccount`) nothing is taken for banter: its words come there by chance.
 * `stands` says whether a mark stands in the sentence of a phrase.
 */
export function excuseHit(
  theme: Theme,
  hit: Hit,
  plan: PhrasePlan,
  excuses: Excuses,
  text: string,
  isAccount: boolean,
  stands: (mark: string, hit: Hit) => boolean,
): Excused {
  let keep = 1;
  const names: string[] = [];
  const apply = (cut: number, name: string): void => {
    keep *= 1 - cut / 100;
    if (!names.includes(name)) names.push(name);
  };
  for (
    let at = firstNear(excuses.near, hit.start - 2 * nearReach);
    at < excuses.near.length;
    at += 1
  ) {
    const one = excuses.near[at] as Placed;
    if (one.hit.start > hit.end + nearReach) break;
    if (names.includes(one.plan.phrase.group)) continue;
    if (isAccount && one.plan.phrase.group.startsWith(banter)) continue;
    if (one.plan.said && !plan.said) continue;
    if (one.plan.unless.some((mark) => stands(mark, hit))) continue;
    if (speaksFor(one.plan, theme) && reaches(one, hit, plan, text)) {
      apply(one.plan.phrase.weight, one.plan.phrase.group);
    }
  }
  if (!plan.direct) {
    excuseByRegister(theme, excuses, apply, (mark) => stands(mark, hit));
  }
  return { keep, names };
}

/**
 * A whole text of a kind: one telling word is chance, several are a register. Longer texts need more of them. In a message
 * a register does not excuse what its `unless` names: of the writer and the one spoken to no lesson is made.
 */
function excuseByRegister(
  theme: Theme,
  { whole, textLength }: Excuses,
  apply: (cut: number, name: string) => void,
  stands: (mark: string) => boolean,
): void {
  const isMessage = textLength <= messageLength;
  const wanted =
    textLength <= 300 ? 2 : textLength <= 1000 ? 3 : Math.min(mostWords, 3 + textLength / 1000);
  for (const { plan, words } of whole.values()) {
    if (isMessage && (plan.reach === "document" || plan.unless.some(stands))) continue;
    if (words.size >= wanted && speaksFor(plan, theme))
      apply(plan.phrase.weight, plan.phrase.group);
  }
}

function reaches(excuse: Placed, hit: Hit, plan: PhrasePlan, text: string): boolean {
  const { start, end } = excuse.hit;
  switch (excuse.plan.reach) {
    case "before":
    case "ahead": {
      const ownDenial = plan.denies && excuse.plan.phrase.group === denial;
      // Who tells it stands ahead of what was said; an “I” in the midst of it is the one who says it.
      if (start >= hit.start)
        return (
          !ownDenial && !excuse.plan.said && end < hit.end && isStranger(start, end, plan, text)
        );
      if (end > hit.start) return true;
      const reach = excuse.plan.reach === "ahead" ? aheadReach : beforeReach;
      const between = text.slice(end, hit.start);
      if (excuse.plan.phrase.language === "en" && isOther(excuse, between, hit, text)) return false;
      return between.length <= reach && !sentenceEnds.test(between);
    }
    case "after":
      // It may begin inside the phrase (“go on” and then “on Monday”) but goes on beyond it.
      return (
        start > hit.start &&
        end > hit.end &&
        start - hit.end <= beforeReach &&
        !sentenceEnds.test(text.slice(hit.end, start))
      );
    case "quote":
      return start >= hit.end && isSaidByAnother(hit, excuse.hit, text);
    case "near":
      if (start >= hit.start && end <= hit.end) return false;
      if (end > hit.start) {
        return start - hit.end <= nearReach && !isParted(excuse.plan, text, hit.end, start);
      }
      return (
        hit.start - end <= nearReach &&
        !isParted(excuse.plan, text, end, hit.start) &&
        !(isBoundToClause(excuse.plan, plan) && isOwnHere(end, hit, text))
      );
    case "text":
    case "document":
      break;
  }
  return false;
}

/**
 * Whether what lies between an excuse near by and a phrase parts them: what another message says excuses nothing here, nor
 * another sentence of one message. In a document one sentence follows from the other; and a surprise may follow the
 * question that it explains: “can you keep a secret? we're throwing a party”.
 */
function isParted({ phrase }: PhrasePlan, text: string, from: number, to: number): boolean {
  const isOne = text.length > messageLength;
  const ends = isOne ? lineEnd : surprise.test(phrase.group) ? tellingEnds : talkEnds;
  return ends.test(text.slice(from, to));
}

/** Whether an excuse near by speaks for its own clause only. Play goes on through all of them, banter but for despair. */
function isBoundToClause({ phrase: { group, language } }: PhrasePlan, of: PhrasePlan): boolean {
  if (language !== "en" || play.test(group)) return false;
  return !group.startsWith(banter) || of.phrase.theme === "self-harm";
}

function isOwnHere(from: number, hit: Hit, text: string): boolean {
  return isOwnClause(text.slice(from, hit.start), text.slice(hit.start, hit.end));
}

/** Whether what stands ahead of a phrase speaks of something else than the phrase. */
function isOther(excuse: Placed, between: string, hit: Hit, text: string): boolean {
  const phrase = text.slice(hit.start, hit.end);
  if (excuse.plan.phrase.group === denial)
    return isAnswer(between, phrase) || isBesideIt(between, phrase);
  if (excuse.plan.said) return isPassedOn(between);
  if (excuse.plan.reach !== "ahead") return false;
  const ahead = text.slice(Math.max(0, excuse.hit.start - longestWord), excuse.hit.start);
  return isOwnClause(between, phrase) || isOwnTelling(ahead, between, phrase);
}

/** Words inside a match that its pattern does not hold came in through a gap: “you are not stupid”. */
function isStranger(start: number, end: number, plan: PhrasePlan, text: string): boolean {
  const words = wordsOf(text.slice(start, end));
  const last = words.at(-1);
  const next = wordsOf(text.slice(end, end + longestWord))[0];
  const { tokens } = plan;
  // “I do not want to die”: what denies is no word of the pattern, though “want to” goes on into it.
  if (words.length > 1 && words[0] !== undefined && !holdsWord(tokens, words[0])) return true;
  // It belongs to the pattern where it ends a choice there, or where the pattern goes on as the text does.
  return !tokens.some((token, at) => {
    if (token !== last) return false;
    const following = tokens[at + 1];
    return following === undefined || !/^\p{L}/u.test(following) || following === next;
  });
}

/** Whether a pattern names a word, whole or by its beginning (`word*`). */
function holdsWord(tokens: readonly string[], word: string): boolean {
  return tokens.some(
    (token) => token === word || (token.endsWith("*") && word.startsWith(token.slice(0, -1))),
  );
}

function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/['’]/g, "")
      // The marks of Indic scripts are vowels; those of Arabic may be left out.
      .replace(/[\u064b-\u065f\u0670]/g, "")
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

function speaksFor(plan: PhrasePlan, theme: Theme): boolean {
  return plan.forThemes.length === 0 || plan.forThemes.includes(theme);
}

/** Index of the first that starts at or after `from`. */
function firstNear(near: readonly Placed[], from: number): number {
  let low = 0;
  let high = near.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((near[middle] as Placed).hit.start < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
