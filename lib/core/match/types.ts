// The scanner's words, shared by the page, the worker, the command line and the desk.
import type { Severity, TextSource, Theme } from "../../contract/vocabulary.ts";

/** One phrase of a lexicon found in a text. Offsets are UTF-16 code units of the text as given. */
export interface Match {
  readonly start: number;
  readonly end: number;
  /** The phrase as its author wrote it in `rules/lexicons`. */
  readonly phrase: string;
  /** Points the phrase carries by itself, before context; negative never occurs. */
  readonly weight: number;
}

/** Matches of one theme that, weighed in their context, stand above the profile's threshold. */
export interface Finding {
  readonly category: Theme;
  readonly severity: Severity;
  /** 0 to 100. */
  readonly score: number;
  readonly matches: readonly Match[];
  /** Why the score is lower than the bare weights: names of the excuses that applied. */
  readonly excuses: readonly string[];
}

/** What a profile asks of the scanner. */
export interface ScanSettings {
  /** Score (0 to 100) from which a theme is reported; a theme that is missing is not looked for. */
  readonly thresholds: Readonly<Partial<Record<Theme, number>>>;
}

export interface ScanInput {
  readonly text: string;
  readonly source: TextSource;
}

/** A short piece of the text around a finding. `marks` are offsets in `text` of this excerpt. */
export interface Excerpt {
  readonly text: string;
  readonly marks: readonly (readonly [start: number, end: number])[];
}
