// Work that one collector does for all: whoever claims it first.
import type { Driver } from "./driver.ts";

export interface TaskStore {
  /**
   * Takes the task until `untilMs`, where nobody holds it (or held it no longer than until `atMs`), or prolongs one's own.
   * Says whether it is the holder's now. A name may hold a day or a week ("digest 2026-W47"), so that it is done once.
   */
  claimTask(name: string, holder: string, atMs: number, untilMs: number): Promise<boolean>;
  /** Lets go of a task before its time. */
  releaseTask(name: string, holder: string): Promise<void>;
}

/** How long a claim that has run out is remembered: a task named after its week is never done again within it. */
const rememberMs = 400 * 24 * 60 * 60_000;

export function taskStore(driver: Driver): TaskStore {
  return {
    async claimTask(name, holder, atMs, untilMs) {
      await driver.run("DELETE FROM task_lease WHERE until_ms < ?", atMs - rememberMs);
      const claimed = await driver.run(
        `INSERT INTO task_lease (name, holder, until_ms) VALUES (?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_ms = excluded.until_ms
         WHERE task_lease.until_ms <= ? OR task_lease.holder = excluded.holder`,
        name,
        holder,
        untilMs,
        atMs,
      );
      return claimed === 1;
    },
    async releaseTask(name, holder) {
      await driver.run("DELETE FROM task_lease WHERE name = ? AND holder = ?", name, holder);
    },
  };
}
