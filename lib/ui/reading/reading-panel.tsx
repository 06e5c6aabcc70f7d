import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button } from "../button.tsx";
import { readingEnglish } from "../i18n/english/reading.ts";
import { useWords } from "../i18n/texts.tsx";
import type { Translation } from "../i18n/translation.ts";
import { TickBox } from "../tick-box.tsx";
import {
  applyReading,
  keepReading,
  keptReading,
  letterKinds,
  papers,
  textSizes,
  usualReading,
  type Reading,
} from "./kept-reading.ts";

export interface PanelProps {
  readonly translation: Translation | undefined;
  readonly onClose: () => void;
}

function Choose<T extends string>(props: {
  readonly name: string;
  readonly label: string;
  readonly of: readonly T[];
  readonly titles: Readonly<Record<T, string>>;
  readonly chosen: T;
  readonly onChoose: (one: T) => void;
}) {
  return (
    <fieldset>
      <legend class="reading-label">{props.label}</legend>
      <div class="reading-row">
        {props.of.map((one) => (
          <label class={`reading-choice reading-${props.name}-${one}`} key={one}>
            <input
              type="radio"
              name={props.name}
              value={one}
              checked={props.chosen === one}
              onChange={() => {
                props.onChoose(one);
              }}
            />
            <span>{props.titles[one]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Size, letters, paper, contrast and movement: each choice holds at once, on this page and the next. */
export function ReadingPanel({ onClose }: PanelProps) {
  const { words, t } = useWords("reading", readingEnglish);
  const [reading, setReading] = useState(keptReading);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    heading.current?.focus();
  }, []);
  const change = (next: Reading) => {
    setReading(next);
    keepReading(next);
    applyReading(next);
  };
  const titles = <T extends string>(of: Readonly<Record<T, Parameters<typeof t>[0]>>) =>
    Object.fromEntries(
      Object.entries(of).map(([id, text]) => [id, t(text as Parameters<typeof t>[0])]),
    ) as Record<T, string>;
  return (
    <section
      class="reading-panel"
      aria-labelledby="reading-title"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <div class="reading-inner">
        <h2 id="reading-title" tabIndex={-1} ref={heading}>
          {t(words.title)}
        </h2>
        <div class="reading-grid">
          <Choose
            name="size"
            label={t(words.size)}
            of={textSizes}
            titles={titles(words.sizes)}
            chosen={reading.size}
            onChoose={(size) => {
              change({ ...reading, size });
            }}
          />
          <Choose
            name="letters"
            label={t(words.letters)}
            of={letterKinds}
            titles={titles(words.letterKinds)}
            chosen={reading.letters}
            onChoose={(letters) => {
              change({ ...reading, letters });
            }}
          />
          <Choose
            name="paper"
            label={t(words.paper)}
            of={papers}
            titles={titles(words.papers)}
            chosen={reading.paper}
            onChoose={(paper) => {
              change({ ...reading, paper });
            }}
          />
          <div class="reading-ticks">
            <TickBox
              title={t(words.strong)}
              ticked={reading.strong}
              onTick={(strong) => {
                change({ ...reading, strong });
              }}
            />
            <TickBox
              title={t(words.still)}
              ticked={reading.still}
              onTick={(still) => {
                change({ ...reading, still });
              }}
            />
          </div>
        </div>
        <div class="reading-end">
          <Button kind="main" onPress={onClose}>
            {t(words.done)}
          </Button>
          <Button
            onPress={() => {
              change(usualReading);
            }}
          >
            {t(words.reset)}
          </Button>
          <p class="small soft">{t(words.kept)}</p>
        </div>
      </div>
    </section>
  );
}
