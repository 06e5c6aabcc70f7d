// What the tests of a file share, such as a school: a test that is tried again gets it anew, not as its first try left it.
import { afterAll, beforeAll, beforeEach } from "vitest";

/**
 * `open` before the first test, `close` after the last; both again before each second try of a test. An `open` that
 * fails is tried once more. `close` has to bear being called twice, and where nothing was opened.
 */
export function openAfresh(open: () => Promise<unknown>, close: () => unknown): void {
  const openAgain = async (): Promise<void> => {
    try {
      await close();
    } catch {
      // What is left of the first try is of no use to anybody.
    }
    await open();
  };
  beforeAll(async () => {
    try {
      await open();
    } catch (error) {
      process.stderr.write(`opened again: ${String(error)}\n`);
      await openAgain();
    }
  });
  beforeEach(async ({ task }) => {
    if ((task.result?.retryCount ?? 0) === 0) return;
    // A second try that passes leaves no word of why there was one.
    const why = task.result?.errors?.map(({ message }) => message).join("; ");
    process.stderr.write(`tried again: ${task.name}: ${String(why)}\n`);
    await openAgain();
  });
  afterAll(async () => {
    await close();
  });
}
