import type { Voice } from "./voice.ts";

/** A helpline as the page shows it; lib/core/report/help-services.ts holds them. */
export interface HelpEntry {
  readonly id: string;
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
  return (
    <ul class="helps">
      {services.map((service) => (
        <li key={service.id}>
          <Heading class="help-name">{service.name}</Heading>
          <p class="help-reach">
            {service.phone === undefined ? null : <span class="help-number">{service.phone}</span>}
            {service.text === undefined ? null : (
              <span class="help-number">Text {service.text}</span>
            )}
            {service.open === undefined ? null : <span class="small soft">{service.open}</span>}
          </p>
          <p>{voice === "young" ? (service.doesYoung ?? service.does) : service.does}</p>
          {service.note === undefined ? null : <p class="small soft">{service.note}</p>}
          <a class="help-site" href={service.site} target="_blank" rel="noreferrer">
            {new URL(service.site).hostname.replace(/^www\./, "")}{" "}
            <span class="for-ears">(opens in a new tab)</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
