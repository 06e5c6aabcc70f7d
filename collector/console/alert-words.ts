// The desk's words for alerts.
import type { AlertsAnswer } from "../alerts/desk-types.ts";
import type { AlertMessage, MessageKind } from "../alerts/alert-types.ts";
import type { AlertContact, AlertCover, Weekday } from "../review/alert-rules.ts";
import type { CaseKind } from "../review/case.ts";
import { severityWords } from "./words.ts";

export const dayWords: Readonly<Record<Weekday, string>> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

export const kindWords: Readonly<Record<CaseKind, string>> = {
  worry: "Worries",
  finding: "Findings",
  circumvention: "Ways round the filter",
};

export const messageWords: Readonly<Record<MessageKind, string>> = {
  alert: "Alert",
  test: "Test",
  confirm: "Code",
  digest: "Weekly digest",
};

export const whenWords: Readonly<Record<AlertContact["when"], string>> = {
  always: "At any hour",
  hours: "In school hours",
  term: "At any hour, but not on closed days",
  closed: "On closed days only",
};

export const nobodyWords: Readonly<Record<NonNullable<AlertsAnswer["nobody"]>, string>> = {
  "no-contact": "Nobody can be alerted: no contact has been added yet.",
  "none-confirmed": "Nobody can be alerted: no contact has been confirmed yet.",
  "no-mail-server": "Nobody can be alerted: no mail server is set up for this collector.",
};

export function placeWords(place: number | null): string {
  if (place === null) return "Not on call";
  return place === 1 ? "1, told first" : String(place);
}

/** "Worries, findings from high; 3 subjects; Key stage 3". */
export function coverWords(
  { kinds, whats, profiles, from }: AlertCover,
  titles: ReadonlyMap<string, string>,
): string {
  const all: readonly CaseKind[] = kinds.length === 0 ? ["worry", "finding"] : kinds;
  const what = all.map((kind) =>
    kind === "finding" && from !== "low"
      ? `findings from ${severityWords[from].toLowerCase()}`
      : kindWords[kind].toLowerCase(),
  );
  const words = what.join(", ");
  const isAll = kinds.length === 0 && from === "low";
  const parts = [
    ...(isAll ? [] : [words.charAt(0).toUpperCase() + words.slice(1)]),
    ...(whats.length === 0
      ? []
      : [`${whats.length} ${whats.length === 1 ? "subject" : "subjects"}`]),
    ...profiles.map((id) => titles.get(id) ?? id),
  ];
  return parts.length === 0 ? "Everything" : parts.join("; ");
}

export function outcomeOf({ outcome, trouble, tries }: AlertMessage): string {
  switch (outcome) {
    case "sent":
      return tries > 1 ? `Sent at try ${tries}` : "Sent";
    case "overtaken":
      return "Not needed any more";
    case "given-up":
      return `Given up: ${trouble}`;
    case "":
    default:
      return trouble === "" ? "Waiting to go" : `Not gone yet, it is tried again: ${trouble}`;
  }
}
