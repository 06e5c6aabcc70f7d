import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { GateMark } from "./art/gate-mark.tsx";
import { ChromeWord } from "./chrome-word.tsx";
import { hasPart, InEnglish, useTexts } from "./i18n/texts.tsx";
import type { PartName } from "./i18n/translation.ts";
import { LanguageChoice } from "./language-choice.tsx";
import { ReadAloud } from "./read-aloud.tsx";
import { useReadingSettings } from "./reading/reading-button.tsx";
import { SchoolWords } from "./school-words.tsx";
import { TranslationNote } from "./translation-note.tsx";

/** The frame of every page: whose school this is, the page itself, and one line at the foot. */
export function PageFrame(props: {
  /** Undefined while nothing is known of it. */
  readonly school: string | undefined;
  /** Which words the page is made of; absent for a page that is in English for everybody. */
  readonly part?: PartName;
  readonly title?: string;
  readonly end?: ComponentChildren;
  readonly foot?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const { part, school, title } = props;
  const texts = useTexts();
  const settings = useReadingSettings();
  const isOwn = part === undefined || hasPart(texts, part);
  useEffect(() => {
    if (title !== undefined) document.title = title;
  }, [title]);
  return (
    <div class="frame">
      <header class="frame-bar">
        <span class="frame-mark">
          <GateMark />
        </span>
        <span class="frame-school">
          {school === undefined ? (
            <ChromeWord of="yourSchool" />
          ) : (
            <SchoolWords>{school}</SchoolWords>
          )}
        </span>
        <div class="frame-end">
          {part === undefined ? null : (
            <>
              <LanguageChoice />
              {settings.button}
              <ReadAloud isEnglish={!isOwn} />
            </>
          )}
          {props.end}
        </div>
      </header>
      {settings.panel}
      <main class="frame-main" id="main">
        {isOwn ? props.children : <InEnglish>{props.children}</InEnglish>}
        {part === undefined ? null : <TranslationNote part={part} />}
      </main>
      {props.foot === undefined ? null : <footer class="frame-foot">{props.foot}</footer>}
    </div>
  );
}
