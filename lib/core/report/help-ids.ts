// Which helplines suit a reader's age: a table of ids, without the facts.
import type { ReadingLevel } from "../../contract/vocabulary.ts";
import type { HelpServiceId } from "./help-contacts.ts";

/** Lines meant for older readers: phoning officers, or a page about sexual images, is not for a seven-year-old alone. */
const notForYoung: readonly HelpServiceId[] = [
  "act-early",
  "iwf",
  "nspcc",
  "papyrus",
  "frank",
  "gambling",
  "shout",
  "samaritans",
  "the-mix",
  "beat",
  "report-harmful-content",
  "act",
  "police",
];
/** Made for adults. */
const fromPost16: readonly HelpServiceId[] = ["mind"];
/** Staff have their own two in the place of these. */
const notForStaff: readonly HelpServiceId[] = [
  "childline",
  "education-support",
  "nspcc",
  "the-mix",
];

/** The ids of a list that suit a reader: some lines are not for the young, and staff have their own. */
export function helpIdsFor<Id extends HelpServiceId>(
  ids: readonly Id[],
  reading: ReadingLevel,
): readonly (Id | "education-support" | "nspcc")[] {
  if (reading === "staff") {
    return ["education-support", "nspcc", ...ids.filter((id) => !notForStaff.includes(id))];
  }
  const young = reading === "ks1" || reading === "ks2";
  return ids.filter(
    (id) =>
      id !== "education-support" &&
      !(young && notForYoung.includes(id)) &&
      (reading === "post16" || !fromPost16.includes(id)),
  );
}
