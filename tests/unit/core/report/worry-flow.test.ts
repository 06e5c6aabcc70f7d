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
import { draftToKeep } from "../../../../lib/core/report/worry-draft.ts";
import { kept, options, receipt } from "./worry-samples.ts";

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
  fc.constantFrom("run", "day", "no").map((keeping): WorryInput => ({
    did: "chose-keeping",
    keeping,
  })),
  fc.constant<WorryInput>({ did: "draft-came", draft: kept }),
  fc.constant<WorryInput>({ did: "took-up" }),
  fc.constant<WorryInput>({ did: "threw-away" }),
  fc.constant<WorryInput>({ did: "started-again" }),
  fc.constant<WorryInput>({ did: "cleared" }),
);
/** Half of the walks begin at the last look, where the grave things happen. */
const walk = fc.tuple(
  fc.constantFrom<readonly WorryInput[]>([], toCheck),
  fc.array(input, { maxLength: 40 }),
);

describe("what is kept half-written", () => {
  const written: WorryInput = { did: "wrote-words", words: "They" };
  const rows: readonly [name: string, inputs: readonly WorryInput[], expected: unknown][] = [
    ["nothing before a word is written", [{ did: "chose-what", what: "friend" }], undefined],
    ["the first letters, for this run of the browser", [written], { words: "They", keep: "run" }],
    [
      "for a day, as chosen",
      [written, { did: "chose-keeping", keeping: "day" }],
      { words: "They", keep: "day" },
    ],
    ["not at all, as chosen", [written, { did: "chose-keeping", keeping: "no" }], undefined],
    [
      "how to be reached, without other words",
      [{ did: "wrote-reach", reach: "at lunch" }],
      { words: "", reach: "at lunch" },
    ],
    ["nothing once the words are taken back", [written, { ...written, words: "" }], undefined],
    [
      "what was found stays until it is decided about",
      [{ did: "draft-came", draft: kept }, written],
      "as it is",
    ],
    [
      "what was thrown away goes",
      [{ did: "draft-came", draft: kept }, { did: "threw-away" }],
      undefined,
    ],
    ["while it is on its way", [...toCheck, { did: "confirmed" }], { words: expect.any(String) }],
    [
      "nothing once it is taken",
      [...toCheck, { did: "confirmed" }, { did: "was-taken", receipt }],
      undefined,
    ],
    [
      "still, when it was refused",
      [...toCheck, { did: "confirmed" }, { did: "was-refused", why: "" }],
      { words: expect.any(String) },
    ],
    ["nothing when all is cleared", [...toCheck, { did: "cleared" }], undefined],
  ];
  test.each(rows)("%s", (_name, inputs, expected) => {
    const found = draftToKeep(run(inputs));
    if (typeof expected === "object") expect(found).toMatchObject(expected as object);
    else expect(found).toBe(expected);
  });

  test("the page under the form is never part of it", () => {
    const state = run([...toCheck, { did: "chose-page", addPage: true }]);
    expect(JSON.stringify(draftToKeep(state))).not.toContain("chat.example");
  });

  test("gone on with: where it was left, with the choice that was made", () => {
    const state = run([
      { did: "options-came", options },
      { did: "draft-came", draft: kept },
      { did: "took-up" },
    ]);
    expect(state).toMatchObject({ step: "words", keeping: "day", draft: { words: kept.words } });
    expect(state.found).toBeUndefined();
  });

  test("gone on with after something else was written: no word of either is lost", () => {
    const state = run([
      { did: "wrote-words", words: "New words." },
      { did: "draft-came", draft: kept },
      { did: "took-up" },
    ]);
    expect(state.draft.words).toBe(`${kept.words}\n\nNew words.`);
  });

  test("an adult who is not offered any more is asked for again", () => {
    const state = run([
      { did: "options-came", options },
      { did: "draft-came", draft: { ...kept, what: "adult" } },
      { did: "took-up" },
    ]);
    expect(state).toMatchObject({ step: "tell" });
    expect(state.draft.tell).toBeUndefined();
  });
});

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
            (one.did === "took-up" && state.found !== undefined) ||
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
            if (one.did === "took-up") {
              // Where it was left: never past what is still missing, and never at the last look.
              expect(after.step).not.toBe("check");
              if (after.step === "words") expect(after.draft).toHaveProperty("tell");
              expect(after.draft).toHaveProperty("what");
            } else {
              expect(one.did).toBe("went-on");
              expect(canGoOn(state)).toBe(true);
            }
          }
          state = after;
        }
      }),
    );
  });
});
