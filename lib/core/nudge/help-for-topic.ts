// Who is named on the help card: a table by topic, cut to the reader's age by `helpFor`.
import type { CareTopic, ReadingLevel } from "../../contract/vocabulary.ts";
import { helpFor } from "../report/help-for.ts";
import type { HelpService, HelpServiceId } from "../report/help-services.ts";

const forTopic: Readonly<Record<CareTopic, readonly HelpServiceId[]>> = {
  "self-harm": ["childline", "papyrus", "samaritans", "shout"],
  eating: ["beat", "childline", "shout"],
  abuse: ["childline", "ceop", "nspcc"],
};

/** Never empty. */
export function helpForTopic(topic: CareTopic, reading: ReadingLevel): readonly HelpService[] {
  return helpFor(forTopic[topic], reading);
}
