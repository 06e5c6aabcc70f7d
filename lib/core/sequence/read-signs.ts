// What the signs of one text mean: stages of sequences, or nothing at all where somebody asks for help.
import type { SequenceKind, SequenceStage, SignSource } from "../../contract/vocabulary.ts";
import { kindOfStage, meaningOf } from "./stage-table.ts";
import type { Sign } from "./types.ts";

/** What a cry for help must be worth in words that others wrote. */
const leastOfOthers = 50;

export interface StageSign {
  readonly kind: SequenceKind;
  readonly stage: SequenceStage;
  readonly points: number;
  readonly mark: number;
}

/**
 * Stages of one text. Who asks for help, or is worried about somebody, leaves nothing: not even of what they quote.
 * What is read of an extreme group is interest, whatever it says; only being asked to join it is something that is done.
 */
export function readSigns(signs: readonly Sign[], by: SignSource): readonly StageSign[] {
  // A line that one person says to another is no cry for help, under whatever heading it stands; nor is a faint likeness
  // to one in what others wrote.
  const least = by === "typed" ? 0 : leastOfOthers;
  const isHelpSought = signs.some(
    ({ theme, group, isSaid, points }) =>
      !isSaid && points >= least && meaningOf(theme, group) === "help",
  );
  if (isHelpSought) return [];
  return signs.flatMap(({ theme, group, points, mark }) => {
    const meaning = meaningOf(theme, group);
    if (meaning === "none" || meaning === "help") return [];
    const kind = kindOfStage(meaning);
    const isOnlyRead = kind === "radicalisation" && by === "page" && meaning !== "joining";
    return [{ kind, stage: isOnlyRead ? ("interest" as const) : meaning, points, mark }];
  });
}
