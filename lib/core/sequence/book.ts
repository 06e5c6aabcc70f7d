// What is kept of one person, and for how long. Adding is a union: in whatever order signs arrive, and however often,
// the book is the same; so a retry, a page that is read again and a worker that dies change nothing.
import type { SequenceKind } from "../../contract/vocabulary.ts";
import type { KeptSign, PlacedSign, Sequence, SequenceBook } from "./types.ts";

export const dayMs = 24 * 60 * 60_000;
/** Without a new sign a sequence is forgotten after so many days. */
export const quietDays = 14;
/** No sign is kept longer than this. */
export const mostDays = 30;

const minuteMs = 60_000;
/** Of one stage in one sequence, the latest. */
const mostOfStage = 12;
const mostSequences = 60;
const mostClaims = 64;

export const emptyBook: SequenceBook = { person: "", sequences: [], claims: [] };

/** The day of a moment, counted from 1970. */
export function dayOf(atMs: number): number {
  return Math.floor(atMs / dayMs);
}

/**
 * What makes a sign the same as another. The same words read again are one sign, on whatever day: a conversation is
 * shown anew with each visit. The same words written again on another day are another.
 */
function keyOf({ stage, by, mark, atMs }: KeptSign): string {
  return `${stage} ${by} ${mark}${by === "typed" ? ` ${dayOf(atMs)}` : ""}`;
}

function earlier(a: KeptSign, b: KeptSign): KeptSign {
  return a.atMs - b.atMs < 0 || (a.atMs === b.atMs && a.text < b.text) ? a : b;
}

const isTyped = ({ by }: KeptSign): boolean => by === "typed";

function byKey(a: KeptSign, b: KeptSign): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

function union(known: readonly KeptSign[], more: readonly KeptSign[]): KeptSign[] {
  const all = new Map<string, KeptSign>();
  for (const sign of [...known, ...more]) {
    const key = keyOf(sign);
    const same = all.get(key);
    all.set(
      key,
      same === undefined
        ? sign
        : { ...earlier(sign, same), points: Math.max(sign.points, same.points) },
    );
  }
  // What is written here is shown on the page a moment later, and at each visit: those are nobody else's words.
  const written = new Set([...all.values()].filter(isTyped).map(({ mark }) => mark));
  const others = [...all.values()].filter((sign) => isTyped(sign) || !written.has(sign.mark));
  const latest = others.sort((a, b) => b.atMs - a.atMs || byKey(a, b));
  const counts = new Map<string, number>();
  return latest
    .filter(({ stage, by }) => {
      const count = (counts.get(`${stage} ${by}`) ?? 0) + 1;
      counts.set(`${stage} ${by}`, count);
      return count <= mostOfStage;
    })
    .sort(byKey);
}

function nameOf({ kind, place }: Pick<Sequence, "kind" | "place">): string {
  return `${kind} ${place}`;
}

/** The book with these signs of one message in it. `claim` names the message: the second time it changes nothing. */
export function addSigns(
  book: SequenceBook,
  signs: readonly PlacedSign[],
  claim: string,
): SequenceBook {
  if (book.claims.includes(claim)) return book;
  const sequences = new Map(book.sequences.map((one) => [nameOf(one), one]));
  let isNew = false;
  for (const { kind, place, ...sign } of signs) {
    const kept = { ...sign, atMs: Math.floor(sign.atMs / minuteMs) * minuteMs };
    const name = nameOf({ kind, place });
    const known = sequences.get(name);
    const all = union(known?.signs ?? [], [kept]);
    isNew ||= JSON.stringify(all) !== JSON.stringify(known?.signs);
    sequences.set(name, { ...known, kind, place, signs: all });
  }
  if (!isNew) return book;
  return {
    ...book,
    sequences: [...sequences.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)),
    claims: [...book.claims, claim].slice(-mostClaims),
  };
}

/** Where the book is full: what was told, has more stages, is newer, in this order, is kept. */
function byWorth(a: Sequence, b: Sequence): number {
  const told = Number(b.told !== undefined) - Number(a.told !== undefined);
  const stages = stagesOf(b).size - stagesOf(a).size;
  return told || stages || lastAtMs(b) - lastAtMs(a) || (nameOf(a) < nameOf(b) ? -1 : 1);
}

function stagesOf({ signs }: Sequence): ReadonlySet<string> {
  return new Set(signs.map(({ stage }) => stage));
}

function lastAtMs({ signs }: Sequence): number {
  return Math.max(0, ...signs.map(({ atMs }) => atMs));
}

/**
 * The book without what is to be forgotten at `nowMs`: signs of kinds that are not looked for any more, signs that are
 * too old or were noted by a clock that was wrong, sequences that have gone quiet, and the least where it is full.
 * What is about to be told stays until it is.
 */
export function forget(
  book: SequenceBook,
  nowMs: number,
  isWanted: (kind: SequenceKind) => boolean,
): SequenceBook {
  const kept = book.sequences.flatMap((one): Sequence[] => {
    if (!isWanted(one.kind)) return [];
    const signs = one.signs.filter(
      ({ atMs }) => atMs <= nowMs + dayMs && nowMs - atMs < mostDays * dayMs,
    );
    const isQuiet = signs.every(({ atMs }) => nowMs - atMs >= quietDays * dayMs);
    if (isQuiet && one.telling === undefined) return [];
    return [signs.length === one.signs.length ? one : { ...one, signs }];
  });
  const isFull = kept.length > mostSequences;
  const sequences = isFull
    ? kept
        .toSorted(byWorth)
        .slice(0, mostSequences)
        .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
    : kept;
  const isSame =
    sequences.length === book.sequences.length &&
    sequences.every((one, at) => one === book.sequences[at]);
  return isSame ? book : { ...book, sequences };
}
