// The counting behind docs/ACCURACY.md, with a scanner that knows two words.
import { describe, expect, it } from "vitest";
import type { Finding } from "../../../lib/core/match/types.ts";
import { aimTable } from "../../eval/aims.ts";
import { hatePairs } from "../../eval/hate-pairs.ts";
import type { EvalRow } from "../../eval/read-sets.ts";
import { groupBy, scoreRows } from "../../eval/score-sets.ts";
import { wilson } from "../../eval/wilson.ts";
import { accuracyPage, phraseLines } from "../../eval/write-report.ts";

const scanner = {
  scan: ({ text }: { text: string }): Finding[] =>
    text.includes("zonk")
      ? [
          {
            category: "hate",
            severity: text.includes("gravely") ? "high" : "low",
            score: 60,
            matches: [{ start: 0, end: 4, phrase: "zonk", weight: 60 }],
            excuses: [],
          },
        ]
      : [],
};

function row(id: string, text: string, more: Partial<EvalRow> = {}): EvalRow {
  return {
    id,
    origin: "set",
    label: "harmful",
    category: "hate",
    unit: "post",
    source: "typed",
    text,
    themes: ["hate"],
    sub: "",
    topics: [],
    half: "tune",
    ...more,
  };
}

const benign = { label: "benign", category: "news", unit: "page", themes: [] } as const;
const rows = [
  row("h1", "zonk"),
  row("h2", "gravely zonk", { half: "check" }),
  row("h3", "nothing"),
  row("b1", "zonk", { ...benign, topics: ["religion"] }),
  row("b2", "nothing", { ...benign, topics: ["religion", "lgbtq"] }),
  row("o1", "zonk", { category: "offensive", themes: [] }),
];

describe("scoreRows", () => {
  const scores = scoreRows(rows, scanner);

  it("counts what is found, what is flagged and what is grave, by half", () => {
    expect(scores.groups).toEqual([
      {
        label: "harmful",
        group: "hate post",
        all: { rows: 3, found: 2, high: 1 },
        tune: { rows: 2, found: 1, high: 0 },
        check: { rows: 1, found: 1, high: 1 },
      },
      {
        label: "benign",
        group: "news page",
        all: { rows: 2, found: 1, high: 0 },
        tune: { rows: 2, found: 1, high: 0 },
        check: { rows: 0, found: 0, high: 0 },
      },
      {
        label: "harmful",
        group: "offensive post",
        all: { rows: 1, found: 1, high: 0 },
        tune: { rows: 1, found: 1, high: 0 },
        check: { rows: 0, found: 0, high: 0 },
      },
    ]);
    expect(scores.wrongIds).toEqual(["h3", "b1"]);
  });

  it("counts a phrase as right and wrong, and not where a label says nothing", () => {
    expect(scores.phrases).toEqual([{ theme: "hate", phrase: "zonk", right: 2, wrong: 1 }]);
    expect(JSON.parse(phraseLines("sets", scores.phrases))).toMatchObject({ precision: 2 / 3 });
  });

  it("counts a row under each of its topics", () => {
    const topics = groupBy(scores.outcomes, (one) => one.row.topics);
    expect(topics.map(({ group, all }) => [group, all.rows, all.found])).toEqual([
      ["religion", 2, 1],
      ["lgbtq", 1, 0],
    ]);
  });

  it("stops when its time is up, and says how many it left", () => {
    let asked = 0;
    const some = scoreRows(rows, scanner, () => (asked += 1) > 2);
    expect({ scored: some.outcomes.length, left: some.left }).toEqual({ scored: 2, left: 4 });
  });

  it("keeps no text", () => {
    expect(JSON.stringify(scores)).not.toContain("gravely");
  });
});

describe("the aims", () => {
  const table = aimTable(scoreRows(rows, scanner).outcomes);

  it.each([
    ["an aim that is met", /^\| hate \| ≥ 55 % \| 3 \| 66\.7 .* \| met; few rows \|$/m],
    [
      "one that is missed, and by how much",
      /^\| texts about religion \| ≤ 2 % \| 2 \| 50\.0 .* \| missed by 48\.0 points/m,
    ],
    ["one that has no rows", /^\| threats \| ≥ 60 % \| 0 \| – \| – \| no rows \|$/m],
    ["high findings apart from any", /^\| the same: high or critical \| ≤ 0\.3 % \| 2 \| 0\.0 /m],
  ])("says of %s", (_name, line) => {
    expect(table).toMatch(line);
  });
});

describe("the page", () => {
  it("holds no text of a row, with sets and without", () => {
    const scores = scoreRows(rows, scanner);
    for (const sets of [scores, undefined]) {
      const page = accuracyPage({ own: scores, pairs: scores, sets });
      expect(page).toContain("## Aims");
      expect(page).not.toContain("gravely");
    }
  });
});

describe("wilson", () => {
  it.each([
    [0, 0, 0, 1],
    [0, 10, 0, 0.278],
    [5, 10, 0.237, 0.763],
    [10, 10, 0.722, 1],
  ])("%i of %i", (hits, total, low, high) => {
    const [from, to] = wilson(hits, total);
    expect(from).toBeCloseTo(low, 3);
    expect(to).toBeCloseTo(high, 3);
  });
});

describe("the pairs", () => {
  const pairs = hatePairs();

  it("are many, each once, half of them harmless", () => {
    expect(pairs.length).toBeGreaterThanOrEqual(300);
    expect(new Set(pairs.map(({ text }) => text)).size).toBe(pairs.length);
    expect(pairs.filter(({ label }) => label === "benign")).toHaveLength(pairs.length / 2);
    expect(pairs.some(({ text }) => /[{}]/.test(text))).toBe(false);
  });
});
