// Which helplines are named for which worry: a table, so that a person can read and judge it.
// Childline stands in every list for pupils. CEOP takes sexual abuse and grooming only, and is not anonymous,
// so it is offered where somebody makes contact and nowhere else.
import type { ReadingLevel, WorryKind } from "../../contract/vocabulary.ts";
import type { HelpService, HelpServiceId } from "./help-services.ts";
import { helpFor } from "./help-for.ts";

const forWorry: Readonly<Record<WorryKind, readonly HelpServiceId[]>> = {
  unkind: ["childline", "shout"],
  contact: ["childline", "ceop", "report-remove"],
  upset: ["childline", "iwf", "shout"],
  believe: ["childline", "act-early"],
  friend: ["childline", "papyrus", "act-early"],
  myself: ["childline", "shout", "papyrus"],
  family: ["childline", "nspcc"],
  adult: ["childline", "nspcc-education"],
  other: ["childline", "shout"],
};

/** Helplines for a worry, the first to call first; before a kind is chosen, those for anything. Never empty. */
export function helpForWorry(
  what: WorryKind | undefined,
  reading: ReadingLevel,
): readonly HelpService[] {
  return helpFor(forWorry[what ?? "other"], reading);
}
