// Lays the programs of all phrases out as columns of numbers.
import { at } from "./item-at.ts";
import { makeKinds, makeLists, makeSets } from "./lexicon-lists.ts";
import type { Program, WordKey } from "./lexicon-program.ts";
import { endWay } from "../core/match/format.ts";
import { besideSide, joinSide, leftSide, rightSide } from "../core/match/pair-numbers.ts";
import { bitsOf, pairBit } from "../core/match/word-pairs.ts";

/** The sections of `lib/core/match/format.ts` that hold the programs of all phrases. */
export interface ProgramSections {
  readonly phraseFrom: number[];
  readonly shapes: number[];
  readonly atom: number[];
  readonly after: number[];
  readonly before: number[];
  readonly ways: number[];
  readonly setFrom: number[];
  readonly members: number[];
  readonly anchorFrom: number[];
  readonly anchors: number[];
  readonly wordKind: number[];
  readonly wordKinds: number[];
  readonly pairs: Uint8Array;
  readonly joins: Uint8Array;
  readonly gateKind: number[];
  readonly gateKinds: number[];
  readonly gateOf: number[];
  readonly gateLeft: number[];
  readonly gateRight: number[];
  readonly needReach: number[];
  readonly needs: Uint8Array;
  /** Words of some phrase. */
  readonly used: readonly number[];
}

/** Words as numbers: what the packer knows of them. */
export interface WordTable {
  readonly numberOf: (key: WordKey) => number;
  /** Word → the next shorter `word*` that fits it; as long as there are words, 0 included. */
  readonly link: readonly number[];
  /** Word → how often it is met, roughly. */
  readonly rarity: (word: number) => number;
  /** Word → whether it is one of those by which `joins` are filed. */
  readonly isShort: (word: number) => boolean;
  /** Words up to this one are all that a gate stands at. */
  readonly gateWords: number;
}

interface Side {
  /** How many words away the next word of the phrase may stand; 0 when the phrase may end here. */
  readonly reach: number;
  readonly words: ReadonlySet<number>;
}

interface Gate {
  readonly at: number;
  readonly of: number;
  readonly left: Side;
  readonly right: Side;
  readonly back: number;
  readonly ahead: number;
  /** In which of a word's groups of gates it is filed. */
  readonly group: number;
}

/** Joins the programs into columns; positions are numbered through, and within their phrase in `ways`. */
export function packPrograms(
  programs: readonly Program[],
  table: WordTable,
  isHelper: (phrase: number) => boolean,
): ProgramSections {
  const wordCount = table.link.length;
  const sets = makeSets(wordCount);
  const lists = makeLists();
  const phraseFrom = [0];
  const atom: number[] = [];
  const after: number[] = [];
  const before: number[] = [];
  const shapes: number[] = [];
  const shapeOf = new Map<string, number>();
  const fitting = wordsThatFit(table.link);
  const anchorsOf: Set<number>[] = Array.from({ length: table.gateWords + 1 }, () => new Set());
  const gates: Gate[] = [];
  const joins = new Set<number>();
  for (const [phrase, program] of programs.entries()) {
    const wordsOf = program.positions.map(
      ({ words }) => words && [...new Set(words.map(table.numberOf))],
    );
    const nexts = program.positions.map((position) => [...position.after].sort((a, b) => a - b));
    const previous: number[][] = nexts.map(() => []);
    for (const [index, list] of nexts.entries())
      for (const next of list) at(previous, next).push(index);
    const [ahead, behind]: [number[], number[]] = [[], []];
    for (const [index, position] of program.positions.entries()) {
      atom.push(sets.numberOf(wordsOf[index]));
      ahead.push(lists.placeOf(position.last ? [endWay, ...at(nexts, index)] : at(nexts, index)));
      behind.push(
        lists.placeOf(position.first ? [endWay, ...at(previous, index)] : at(previous, index)),
      );
      if (isHelper(phrase)) continue;
      for (const next of at(nexts, index))
        addJoins(joins, wordsOf[index] ?? [], wordsOf[next] ?? [], table.isShort, fitting);
    }
    phraseFrom.push(atom.length);
    const shape = `${ahead.join(",")};${behind.join(",")}`;
    shapes.push(shapeOf.get(shape) ?? after.length);
    if (!shapeOf.has(shape)) {
      shapeOf.set(shape, after.length);
      after.push(...ahead);
      before.push(...behind);
    }
    for (const anchor of program.anchors) {
      const position = at(program.positions, anchor);
      const left = lookAround(position.first, anchor, previous, wordsOf);
      const right = lookAround(position.last, anchor, nexts, wordsOf);
      for (const word of wordsOf[anchor] ?? [])
        for (const one of at(fitting, word)) at(anchorsOf, one).add(gates.length);
      gates.push({
        at: anchor,
        of: phrase,
        left,
        right,
        back: farthest(anchor, previous),
        ahead: farthest(anchor, nexts),
        group: isHelper(phrase) ? helperGroup : chooseGroup(left, right, table),
      });
    }
  }
  const isAsked = (word: number): boolean =>
    word > 0 &&
    (table.rarity(word) >= commonFrom ||
      at(anchorsOf, word).size >= manyGates ||
      [...at(anchorsOf, word)].every((gate) => isSimple(at(gates, gate))));
  const { reaches, ...grouped } = groupAnchors(anchorsOf, gates, isAsked);
  const gateKinds = makeKinds();
  const needs = makeNeeds(fitting);
  const gateLeft = gates.map((gate) => needs.numberOf(gate.left));
  const gateRight = gates.map((gate) => needs.numberOf(gate.right));
  return {
    phraseFrom,
    shapes,
    atom,
    after,
    before,
    used: usedWords(wordCount, [...atom, ...sets.members]),
    ways: lists.ways,
    setFrom: sets.from,
    members: sets.members,
    ...grouped,
    pairs: fileBits(pairsOf(anchorsOf, gates, fitting, isAsked, reaches), 8),
    joins: fileBits(joins, 5),
    gateKind: gates.map((gate) => gateKinds.numberOf([gate.at, gate.back, gate.ahead])),
    gateKinds: gateKinds.numbers,
    gateOf: gates.map((gate) => gate.of),
    gateLeft,
    gateRight,
    needReach: needs.reach,
    needs: fileBits(needs.bits, 8),
  };
}

/** Groups of a word's gates, in their order: see `anchorFrom` in `lib/core/match/types.ts`. */
const [rightGroup, leftGroup, loneGroup, helperGroup] = [0, 1, 2, 3];
/** From here on (`rarity`) a word is met so often that its gates are worth a look only beside certain others. */
const commonFrom = 30;
const manyGates = 3;
const fewWords = 8;
/** Words away at most that are asked for as pairs: two such numbers fit one byte. */
const farthestPair = 15;

/** Whether a gate asks for one of a few words directly beside it, which costs little to file. */
function isSimple({ group, left, right }: Gate): boolean {
  const side = group === rightGroup ? right : left;
  return (
    (group === rightGroup || group === leftGroup) && side.reach === 1 && side.words.size <= fewWords
  );
}

/** By which side a gate is asked for first: the one that is the rarer met. */
function chooseGroup(left: Side, right: Side, { rarity }: WordTable): number {
  const cost = (side: Side): number =>
    side.reach === 0 || side.reach > farthestPair
      ? Number.POSITIVE_INFINITY
      : [...side.words].reduce((sum, word) => sum + rarity(word), 0) * side.reach;
  const [onLeft, onRight] = [cost(left), cost(right)];
  if (onLeft === Number.POSITIVE_INFINITY && onRight === onLeft) return loneGroup;
  return onLeft < onRight ? leftGroup : rightGroup;
}

/** Word → all words that count as it: itself, and of `kill*` every longer one. */
function wordsThatFit(link: readonly number[]): readonly number[][] {
  const fitting: number[][] = link.map(() => []);
  for (let word = 1; word < link.length; word += 1) {
    for (let one = word; one !== 0; one = at(link, one)) at(fitting, one).push(word);
  }
  return fitting;
}

function groupAnchors(
  anchorsOf: readonly ReadonlySet<number>[],
  gates: readonly Gate[],
  isCommon: (word: number) => boolean,
): Pick<ProgramSections, "anchorFrom" | "anchors" | "wordKind" | "wordKinds"> & {
  readonly reaches: readonly number[];
} {
  const anchorFrom: number[] = [];
  const anchors: number[] = [];
  const reaches: number[] = [];
  const wordKind: number[] = [];
  const kinds = makeKinds();
  // Those that reach farthest first: a search for what is far away stops at the first that does not.
  const reachOf = (gate: number): number => Math.max(at(gates, gate).back, at(gates, gate).ahead);
  for (const [word, own] of anchorsOf.entries()) {
    const sorted = [...own].sort((a, b) => reachOf(b) - reachOf(a) || a - b);
    let [ahead, back] = [0, 0];
    const from = anchors.length;
    const ends: number[] = [];
    anchorFrom.push(from);
    for (const group of [rightGroup, leftGroup, loneGroup, helperGroup]) {
      for (const gate of sorted) {
        const { group: usual, left, right } = at(gates, gate);
        const its = usual === helperGroup || isCommon(word) ? usual : loneGroup;
        if (its !== group) continue;
        anchors.push(gate);
        if (group === rightGroup) ahead = Math.max(ahead, right.reach);
        if (group === leftGroup) back = Math.max(back, left.reach);
      }
      ends.push(anchors.length - from);
    }
    const reach = ahead | (back << 4);
    reaches.push(reach);
    const farthest = sorted.reduce((most, gate) => Math.max(most, reachOf(gate)), 0);
    wordKind.push(kinds.numberOf([...ends, reach, farthest]));
  }
  return { anchorFrom, anchors, reaches, wordKind, wordKinds: kinds.numbers };
}

/** Words that may follow one another, if one of them is short: words that fall apart by chance do so into short ones. */
function addJoins(
  found: Set<number>,
  words: readonly number[],
  others: readonly number[],
  isShort: (word: number) => boolean,
  fitting: readonly number[][],
): void {
  const beside = [...new Set(others.flatMap((other) => at(fitting, other)))];
  for (const word of new Set(words.flatMap((one) => at(fitting, one)))) {
    for (const other of beside)
      if (isShort(word) || isShort(other)) found.add(pairBit(word, other, joinSide));
  }
}

/** What may stand beside a gate, on the side by which it is asked for. */
function pairsOf(
  anchorsOf: readonly ReadonlySet<number>[],
  gates: readonly Gate[],
  fitting: readonly number[][],
  isCommon: (word: number) => boolean,
  reaches: readonly number[],
): Set<number> {
  const beside = gates.map(({ group, left, right }) => {
    const side = group === rightGroup ? right : left;
    const hasSide = group === rightGroup || group === leftGroup;
    return hasSide ? [...new Set([...side.words].flatMap((word) => at(fitting, word)))] : [];
  });
  const found = new Set<number>();
  for (const [word, own] of anchorsOf.entries()) {
    if (!isCommon(word)) continue;
    const [ahead, back] = [at(reaches, word) & 15, at(reaches, word) >> 4];
    for (const gate of own) {
      const isRight = at(gates, gate).group === rightGroup;
      for (const other of at(beside, gate)) {
        if (isRight)
          found.add(
            ahead === 1 ? pairBit(word, other, besideSide) : pairBit(word, other, rightSide),
          );
        else
          found.add(back === 1 ? pairBit(other, word, besideSide) : pairBit(word, other, leftSide));
      }
    }
  }
  return found;
}

/** A table of bits, at most one in `room` of them set. */
function fileBits(numbers: ReadonlySet<number>, room: number): Uint8Array {
  let size = 8;
  while (8 * size < room * numbers.size) size *= 2;
  const table = new Uint8Array(size);
  for (const number of numbers) {
    const place = (number >>> 3) & (size - 1);
    table[place] = at(table, place) | bitsOf(number);
  }
  return table;
}

/** The words of which one must stand on one side of a position, gaps passed over, and how far away at most. */
function lookAround(
  isEnd: boolean,
  position: number,
  ways: readonly (readonly number[])[],
  wordsOf: readonly (readonly number[] | undefined)[],
): Side {
  const words = new Set<number>();
  if (isEnd) return { reach: 0, words };
  let reach = 0;
  let edge = at(ways, position);
  for (let distance = 1; edge.length > 0; distance += 1) {
    const further: number[] = [];
    for (const next of edge) {
      const own = wordsOf[next];
      if (own) {
        reach = distance;
        for (const word of own) words.add(word);
      } else further.push(...at(ways, next));
    }
    edge = [...new Set(further)];
  }
  return { reach, words };
}

/** How many words a phrase can go on beyond a position. */
function farthest(position: number, ways: readonly (readonly number[])[]): number {
  let edge: readonly number[] = [position];
  let distance = -1;
  for (; edge.length > 0; distance += 1) {
    edge = [...new Set(edge.flatMap((from) => at(ways, from)))];
  }
  return distance;
}

/** Word → 1 where some phrase holds it. */
function usedWords(wordCount: number, numbers: readonly number[]): number[] {
  const used = Array.from({ length: wordCount }, () => 0);
  for (const number of numbers) if (number > 0 && number < wordCount) used[number] = 1;
  return used;
}

/** What must stand beside a gate; 0 is "nothing". Equal needs are written once, their words filed as bits. */
function makeNeeds(fitting: readonly number[][]): {
  readonly reach: number[];
  readonly bits: Set<number>;
  readonly numberOf: (side: Side) => number;
} {
  const known = new Map<string, number>([["0:", 0]]);
  const reach = [0];
  const bits = new Set<number>();
  return {
    reach,
    bits,
    numberOf(side) {
      const words = [...new Set([...side.words].flatMap((word) => at(fitting, word)))];
      const key = `${side.reach}:${words.sort((a, b) => a - b).join(",")}`;
      let number = known.get(key);
      if (number === undefined) {
        number = known.size;
        known.set(key, number);
        reach.push(side.reach);
        for (const word of words) {
          bits.add(pairBit(number, word, rightSide));
        }
      }
      return number;
    },
  };
}
