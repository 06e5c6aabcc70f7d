// What is to be told now: a stage that was not told before, and no more than once a day of one sequence.
import type { SignSource, Theme } from "../../contract/vocabulary.ts";
import { assess } from "./assess.ts";
import { dayOf } from "./book.ts";
import type { Sequence, SequenceBook, Telling } from "./types.ts";

export interface TellWhere {
  readonly address: string;
  readonly title: string;
  readonly source: SignSource;
  /** Keyed hashes of the conversation and of "everywhere": sequences elsewhere are told without an address. */
  readonly place: string;
}

export interface TellAsk {
  readonly nowMs: number;
  readonly thresholds: Readonly<Partial<Record<Theme, number>>>;
  /** Where the latest sign stood, where there is one just now. */
  readonly where?: TellWhere;
  /** Names a telling for good: 26 letters of chance for each. */
  readonly newClaim: () => string;
}

/** The book with what is to be told noted in it. It counts as told from now on; `telling` stays until it is stored. */
export function noteDue(book: SequenceBook, ask: TellAsk): SequenceBook {
  const sequences = book.sequences.map((one) => noteOne(one, ask));
  return sequences.every((one, at) => one === book.sequences[at]) ? book : { ...book, sequences };
}

function noteOne(one: Sequence, { nowMs, thresholds, where, newClaim }: TellAsk): Sequence {
  if (one.telling !== undefined || one.signs.length === 0) return one;
  const { told } = one;
  // By a clock that was set back a telling may lie ahead: then its day is over, too.
  if (told !== undefined && dayOf(told.atMs) === dayOf(nowMs)) return one;
  const assessment = assess(one);
  if (assessment === undefined) return one;
  const threshold = thresholds[assessment.theme];
  if (threshold === undefined || assessment.score < threshold) return one;
  const stages = assessment.fact.stages.map(({ stage }) => stage);
  const before = told?.stages ?? [];
  if (stages.every((stage) => before.includes(stage))) return one;
  const isHere = where !== undefined && (one.place === "" || one.place === where.place);
  const telling: Telling = {
    claim: newClaim(),
    atMs: nowMs,
    address: isHere ? where.address : "",
    title: isHere ? where.title : "",
    source: isHere ? where.source : "typed",
    assessment,
  };
  return { ...one, told: { stages: [...new Set([...before, ...stages])], atMs: nowMs }, telling };
}

/** What is noted to be told and not known to be stored. */
export function dueOf(book: SequenceBook): readonly Telling[] {
  return book.sequences.flatMap(({ telling }) => telling ?? []);
}

/** The book once that telling is stored. */
export function noteTold(book: SequenceBook, claim: string): SequenceBook {
  return {
    ...book,
    sequences: book.sequences.map((one) => {
      if (one.telling?.claim !== claim) return one;
      const { telling: _, ...rest } = one;
      return rest;
    }),
  };
}
