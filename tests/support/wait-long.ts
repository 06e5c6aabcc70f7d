// What is waited for within a test has the time that a busy machine needs: a second is not enough where twenty programs
// want two processors. A wait that is met ends at once as before.
import { vi } from "vitest";
import { patience } from "../../cli/kit/wait-until.ts";

const leastMs = 10_000 * patience;
const { waitFor } = vi;

Object.assign(vi, {
  waitFor: ((look, options) => {
    const given = typeof options === "number" ? { timeout: options } : options;
    return waitFor(look, { ...given, timeout: Math.max(given?.timeout ?? 0, leastMs) });
  }) satisfies typeof vi.waitFor,
});
