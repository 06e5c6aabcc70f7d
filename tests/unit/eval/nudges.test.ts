import { expect, test } from "vitest";
import { nudgeOwnTexts } from "../../eval/nudges.ts";

test("of the repository's harmless texts at most two in a thousand would be nudged", async () => {
  const { texts, ids } = await nudgeOwnTexts();
  expect(texts).toBeGreaterThan(2000);
  expect(ids.length, ids.join(" ")).toBeLessThanOrEqual((texts / 1000) * 2);
});
