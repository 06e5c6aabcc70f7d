// The real world of what looks after people in a page. The bare `chrome` object, as in `page-world.ts`.
import type { MessageEnvelope, MessageReply } from "../contract/message.ts";
import type { PageLanguage } from "../contract/vocabulary.ts";
import type { CareSession } from "../app/page/nudge-session.ts";
import type { CareWorld } from "../app/page/nudge-world.ts";
import type { CareWords } from "../core/nudge/care-words.ts";
import type { LanguageSigns } from "../core/nudge/find-said-in.ts";
import { isOwn, keepOwn } from "./own-elements.ts";

type CareMessage = "page/typing" | "page/care" | "page/care-seen" | "page/worry";
type OtherWords = Readonly<Record<Exclude<PageLanguage, "en">, CareWords>>;

const here = globalThis as {
  schoolgateCare?: CareSession;
  schoolgateCareWords?: OtherWords;
  schoolgateCareSigns?: readonly LanguageSigns[];
};

// `chrome.runtime.id` becomes undefined when the extension is replaced or removed under the page.
const isAlive = (): boolean => (chrome.runtime as { id?: string } | undefined)?.id !== undefined;

async function ask<Name extends CareMessage>(
  envelope: MessageEnvelope<Name>,
): Promise<MessageReply<Name> | undefined> {
  try {
    return await chrome.runtime.sendMessage<MessageEnvelope<Name>, MessageReply<Name> | undefined>(
      envelope,
    );
  } catch {
    // The worker went away before it answered, or the extension was replaced under the page.
    return undefined;
  }
}

/** Somebody types here. True once it was heard, or nobody is there any more to hear it. */
export async function tellTyping(): Promise<boolean> {
  return (
    !isAlive() || (await ask<"page/typing">({ schoolgate: "page/typing", body: {} }))?.ok === true
  );
}

/** The one that is here stays; brought again, it asks again what is wanted. */
export function provideCare(make: () => CareSession): void {
  here.schoolgateCare ??= make();
  void here.schoolgateCare.again();
}

/** `signs`: what is looked for in what is written in these languages. */
export function provideCareWords(words: OtherWords, signs: readonly LanguageSigns[]): void {
  here.schoolgateCareWords ??= words;
  here.schoolgateCareSigns ??= signs;
}

export function createCareWorld(english: CareWords): CareWorld {
  let bringing: Promise<unknown> | undefined;
  return {
    async wanted() {
      const body = { language: navigator.language.slice(0, 35) };
      const reply = await ask<"page/care">({ schoolgate: "page/care", body });
      return reply?.ok === true ? reply.value : undefined;
    },
    seen: (what) => void ask<"page/care-seen">({ schoolgate: "page/care-seen", body: { what } }),
    openWorry: () => void ask<"page/worry">({ schoolgate: "page/worry", body: {} }),
    words(language) {
      const own = language === "en" ? undefined : here.schoolgateCareWords?.[language];
      return own === undefined ? { words: english, language: "en" } : { words: own, language };
    },
    languages: () => here.schoolgateCareSigns ?? [],
    async bringLanguages() {
      if (here.schoolgateCareSigns !== undefined) return false;
      // One whose words are not here: the worker brings all of them before it answers. Asked once a page.
      bringing ??= ask<"page/care">({ schoolgate: "page/care", body: { language: "cy" } });
      await bringing;
      return here.schoolgateCareSigns !== undefined;
    },
    shadowRootOf(element) {
      if (!(element instanceof HTMLElement) || isOwn(element)) return null;
      return chrome.dom.openOrClosedShadowRoot(element);
    },
    keepOwn,
    isAlive,
  };
}
