// What somebody is about to give away, and where it stands in what was typed.

export const detailKinds = ["phone", "address", "name", "password", "meeting"] as const;

/** `name`: a full name together with a school. `meeting`: a wish or a yes to meet somebody. */
export type DetailKind = (typeof detailKinds)[number];

export interface Detail {
  readonly kind: DetailKind;
  /** Offsets in the text that was given. Taking out what stands between leaves a text that no longer gives it away. */
  readonly start: number;
  readonly end: number;
}
