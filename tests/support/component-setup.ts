// After the last test of a file: Preact runs effects up to 35 ms after the last paint, and asks for
// `cancelAnimationFrame` then. A file that is done sooner takes its window away first, and an error of nobody's test
// fails the run.
import { setTimeout as after } from "node:timers/promises";
import { afterAll } from "vitest";

afterAll(async () => {
  await after(100);
});
