// How often one contact is written to: a burst becomes one message with a count. Pure.

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** This many messages in an hour with a minute between them; from then on one in ten minutes. */
const soonMost = 5;

/** When the next message to a contact may go out, Unix ms, from when the latest ones did. All that waits goes with it. */
export function mayTellAtMs(sentAtMs: readonly number[], atMs: number): number {
  const lately = sentAtMs.filter((sentMs) => sentMs > atMs - hourMs);
  if (lately.length === 0) return atMs;
  const gapMs = lately.length < soonMost ? minuteMs : 10 * minuteMs;
  return Math.max(atMs, Math.max(...lately) + gapMs);
}

/** How long after a failed try the next one comes: half a minute at first, a quarter of an hour at most. */
export function retryDelayMs(tries: number, chance: number): number {
  const plainMs = Math.min(15 * minuteMs, (minuteMs / 2) * 2 ** Math.max(0, tries - 1));
  return Math.round(plainMs * (0.8 + 0.4 * chance));
}

/** After this a message is given up, and shown as such; the case has been told of again meanwhile. */
export const keepTryingMs = 3 * 24 * hourMs;
