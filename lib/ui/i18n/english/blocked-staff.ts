/** For staff and IT, who read it in English: read with the panel that shows it. */
export const blockedStaffWords = {
  factAddress: "Address",
  factCategory: "Category",
  factRule: "Rule",
  factThrough: "Shown through",
  factSource: "Policy",
  originPolicy: "the school’s own",
  originBaseline: "built-in baseline: no valid policy has arrived",
} as const;
