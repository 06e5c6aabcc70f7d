import type { HelpServiceId } from "../core/report/help-services.ts";
import { useChrome } from "./chrome-word.tsx";
import { useTexts } from "./i18n/texts.tsx";
import { isChild, type Voice } from "./i18n/voice.ts";

/** A helpline as the page shows it; lib/core/report/help-services.ts holds them. */
export interface HelpEntry {
  readonly id: HelpServiceId;
  readonly name: string;
  readonly does: string;
  readonly doesYoung?: string;
  readonly phone?: string;
  readonly text?: string;
  readonly open?: string;
  readonly site: string;
  readonly note?: string;
}

/** People outside school who can help: the number large, because it will be dialled on another device. */
export function HelpList({
  services,
  voice,
  level: Heading = "h3",
}: {
  readonly services: readonly HelpEntry[];
  readonly voice: Voice;
  /** One below the heading it stands under. */
  readonly level?: "h2" | "h3" | "h4";
}) {
  const { translation } = useTexts();
  const { words, t } = useChrome();
  return (
    <ul class="helps">
      {services.map((service) => {
        const said = translation?.help[service.id] ?? service;
        const [word = "", number = ""] = (service.text ?? "").split(" to ");
        return (
          <li key={service.id}>
            <Heading class="help-name">
              <bdi>{service.name}</bdi>
            </Heading>
            <p class="help-reach">
              {service.phone === undefined ? null : (
                <span class="help-number" dir="ltr">
                  {service.phone}
                </span>
              )}
              {service.text === undefined ? null : (
                <span class="help-number">{t(words.textTo, { word, number })}</span>
              )}
              {service.open === undefined ? null : (
                <span class="small soft">{said.open ?? service.open}</span>
              )}
            </p>
            <p>{isChild(voice) ? (said.doesYoung ?? said.does) : said.does}</p>
            {service.note === undefined ? null : (
              <p class="small soft">{said.note ?? service.note}</p>
            )}
            <a class="help-site" href={service.site} target="_blank" rel="noreferrer">
              <bdi dir="ltr">{new URL(service.site).hostname.replace(/^www\./, "")}</bdi>{" "}
              <span class="for-ears">{t(words.newTab)}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
