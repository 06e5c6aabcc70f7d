// Turns the tree of a pattern into positions: each word of the pattern is a position, which knows the positions
// that may follow it (Glushkov's construction: no empty moves, as many positions as words, nothing expanded).
import { err, ok, type Result } from "../contract/result.ts";
import { at } from "./item-at.ts";
import type { Pattern, PatternFault } from "./lexicon-pattern.ts";
import { minimalCut } from "./minimal-cut.ts";

/** One word of a pattern. `words` undefined is a gap's "any word". */
export interface Position {
  readonly words: readonly WordKey[] | undefined;
  readonly after: Set<number>;
  first: boolean;
  last: boolean;
}

/** A word as the trie files it: its classes as a string of code units, and whether any ending will do. */
export interface WordKey {
  readonly classes: string;
  readonly open: boolean;
}

export interface Program {
  readonly positions: readonly Position[];
  /** Positions of which every match passes one: where the search begins. */
  readonly anchors: readonly number[];
  /** The longest match, in words. */
  readonly span: number;
}

/** Beyond these a pattern is refused: split it. */
export const mostPositions = 250;
export const mostSteps = 6000;
export const longestSpan = 48;

interface Ends {
  readonly firsts: readonly number[];
  readonly lasts: readonly number[];
  readonly skippable: boolean;
  readonly span: number;
}

const nothing: Ends = { firsts: [], lasts: [], skippable: true, span: 0 };

/**
 * `fold` gives the classes of a word's letters; `rarity` the cost of meeting a word in a text, by which the anchors
 * are chosen.
 */
export function buildProgram(
  tree: Pattern,
  fold: (letters: string) => string,
  rarity: (word: WordKey) => number,
): Result<Program, PatternFault> {
  const positions: Position[] = [];
  let steps = 0;
  let tooBig = false;

  const add = (words: readonly WordKey[] | undefined): Ends => {
    const index = positions.length;
    if (index >= mostPositions) tooBig = true;
    else positions.push({ words, after: new Set(), first: false, last: false });
    return { firsts: [index], lasts: [index], skippable: false, span: 1 };
  };
  const join = (left: Ends, right: Ends): Ends => {
    for (const from of left.lasts) {
      for (const to of right.firsts) {
        steps += 1;
        if (steps > mostSteps) tooBig = true;
        if (tooBig) break;
        positions[from]?.after.add(to);
      }
    }
    return {
      firsts: left.skippable ? [...left.firsts, ...right.firsts] : left.firsts,
      lasts: right.skippable ? [...left.lasts, ...right.lasts] : right.lasts,
      skippable: left.skippable && right.skippable,
      span: left.span + right.span,
    };
  };
  // any (any (any)?)? — nested, so that each "any" has two ways on and not n.
  const buildGap = (most: number): Ends => {
    let inner = nothing;
    const anys = Array.from({ length: most }, () => add(undefined));
    for (const any of anys.reverse()) {
      inner = { ...(inner === nothing ? any : join(any, inner)), skippable: true };
    }
    return inner;
  };
  const build = (node: Pattern): Ends => {
    if (tooBig) return nothing;
    if (node.kind === "word") {
      return add([{ classes: fold(node.letters), open: node.open }]);
    }
    if (node.kind === "gap") return buildGap(node.most);
    if (node.kind === "maybe") return { ...build(node.item), skippable: true };
    if (node.kind === "all") return node.items.map(build).reduce(join);
    const { singles, others } = gatherSingles(node.items, fold);
    const ends = others.map(build);
    if (singles.length > 0) ends.push(add(singles));
    return {
      firsts: ends.flatMap((end) => end.firsts),
      lasts: ends.flatMap((end) => end.lasts),
      skippable: ends.some((end) => end.skippable),
      span: Math.max(...ends.map((end) => end.span)),
    };
  };

  const whole = build(tree);
  if (tooBig) {
    return err({
      what: "a pattern of too many words",
      expected: `at most ${mostPositions} words: split it`,
    });
  }
  if (whole.span > longestSpan) {
    return err({
      what: `a pattern up to ${whole.span} words long`,
      expected: `at most ${longestSpan}`,
    });
  }
  // A gap at an end, before an optional word that is missing, takes nothing: matches begin and end with a word.
  for (const index of whole.firsts) {
    const position = at(positions, index);
    position.first = position.words !== undefined;
  }
  for (const index of whole.lasts) {
    const position = at(positions, index);
    position.last = position.words !== undefined;
  }
  return ok({ positions, anchors: chooseAnchors(positions, rarity), span: whole.span });
}

/** Alternatives that are one word each share one position, however many they are; nested ones too. */
function gatherSingles(
  items: readonly Pattern[],
  fold: (letters: string) => string,
): { singles: WordKey[]; others: Pattern[] } {
  const singles: WordKey[] = [];
  const others: Pattern[] = [];
  for (const item of items) {
    if (item.kind === "any") {
      const inner = gatherSingles(item.items, fold);
      singles.push(...inner.singles);
      others.push(...inner.others);
    } else if (item.kind === "word") {
      singles.push({ classes: fold(item.letters), open: item.open });
    } else {
      others.push(item);
    }
  }
  return { singles, others };
}

/** The cheapest set of positions of which every match passes one. */
function chooseAnchors(
  positions: readonly Position[],
  rarity: (word: WordKey) => number,
): readonly number[] {
  const cost = (index: number): number => {
    const words = positions[index]?.words;
    return words ? words.reduce((sum, word) => sum + rarity(word), 0) : Number.POSITIVE_INFINITY;
  };
  const best = minimalCut(positions, cost);
  return best.sort((a, b) => a - b);
}
