// Whole conversations through the real lexicons; and the table of stages held to their headings.
import { beforeAll, describe, expect, test } from "vitest";
import { sequenceKinds, sequenceStages, type Theme } from "../../../../lib/contract/vocabulary.ts";
import { findingEventSchema } from "../../../../lib/contract/event.ts";
import type { Lexicon } from "../../../../lib/core/match/types.ts";
import {
  kindOfStage,
  kindPlans,
  meanings,
  plainHeading,
} from "../../../../lib/core/sequence/stage-table.ts";
import { loadLexicon } from "../../../eval/load-scanner.ts";
import { helpSeeking, innocentConversations, riskyConversations } from "./conversations.ts";
import { walk } from "./walk.ts";

let lexicon: Lexicon;
beforeAll(async () => {
  lexicon = await loadLexicon();
});

describe("the table of stages", () => {
  const tables = Object.entries(meanings) as [Theme, Readonly<Record<string, string>>][];

  test.each(tables)(
    "%s: every heading of the lexicon has a meaning, and no other",
    (theme, table) => {
      const headings = new Set(
        lexicon.phrases
          .filter((phrase) => phrase.theme === theme)
          .map((phrase) => plainHeading(phrase.group)),
      );
      const gone = Object.keys(table).filter((heading) => !headings.has(heading));
      const fresh = [...headings].filter((heading) => !Object.hasOwn(table, heading));
      expect(
        gone,
        `headings that lib/core/sequence/stage-table.ts names under "${theme}" and no file of rules/lexicons has any more: their stages can never be reached`,
      ).toEqual([]);
      expect(
        fresh,
        `headings of rules/lexicons under "${theme}" without a line in lib/core/sequence/stage-table.ts: give each a stage, "help" or "none"`,
      ).toEqual([]);
    },
  );

  test("every stage belongs to one kind, and can be reached by some heading", () => {
    const planned = sequenceKinds.flatMap((kind) => kindPlans[kind].stages);
    expect([...planned].sort()).toEqual([...sequenceStages].sort());
    const reached = new Set(tables.flatMap(([, table]) => Object.values(table)));
    expect(sequenceStages.filter((stage) => !reached.has(stage))).toEqual([]);
    for (const kind of sequenceKinds) {
      for (const stage of kindPlans[kind].stages) expect(kindOfStage(stage)).toBe(kind);
    }
  });
});

describe("conversations of risk are told no later than at their third step", () => {
  test("there are enough of them, of every kind", () => {
    expect(riskyConversations.length).toBeGreaterThanOrEqual(12);
    expect(new Set(riskyConversations.map(({ kind }) => kind))).toEqual(new Set(sequenceKinds));
  });

  test.each(riskyConversations)("$name", ({ kind, lines }) => {
    const steps = lines.flatMap(({ stage }, line) => (stage === undefined ? [] : [line]));
    const { told } = walk(lexicon, lines);
    const own = told.filter(({ telling }) => telling.assessment.fact.kind === kind);
    expect(own.length).toBeGreaterThan(0);
    expect(own[0]?.line).toBeLessThanOrEqual(steps[2] ?? -1);
    // What is told fits what may leave the device.
    for (const { telling } of own) {
      const { sequence } = findingEventSchema.shape;
      expect(sequence.safeParse(telling.assessment.fact).error).toBeUndefined();
    }
  });

  test.each(riskyConversations)(
    "$name: at most once a day, and each time for something new",
    ({ kind, lines }) => {
      const own = walk(lexicon, lines).told.filter(
        ({ telling }) => telling.assessment.fact.kind === kind,
      );
      const days = own.map(({ line }) => lines[line]?.day);
      expect(new Set(days).size).toBe(days.length);
      const stages = own.map(({ telling }) =>
        telling.assessment.fact.stages.map(({ stage }) => stage),
      );
      for (const [at, now] of stages.entries()) {
        const before = stages.slice(0, at).flat();
        expect(now.some((stage) => !before.includes(stage))).toBe(true);
      }
    },
  );
});

describe("innocent conversations stay silent, for the youngest and the oldest", () => {
  test("there are enough of them", () => {
    expect(innocentConversations.length).toBeGreaterThanOrEqual(20);
  });

  test.each(innocentConversations)("$name", ({ lines }) => {
    for (const level of ["ks1", "ks3", "post16"] as const) {
      expect(walk(lexicon, lines, level).told).toEqual([]);
    }
  });

  test.each(innocentConversations)("$name, written by one alone", ({ lines }) => {
    const alone = lines.map((line) => ({ ...line, by: "me" as const }));
    expect(walk(lexicon, alone).told).toEqual([]);
  });
});

test.each(helpSeeking)("who asks for help leaves no sign: %s", (text) => {
  expect(walk(lexicon, [{ day: 0, by: "me", text }]).book.sequences).toEqual([]);
});

test("a page of concern that is only read leaves nothing", () => {
  for (const { lines } of riskyConversations) {
    const onlyRead = lines.map((line) => ({ ...line, by: "them" as const }));
    expect(walk(lexicon, onlyRead).book.sequences).toEqual([]);
  }
});
