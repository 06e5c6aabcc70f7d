// Whether a new version of a list goes live by itself, or waits for a person's yes.

export interface ListChange {
  /** Hosts of the version that is live; absent: the first. */
  readonly before?: number;
  readonly after: number;
  /** Entries held back because they would close education or the public sector, and as many in the live version. */
  readonly sheltered: number;
  readonly shelteredBefore: number;
  /** A person has gone back to an earlier version: nothing replaces it unasked. */
  readonly isPinned: boolean;
}

/** A list that names so many of them is more likely the wrong file than a list of what to block. */
const shelteredMost = 100;
const shelteredShareMost = 0.05;
const shrinksBy = 2;
const growsBy = 5;
/** Small lists double and halve in their everyday life. */
const smallList = 50;

/** Why the version waits, as a sentence for the desk; undefined: it goes live. */
export function whyHeld(change: ListChange): string | undefined {
  const { before, after, sheltered, shelteredBefore, isPinned } = change;
  if (isPinned) return "An earlier version was chosen by hand; this one waits until you take it.";
  if (before !== undefined && before > smallList && after * shrinksBy < before) {
    return `It shrank from ${before} hosts to ${after}.`;
  }
  if (before !== undefined && after > smallList && after > before * growsBy) {
    return `It grew from ${before} hosts to ${after}.`;
  }
  const isMany = sheltered > shelteredMost || sheltered > 20 + after * shelteredShareMost;
  if (isMany && sheltered > shelteredBefore * 2) {
    return `It names ${sheltered} hosts of education or the public sector (they stay open whatever you answer): it may be the wrong file.`;
  }
  return undefined;
}
