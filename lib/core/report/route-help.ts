// Which helplines are named for which worry, site or search: a table, so that a person can read and judge it.
// Childline stands in every list for pupils. CEOP takes sexual abuse and grooming only, and is not anonymous,
// so it is offered where somebody makes contact and nowhere else.
import type { ReadingLevel, WorryKind } from "../../contract/vocabulary.ts";
import { helpServices, type HelpService, type HelpServiceId } from "./help-services.ts";

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

const forCategory: Readonly<Record<string, readonly HelpServiceId[]>> = {
  "self-harm": ["childline", "shout", "papyrus"],
  extremism: ["childline", "act-early"],
  hate: ["childline", "act-early"],
  drugs: ["childline", "frank"],
  "alcohol-tobacco": ["childline", "frank"],
  gambling: ["childline", "gambling"],
  pornography: ["childline", "report-remove"],
  illegal: ["childline", "report-remove", "iwf"],
  "anonymous-messaging": ["childline", "shout"],
  chat: ["childline", "ceop"],
  dating: ["childline", "ceop", "report-remove"],
};

/** Lines meant for older readers: phoning officers, or a page about sexual images, is not for a seven-year-old alone. */
const notForYoung: readonly HelpServiceId[] = [
  "act-early",
  "iwf",
  "nspcc",
  "papyrus",
  "frank",
  "gambling",
  "shout",
];
const withAdult: readonly HelpServiceId[] = ["childline", "education-support", "nspcc"];

function pick(ids: readonly HelpServiceId[], reading: ReadingLevel): readonly HelpService[] {
  if (reading === "staff") {
    const own = ids.filter((id) => !withAdult.includes(id));
    return ["education-support" as const, "nspcc" as const, ...own].map((id) => helpServices[id]);
  }
  const young = reading === "ks1" || reading === "ks2";
  return ids.filter((id) => !(young && notForYoung.includes(id))).map((id) => helpServices[id]);
}

/** Helplines for a worry, the first to call first; before a kind is chosen, those for anything. Never empty. */
export function helpForWorry(
  what: WorryKind | undefined,
  reading: ReadingLevel,
): readonly HelpService[] {
  return pick(forWorry[what ?? "other"], reading);
}

/** Helplines for somebody who met a blocked site of this category. Unknown categories get those for anything. Never empty. */
export function helpForCategory(category: string, reading: ReadingLevel): readonly HelpService[] {
  const ids = Object.hasOwn(forCategory, category) ? forCategory[category] : undefined;
  return pick(ids ?? forWorry.other, reading);
}
