// Turns the tree of a pattern into positions: each word of the pattern is a position, which knows the positions
// that may follow it (Glushkov's construction: no empty moves, as many positions as words, nothing expanded).
import { err, ok, type Result } from "../contract/result.ts";
import type { Pattern, PatternFault } from "./lexicon-pattern.ts";

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

/**
 * `fold` gives the classes of a word's letters (several words where folding splits it); `rarity` the cost of
 * meeting a word in a text, by which the anchors are chosen.
 */
export function buildProgram(
  tree: Pattern,
  fold: (letters: string) => readonly string[],
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
  const build = (node: Pattern): Ends => {
    if (tooBig) return { firsts: [], lasts: [], skippable: true, span: 0 };
    switch (node.kind) {
      case "word": {
        const parts = fold(node.letters);
        const keys = parts.map((classes, place) => ({
          classes,
          open: node.open && place === parts.length - 1,
        }));
        return keys.map((key) => add([key])).reduce(join);
      }
      case "gap": {
        // any (any (any)?)? — nested, so that each "any" has two ways on and not n.
        let inner: Ends | undefined;
        const anys = Array.from({ length: node.most }, () => add(undefined));
        for (const any of anys.reverse()) {
          inner = { ...(inner ? join(any, inner) : any), skippable: true };
        }
        return inner ?? { firsts: [], lasts: [], skippable: true, span: 0 };
      }
      case "maybe":
        return { ...build(node.item), skippable: true };
      case "all":
        return node.items.map(build).reduce(join);
      case "any": {
        const { singles, others } = gatherSingles(node.items, fold);
        const ends = others.map(build);
        if (singles.length > 0) ends.push(add(singles));
        return {
          firsts: ends.flatMap((end) => end.firsts),
          lasts: ends.flatMap((end) => end.lasts),
          skippable: ends.some((end) => end.skippable),
          span: Math.max(...ends.map((end) => end.span)),
        };
      }
    }
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
  for (const index of whole.firsts) at(positions, index).first = true;
  for (const index of whole.lasts) at(positions, index).last = true;
  if (
    positions.some((position) => position.words === undefined && (position.first || position.last))
  ) {
    return err({
      what: "a gap at an end of the pattern",
      expected: "a word before and after each gap",
    });
  }
  return ok({ positions, anchors: chooseAnchors(positions, rarity), span: whole.span });
}

/** Alternatives that are one word each share one position, however many they are; nested ones too. */
function gatherSingles(
  items: readonly Pattern[],
  fold: (letters: string) => readonly string[],
): { singles: WordKey[]; others: Pattern[] } {
  const singles: WordKey[] = [];
  const others: Pattern[] = [];
  for (const item of items) {
    const parts = item.kind === "word" ? fold(item.letters) : [];
    const only = parts.length === 1 ? parts[0] : undefined;
    if (item.kind === "any") {
      const inner = gatherSingles(item.items, fold);
      singles.push(...inner.singles);
      others.push(...inner.others);
    } else if (item.kind === "word" && only !== undefined) {
      singles.push({ classes: only, open: item.open });
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

/**
 * A minimal vertex cut between "before the first word" and "after the last", by augmenting paths over split
 * vertices. The graphs have at most 250 vertices.
 */
function minimalCut(positions: readonly Position[], cost: (index: number) => number): number[] {
  const count = positions.length;
  const source = 2 * count;
  const sink = source + 1;
  const room: Map<number, number>[] = Array.from(
    { length: sink + 1 },
    () => new Map<number, number>(),
  );
  const link = (from: number, to: number, capacity: number): void => {
    at(room, from).set(to, capacity);
    if (!at(room, to).has(from)) at(room, to).set(from, 0);
  };
  for (const [index, position] of positions.entries()) {
    link(2 * index, 2 * index + 1, cost(index));
    if (position.first) link(source, 2 * index, Number.POSITIVE_INFINITY);
    if (position.last) link(2 * index + 1, sink, Number.POSITIVE_INFINITY);
    for (const next of position.after) link(2 * index + 1, 2 * next, Number.POSITIVE_INFINITY);
  }
  for (;;) {
    const came = reach(room, source);
    if (!came.has(sink)) {
      const cut: number[] = [];
      for (let index = 0; index < count; index += 1) {
        if (came.has(2 * index) && !came.has(2 * index + 1)) cut.push(index);
      }
      return cut;
    }
    const path: number[] = [sink];
    while (path[0] !== source) path.unshift(came.get(path[0] ?? source) ?? source);
    let flow = Number.POSITIVE_INFINITY;
    for (let step = 1; step < path.length; step += 1) {
      flow = Math.min(flow, at(room, at(path, step - 1)).get(at(path, step)) ?? 0);
    }
    if (flow === Number.POSITIVE_INFINITY) return [];
    for (let step = 1; step < path.length; step += 1) {
      const [from, to] = [at(path, step - 1), at(path, step)];
      at(room, from).set(to, (at(room, from).get(to) ?? 0) - flow);
      at(room, to).set(from, (at(room, to).get(from) ?? 0) + flow);
    }
  }
}

/** Breadth first over what room is left: vertex → the vertex it was reached from. */
function reach(room: readonly Map<number, number>[], source: number): Map<number, number> {
  const came = new Map<number, number>([[source, source]]);
  const queue = [source];
  for (let head = 0; head < queue.length; head += 1) {
    const from = at(queue, head);
    for (const [to, left] of at(room, from)) {
      if (left > 0 && !came.has(to)) {
        came.set(to, from);
        queue.push(to);
      }
    }
  }
  return came;
}

/** The item that must be there; its absence would be a fault of this file. */
export function at<T>(items: ArrayLike<T>, index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`nothing at ${index} of ${items.length}`);
  return item;
}
