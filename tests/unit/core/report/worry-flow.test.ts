import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { worryKinds } from "../../../../lib/contract/vocabulary.ts";
import {
  canGoOn,
  firstWorryState,
  nextWorryState,
  worrySteps,
  type WorryInput,
  type WorryState,
} from "../../../../lib/core/report/worry-flow.ts";
import { messageOf } from "../../../../lib/core/report/worry-message.ts";
import { options, receipt } from "./worry-samples.ts";

function run(inputs: readonly WorryInput[], from: WorryState = firstWorryState): WorryState {
  return inputs.reduce(nextWorryState, from);
}

const on: WorryInput = { did: "went-on" };
const toCheck: readonly WorryInput[] = [
  { did: "options-came", options },
  { did: "chose-what", what: "contact" },
  on,
  { did: "chose-tell", tell: "dsl" },
  on,
  { did: "wrote-words", words: "They keep asking where I live." },
  on,
];
const sending: readonly WorryInput[] = [...toCheck, { did: "confirmed" }];
const taken: readonly WorryInput[] = [...sending, { did: "was-taken", receipt }];

describe("the steps of a worry", () => {
  const rows: readonly [name: string, inputs: readonly WorryInput[], step: string, is: string][] = [
    ["it begins with what happened", [], "what", "writing"],
    ["nothing chosen: no way on", [on], "what", "writing"],
    [
      "a kind leads on to whom to tell",
      [{ did: "chose-what", what: "unkind" }, on],
      "tell",
      "writing",
    ],
    [
      "nobody chosen: no way on",
      [{ did: "chose-what", what: "unkind" }, on, on],
      "tell",
      "writing",
    ],
    [
      "whoever is best is a choice, without any answer from the worker",
      [{ did: "chose-what", what: "unkind" }, on, { did: "chose-tell", tell: "" }, on],
      "words",
      "writing",
    ],
    ["words are optional", [...toCheck.slice(0, 5), on], "check", "writing"],
    [
      "words that do not fit hold the step",
      [...toCheck.slice(0, 5), { did: "wrote-words", words: "x".repeat(4001) }, on],
      "words",
      "writing",
    ],
    ["the check shows, it does not send", toCheck, "check", "writing"],
    ["confirming sends", sending, "check", "sending"],
    ["confirming twice sends once", [...sending, { did: "confirmed" }], "check", "sending"],
    ["no step back while it is on its way", [...sending, { did: "went-back" }], "check", "sending"],
    ["taken is taken", taken, "check", "taken"],
    [
      "an answer nobody waits for changes nothing",
      [...toCheck, { did: "was-taken", receipt }],
      "check",
      "writing",
    ],
    [
      "refused: the form is there again",
      [...sending, { did: "was-refused", why: "no" }],
      "check",
      "refused",
    ],
    [
      "refused, then again",
      [...sending, { did: "was-refused", why: "no" }, { did: "confirmed" }],
      "check",
      "sending",
    ],
    ["back from the first step stays there", [{ did: "went-back" }], "what", "writing"],
    [
      "change leads back to its step",
      [...toCheck, { did: "went-to", step: "what" }],
      "what",
      "writing",
    ],
    ["change never leads forward", [{ did: "went-to", step: "check" }], "what", "writing"],
    ["another worry starts afresh", [...taken, { did: "started-again" }], "what", "writing"],
    [
      "starting again is only for what has been taken",
      [...toCheck, { did: "started-again" }],
      "check",
      "writing",
    ],
    ["clearing is always possible", [...sending, { did: "cleared" }], "what", "writing"],
  ];
  test.each(rows)("%s", (_name, inputs, step, is) => {
    const state = run(inputs);
    expect([state.step, state.delivery.is]).toEqual([step, is]);
  });

  test("a receipt that is renewed while the page is open shows its new state", () => {
    const state = run([
      ...taken,
      { did: "receipts-came", receipts: [{ ...receipt, state: "seen", seenAtMs: 2_000 }] },
    ]);
    expect(state.delivery).toEqual({
      is: "taken",
      receipt: { ...receipt, state: "seen", seenAtMs: 2_000 },
    });
  });

  test("changing to a worry about an adult takes back a choice that is not offered for it", () => {
    const state = run([
      ...toCheck,
      { did: "went-to", step: "what" },
      { did: "chose-what", what: "adult" },
    ]);
    expect(state.draft.tell).toBeUndefined();
    expect(state.draft.words).toBe("They keep asking where I live.");
  });

  test.each([
    [
      "chosen before the kind was changed",
      [
        { did: "chose-tell", tell: "" },
        { did: "chose-what", what: "adult" },
      ],
    ],
    [
      "chosen for an adult",
      [
        { did: "chose-what", what: "adult" },
        { did: "chose-tell", tell: "" },
      ],
    ],
  ] as const)("whoever is best, %s, is no way round the head", (_name, inputs) => {
    expect(run([{ did: "options-came", options }, ...inputs]).draft.tell).toBeUndefined();
  });

  test("whoever is best, chosen for an adult before the names came, is asked for again when they come", () => {
    const state = run([
      { did: "chose-what", what: "adult" },
      on,
      { did: "chose-tell", tell: "" },
      on,
      on,
      { did: "options-came", options },
      { did: "confirmed" },
    ]);
    expect(state).toMatchObject({ step: "check", delivery: { is: "writing" } });
  });

  test("clearing leaves no word behind", () => {
    expect(JSON.stringify(run([...toCheck, { did: "cleared" }]).draft)).not.toContain("asking");
  });
});

const text = fc.string({ maxLength: 40 });
const input: fc.Arbitrary<WorryInput> = fc.oneof(
  fc.constant<WorryInput>({ did: "options-came", options }),
  fc.constantFrom(...worryKinds).map((what): WorryInput => ({ did: "chose-what", what })),
  fc
    .constantFrom("", "dsl", "nurse", "head", "nobody")
    .map((tell): WorryInput => ({ did: "chose-tell", tell })),
  text.map((words): WorryInput => ({ did: "wrote-words", words })),
  text.map((reach): WorryInput => ({ did: "wrote-reach", reach })),
  fc.boolean().map((addPage): WorryInput => ({ did: "chose-page", addPage })),
  fc.boolean().map((named): WorryInput => ({ did: "chose-named", named })),
  fc.constant<WorryInput>({ did: "went-on" }),
  fc.constant<WorryInput>({ did: "went-on" }),
  fc.constant<WorryInput>({ did: "went-on" }),
  fc.constant<WorryInput>({ did: "went-back" }),
  fc.constantFrom(...worrySteps).map((step): WorryInput => ({ did: "went-to", step })),
  fc.constant<WorryInput>({ did: "confirmed" }),
  fc.constant<WorryInput>({ did: "was-taken", receipt }),
  fc.constant<WorryInput>({ did: "was-refused", why: "the worker died" }),
  fc.constant<WorryInput>({ did: "receipts-came", receipts: [receipt] }),
  fc.constant<WorryInput>({ did: "started-again" }),
  fc.constant<WorryInput>({ did: "cleared" }),
);
/** Half of the walks begin at the last look, where the grave things happen. */
const walk = fc.tuple(
  fc.constantFrom<readonly WorryInput[]>([], toCheck),
  fc.array(input, { maxLength: 40 }),
);

describe("laws of the flow, on any path", () => {
  test("words change only when the pupil writes, has them taken, or clears them", () => {
    fc.assert(
      fc.property(walk, ([start, inputs]) => {
        let state = run(start);
        for (const one of inputs) {
          const after = nextWorryState(state, one);
          const mayChange =
            one.did === "wrote-words" ||
            one.did === "cleared" ||
            (one.did === "was-taken" && state.delivery.is === "sending") ||
            (one.did === "started-again" && state.delivery.is === "taken");
          if (!mayChange) expect(after.draft.words).toBe(state.draft.words);
          if (one.did === "wrote-words" && ["writing", "refused"].includes(state.delivery.is)) {
            expect(after.draft.words).toBe(one.words);
          }
          state = after;
        }
      }),
    );
  });

  test("what is on its way was confirmed at the last look, and is exactly what stood there", () => {
    fc.assert(
      fc.property(walk, ([start, inputs]) => {
        let state = run(start);
        for (const one of inputs) {
          const after = nextWorryState(state, one);
          if (after.delivery.is === "sending" && state.delivery.is !== "sending") {
            expect(one.did).toBe("confirmed");
            expect(state.step).toBe("check");
            expect(after.delivery.message).toEqual(messageOf(state.draft, state.options));
          }
          if (after.delivery.is === "sending" && state.delivery.is === "sending") {
            expect(after.delivery.message).toBe(state.delivery.message);
          }
          state = after;
        }
      }),
    );
  });

  test("a message never names an adult who is not offered for that worry", () => {
    fc.assert(
      fc.property(walk, ([start, inputs]) => {
        const state = run([{ did: "options-came", options }, ...start, ...inputs]);
        const message = messageOf(state.draft, state.options);
        if (message === undefined) return;
        if (message.what === "adult") expect(message.tell).toBe("head");
        else expect(message.tell).not.toBe("head");
        expect(message.tell).not.toBe("nobody");
      }),
    );
  });

  test("every step is left only when it has what it needs", () => {
    fc.assert(
      fc.property(walk, ([start, inputs]) => {
        let state = run(start);
        for (const one of inputs) {
          const after = nextWorryState(state, one);
          if (worrySteps.indexOf(after.step) > worrySteps.indexOf(state.step)) {
            expect(one.did).toBe("went-on");
            expect(canGoOn(state)).toBe(true);
          }
          state = after;
        }
      }),
    );
  });
});
