import { defineConfig } from "vitest/config";

/** Deadlines of what is waited for outside this process (`cli/kit/wait-until.ts`): others may need the machine too. */
const patient = { SCHOOLGATE_PATIENCE: "4" };

/** Tests that start browsers, servers and processes say so by where they stand. */
export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    expect: { poll: { timeout: 40_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          include: ["tests/unit/**/*.test.ts"],
          setupFiles: ["tests/support/wait-long.ts", "tests/support/same-draws.ts"],
          // Laws on drawn cases take what a busy machine gives them, beside the browsers at the lowest priority: nothing
          // here is about time.
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: "component",
          environment: "jsdom",
          include: ["tests/component/**/*.test.{ts,tsx}"],
          setupFiles: [
            "tests/support/wait-long.ts",
            "tests/support/same-draws.ts",
            "tests/support/component-setup.ts",
          ],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          env: patient,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          environment: "node",
          include: ["tests/integration/**/*.test.ts"],
          // They wait for disks, processes and databases most of the time.
          maxWorkers: 2,
          setupFiles: ["tests/support/wait-long.ts"],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          env: patient,
          // A browser, a server and a database on a machine that does other things too. A second try is said: "(retry x1)".
          retry: 1,
        },
      },
      {
        extends: true,
        test: {
          name: "chromium",
          environment: "node",
          include: ["tests/chromium/**/*.test.ts"],
          setupFiles: ["tests/support/wait-long.ts", "tests/support/same-draws.ts"],
          // Two browsers at a time, each with a school of its own: half of their time they wait for a minute to end or a
          // policy to be noticed.
          maxWorkers: 2,
          retry: 1,
          testTimeout: 600_000,
          hookTimeout: 600_000,
          env: patient,
        },
      },
    ],
  },
});
