import { setTimeout as after } from "node:timers/promises";
import { configure } from "@testing-library/preact";
import { afterAll } from "vitest";
import { patience } from "../../cli/kit/wait-until.ts";

// What the page is waited for: `findBy…` and `waitFor`.
configure({ asyncUtilTimeout: 10_000 * patience });

// After the last test of a file: Preact runs effects up to 35 ms after the last paint, and asks for
// `cancelAnimationFrame` then. A file that is done sooner takes its window away first, and an error of nobody's test
// fails the run.
afterAll(async () => {
  await after(100);
});
