import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createPack } from "../../../lib/platform/pack.ts";

test.each([
  ["nothing", ""],
  ["a text that repeats", "a purple elephant ".repeat(2000)],
  ["letters of several bytes", "мышь é 🐘"],
])("%s comes out as it went in", async (_, text) => {
  const packed = await createPack().gzip(new TextEncoder().encode(text));
  expect(gunzipSync(packed).toString("utf8")).toBe(text);
  if (text.length > 1000) expect(packed.length).toBeLessThan(text.length / 10);
});
