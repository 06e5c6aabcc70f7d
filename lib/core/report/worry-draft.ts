// What of a half-written worry is kept on the device, if anything: only words, only unsent ones, only as the pupil chose.
import type { MessageInput } from "../../contract/message.ts";
import type { WorryState } from "./worry-flow.ts";

export type DraftToKeep = MessageInput<"worry/draft-keep">;

/**
 * What is to be kept now; undefined: nothing is, and what was is to be forgotten. "as it is": what was found from before
 * has not been decided about, and stays.
 */
export function draftToKeep(state: WorryState): DraftToKeep | "as it is" | undefined {
  const { draft, delivery, keeping, found } = state;
  if (found !== undefined) return "as it is";
  if (keeping === "no" || delivery.is === "taken") return undefined;
  if (draft.words === "" && draft.reach === "") return undefined;
  const { what, tell, words, reach, named } = draft;
  return {
    ...(what === undefined ? {} : { what }),
    ...(tell === undefined ? {} : { tell }),
    words,
    reach,
    named,
    keep: keeping,
  };
}
