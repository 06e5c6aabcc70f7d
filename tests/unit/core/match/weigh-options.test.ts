// A mark that no file sets can be asked for in vain: such a phrase would be taken, and never count.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lexiconsFolder } from "../../../../lib/build/generate.ts";
import { readLexiconFolder } from "../../../../lib/build/lexicon-folder.ts";
import { readLexiconFiles } from "../../../../lib/build/lexicon-read.ts";
import { lintPhrases } from "../../../../lib/build/phrase-lint.ts";
import { languageTags } from "../../../../lib/contract/vocabulary.ts";
import { contextMarks, weighOptions } from "../../../../lib/core/match/weigh-options.ts";

/** The options of all phrases of a folder, under the names given, apart. */
async function marksIn(folder: string, ...names: string[]): Promise<string[]> {
  const files = await readLexiconFolder(folder);
  const found = readLexiconFiles(files, weighOptions).phrases.flatMap(({ phrase }) =>
    names.flatMap((name) => phrase.options[name]?.split(",") ?? []),
  );
  return [...new Set(found)].sort();
}

describe("marks", () => {
  it("are each set by an English phrase: a school's own phrases may ask for any", async () => {
    expect(await marksIn(lexiconsFolder, "mark")).toEqual([...contextMarks].sort());
  });

  it.each(languageTags)("that phrases in %s ask for are set in that language", async (language) => {
    const folder = join(lexiconsFolder, language);
    const set = await marksIn(folder, "mark");
    const asked = await marksIn(folder, "needs", "unless", "who");
    expect(asked.filter((mark) => !set.includes(mark))).toEqual([]);
  });

  it.each(["needs=fourth", "unless=fourth", "needs=first,fourth", "mark=fourth", "who=fourth"])(
    "that nothing sets are refused: %s",
    (option) => {
      const text = `theme bullying\nlanguage en\nsource us\nreviewed 2026-11-20\n## why\n60 low | wheelie bin table | ${option}\n`;
      const { problems } = lintPhrases({ name: "own.txt", text }, [], Date.UTC(2026, 10, 23));
      expect(problems).toMatchObject([
        { path: "own.txt:6", level: "error", what: `option “${option}”` },
      ]);
      expect(problems[0]?.expected).toContain("one of first, second, third");
    },
  );
});
