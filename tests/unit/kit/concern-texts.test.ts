// The texts that the tour and the browser tests stand on must be of concern, or those say nothing.
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../../../cli/kit/project-root.ts";
import { tourWords } from "../../../cli/tour/tour-sites.ts";
import { loadLexiconFolder } from "../../../lib/build/lexicon-folder.ts";
import { createScanner } from "../../../lib/core/match/create-scanner.ts";
import { defaultThresholds } from "../../../lib/core/match/default-thresholds.ts";
import { openLexicon } from "../../../lib/core/match/open-lexicon.ts";
import { concernTexts } from "../../support/concern-texts.ts";

const { lexicon } = await loadLexiconFolder(join(projectRoot, "rules/lexicons"));
const opened = lexicon === undefined ? undefined : openLexicon(lexicon);
if (opened?.ok !== true) throw new Error("rules/lexicons cannot be packed");
const scanner = createScanner(opened.value, { thresholds: defaultThresholds.ks3 });

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
