// Shares what alternatives have in common: (your mum|your dad|my mum|my dad) becomes (your|my) (mum|dad).
// The same texts match; the packed phrases are several times smaller, and so is the work at each word.
import type { Pattern } from "./lexicon-pattern.ts";

interface Row {
  readonly first: Pattern;
  readonly rest: readonly Pattern[];
}

/** An equal pattern with common beginnings and endings of alternatives written once. */
export function factorPattern(pattern: Pattern): Pattern {
  if (pattern.kind === "maybe") return { kind: "maybe", item: factorPattern(pattern.item) };
  if (pattern.kind === "all") return { kind: "all", items: pattern.items.map(factorPattern) };
  return pattern.kind === "any" ? factorChoice(pattern.items) : pattern;
}

function factorChoice(items: readonly Pattern[]): Pattern {
  const rows = items.flatMap(rowsOf);
  // One row per first word: its rests become alternatives.
  const byFirst = new Map<string, { first: Pattern; rests: (readonly Pattern[])[] }>();
  for (const { first, rest } of rows) {
    const key = JSON.stringify(first);
    const group = byFirst.get(key);
    if (group) group.rests.push(rest);
    else byFirst.set(key, { first, rests: [rest] });
  }
  // One row per rest: its first words become alternatives.
  const byRest = new Map<string, { rest: Pattern | undefined; firsts: Pattern[] }>();
  for (const { first, rests } of byFirst.values()) {
    const rest = joinRests(rests);
    const isOpening = first.kind === "word" || rest === undefined;
    const key = isOpening ? JSON.stringify(rest ?? null) : JSON.stringify([first, rest]);
    const group = byRest.get(key);
    if (group) group.firsts.push(first);
    else byRest.set(key, { rest, firsts: [first] });
  }
  return choose(
    [...byRest.values()].map(({ rest, firsts }) => {
      const first = choose(firsts);
      return rest ? { kind: "all" as const, items: [first, rest] } : first;
    }),
  );
}

function rowsOf(item: Pattern): readonly Row[] {
  if (item.kind === "any") return item.items.flatMap(rowsOf);
  if (item.kind !== "all") return [{ first: factorPattern(item), rest: [] }];
  const [first, ...rest] = item.items;
  if (!first) return [];
  return [{ first: factorPattern(first), rest }];
}

/** What may follow one first word: nothing, one thing or a choice. */
function joinRests(rests: readonly (readonly Pattern[])[]): Pattern | undefined {
  const full = rests.filter((rest) => rest.length > 0).map(rowOf);
  if (full.length === 0) return undefined;
  const joined = factorChoice(full);
  return full.length < rests.length ? { kind: "maybe", item: joined } : joined;
}

function rowOf(rest: readonly Pattern[]): Pattern {
  const [only] = rest;
  return rest.length === 1 && only ? only : { kind: "all", items: rest };
}

function choose(items: readonly Pattern[]): Pattern {
  const [only] = items;
  return items.length === 1 && only ? only : { kind: "any", items };
}
