// From what the pupil filled in to exactly what is sent. The preview on the page shows this very object,
// so that "what you see is what goes" is true by construction.
import type { MessageInput, WorryOptions } from "../../contract/message.ts";
import type { WorryKind } from "../../contract/vocabulary.ts";

/** All but its claim, which is made when it is sent. */
export type WorryMessage = Omit<MessageInput<"worry/send">, "claim">;

/** As `messageSchemas["worry/send"]` in the contract has them, in UTF-16 units; a test holds the two together. */
export const wordsLimit = 4000;
export const reachLimit = 300;
const addressLimit = 2000;

/** `tell` for "whoever is best": no contact is named, the school decides. */
export const whoeverIsBest = "";

export interface WorryDraft {
  readonly what?: WorryKind;
  /** A contact's id, `whoeverIsBest`, or undefined while the pupil has not chosen. */
  readonly tell?: string;
  readonly words: string;
  readonly reach: string;
  readonly addPage: boolean;
  readonly named: boolean;
}

export type OfferedPerson = WorryOptions["people"][number];

/**
 * The adults offered for a worry, in the school's order. A worry about an adult at school is offered only to those
 * whom the school named for exactly that, so that it cannot go to the adult by a default.
 */
export function peopleFor(
  what: WorryKind | undefined,
  people: readonly OfferedPerson[],
): readonly OfferedPerson[] {
  if (what === "adult") return people.filter((person) => person.for.includes("adult"));
  return people.filter(
    (person) => person.for.length === 0 || (what !== undefined && person.for.includes(what)),
  );
}

/**
 * Whether "whoever is best" is offered. Not for a worry about an adult at school where the school named somebody
 * for it: "whoever is best" is decided by staff, and one of them may be the adult.
 */
export function bestOffered(
  what: WorryKind | undefined,
  people: readonly OfferedPerson[],
): boolean {
  return what !== "adult" || peopleFor(what, people).length === 0;
}

/** Whether a name may be left out: only where the school's policy, once known, allows it. */
export function unnamedAllowed(options: WorryOptions | undefined): boolean {
  return options?.unnamedAllowed ?? false;
}

/** The page that would be added, cut to the contract's limit; "" where there is none to offer. */
export function offeredPage(options: WorryOptions | undefined): string {
  return (options?.pageAddress ?? "").slice(0, addressLimit);
}

/** How many letters too many the pupil wrote; 0 when it fits. Words are never cut in silence. */
export function overLimit(text: string, limit: number): number {
  return Math.max(0, text.length - limit);
}

/** Exactly what is sent, or undefined while something that is needed is missing or too long. */
export function messageOf(
  draft: WorryDraft,
  options: WorryOptions | undefined,
): WorryMessage | undefined {
  if (draft.what === undefined || draft.tell === undefined) return undefined;
  if (overLimit(draft.words, wordsLimit) > 0 || overLimit(draft.reach, reachLimit) > 0) {
    return undefined;
  }
  return {
    what: draft.what,
    tell: draft.tell,
    words: draft.words,
    reach: draft.reach,
    address: draft.addPage ? offeredPage(options) : "",
    named: unnamedAllowed(options) ? draft.named : true,
  };
}
