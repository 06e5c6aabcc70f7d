// Who is named on the help card: a table by topic, cut to the reader's age by `helpIdsFor`.
import type { CareTopic, ReadingLevel } from "../../contract/vocabulary.ts";
import { cardContacts, type CardServiceId, type HelpContact } from "../report/card-contacts.ts";
import { helpIdsFor } from "../report/help-ids.ts";

const forTopic: Readonly<Record<CareTopic, readonly CardServiceId[]>> = {
  "self-harm": ["childline", "papyrus", "samaritans", "shout"],
  eating: ["beat", "childline", "shout"],
  abuse: ["childline", "ceop", "report-remove", "nspcc"],
};

/** Never empty. */
export function helpForTopic(topic: CareTopic, reading: ReadingLevel): readonly HelpContact[] {
  return helpIdsFor(forTopic[topic], reading).map((id) => cardContacts[id]);
}
