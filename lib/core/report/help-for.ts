import type { ReadingLevel } from "../../contract/vocabulary.ts";
import { helpServices, type HelpService, type HelpServiceId } from "./help-services.ts";

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

/** The services of a list that suit a reader: some lines are not for the young, and staff have their own. */
export function helpFor(
  ids: readonly HelpServiceId[],
  reading: ReadingLevel,
): readonly HelpService[] {
  if (reading === "staff") {
    const own = ids.filter((id) => !notForStaff.includes(id));
    return ["education-support" as const, "nspcc" as const, ...own].map((id) => helpServices[id]);
  }
  const young = reading === "ks1" || reading === "ks2";
  const suits = (id: HelpServiceId) =>
    id !== "education-support" &&
    !(young && notForYoung.includes(id)) &&
    (reading === "post16" || !fromPost16.includes(id));
  return ids.filter(suits).map((id) => helpServices[id]);
}

/** All others that suit a reader, in the order of the facts. */
export function helpBeyond(
  shown: readonly HelpService[],
  reading: ReadingLevel,
): readonly HelpService[] {
  const ids = Object.keys(helpServices) as HelpServiceId[];
  return helpFor(ids, reading).filter((one) => !shown.includes(one));
}
