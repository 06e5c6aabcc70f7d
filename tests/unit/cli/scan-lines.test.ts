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

  it("says on standard error how far it is, at most every ten seconds", async () => {
    const row = new TextEncoder().encode('{"id":"a","text":"a purple elephant"}\n');
    let nowMs = 0;
    const notes: string[] = [];
    await scanLines(
      {
        input: (async function* () {
          for (let many = 0; many < 30; many += 1) yield row;
        })(),
        out: async () => {
          nowMs += 1000;
        },
        note: (line) => notes.push(line),
        nowMs: () => nowMs,
      },
      findPurple,
    );
    expect(notes).toEqual([
      "scan: 10 lines read, 10 with findings, 0 malformed",
      "scan: 20 lines read, 20 with findings, 0 malformed",
      "scan: 30 lines read, 30 with findings, 0 malformed",
    ]);
  });

  it.each([
    ["a source", '{"id":1,"text":"x","as":"typed"}', "typed"],
    ["none", '{"id":1,"text":"x"}', undefined],
    ["null for none", '{"id":1,"text":"x","as":null}', undefined],
  ])("takes %s", async (_name, line, as) => {
    const seen: unknown[] = [];
    const io = recordIo([new TextEncoder().encode(line)]);
    await scanLines(io, (row) => {
      seen.push(row.as);
      return [];
    });
    expect(seen).toEqual([as]);
  });

  it("ends at the first malformed line when it is strict", async () => {
    const io = recordIo([new TextEncoder().encode('{"id":1,"text":"x"}\n\n{"id":2,"text":"y"}\n')]);
    expect(await scanLines(io, findPurple, { isStrict: true })).toBe(1);
    expect(io.printed().trimEnd().split("\n")).toHaveLength(2);
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
