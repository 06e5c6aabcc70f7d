// Waiting for a named condition, never for a time: a wait that ends in vain says what it waited for and what it saw.
import { setTimeout as pause } from "node:timers/promises";

/** Every deadline is this many times as long where SCHOOLGATE_PATIENCE says so: tests, on a machine that does other things. */
export const patience = Math.max(1, Number(process.env["SCHOOLGATE_PATIENCE"] ?? "1") || 1);

export interface WaitOptions {
  /** Longest wait in milliseconds. */
  readonly deadlineMs?: number;
  /** Between two looks, in milliseconds. */
  readonly everyMs?: number;
}

/**
 * Looks until `look` gives something other than undefined, null or false, and returns it.
 * Throws past the deadline with the condition's name and what the last look saw. A look that throws counts as
 * "not yet": a page in navigation throws, and is there a moment later.
 */
export async function waitUntil<T>(
  condition: string,
  look: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  { deadlineMs = 20_000, everyMs = 50 }: WaitOptions = {},
): Promise<T> {
  const mostMs = deadlineMs * patience;
  const endsAtMs = Date.now() + mostMs;
  let last = "nothing";
  for (;;) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== null && seen !== false) return seen;
      last = String(seen);
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    if (Date.now() >= endsAtMs) {
      throw new Error(
        `waited ${Math.round(mostMs / 1000)} s in vain: ${condition} (last seen: ${last})`,
      );
    }
    await pause(everyMs);
  }
}
