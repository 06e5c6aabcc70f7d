// How much of a page is read, and how much of the main thread goes to it.

/** The first reading of a page, in characters; what is past it is not read: "scan incomplete". */
const mostAtOnce = 3_000_000;
/** What comes back a second, so that a chat that stays open all day is never left unread. */
const perSecond = 2000;
/** A node costs as much as so many characters: a page of a million empty ones must end too. */
const charsANode = 4;
/** One part work to at least so many parts rest, for what comes by changes of the page: under 1 %. */
const restShare = 120;
const longestRestMs = 60_000;

export interface ReadingBudget {
  /** False once the page has had its share for now. */
  spend(chars: number, nodes: number): boolean;
  readonly isSpent: boolean;
  /** Counts time of ours on the main thread for a change of the page. */
  work(ownMs: number): void;
  /** How long to leave the page alone from now. */
  restMs(): number;
}

export function createReadingBudget(nowMs: () => number): ReadingBudget {
  let left = mostAtOnce;
  let filledAtMs = nowMs();
  let restUntilMs = 0;

  function refill(): void {
    const now = nowMs();
    left = Math.min(mostAtOnce, left + ((now - filledAtMs) / 1000) * perSecond);
    filledAtMs = now;
  }

  return {
    spend(chars, nodes) {
      refill();
      left -= chars + nodes * charsANode;
      return left > 0;
    },
    get isSpent() {
      refill();
      return left <= 0;
    },
    work(ownMs) {
      restUntilMs = Math.max(restUntilMs, nowMs()) + ownMs * restShare;
    },
    restMs: () => Math.max(0, Math.min(restUntilMs - nowMs(), longestRestMs)),
  };
}
