import type { KeptDraft, WorryOptions, WorryReceipt } from "../../../../lib/contract/message.ts";

export const options: WorryOptions = {
  school: {
    name: "Example Academy",
    shortName: "Example",
    colour: "#224466",
    reading: "ks3",
    origin: "policy",
  },
  people: [
    { id: "dsl", name: "Mrs Okafor", role: "DSL", for: [] },
    { id: "nurse", name: "Ms Nair", role: "Nurse", for: ["myself"] },
    { id: "head", name: "Dr Marsh", role: "Headteacher", for: ["adult"] },
  ],
  unnamedAllowed: true,
  user: "sam@example-academy.test",
  pageAddress: "https://chat.example.test/room/42",
};

export const kept: KeptDraft = {
  what: "unkind",
  tell: "dsl",
  words: "They hide my bag.",
  reach: "at lunch",
  named: true,
  keep: "day",
  untilMs: 90_000_000,
};

export const receipt: WorryReceipt = {
  id: "01JD000000000000000007QXM2",
  reference: "7QX-M2K",
  atMs: 1_000,
  what: "contact",
  tellName: "Mrs Okafor",
  state: "kept",
};
