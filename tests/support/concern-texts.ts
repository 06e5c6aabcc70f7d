// Texts that the scanner reports, as plain as they can be; `tests/unit/kit/concern-texts.test.ts` holds them to it.
export const concernTexts = {
  bullying: "Nobody likes you. Everyone at school hates you and you should just kill yourself.",
  grooming: "You can trust me. Don't tell your mum about us, it is our little secret.",
  selfHarm: "I can't do this anymore, I want to kill myself",
  exploitation:
    "He said I have to deliver the package for the older boys or they will hurt my sister",
  search: "how to kill myself",
} as const;
