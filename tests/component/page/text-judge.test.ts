// @vitest-environment jsdom
import { expect, test } from "vitest";
import { createTextJudge } from "../../../lib/app/page/text-judge.ts";
import type { FindingClaim } from "../../../lib/app/page/page-world.ts";
import type { JoinedText } from "../../../lib/app/page/visible-text.ts";
import type { Finding, ScanInput } from "../../../lib/core/match/types.ts";

/** Every "elephant N" is a finding of its own. */
function scan({ text }: ScanInput): readonly Finding[] {
  return [...text.matchAll(/elephant \d+/g)].map((found) => ({
    category: "bullying",
    severity: "high",
    score: 80,
    matches: [
      { start: found.index, end: found.index + found[0].length, phrase: found[0], weight: 80 },
    ],
    excuses: [],
  }));
}

test("a page that is full of findings is cut short, and what is typed on it is heard all the same", async () => {
  const claims: FindingClaim[] = [];
  const judge = createTextJudge({
    scanner: { scan, scanInPieces: async (input) => scan(input) },
    pause: async () => {},
    instructions: {
      sources: ["page", "typed"],
      thresholds: { bullying: 50 },
      excerptChars: 200,
    },
    newClaim: () => "claim0000000000000001",
    titleOf: () => "",
    report: (claim) => claims.push(claim),
    leaveOutHidden: (joined) => joined,
  });
  const text = Array.from({ length: 60 }, (_, place) => `elephant ${place}`).join(" ");
  await judge.judgeRead({ text } as JoinedText);
  expect(claims).toHaveLength(40);
  judge.judgeTyped("elephant 99");
  expect(claims.at(-1)?.source).toBe("typed");
  expect(claims).toHaveLength(41);
});
