// Rows of numbers as the packed lexicon holds them: what is equal is written once.
import { at } from "./item-at.ts";

/** Rows of numbers, equal ones written once. */
export function makeKinds(): {
  readonly numbers: number[];
  readonly numberOf: (row: readonly number[]) => number;
} {
  const known = new Map<string, number>();
  const numbers: number[] = [];
  return {
    numbers,
    numberOf(row) {
      const key = row.join(",");
      let kind = known.get(key);
      if (kind === undefined) {
        kind = known.size;
        known.set(key, kind);
        numbers.push(...row);
      }
      return kind;
    },
  };
}

/** Sets of words; one word alone is itself. */
export function makeSets(wordCount: number): {
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
export function makeLists(): {
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
