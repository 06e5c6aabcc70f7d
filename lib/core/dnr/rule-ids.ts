// Which rule ids belong to what. An id says at a glance where a rule comes from, and no two parts collide.
// Chromium allows ids from 1 to 2^31 - 1; session rules have ids of their own so that one table of reasons serves both.

export const ruleIdBlocks = {
  protected: { first: 1, last: 99 },
  schoolHost: { first: 100, last: 199 },
  unknown: { first: 200, last: 299 },
  illegal: { first: 300, last: 999 },
  site: { first: 1_000, last: 7_999 },
  categoryPage: { first: 10_000, last: 12_999 },
  categoryRest: { first: 20_000, last: 22_999 },
  categoryOpen: { first: 30_000, last: 35_999 },
  agreement: { first: 1_000_000, last: 1_000_009 },
  proceeded: { first: 1_000_010, last: 1_003_999 },
} as const;

export type RuleIdBlock = keyof typeof ruleIdBlocks;

/** Hands out the ids of each block in order; undefined when a block is used up. */
export function createIdGiver(): (block: RuleIdBlock) => number | undefined {
  const next = new Map<RuleIdBlock, number>();
  return (block) => {
    const id = next.get(block) ?? ruleIdBlocks[block].first;
    if (id > ruleIdBlocks[block].last) return undefined;
    next.set(block, id + 1);
    return id;
  };
}
