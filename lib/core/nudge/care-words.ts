// The words of the nudge, the help card and the note on long use, as a language has them. They travel into web pages,
// so they stand apart from the words of our own pages.
import type { CareTopic } from "../../contract/vocabulary.ts";
import type { HelpServiceId } from "../report/help-contacts.ts";
import type { DetailKind } from "./types.ts";

/** One text for everybody, or for eleven and above with what is said to the younger. */
export type CareText = string | { readonly teen: string; readonly young: string };

export interface CareWords {
  readonly nudge: {
    /** The name of the note's place, for who does not see it. */
    readonly label: string;
    readonly seen: Readonly<Record<DetailKind, CareText>>;
    readonly why: Readonly<Record<DetailKind, CareText>>;
    readonly takeOut: string;
    readonly sure: string;
    /** That nobody hears of it. */
    readonly kept: CareText;
    /** Read out after the note: how it is reached by keys. */
    readonly keys: string;
    readonly gone: CareText;
  };
  readonly card: {
    readonly label: string;
    readonly title: Readonly<Record<CareTopic, CareText>>;
    readonly lead: CareText;
    /** In danger now: ring {number}. */
    readonly danger: string;
    readonly school: string;
    readonly away: string;
    readonly kept: CareText;
    readonly does: Readonly<Partial<Record<HelpServiceId, CareText>>>;
    /** "Text {what}": a service that is texted. */
    readonly text: string;
  };
  readonly rest: {
    readonly label: string;
    readonly title: CareText;
    /** {minutes} of use. */
    readonly lead: CareText;
    readonly away: string;
    readonly kept: CareText;
  };
}

/** The text for a reader. */
export function textFor(text: CareText, isYoung: boolean): string {
  return typeof text === "string" ? text : isYoung ? text.young : text.teen;
}
