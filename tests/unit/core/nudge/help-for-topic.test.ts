// Whom the card names, by what it is about and by the reader's age.
import { expect, test } from "vitest";
import { careTopics, readingLevels } from "../../../../lib/contract/vocabulary.ts";
import { helpForTopic } from "../../../../lib/core/nudge/help-for-topic.ts";
import { helpServices } from "../../../../lib/core/report/help-services.ts";

test.each([
  ["self-harm", "ks1", ["childline"]],
  ["self-harm", "ks2", ["childline"]],
  ["self-harm", "ks3", ["childline", "papyrus", "samaritans", "shout"]],
  ["self-harm", "post16", ["childline", "papyrus", "samaritans", "shout"]],
  ["self-harm", "staff", ["education-support", "nspcc", "papyrus", "samaritans", "shout"]],
  ["eating", "ks1", ["childline"]],
  ["eating", "ks4", ["beat", "childline", "shout"]],
  ["abuse", "ks2", ["childline", "ceop", "report-remove"]],
  ["abuse", "ks3", ["childline", "ceop", "report-remove", "nspcc"]],
] as const)("%s for %s", (topic, reading, ids) => {
  expect(helpForTopic(topic, reading).map(({ id }) => id)).toEqual(ids);
});

test("somebody for everybody; the same facts as everywhere; CEOP for abuse alone", () => {
  for (const topic of careTopics) {
    for (const reading of readingLevels) {
      const found = helpForTopic(topic, reading);
      expect(found.length, `${topic} ${reading}`).toBeGreaterThan(0);
      for (const one of found) expect(helpServices[one.id]).toMatchObject(one);
      expect(found.some(({ id }) => id === "ceop")).toBe(topic === "abuse");
    }
  }
});
