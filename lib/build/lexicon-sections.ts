// Lays the programs of all phrases out as columns of numbers.
import { at } from "./item-at.ts";
import type { Position, Program, WordKey } from "./lexicon-program.ts";

/** The sections of `lib/core/match/format.ts` that hold the programs of all phrases. */
export type ProgramSections = Record<
  | "anchorFrom"
  | "anchors"
  | "owner"
  | "atom"
  | "edge"
  | "afterFrom"
  | "after"
  | "beforeFrom"
  | "before"
  | "setFrom"
  | "members",
  number[]
>;

/** Joins the programs into columns; positions are numbered through. */
export function packPrograms(
  programs: readonly Program[],
  numberOf: (key: WordKey) => number,
  wordCount: number,
): ProgramSections {
  const out: ProgramSections = {
    anchorFrom: [],
    anchors: [],
    owner: [],
    atom: [],
    edge: [],
    afterFrom: [0],
    after: [],
    beforeFrom: [0],
    before: [],
    setFrom: [0],
    members: [],
  };
  const anchorsOf: number[][] = Array.from({ length: wordCount }, () => []);
  const sets = new Map<string, number>();
  const atomOf = (position: Position): number => {
    if (!position.words) return 0;
    const members = [...new Set(position.words.map(numberOf))].sort((a, b) => a - b);
    if (members.length === 1) return at(members, 0);
    const key = members.join(",");
    let set = sets.get(key);
    if (set === undefined) {
      set = sets.size;
      sets.set(key, set);
      out.members.push(...members);
      out.setFrom.push(out.members.length);
    }
    return wordCount + set;
  };
  for (const [phrase, program] of programs.entries()) {
    const offset = out.owner.length;
    const before: number[][] = program.positions.map(() => []);
    for (const [index, position] of program.positions.entries()) {
      out.owner.push(phrase);
      out.atom.push(atomOf(position));
      out.edge.push((position.first ? 1 : 0) | (position.last ? 2 : 0));
      for (const next of [...position.after].sort((a, b) => a - b)) {
        out.after.push(offset + next);
        at(before, next).push(offset + index);
      }
      out.afterFrom.push(out.after.length);
    }
    for (const list of before) {
      out.before.push(...list);
      out.beforeFrom.push(out.before.length);
    }
    for (const anchor of program.anchors) {
      for (const word of new Set(at(program.positions, anchor).words?.map(numberOf))) {
        at(anchorsOf, word).push(offset + anchor);
      }
    }
  }
  for (const list of anchorsOf) {
    out.anchorFrom.push(out.anchors.length);
    out.anchors.push(...list);
  }
  out.anchorFrom.push(out.anchors.length);
  return out;
}

/** Bits by which the scanner sees at once that no neighbour fits; a gap lets all pass. */
export function packFilters(
  packed: ProgramSections,
  link: readonly number[],
): Record<"bits" | "afterBits" | "beforeBits", number[]> {
  const wordCount = link.length;
  const used = new Set([...packed.atom, ...packed.members]);
  // Bit 0 is for words of no phrase, known or not: only a gap takes them.
  const own = link.map((_, word) =>
    word === 0 || !used.has(word) ? 1 : 2 << ((Math.imul(word, 0x9e3779b1) >>> 1) % 31),
  );
  const bits = own.map((first, word) => {
    let all = first;
    for (let next = at(link, word); next !== 0; next = at(link, next)) all |= at(own, next);
    return all >>> 0;
  });
  const atomBits = packed.atom.map((atom) => {
    if (atom === 0) return 0xffffffff;
    if (atom < wordCount) return at(own, atom) >>> 0;
    const [from, to] = [
      at(packed.setFrom, atom - wordCount),
      at(packed.setFrom, atom - wordCount + 1),
    ];
    return packed.members.slice(from, to).reduce((all, word) => (all | at(own, word)) >>> 0, 0);
  });
  const unite = (from: readonly number[], list: readonly number[]): number[] =>
    packed.owner.map((_, position) =>
      list
        .slice(at(from, position), at(from, position + 1))
        .reduce((all, next) => (all | at(atomBits, next)) >>> 0, 0),
    );
  return {
    bits,
    afterBits: unite(packed.afterFrom, packed.after),
    beforeBits: unite(packed.beforeFrom, packed.before),
  };
}
