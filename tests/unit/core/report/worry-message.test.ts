import { describe, expect, test } from "vitest";
import { messageSchemas, type WorryOptions } from "../../../../lib/contract/message.ts";
import {
  messageOf,
  overLimit,
  peopleFor,
  reachLimit,
  wordsLimit,
  type WorryDraft,
} from "../../../../lib/core/report/worry-message.ts";
import { makeClaim } from "../../../support/make-claim.ts";
import { options } from "./worry-samples.ts";

const schema = messageSchemas["worry/send"];
const draft: WorryDraft = {
  what: "contact",
  tell: "dsl",
  words: "Help",
  reach: "at lunch",
  addPage: false,
  named: true,
};

describe("to whom a worry may be offered", () => {
  test.each([
    ["unkind", ["dsl"]],
    ["myself", ["dsl", "nurse"]],
    ["adult", ["head"]],
    ["other", ["dsl"]],
    [undefined, ["dsl"]],
  ] as const)("%s", (what, ids) => {
    expect(peopleFor(what, options.people).map((person) => person.id)).toEqual(ids);
  });

  test("a worry about an adult goes to nobody by default where the school named nobody for it", () => {
    const people = options.people.filter((person) => person.id !== "head");
    expect(peopleFor("adult", people)).toEqual([]);
  });
});

describe("what is sent", () => {
  const noNames: WorryOptions = { ...options, unnamedAllowed: false };
  const rows: readonly [
    name: string,
    change: Partial<WorryDraft>,
    options: WorryOptions | undefined,
    expected: object | undefined,
  ][] = [
    ["the page only when added", { addPage: true }, options, { address: options.pageAddress }],
    ["no page unless added", {}, options, { address: "" }],
    ["no page where none is known", { addPage: true }, undefined, { address: "" }],
    ["without a name where the school allows it", { named: false }, options, { named: false }],
    ["with a name where the school wants it", { named: false }, noNames, { named: true }],
    ["with a name where nothing is known", { named: false }, undefined, { named: true }],
    ["the words as they are, blanks and all", { words: "  no\n " }, options, { words: "  no\n " }],
    ["words that just fit", { words: "x".repeat(wordsLimit) }, options, {}],
    [
      "words too long: nothing, rather than a part",
      { words: "x".repeat(wordsLimit + 1) },
      options,
      undefined,
    ],
    ["reach too long: nothing", { reach: "x".repeat(reachLimit + 1) }, options, undefined],
  ];
  test.each(rows)("%s", (_name, change, given, expected) => {
    const message = messageOf({ ...draft, ...change }, given);
    if (expected === undefined) expect(message).toBeUndefined();
    else expect(message).toMatchObject(expected);
  });

  test("nothing before a kind and a person are chosen", () => {
    const { what: _what, ...noKind } = draft;
    const { tell: _tell, ...noPerson } = draft;
    expect(messageOf(noKind, options)).toBeUndefined();
    expect(messageOf(noPerson, options)).toBeUndefined();
  });

  test("limits are the contract's: what fits here fits there, one letter more does not", () => {
    const long: WorryDraft = {
      ...draft,
      words: "x".repeat(wordsLimit),
      reach: "y".repeat(reachLimit),
      addPage: true,
    };
    const page = `https://example.test/${"p".repeat(5000)}`;
    const told = messageOf(long, { ...options, pageAddress: page });
    expect(told).toBeDefined();
    const message = { ...told, claim: makeClaim() };
    expect(schema.safeParse(message).success).toBe(true);
    expect(schema.safeParse({ ...message, words: "x".repeat(wordsLimit + 1) }).success).toBe(false);
    expect(schema.safeParse({ ...message, reach: "x".repeat(reachLimit + 1) }).success).toBe(false);
  });

  test("how much too long is said exactly", () => {
    expect([overLimit("abc", 3), overLimit("abcd", 3), overLimit("", 3)]).toEqual([0, 1, 0]);
  });
});
