// Chromium's `storage.local`, as far as it surprises: what is undefined is passed over, not forgotten (measured).
import { expect, test, vi } from "vitest";

const kept = new Map<string, unknown>();
vi.mock("../../../lib/platform/browser.ts", () => ({
  browser: {
    storage: {
      local: {
        get: (name: string) =>
          Promise.resolve(kept.has(name) ? { [name]: structuredClone(kept.get(name)) } : {}),
        set(values: Record<string, unknown>) {
          for (const [name, value] of Object.entries(
            JSON.parse(JSON.stringify(values)) as Record<string, unknown>,
          )) {
            kept.set(name, value);
          }
          return Promise.resolve();
        },
        remove: (name: string) => Promise.resolve(void kept.delete(name)),
      },
    },
  },
}));
const { createStateStore } = await import("../../../lib/platform/state-store.ts");

test("what is set comes back; set to undefined it is forgotten", async () => {
  const store = createStateStore();
  await store.set("marks", [1, 2]);
  expect(await store.get("marks")).toEqual([1, 2]);
  await store.set("marks", undefined);
  expect(await store.get("marks")).toBeUndefined();
});
