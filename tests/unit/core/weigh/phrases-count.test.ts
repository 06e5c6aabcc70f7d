// Every phrase of weight can count: said plainly, by itself, it makes a finding of its theme. A phrase that its own words
// silence, or that no text can match, looks as good in its file as any other.
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lexiconsFolder } from "../../../../lib/build/generate.ts";
import { readLexiconFolder } from "../../../../lib/build/lexicon-folder.ts";
import type { Pattern } from "../../../../lib/build/lexicon-pattern.ts";
import { packLexicon } from "../../../../lib/build/lexicon-pack.ts";
import { readLexiconFiles } from "../../../../lib/build/lexicon-read.ts";
import { languageTags } from "../../../../lib/contract/vocabulary.ts";
import { createScanner } from "../../../../lib/core/match/create-scanner.ts";
import { defaultThresholds } from "../../../../lib/core/match/default-thresholds.ts";
import { findHits } from "../../../../lib/core/match/find-hits.ts";
import { openLexicon } from "../../../../lib/core/match/open-lexicon.ts";
import { weighOptions } from "../../../../lib/core/match/weigh-options.ts";

/** From this weight on a phrase is enough by itself for the strictest profile. */
const enough = 50;
/** Ways to say a phrase that are tried: its alternatives in turn. */
const readings = 24;

/** One way to say a pattern: of each choice another with each `turn`, of what may be left out nothing at first. */
function said(pattern: Pattern, turn: number): string {
  switch (pattern.kind) {
    case "word":
      return pattern.letters;
    case "maybe":
      return turn % 2 === 0 ? "" : said(pattern.item, turn >> 1);
    case "any": {
      const { items } = pattern;
      return said(items[turn % items.length] ?? items[0] ?? pattern, Math.floor(turn / 3));
    }
    case "all":
      return pattern.items
        .map((item, place) => said(item, turn * (place + 1)))
        .join(" ")
        .replace(/ +/g, " ");
    case "gap":
  }
  return "";
}

describe.each(["", ...languageTags])("rules/lexicons/%s", (language) => {
  test("each phrase of weight can count", async () => {
    const files = await readLexiconFolder(join(lexiconsFolder, language));
    const read = readLexiconFiles(files, weighOptions);
    const { lexicon } = packLexicon(read.phrases);
    const opened = openLexicon(lexicon ?? new ArrayBuffer(0));
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const scanner = createScanner(opened.value, { thresholds: defaultThresholds.ks3 });
    const mute = read.phrases.filter(({ phrase, tree }, index) => {
      const { theme, weight, options } = phrase;
      if (theme === "context" || theme === "excuse" || weight < enough) return false;
      if ("needs" in options || "company" in options) return false;
      // It is met, and something of its theme is said: perhaps in the words of a phrase that holds it.
      for (let turn = 0; turn < readings; turn += 1) {
        const text = said(tree, turn) + ("who" in options ? ", you" : "");
        if (!findHits(opened.value, text).some((hit) => hit.phrase === index)) continue;
        const isSaid = (["typed", "search"] as const).some((source) =>
          scanner.scan({ text, source }).some(({ category }) => category === theme),
        );
        if (isSaid) return false;
      }
      return true;
    });
    expect(mute.map(({ place }) => place)).toEqual([]);
  });
});
