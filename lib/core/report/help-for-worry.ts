// Which helplines are named for which worry: a table, so that a person can read and judge it.
// Childline stands in every list for pupils. CEOP takes sexual abuse and grooming only, and is not anonymous,
// so it is offered where somebody makes contact and nowhere else. ACT Early listens to who worries about a person; ACT
// takes what was seen or heard of terrorism; the IWF takes addresses of sexual images of children.
import type { ReadingLevel, WorryKind } from "../../contract/vocabulary.ts";
import type { HelpService, HelpServiceId } from "./help-services.ts";
import { helpFor } from "./help-for.ts";

const forWorry: Readonly<Record<WorryKind, readonly HelpServiceId[]>> = {
  unkind: ["childline", "shout", "report-harmful-content"],
  contact: ["childline", "ceop", "report-remove", "police"],
  upset: ["childline", "report-harmful-content", "iwf", "act", "shout"],
  believe: ["childline", "act-early", "act"],
  friend: ["childline", "papyrus", "act-early"],
  myself: ["childline", "shout", "samaritans", "papyrus", "the-mix", "mind"],
  family: ["childline", "nspcc", "police"],
  adult: ["childline", "nspcc-education", "police"],
  other: ["childline", "shout"],
};

/** Helplines for a worry, the first to call first; before a kind is chosen, those for anything. Never empty. */
export function helpForWorry(
  what: WorryKind | undefined,
  reading: ReadingLevel,
): readonly HelpService[] {
  return helpFor(forWorry[what ?? "other"], reading);
}
