// Texts that the scanner reports, as plain as they can be; `tests/unit/kit/concern-texts.test.ts` holds them to it.
export const concernTexts = {
  bullying: "Nobody likes you. Everyone at school hates you and you should just kill yourself.",
  selfHarm: "I can't do this anymore, I want to kill myself",
  search: "how to kill myself",
} as const;
