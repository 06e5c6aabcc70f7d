// What nudge and help card need of the world around them. `lib/platform/page-care.ts` is the real one.
import type { PageCare } from "../../contract/message.ts";
import type { CareAnswer, PageLanguage } from "../../contract/vocabulary.ts";
import type { CareWords } from "../../core/nudge/care-words.ts";
import type { LanguageSigns } from "../../core/nudge/find-said-in.ts";

export interface CareWorld {
  /** What is wanted here; undefined where the worker cannot be reached. */
  wanted(): Promise<PageCare | undefined>;
  seen(what: CareAnswer): void;
  openWorry(): void;
  /** English where a language's words are not here. */
  words(language: PageLanguage): { readonly words: CareWords; readonly language: PageLanguage };
  /** What is looked for beside English; [] until it was brought. */
  languages(): readonly LanguageSigns[];
  /** Has it brought; true where it has come with this. */
  bringLanguages(): Promise<boolean>;
  /** The shadow root of an element, closed ones too; null where there is none, and for what is ours. */
  shadowRootOf(element: Element): ShadowRoot | null;
  /** An element of ours: what stands in it is no text of the page. */
  keepOwn(element: Element): void;
  isAlive(): boolean;
}
