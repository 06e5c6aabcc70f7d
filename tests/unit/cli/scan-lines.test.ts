// The line protocol of `scan --jsonl`, with a finder that knows one word; the real scanner has tests of its own.
import { describe, expect, it } from "vitest";
import { scanLines } from "../../../cli/scan/scan-lines.ts";
import type { Finding } from "../../../lib/core/match/types.ts";
import { recordIo } from "../../support/command-io.ts";

function findPurple({ text }: { text: string }): Finding[] {
  const start = text.indexOf("purple elephant");
  if (start < 0) return [];
  const match = { start, end: start + 15, phrase: "purple elephant", weight: 60 };
  return [{ category: "hate", severity: "high", score: 72, matches: [match], excuses: [] }];
}

async function scanText(text: string) {
  const io = recordIo([new TextEncoder().encode(text)]);
  const code = await scanLines(io, findPurple);
  const lines = io.printed().split("\n");
  expect(lines.pop()).toBe("");
  return { code, rows: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe("scanLines", () => {
  it("answers each line, in order, with exactly the fields that are promised", async () => {
    const { code, rows } = await scanText(
      '{"id":"a","text":"a purple elephant"}\n{"id":2,"text":"nothing","more":1}\n',
    );
    expect(code).toBe(0);
    expect(rows).toEqual([
      {
        id: "a",
        findings: [
          {
            category: "hate",
            severity: "high",
            score: 72,
            matches: [{ start: 2, end: 17, phrase: "purple elephant" }],
          },
        ],
      },
      { id: 2, findings: [] },
    ]);
  });

  it.each([
    ["no JSON", "purple elephant", "not JSON"],
    ["half a line", '{"id":"a","text":"pur', "not JSON"],
    ["a list", "[]", "not an object"],
    ["null", "null", "not an object"],
    ["no id", '{"text":"x"}', '"id" is missing'],
    ["an id that is an object", '{"id":{},"text":"x"}', '"id" is missing'],
    ["no text", '{"id":"a"}', '"text" is missing'],
    ["a text that is a number", '{"id":"a","text":5}', '"text" is missing'],
    ["an empty line", "", "an empty line"],
  ])("answers %s with an error in its place and goes on", async (_name, line, error) => {
    const { code, rows } = await scanText(
      `{"id":"a","text":"x"}\n${line}\n{"id":"b","text":"y"}\n`,
    );
    expect(code).toBe(1);
    expect(rows.map((row) => row["id"] ?? row["line"])).toEqual(["a", 2, "b"]);
    expect(rows[1]?.["error"]).toContain(error);
  });

  it.each([
    ["nothing at all", "", 0],
    ["a last empty line", '{"id":"a","text":"x"}\n\n', 1],
    ["no end of line", '{"id":"a","text":"x"}', 1],
    ["a byte order mark", '\uFEFF{"id":"a","text":"x"}\n', 1],
    ["Windows line ends", '{"id":"a","text":"x"}\r\n', 1],
  ])("takes %s", async (_name, text, answers) => {
    const { code, rows } = await scanText(text);
    expect({ code, answers: rows.length }).toEqual({ code: 0, answers });
  });

  it("reads no faster than its answers are taken", async () => {
    let given = 0;
    let taken = 0;
    const input = (async function* () {
      for (; given < 50; given += 1) yield new TextEncoder().encode('{"id":"a","text":"x"}\n');
    })();
    await scanLines(
      {
        input,
        out: async () => {
          expect(given - taken).toBeLessThanOrEqual(1);
          taken += 1;
        },
      },
      findPurple,
    );
    expect(taken).toBe(50);
  });
});
