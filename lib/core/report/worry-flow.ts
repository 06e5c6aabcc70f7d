// The steps of a worry as one pure reducer: what happened, whom to tell, the pupil's words, a look at what will go.
// Two laws, held by property tests: words change only when the pupil changes them (or clears the form), and
// nothing is on its way before the pupil said "send" on the page that shows everything.
import type { KeptDraft, WorryOptions, WorryReceipt } from "../../contract/message.ts";
import type { WorryKind } from "../../contract/vocabulary.ts";
import {
  bestOffered,
  messageOf,
  peopleFor,
  whoeverIsBest,
  type WorryDraft,
  type WorryMessage,
} from "./worry-message.ts";

export const worrySteps = ["what", "tell", "words", "check"] as const;
export type WorryStep = (typeof worrySteps)[number];

/** `taken`: durably stored, its receipt is here. `refused`: not stored; the words are still in the draft. */
export type Delivery =
  | { readonly is: "writing" }
  | { readonly is: "sending"; readonly message: WorryMessage }
  | { readonly is: "taken"; readonly receipt: WorryReceipt }
  | { readonly is: "refused"; readonly why: string };

/** What becomes of words that are not sent: "run" until the pupil has chosen between a day and not at all. */
export type Keeping = "run" | "day" | "no";

export interface WorryState {
  readonly step: WorryStep;
  readonly draft: WorryDraft;
  readonly delivery: Delivery;
  readonly keeping: Keeping;
  /** What was begun here before, and neither gone on with nor thrown away yet. */
  readonly found?: KeptDraft;
  /** Undefined until the worker answered, and for good where it does not: the form works without. */
  readonly options?: WorryOptions;
}

export type WorryInput =
  | { readonly did: "options-came"; readonly options: WorryOptions }
  | { readonly did: "chose-what"; readonly what: WorryKind }
  | { readonly did: "chose-tell"; readonly tell: string }
  | { readonly did: "wrote-words"; readonly words: string }
  | { readonly did: "wrote-reach"; readonly reach: string }
  | { readonly did: "chose-page"; readonly addPage: boolean }
  | { readonly did: "chose-named"; readonly named: boolean }
  | { readonly did: "chose-keeping"; readonly keeping: Keeping }
  | { readonly did: "draft-came"; readonly draft: KeptDraft }
  | { readonly did: "took-up" }
  | { readonly did: "threw-away" }
  | { readonly did: "went-on" }
  | { readonly did: "went-back" }
  | { readonly did: "went-to"; readonly step: WorryStep }
  | { readonly did: "confirmed" }
  | { readonly did: "was-taken"; readonly receipt: WorryReceipt }
  | { readonly did: "was-refused"; readonly why: string }
  | { readonly did: "receipts-came"; readonly receipts: readonly WorryReceipt[] }
  | { readonly did: "started-again" }
  | { readonly did: "cleared" };

const emptyDraft: WorryDraft = { words: "", reach: "", addPage: false, named: true };

export const firstWorryState: WorryState = {
  step: "what",
  draft: emptyDraft,
  delivery: { is: "writing" },
  keeping: "run",
};

/** Whether the step has what it needs. Words are optional; words that do not fit are not sent in part. */
export function canGoOn(state: WorryState): boolean {
  if (state.step === "what") return state.draft.what !== undefined;
  if (state.step === "tell") return state.draft.tell !== undefined;
  return messageOf(state.draft, state.options) !== undefined;
}

function stepAt(step: WorryStep, by: 1 | -1): WorryStep {
  return worrySteps[worrySteps.indexOf(step) + by] ?? step;
}

/** A choice of adult that is not offered for this worry is taken back, so that it cannot travel unseen. */
function keepOfferedTell(draft: WorryDraft, options: WorryOptions | undefined): WorryDraft {
  if (draft.tell === undefined) return draft;
  const people = options?.people ?? [];
  const offered =
    draft.tell === whoeverIsBest
      ? bestOffered(draft.what, people)
      : peopleFor(draft.what, people).some((person) => person.id === draft.tell);
  if (offered) return draft;
  const { tell: _, ...rest } = draft;
  return rest;
}

/** While a worry is on its way, or has arrived, the draft stands still. */
function edit(state: WorryState, draft: Partial<WorryDraft>): WorryState {
  if (state.delivery.is === "sending" || state.delivery.is === "taken") return state;
  return {
    ...state,
    draft: keepOfferedTell({ ...state.draft, ...draft }, state.options),
    delivery: { is: "writing" },
  };
}

/** The next state. Pure: asks nothing, sends nothing; the page sends what stands in `delivery.message`. */
export function nextWorryState(state: WorryState, input: WorryInput): WorryState {
  switch (input.did) {
    case "options-came":
      return {
        ...state,
        options: input.options,
        draft: keepOfferedTell(state.draft, input.options),
      };
    case "chose-what":
      return edit(state, { what: input.what });
    case "chose-tell":
      return edit(state, { tell: input.tell });
    case "wrote-words":
      return edit(state, { words: input.words });
    case "wrote-reach":
      return edit(state, { reach: input.reach });
    case "chose-page":
      return edit(state, { addPage: input.addPage });
    case "chose-named":
      return edit(state, { named: input.named });
    case "chose-keeping":
      return isMoving(state) ? state : { ...state, keeping: input.keeping };
    case "draft-came":
      return isMoving(state) ? state : { ...state, found: input.draft };
    case "took-up":
      return takeUp(state);
    case "threw-away":
      return withoutFound(state);
    case "went-on":
      return isMoving(state) || !canGoOn(state) ? state : { ...state, step: stepAt(state.step, 1) };
    case "went-back":
      return isMoving(state) ? state : { ...state, step: stepAt(state.step, -1) };
    case "went-to":
      return goTo(state, input.step);
    case "confirmed":
      return confirm(state);
    case "was-taken":
      return state.delivery.is === "sending"
        ? {
            ...state,
            draft: emptyDraft,
            delivery: { is: "taken", receipt: input.receipt },
            keeping: "run",
          }
        : state;
    case "was-refused":
      return state.delivery.is === "sending"
        ? { ...state, delivery: { is: "refused", why: input.why } }
        : state;
    case "receipts-came":
      return renewReceipt(state, input.receipts);
    case "started-again":
      return state.delivery.is === "taken" ? restart(state) : state;
    case "cleared":
      return restart(state);
  }
  return input satisfies never;
}

function withoutFound(state: WorryState): WorryState {
  const { found: _, ...rest } = state;
  return rest;
}

/** Goes on where it was left. What was written here meanwhile stands below it: no word of either is lost. */
function takeUp(state: WorryState): WorryState {
  const { found, draft, options } = state;
  if (found === undefined || isMoving(state)) return state;
  const what = found.what ?? draft.what;
  const tell = found.tell ?? draft.tell;
  const both = (kept: string, written: string) =>
    [kept, written].filter((part) => part !== "").join("\n\n");
  const taken: WorryDraft = keepOfferedTell(
    {
      ...(what === undefined ? {} : { what }),
      ...(tell === undefined ? {} : { tell }),
      words: both(found.words, draft.words),
      reach: both(found.reach, draft.reach),
      addPage: draft.addPage,
      named: found.named,
    },
    options,
  );
  return {
    ...withoutFound(state),
    draft: taken,
    delivery: { is: "writing" },
    keeping: found.keep,
    step: taken.what === undefined ? "what" : taken.tell === undefined ? "tell" : "words",
  };
}

function isMoving(state: WorryState): boolean {
  return state.delivery.is === "sending" || state.delivery.is === "taken";
}

/** Back to a step from the check ("change this"); forward only by `went-on`. */
function goTo(state: WorryState, step: WorryStep): WorryState {
  const back = worrySteps.indexOf(step) <= worrySteps.indexOf(state.step);
  return isMoving(state) || !back ? state : { ...state, step };
}

function confirm(state: WorryState): WorryState {
  if (state.step !== "check" || isMoving(state)) return state;
  const message = messageOf(state.draft, state.options);
  return message === undefined ? state : { ...state, delivery: { is: "sending", message } };
}

function renewReceipt(state: WorryState, receipts: readonly WorryReceipt[]): WorryState {
  const { delivery } = state;
  if (delivery.is !== "taken") return state;
  const receipt = receipts.find((one) => one.id === delivery.receipt.id);
  return receipt === undefined ? state : { ...state, delivery: { is: "taken", receipt } };
}

function restart(state: WorryState): WorryState {
  return state.options === undefined
    ? firstWorryState
    : { ...firstWorryState, options: state.options };
}
