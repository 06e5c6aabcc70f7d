// What a language file must hold. Its keys are the English ones: a key that is missing, or too many, does not compile.
import type { HelpServiceId } from "../../core/report/help-services.ts";
import type { agreementEnglish } from "./english/agreement.ts";
import type { askedEnglish } from "./english/asked.ts";
import type { blockedEnglish } from "./english/blocked.ts";
import type { chromeEnglish } from "./english/chrome.ts";
import type { closedEnglish } from "./english/closed.ts";
import type { noticeEnglish } from "./english/notice.ts";
import type { readingEnglish } from "./english/reading.ts";
import type { reportEnglish } from "./english/report.ts";
import type { LanguageCode } from "./languages.ts";
import type { Voiced } from "./voice.ts";

/** The same tree of keys, with any text at the leaves. */
export type WordsOf<T> = T extends Voiced ? Voiced : { readonly [K in keyof T]: WordsOf<T[K]> };

/** The parts that every language has. */
interface ShortParts {
  readonly chrome: WordsOf<typeof chromeEnglish>;
  readonly report: WordsOf<typeof reportEnglish>;
  readonly blocked: WordsOf<typeof blockedEnglish>;
  readonly asked: WordsOf<typeof askedEnglish>;
  readonly closed: WordsOf<typeof closedEnglish>;
  readonly reading: WordsOf<typeof readingEnglish>;
}

/** The parts that stand in English and Welsh; a reader of another language has them in English, marked as such. */
interface LongParts {
  readonly agreement: WordsOf<typeof agreementEnglish>;
  readonly notice: WordsOf<typeof noticeEnglish>;
}

export type Parts = ShortParts & LongParts;
export type PartName = keyof Parts;

/** What a helpline does, in this language. Its name, its number and its address are facts and stay as they are. */
export interface HelpWords {
  readonly does: string;
  readonly doesYoung?: string;
  readonly open?: string;
  readonly note?: string;
}

export interface Translation {
  readonly code: LanguageCode;
  /** What the language is called in English. */
  readonly english: string;
  /** Whether somebody who speaks the language has read every line. Until then the page says that nobody has. */
  readonly reviewed: boolean;
  readonly about: {
    /** That a machine made it and nobody has read it yet; ends before the words to show an adult where it is wrong. */
    readonly machineMade: string;
    /** That a page is in English, because the language has no words for it yet. */
    readonly inEnglish: string;
  };
  readonly parts: ShortParts & Partial<LongParts>;
  readonly help: Readonly<Record<HelpServiceId, HelpWords>>;
  /** Kinds of site by the id of their category; one of the school's own keeps the school's words. */
  readonly categories: Readonly<Record<string, string>>;
}

/** All of them, agreement and notice too. */
export interface WholeTranslation extends Translation {
  readonly parts: Parts;
}
