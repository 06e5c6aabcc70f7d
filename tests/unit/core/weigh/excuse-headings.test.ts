// Every kind of excuse is worth having: without it some innocent case of ours would be a finding.
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { defaultThresholds } from "../../../../lib/core/match/default-thresholds.ts";
import { findHits } from "../../../../lib/core/match/find-hits.ts";
import { weighHits } from "../../../../lib/core/match/weigh-hits.ts";
import { plainHeading } from "../../../../lib/core/sequence/stage-table.ts";
import { loadLexicon } from "../../../eval/load-scanner.ts";
import { readSets } from "../../../eval/read-sets.ts";

test("each heading of the excuses keeps some innocent case from being a finding, by itself", async () => {
  const lexicon = await loadLexicon();
  const cases = await readSets(fileURLToPath(new URL("../../../eval/cases", import.meta.url)));
  const settings = { thresholds: defaultThresholds.ks3 };
  const headings = new Set(
    lexicon.phrases
      .filter(({ theme }) => theme === "excuse")
      .map(({ group }) => plainHeading(group)),
  );
  const needed = new Set<string>();
  for (const { text, source, label } of cases) {
    if (label !== "benign") continue;
    const hits = findHits(lexicon, text);
    const kindOf = (phrase: number): string | undefined => {
      const found = lexicon.phraseAt(phrase);
      return found?.theme === "excuse" ? plainHeading(found.group) : undefined;
    };
    const input = { text, source };
    if (weighHits(lexicon, hits, input, settings).length > 0) continue;
    for (const kind of new Set(hits.map(({ phrase }) => kindOf(phrase)))) {
      if (kind === undefined || needed.has(kind)) continue;
      const others = hits.filter(({ phrase }) => kindOf(phrase) !== kind);
      if (weighHits(lexicon, others, input, settings).length > 0) needed.add(kind);
    }
  }
  expect([...headings].filter((heading) => !needed.has(heading))).toEqual([]);
});
