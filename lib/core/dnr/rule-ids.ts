// Which rule ids belong to what, and in which layer that lies. An id says at a glance where a rule comes from, and no
// two parts collide. Chromium allows ids from 1 to 2^31 - 1; session rules have ids of their own so that one table of
// reasons serves both.

/**
 * `bulk`: the rules of lists, big and seldom rewritten. `light`: everything else that the policy says. Both are dynamic
 * rules. `volatile`: what changes by the minute; session rules.
 */
export type RuleLayer = "bulk" | "light" | "volatile";

export const ruleIdBlocks = {
  protected: { first: 1, last: 99, layer: "light" },
  schoolHost: { first: 100, last: 199, layer: "light" },
  unknown: { first: 200, last: 299, layer: "light" },
  withdrawn: { first: 300, last: 399, layer: "light" },
  safeSearch: { first: 400, last: 599, layer: "light" },
  engine: { first: 600, last: 1_999, layer: "light" },
  categoryPage: { first: 10_000, last: 12_999, layer: "bulk" },
  categoryRest: { first: 20_000, last: 22_999, layer: "bulk" },
  categoryOpen: { first: 30_000, last: 35_999, layer: "bulk" },
  illegal: { first: 40_000, last: 40_499, layer: "bulk" },
  illegalRest: { first: 40_500, last: 40_999, layer: "bulk" },
  locked: { first: 41_000, last: 41_999, layer: "bulk" },
  lockedRest: { first: 42_000, last: 42_999, layer: "bulk" },
  freeHosting: { first: 43_000, last: 43_999, layer: "bulk" },
  site: { first: 100_000, last: 139_999, layer: "light" },
  lockedSite: { first: 140_000, last: 179_999, layer: "light" },
  agreement: { first: 1_000_000, last: 1_000_009, layer: "volatile" },
  proceeded: { first: 1_000_010, last: 1_000_999, layer: "volatile" },
  unlock: { first: 1_001_000, last: 1_002_999, layer: "volatile" },
  lesson: { first: 1_003_000, last: 1_004_499, layer: "volatile" },
} as const satisfies Record<
  string,
  { readonly first: number; readonly last: number; readonly layer: RuleLayer }
>;

export type RuleIdBlock = keyof typeof ruleIdBlocks;

/**
 * Light rules that are on their way into the dynamic rules stand for that while as session rules, under their own id
 * and so much; hosts that came to a list since its rules were made, under the id of a list's rule and so much.
 */
export const overlayIds = { light: 2_000_000, lists: 3_000_000 } as const;

/** Whether a dynamic rule is one of the lists'. */
export function isBulkId(id: number): boolean {
  return Object.values(ruleIdBlocks).some(
    ({ first, last, layer }) => layer === "bulk" && id >= first && id <= last,
  );
}

const restBlocks = [
  ruleIdBlocks.categoryRest,
  ruleIdBlocks.illegalRest,
  ruleIdBlocks.lockedRest,
] as const;

/** Whether a rule blocks what pages load from the hosts of lists: each of these holds a canary. */
export function isRestId(id: number): boolean {
  return restBlocks.some(({ first, last }) => id >= first && id <= last);
}

/**
 * A host that only the rule of this id knows. One bad entry can kill a big rule without a word (measured): whether the
 * rule is alive is seen by asking for its canary. The name never resolves (RFC 6761), so nothing is asked of anybody.
 */
export function canaryHost(id: number): string {
  return `rule-${id}.check.schoolgate.invalid`;
}

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
