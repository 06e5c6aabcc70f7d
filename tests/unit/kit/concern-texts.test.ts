// The texts that the tour and the browser tests stand on must be of concern, or those say nothing.
import { describe, expect, test } from "vitest";
import { tourWords } from "../../../cli/tour/tour-sites.ts";
import { loadScanner } from "../../eval/load-scanner.ts";
import { concernTexts } from "../../support/concern-texts.ts";

const scanner = await loadScanner("ks3");

describe("texts of concern", () => {
  test.each([
    ["the tour's page", tourWords.page, "page", "bullying"],
    ["the tour's frame", tourWords.frame, "page", "grooming"],
    ["the tour's text box", tourWords.textarea, "typed", "self-harm"],
    ["the tour's notes", tourWords.editable, "typed", "self-harm"],
    ["the tour's search", tourWords.search, "search", "self-harm"],
    ["tests: read", concernTexts.bullying, "page", "bullying"],
    ["tests: typed", concernTexts.selfHarm, "typed", "self-harm"],
    ["tests: searched", concernTexts.search, "search", "self-harm"],
  ] as const)("%s", (_name, text, source, theme) => {
    expect(scanner.scan({ text, source }).map((found) => found.category)).toContain(theme);
  });
});
