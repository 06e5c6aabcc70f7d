// The worker's side of a page's texts, over a scanner that a test gives: what is read is answered, what is typed is
// written down as a claim would be.
import { shortenFinding } from "../../../lib/app/background/describe-finding.ts";
import type { FindingClaim, PageWorld, TypedText } from "../../../lib/app/page/page-world.ts";
import { findingKey } from "../../../lib/core/match/finding-key.ts";
import { typedFindings } from "../../../lib/core/match/typed-findings.ts";
import type { Finding, ScanInput } from "../../../lib/core/match/types.ts";

export function fakeTexts(
  scan: (input: ScanInput) => readonly Finding[],
  claims: FindingClaim[],
): Pick<PageWorld, "read" | "typed"> {
  return {
    read: async (text) => ({
      findings: scan({ text, source: "page" }).map((one) =>
        shortenFinding(one, text, { excerptChars: 200 }),
      ),
      signs: [],
    }),
    async typed({ text, around, known, claim, title }: TypedText) {
      const said: string[] = [];
      for (const one of typedFindings(scan, { typed: text, around, source: "typed" })) {
        const { category: theme, severity, score, matches, excuses } = one.finding;
        const key = findingKey("typed", one.text, one.finding, one.from).slice(0, 40);
        if (known.includes(key)) continue;
        said.push(key);
        const told = { theme, severity, score, matches: [...matches], excuses: [...excuses] };
        claims.push({ ...told, claim, source: "typed", excerpt: one.text, title });
      }
      return { said, marks: [] };
    },
  };
}
