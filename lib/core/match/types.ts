// The scanner's words, shared by the page, the worker, the command line and the desk.
import type { Severity, TextSource, Theme } from "../../contract/vocabulary.ts";
import type { WeighedHit } from "./weigh-window.ts";

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
  /** Hears of each theme's hits once they are weighed, whether or not they make a finding (`lib/core/sequence`). */
  readonly onWeighed?: (input: ScanInput, weighed: readonly WeighedHit[]) => void;
}

export interface ScanInput {
  readonly text: string;
  readonly source: TextSource;
  /** One of many pieces of a page: read it quickly, without the patience that a pupil's own short text gets. */
  readonly isPiece?: boolean;
}

/** A short piece of the text around a finding. `marks` are offsets in `text` of this excerpt. */
export interface Excerpt {
  readonly text: string;
  readonly marks: readonly (readonly [start: number, end: number])[];
}

/** What a phrase speaks of: a theme that can be reported, or a helper to the weighing that never is. */
export type PhraseTheme = Theme | "excuse" | "context";

/** A phrase of a lexicon, as its author wrote it. */
export interface LexiconPhrase {
  /** The pattern in the syntax of `rules/lexicons`. */
  readonly pattern: string;
  readonly theme: PhraseTheme;
  /** Points, 1 to 100. */
  readonly weight: number;
  readonly severity: Severity;
  /** A language tag: `en`, `pl`. */
  readonly language: string;
  /** The heading above the phrase, or "". */
  readonly group: string;
  /** `who=second` gives `{who: "second"}`; a bare flag has the value "". */
  readonly options: Readonly<Record<string, string>>;
  /** Some of its words, in a class perhaps, are written in a script whose letters are taken for Latin. */
  readonly isLookAlike?: boolean;
}

/** A place where a phrase stands. Offsets are UTF-16 code units of the text as given, `end` exclusive. */
export interface Hit {
  /** Index into `lexicon.phrases`. */
  readonly phrase: number;
  readonly start: number;
  readonly end: number;
  /** The words were hidden: spaced, masked, misspelt, encoded (accents, case and look-alikes do not count). */
  readonly disguised: boolean;
}

/**
 * An opened lexicon: views over the packed bytes, and the phrases, which are read only when asked for.
 * The table fields are for the engine alone; `lib/core/match/open-lexicon.ts` says what each holds.
 */
export interface Lexicon {
  readonly phrases: readonly LexiconPhrase[];
  /** One phrase by itself; undefined where there is none of that number. */
  readonly phraseAt: (index: number) => LexiconPhrase | undefined;
  readonly tables: LexiconTables;
}

type Numbers = Uint8Array | Uint16Array | Uint32Array;

/** The packed tables. States, words (`entry`) and positions are numbers; 0 is always "none". */
export interface LexiconTables {
  /** Code point >> 8 → block number. */
  readonly pages: Numbers;
  /** (block << 8 | code point & 255) → class of character, see `classes.ts`. */
  readonly blocks: Numbers;
  /** Double-array trie of words over classes: next = (cells[state] >> 8) + class, if the low byte of its cell is that class. */
  readonly cells: Numbers;
  /** State → what a word that ends or leaves the trie here is: the word itself, or (from `wordCount` on) none. */
  readonly out: Numbers;
  /** Outcome → 1 where a whole word of two letters or more ends at or above it; 2 is added for a word of some phrase. */
  readonly passed: Numbers;
  /** Outcome → the longest `word*` that fits it too. */
  readonly link: Numbers;
  /**
   * Words up to `gateWords` → where its gates begin in `anchors`, in four groups: those asked for by what follows, by what
   * precedes, by nothing, and those of phrases that only help to weigh.
   */
  readonly anchorFrom: Numbers;
  /** Gates: where the search for a phrase begins. Of each group those that reach farthest come first. */
  readonly anchors: Numbers;
  /**
   * Words up to `gateWords` → its kind; kind → six numbers: where, counted from `anchorFrom`, the second, third and fourth
   * group of gates begin and where the last ends; how many words ahead (low four bits), and back, its pairs are looked for;
   * how many words its phrases can go on from there, to the side on which they are longer.
   */
  readonly wordKind: Numbers;
  readonly wordKinds: Numbers;
  /** Bits of the pairs of words beside which a gate is worth a look, and of those that follow one another in a phrase. */
  readonly pairs: Numbers;
  readonly joins: Numbers;
  /**
   * Gate → its kind; kind → three numbers: its position, counted from its phrase's first, and how many words its phrase
   * can go on to the left and to the right.
   */
  readonly gateKind: Numbers;
  readonly gateKinds: Numbers;
  /** Gate → its phrase, and what must stand near it on the left and on the right. */
  readonly gateOf: Numbers;
  readonly gateLeft: Numbers;
  readonly gateRight: Numbers;
  /** Need → how many words away, one of the words must stand that are filed as bits in `needs`. Need 0 is nothing. */
  readonly needReach: Numbers;
  readonly needs: Numbers;
  /** Phrase → its first position. One longer than the phrases. */
  readonly phraseFrom: Numbers;
  /** Position → 0 any word, a word, or (words + n) the n-th set of words. */
  readonly atom: Numbers;
  /** Phrase → where its positions begin in `after` and `before`: phrases that are built alike share theirs. */
  readonly shapes: Numbers;
  /** Position of a shape → half the place in `ways` of those that may follow it; the same for those that may precede it. */
  readonly after: Numbers;
  readonly before: Numbers;
  /** Lists, each a length and so many positions counted from the phrase's first; `endWay` is an end of the phrase. */
  readonly ways: Numbers;
  /** Set → where its words begin in `members`, ascending. One longer than the sets. */
  readonly setFrom: Numbers;
  readonly members: Numbers;
  /** Words, including 0; and the last at which a search may begin. */
  readonly wordCount: number;
  readonly gateWords: number;
  /** The longest phrase, in words, gaps included. */
  readonly span: number;
}
