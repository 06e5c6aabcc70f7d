// Lays the programs of all phrases out as columns of numbers.
import { at } from "./item-at.ts";
import type { Program, WordKey } from "./lexicon-program.ts";
import { endWay } from "../core/match/format.ts";

/** The sections of `lib/core/match/format.ts` that hold the programs of all phrases. */
export interface ProgramSections {
  readonly phraseFrom: number[];
  readonly atom: number[];
  readonly after: number[];
  readonly before: number[];
  readonly ways: number[];
  readonly setFrom: number[];
  readonly members: number[];
  readonly anchorFrom: number[];
  readonly anchors: number[];
  readonly gateAt: number[];
  readonly gateOf: number[];
  readonly gateLeft: number[];
  readonly gateRight: number[];
  readonly gateBack: number[];
  readonly gateAhead: number[];
  readonly needReach: number[];
  readonly needBits: number[];
  readonly needMoreBits: number[];
  readonly bits: number[];
}

/** Words as numbers: what the packer knows of them. */
export interface WordTable {
  readonly numberOf: (key: WordKey) => number;
  /** Word → the next shorter `word*` that fits it; as long as there are words, 0 included. */
  readonly link: readonly number[];
  /** Word → how often it is met, roughly. */
  readonly rarity: (word: number) => number;
}

/** So many of the commonest words have a bit to themselves; the others share the rest of 63. */
const ownBits = 40;
const allBits = 63;

interface Side {
  /** How many words away the next word of the phrase may stand; 0 when the phrase may end here. */
  readonly reach: number;
  readonly words: ReadonlySet<number>;
}

/** Joins the programs into columns; positions are numbered through, and within their phrase in `ways`. */
export function packPrograms(programs: readonly Program[], table: WordTable): ProgramSections {
  const wordCount = table.link.length;
  const sets = makeSets(wordCount);
  const lists = makeLists();
  const phraseFrom = [0];
  const atom: number[] = [];
  const after: number[] = [];
  const before: number[] = [];
  const anchorsOf: number[][] = Array.from({ length: wordCount }, () => []);
  const gates: { at: number; of: number; left: Side; right: Side; back: number; ahead: number }[] =
    [];
  for (const [phrase, program] of programs.entries()) {
    const wordsOf = program.positions.map(
      ({ words }) => words && [...new Set(words.map(table.numberOf))],
    );
    const nexts = program.positions.map((position) => [...position.after].sort((a, b) => a - b));
    const previous: number[][] = nexts.map(() => []);
    for (const [index, list] of nexts.entries())
      for (const next of list) at(previous, next).push(index);
    for (const [index, position] of program.positions.entries()) {
      atom.push(sets.numberOf(wordsOf[index]));
      after.push(lists.placeOf(position.last ? [endWay, ...at(nexts, index)] : at(nexts, index)));
      before.push(
        lists.placeOf(position.first ? [endWay, ...at(previous, index)] : at(previous, index)),
      );
    }
    phraseFrom.push(atom.length);
    for (const anchor of program.anchors) {
      const position = at(program.positions, anchor);
      for (const word of wordsOf[anchor] ?? []) at(anchorsOf, word).push(gates.length);
      gates.push({
        at: anchor,
        of: phrase,
        left: lookAround(position.first, anchor, previous, wordsOf),
        right: lookAround(position.last, anchor, nexts, wordsOf),
        back: farthest(anchor, previous),
        ahead: farthest(anchor, nexts),
      });
    }
  }
  // Those that reach farthest first: a search for what is far away stops at the first that does not.
  const reachOf = (gate: number): number => Math.max(at(gates, gate).back, at(gates, gate).ahead);
  for (const list of anchorsOf) list.sort((a, b) => reachOf(b) - reachOf(a) || a - b);
  const bits = giveBits(table, [...atom, ...sets.members]);
  const needs = makeNeeds(bits);
  return {
    phraseFrom,
    atom,
    after,
    before,
    bits,
    ways: lists.ways,
    setFrom: sets.from,
    members: sets.members,
    anchorFrom: startsOf(anchorsOf),
    anchors: anchorsOf.flat(),
    gateAt: gates.map((gate) => gate.at),
    gateOf: gates.map((gate) => gate.of),
    gateLeft: gates.map((gate) => needs.numberOf(gate.left)),
    gateRight: gates.map((gate) => needs.numberOf(gate.right)),
    gateBack: gates.map((gate) => gate.back),
    gateAhead: gates.map((gate) => gate.ahead),
    needReach: needs.reach,
    needBits: needs.low,
    needMoreBits: needs.high,
  };
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

function makeSets(wordCount: number): {
  readonly from: number[];
  readonly members: number[];
  readonly numberOf: (words: readonly number[] | undefined) => number;
} {
  const known = new Map<string, number>();
  const from = [0];
  const members: number[] = [];
  return {
    from,
    members,
    numberOf(words) {
      if (!words) return 0;
      const sorted = words.toSorted((a, b) => a - b);
      if (sorted.length === 1) return at(sorted, 0);
      const key = sorted.join(",");
      let set = known.get(key);
      if (set === undefined) {
        set = known.size;
        known.set(key, set);
        members.push(...sorted);
        from.push(members.length);
      }
      return wordCount + set;
    },
  };
}

/** Lists of positions within a phrase, each preceded by its length; equal lists are written once. */
function makeLists(): {
  readonly ways: number[];
  readonly placeOf: (list: readonly number[]) => number;
} {
  const known = new Map<string, number>();
  const ways: number[] = [];
  return {
    ways,
    placeOf(list) {
      const key = list.join(",");
      let place = known.get(key);
      if (place === undefined) {
        // Lists begin at even places, so that half a place is kept and fits two bytes for longer.
        if (ways.length % 2 === 1) ways.push(0);
        place = ways.length / 2;
        known.set(key, place);
        ways.push(list.length, ...list);
      }
      return place;
    },
  };
}

/** Word → the number of its bit, 1 to 63; 0 for a word of no phrase. */
function giveBits({ link, rarity }: WordTable, numbers: readonly number[]): number[] {
  const used = new Set(numbers.filter((number) => number > 0 && number < link.length));
  const bits = link.map(() => 0);
  const byRarity = [...used].sort((a, b) => rarity(b) - rarity(a) || a - b);
  for (const [rank, word] of byRarity.entries()) {
    bits[word] = 1 + (rank < ownBits ? rank : ownBits + (rank % (allBits - ownBits)));
  }
  return bits;
}

/** The bits of some words: those below 32, and those above. */
function uniteBits(bits: readonly number[], words: Iterable<number>): readonly [number, number] {
  let [low, high] = [0, 0];
  for (const word of words) {
    const bit = at(bits, word);
    if (bit < 32) low |= 1 << bit;
    else high |= 1 << (bit - 32);
  }
  return [low >>> 0, high >>> 0];
}

/** What must stand beside a gate; 0 is "nothing". Equal needs are written once. */
function makeNeeds(bits: readonly number[]): {
  readonly low: number[];
  readonly high: number[];
  readonly reach: number[];
  readonly numberOf: (side: Side) => number;
} {
  const known = new Map<string, number>([["0,0,0", 0]]);
  const reach = [0];
  const low = [0];
  const high = [0];
  return {
    reach,
    low,
    high,
    numberOf(side) {
      const need = [side.reach, ...uniteBits(bits, side.words)] as const;
      const key = need.join(",");
      let number = known.get(key);
      if (number === undefined) {
        number = known.size;
        known.set(key, number);
        reach.push(need[0]);
        low.push(need[1]);
        high.push(need[2]);
      }
      return number;
    },
  };
}

function startsOf(lists: readonly (readonly number[])[]): number[] {
  const from = [0];
  for (const list of lists) from.push(at(from, from.length - 1) + list.length);
  return from;
}
