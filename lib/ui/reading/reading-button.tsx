import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useChrome } from "../chrome-word.tsx";
import { useTexts } from "../i18n/texts.tsx";
import type { PanelProps } from "./reading-panel.tsx";

/** The panel is a script of its own: whoever never opens it never reads it. */
const loadPanel = () => import("./reading-panel.tsx");

/**
 * The way to a reader's own settings, on every page: a button in the bar, and the panel under it. Escape closes the
 * panel and gives the focus back.
 */
export function useReadingSettings(): {
  readonly button: preact.ComponentChild;
  readonly panel: preact.ComponentChild;
} {
  const { words, t } = useChrome();
  const { language, translation } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const [Panel, setPanel] = useState<ComponentType<PanelProps>>();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen || Panel !== undefined) return;
    loadPanel()
      .then((loaded) => {
        setPanel(() => loaded.ReadingPanel);
      })
      .catch(() => {
        setOpen(false);
      });
  }, [isOpen, Panel]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return {
    button: (
      <button
        ref={button}
        type="button"
        class="tool"
        aria-expanded={isOpen}
        aria-controls="reading"
        title={t(words.reading)}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        <span class="for-ears">{t(words.reading)}</span>
        <span class="tool-letters" aria-hidden="true">
          Aa
        </span>
      </button>
    ),
    panel: (
      <div id="reading">
        {isOpen && Panel !== undefined ? (
          <Panel key={language} translation={translation} onClose={close} />
        ) : null}
      </div>
    ),
  };
}
