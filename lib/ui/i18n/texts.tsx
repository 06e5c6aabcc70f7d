// The language of a page: who chose it, its words, and what is said in English because it has no words for it.
import { createContext, type ComponentChildren } from "preact";
import {
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from "preact/hooks";
import { keepLanguage } from "./kept-language.ts";
import { keepLook, type KeptLook } from "./kept-look.ts";
import { languageOf, languages, localeOf, type LanguageCode } from "./languages.ts";
import { loadTranslation } from "./load-translation.ts";
import { say } from "./say.ts";
import type { PartName, Parts, Translation } from "./translation.ts";
import type { Places, Voice, Voiced } from "./voice.ts";

interface Texts {
  readonly language: LanguageCode;
  /** Absent: English. */
  readonly translation?: Translation | undefined;
  /** The reader's own choice: kept on this device. */
  readonly choose: (code: LanguageCode) => void;
  /** What the school wishes: holds until the reader chooses. */
  readonly offer: (tag: string | undefined) => void;
}

const english: Texts = { language: "en", choose: () => undefined, offer: () => undefined };
const TextsContext = createContext<Texts>(english);

export const useTexts = (): Texts => useContext(TextsContext);

/**
 * Gives a page its language. `first` is what was chosen before the page was drawn; a language that cannot be read
 * leaves the page as it is.
 */
export function TextsProvider(props: {
  readonly first: Translation | undefined;
  readonly hasChosen: boolean;
  readonly load?: typeof loadTranslation;
  readonly children: ComponentChildren;
}) {
  const { first, load = loadTranslation } = props;
  const [hasChosen, setChosen] = useState(props.hasChosen);
  const [wanted, setWanted] = useState<LanguageCode>(first?.code ?? "en");
  const [translation, setTranslation] = useState(first);
  const here = translation?.code ?? "en";
  useEffect(() => {
    if (wanted === here) return undefined;
    let isWanted = true;
    load(wanted)
      .then((words) => {
        if (isWanted) setTranslation(words);
      })
      .catch(() => {
        if (isWanted) setWanted(here);
      });
    return () => {
      isWanted = false;
    };
  }, [wanted, here, load]);
  // Before it is painted: a page from the right is never seen running from the left first.
  useLayoutEffect(() => {
    document.documentElement.lang = localeOf(here);
    document.documentElement.dir = languages[here].dir;
  }, [here]);

  const choose = useCallback((code: LanguageCode) => {
    keepLanguage(code);
    setChosen(true);
    setWanted(code);
  }, []);
  const offer = useCallback(
    (tag: string | undefined) => {
      const code = languageOf(tag);
      if (code !== undefined && !hasChosen) setWanted(code);
    },
    [hasChosen],
  );
  const texts = useMemo(
    () => ({ language: here, translation, choose, offer }),
    [here, translation, choose, offer],
  );
  return <TextsContext.Provider value={texts}>{props.children}</TextsContext.Provider>;
}

/** Whether the language of the page has words for this part of it. */
export function hasPart({ translation }: Texts, part: PartName): boolean {
  return translation === undefined || translation.parts[part] !== undefined;
}

/** What stands in it speaks English, and says so to whoever reads it aloud. */
export function InEnglish({ children }: { readonly children: ComponentChildren }) {
  const texts = useTexts();
  if (texts.language === "en") return <>{children}</>;
  return (
    <TextsContext.Provider value={{ ...texts, language: "en", translation: undefined }}>
      <div lang="en-GB" dir="ltr">
        {children}
      </div>
    </TextsContext.Provider>
  );
}

/** The words of a part in the page's language, or the English ones given; and `t`, which says them to this reader. */
export function useWords<Name extends PartName>(
  part: Name,
  inEnglish: Parts[Name],
  voice: Voice = "teen",
): {
  readonly words: Parts[Name];
  readonly t: (text: Voiced, places?: Places) => string;
  readonly language: LanguageCode;
} {
  const { translation } = useTexts();
  // A translation's type knows that the short parts are there; the union of all names does not.
  const own = translation?.parts[part] as Parts[Name] | undefined;
  const language = own === undefined ? "en" : (translation?.code ?? "en");
  const t = (text: Voiced, places: Places = {}) => say(text, voice, places, language);
  return { words: own ?? inEnglish, t, language };
}

/** The school's wish for a language, where its policy has one; and its dress, kept for the next page. */
export function useSchoolLanguage(face: KeptLook | undefined): void {
  const { offer } = useTexts();
  const tag = face?.language;
  useEffect(() => {
    offer(tag);
  }, [offer, tag]);
  useEffect(() => {
    if (face !== undefined) keepLook(face);
  }, [face]);
}
