// A sequence in words for a safeguarding lead: what came together, and never more than is known.
import type { SequenceFact } from "../../contract/event.ts";
import type { SequenceKind, SequenceStage, SignSource } from "../../contract/vocabulary.ts";

export const sequenceKindWords: Readonly<Record<SequenceKind, string>> = {
  grooming: "Steps by which somebody may be drawing a child in",
  bullying: "Unkind words again and again",
  radicalisation: "Steps towards an extreme group",
  "running-away": "Steps towards running away",
  "gang-exploitation": "Steps by which a gang may be using a child",
};

const stageWords: Readonly<Record<SequenceStage, string>> = {
  "age-and-alone": "asked about age, or about being alone",
  "flattery-and-gifts": "flattery or gifts",
  isolation: "set against friends or family",
  secrecy: "secrecy",
  "moving-platform": "moved to another app",
  pictures: "asked for pictures",
  "drawing-near": "drawing nearer in other ways",
  meeting: "asked to meet",
  "pressure-and-threat": "pressure or threats",
  insults: "insults",
  "group-against-one": "a group set against one",
  interest: "interest in extreme material",
  hostility: "hostility to a group of people",
  praise: "praise of attackers or armed groups",
  joining: "wanting to join, or being asked to",
  "violence-wanted": "wanting violence",
  "wish-to-leave": "wanting to get away",
  "somewhere-to-go": "looking for somewhere to go",
  "place-offered": "somebody offered a place to stay",
  "leaving-planned": "making a plan",
  "money-and-travel": "money or travel for it",
  "leaving-hidden": "hiding the plan",
  "leaving-now": "about to go, or gone",
  "drawn-in": "drawn in by gifts, money or belonging",
  carrying: "carrying or holding for others",
  "money-moved": "moving money for others",
  "forced-acts": "made to do things",
  "debt-and-threat": "debt or threats",
};

const sideWords: Readonly<Record<SignSource, string>> = {
  typed: "written on this Chromebook",
  page: "read on the page",
};

type StageFact = SequenceFact["stages"][number];

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${many}`;

/** "Over 6 days in one place: secrecy (3 times), moved to another app, asked for pictures." */
export function explainSequence({ days, isOnePlace, stages }: SequenceFact): string {
  const where = isOnePlace ? "in one place" : "in all";
  const when = days === 1 ? `On one day ${where}` : `Over ${days} days ${where}`;
  const said = stages.map(({ stage, times }) =>
    times === 1 ? stageWords[stage] : `${stageWords[stage]} (${times} times)`,
  );
  return `${when}: ${said.join(", ")}.`;
}

/** One stage by itself: what, how often, on how many days, and whose words they were. */
export function explainStage({ stage, times, days, by }: StageFact): {
  readonly title: string;
  readonly detail: string;
} {
  const words = stageWords[stage];
  return {
    title: words.charAt(0).toUpperCase() + words.slice(1),
    detail: `${counted(times, "time", "times")} on ${counted(days, "day", "days")}, ${by
      .map((side) => sideWords[side])
      .join(" and ")}`,
  };
}
