import type { ReadingLevel } from "../../contract/vocabulary.ts";
import { helpIdsFor } from "./help-ids.ts";
import { helpServices, type HelpService, type HelpServiceId } from "./help-services.ts";

/** The services of a list that suit a reader (`helpIdsFor`), with all that is said of them. */
export function helpFor(
  ids: readonly HelpServiceId[],
  reading: ReadingLevel,
): readonly HelpService[] {
  return helpIdsFor(ids, reading).map((id) => helpServices[id]);
}

/** All others that suit a reader, in the order of the facts. */
export function helpBeyond(
  shown: readonly HelpService[],
  reading: ReadingLevel,
): readonly HelpService[] {
  const ids = Object.keys(helpServices) as HelpServiceId[];
  return helpFor(ids, reading).filter((one) => !shown.includes(one));
}
