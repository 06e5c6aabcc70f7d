// The words of the sequences: signs too light to report alone, kept without text, and what they add up to.
import type {
  SequenceKind,
  SequenceStage,
  Severity,
  SignSource,
  Theme,
} from "../../contract/vocabulary.ts";
import type { SequenceFact } from "../../contract/event.ts";

/** A sign as it comes from a text: what it is about, never its words. */
export interface Sign {
  readonly theme: Theme;
  /** The heading of `rules/lexicons` under which its phrase stands. */
  readonly group: string;
  /** What the phrase was worth where it stood, 1 to 100. */
  readonly points: number;
  /** One person says it to another. */
  readonly isSaid: boolean;
  /** Names the words found, so that a text read twice counts once; 32 bits, not to be turned back into words alone. */
  readonly mark: number;
}

/** A sign as it is kept. `mark` is a keyed hash of place and words. */
export interface KeptSign {
  readonly stage: SequenceStage;
  readonly by: SignSource;
  readonly mark: string;
  /** A keyed hash that tells the text it stood in from others. */
  readonly text: string;
  readonly points: number;
  /** When it was first met, Unix ms, to the minute. */
  readonly atMs: number;
}

/** A sign on its way into the book. */
export interface PlacedSign extends KeptSign {
  readonly kind: SequenceKind;
  /** A keyed hash of the conversation; "" for kinds that look at every place together. */
  readonly place: string;
}

/** What has been decided to be told and is not yet known to be stored: told again by the next life, under one claim. */
export interface Telling {
  readonly claim: string;
  readonly atMs: number;
  readonly address: string;
  readonly title: string;
  readonly source: SignSource;
  readonly assessment: Assessment;
}

export interface Sequence {
  readonly kind: SequenceKind;
  readonly place: string;
  /** Sorted by `keyOf`, so that one set of signs has one shape. */
  readonly signs: readonly KeptSign[];
  /** Stages that were told, and when last, Unix ms. */
  readonly told?: { readonly stages: readonly SequenceStage[]; readonly atMs: number };
  readonly telling?: Telling;
}

/** All that is kept of one person. */
export interface SequenceBook {
  /** A keyed hash of who it is; "" in a book that is nobody's yet. */
  readonly person: string;
  readonly sequences: readonly Sequence[];
  /** Of the messages that were taken last, so that a retry counts nothing twice. */
  readonly claims: readonly string[];
}

/** Several signs that are more than each of them. */
export interface Assessment {
  readonly theme: Theme;
  /** 0 to 100, whole. */
  readonly score: number;
  readonly severity: Severity;
  readonly fact: SequenceFact;
}
