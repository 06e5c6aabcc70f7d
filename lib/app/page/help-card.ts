// The help card beside a search or a page about something hard, and the note on long use: in a corner, blocking nothing.
import type { CareTopic, ReadingLevel } from "../../contract/vocabulary.ts";
import { helpForTopic } from "../../core/nudge/help-for-topic.ts";
import { textFor, type CareText, type CareWords } from "../../core/nudge/care-words.ts";
import { emergencyPhone, type HelpContact } from "../../core/report/card-contacts.ts";
import { make, openLayer } from "./nudge-layer.ts";
import { careStyle } from "./nudge-style.ts";

export interface CardParts {
  readonly document: Document;
  readonly words: CareWords;
  readonly language: string;
  readonly dir: "ltr" | "rtl";
  readonly reading: ReadingLevel;
  readonly isYoung: boolean;
  readonly keepOwn: (element: Element) => void;
}

export interface Card {
  remove(): void;
}

function place(text: string, name: string, value: string | number): string {
  return text.replace(`{${name}}`, String(value));
}

interface CornerParts extends CardParts {
  readonly label: string;
  readonly title: string;
  readonly content: readonly Node[];
  readonly away: string;
  readonly kept: string;
  readonly onAway: () => void;
  readonly more?: HTMLButtonElement;
}

/** A corner card with one way to put it away. Its name is read out; it takes no focus. */
function showCorner(parts: CornerParts): Card {
  const { document } = parts;
  const away = make(document, "button", { type: "button" }, parts.away);
  // Where a page's lines end, and mostly nothing stands: that is the page's own direction, whatever the card speaks.
  const side = getComputedStyle(document.documentElement).direction === "rtl" ? "left" : "right";
  const box = make(
    document,
    "div",
    {
      class: `box corner ${side} ${parts.isYoung ? "young" : ""}`,
      role: "complementary",
      "aria-label": parts.label,
      lang: parts.language,
      dir: parts.dir,
    },
    make(document, "h2", {}, parts.title),
    make(document, "div", { class: "scroll" }, ...parts.content),
    make(
      document,
      "div",
      { class: "row" },
      ...(parts.more === undefined ? [] : [parts.more]),
      away,
    ),
    make(document, "p", { class: "small" }, parts.kept),
  );
  const layer = openLayer({
    document,
    within: document.documentElement,
    box,
    style: careStyle,
    keepOwn: parts.keepOwn,
  });
  const putAway = (): void => {
    layer.remove();
    parts.onAway();
  };
  away.addEventListener("click", (event) => event.isTrusted && putAway());
  box.addEventListener("keydown", (event) => event.key === "Escape" && putAway());
  layer.say(parts.title);
  return layer;
}

export function showHelpCard(
  parts: CardParts & {
    readonly topic: CareTopic;
    readonly onAway: () => void;
    readonly onSchool: () => void;
  },
): Card {
  const { document, isYoung, topic } = parts;
  const { card } = parts.words;
  const text = (of: CareText): string => textFor(of, isYoung);

  function lineOf(service: HelpContact): HTMLElement {
    const reached = [
      service.phone ?? "",
      service.text === undefined ? "" : place(card.text, "what", service.text),
    ].filter((way) => way !== "");
    const does = card.does[service.id];
    return make(
      document,
      "li",
      {},
      make(
        document,
        "a",
        { href: service.site, target: "_blank", rel: "noopener noreferrer" },
        make(document, "b", {}, make(document, "bdi", {}, service.name)),
        ...reached.flatMap((way) => [" · ", make(document, "bdi", { dir: "auto" }, way)]),
        ...(does === undefined ? [] : [make(document, "span", {}, text(does))]),
      ),
    );
  }

  const school = make(document, "button", { type: "button", class: "main" }, card.school);
  school.addEventListener("click", (event) => event.isTrusted && parts.onSchool());
  return showCorner({
    ...parts,
    label: card.label,
    title: text(card.title[topic]),
    content: [
      make(document, "p", {}, text(card.lead)),
      make(document, "ul", {}, ...helpForTopic(topic, parts.reading).map(lineOf)),
      make(document, "p", { class: "danger" }, place(card.danger, "number", emergencyPhone)),
    ],
    more: school,
    away: card.away,
    kept: text(card.kept),
  });
}

export function showRestNote(parts: CardParts & { readonly minutes: number }): Card {
  const { document, isYoung } = parts;
  const { rest } = parts.words;
  const lead = place(textFor(rest.lead, isYoung), "minutes", parts.minutes);
  return showCorner({
    ...parts,
    label: rest.label,
    title: textFor(rest.title, isYoung),
    content: [make(document, "p", {}, lead)],
    away: rest.away,
    kept: textFor(rest.kept, isYoung),
    onAway: () => {},
  });
}
