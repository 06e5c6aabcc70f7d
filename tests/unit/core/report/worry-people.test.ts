// A worry about an adult at school: to whom it is offered, whoever the adult is. Invented people.
import { describe, expect, test } from "vitest";
import type { WorryKind } from "../../../../lib/contract/vocabulary.ts";
import { worryKinds } from "../../../../lib/contract/vocabulary.ts";
import { bestOffered, peopleFor } from "../../../../lib/core/report/worry-message.ts";
import { kindsFor } from "../../../../lib/core/report/worry-people.ts";

interface Contact {
  readonly id: string;
  readonly for?: readonly WorryKind[];
}

const dsl: Contact = { id: "dsl" };
const head: Contact = { id: "head" };
const governor: Contact = { id: "governor", for: ["adult"] };
const nurse: Contact = { id: "nurse", for: ["myself"] };
const tutor: Contact = { id: "tutor" };

/** As a policy of these contacts and this head gives them to the form. */
const offered = (contacts: readonly Contact[], headId: string | undefined) =>
  contacts.map((one) => ({ id: one.id, name: one.id, role: "", for: kindsFor(one, headId) }));

describe("about an adult at school", () => {
  test.each([
    ["the head, where the policy names one", [dsl, head, tutor], "head", ["head"]],
    ["a governor in the head's place", [dsl, { id: "governor" }], "governor", ["governor"]],
    [
      "head and governor: one of them is another",
      [dsl, head, governor],
      "head",
      ["head", "governor"],
    ],
    ["about the head: the governor is there", [head, governor], "head", ["head", "governor"]],
    ["about the DSL: the DSL is not offered", [dsl, head], "head", ["head"]],
    ["a tutor or a nurse is not offered", [dsl, tutor, nurse, head], "head", ["head"]],
    [
      "a head with a list of other kinds takes these too",
      [dsl, { id: "head", for: ["unkind"] }],
      "head",
      ["head"],
    ],
    ["a governor alone, and no head named", [dsl, governor], undefined, ["governor"]],
    ["nobody named: nobody by default", [dsl, tutor], undefined, []],
    ["a DSL who is the head as well: as the policy says", [dsl], "dsl", ["dsl"]],
  ] as const)("%s", (_, contacts, headId, ids) => {
    const people = offered(contacts, headId);
    expect(peopleFor("adult", people).map(({ id }) => id)).toEqual(ids);
    // "Whoever is best" is staff; it comes back only where nobody is named.
    expect(bestOffered("adult", people)).toBe(ids.length === 0);
  });
});

describe("about anything else", () => {
  const people = offered([dsl, head, governor, nurse, tutor], "head");

  test.each(worryKinds.filter((kind) => kind !== "adult"))("%s", (kind) => {
    const ids = peopleFor(kind, people).map(({ id }) => id);
    const expected = ["dsl", "head", ...(kind === "myself" ? ["nurse"] : []), "tutor"];
    expect(ids).toEqual(expected);
    expect(bestOffered(kind, people)).toBe(true);
  });

  test("a head with a list of kinds is offered for those and no others", () => {
    const few = offered([dsl, { id: "head", for: ["unkind"] }], "head");
    expect(peopleFor("unkind", few).map(({ id }) => id)).toEqual(["dsl", "head"]);
    expect(peopleFor("family", few).map(({ id }) => id)).toEqual(["dsl"]);
  });
});
