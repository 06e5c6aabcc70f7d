import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EncodingError, readLines } from "../../../cli/read-lines.ts";

async function linesOf(
  chunks: readonly Uint8Array[],
  mostBytes?: number,
): Promise<(string | undefined)[]> {
  const input = (async function* () {
    yield* chunks;
  })();
  const lines: (string | undefined)[] = [];
  for await (const line of readLines(input, mostBytes)) lines.push(line);
  return lines;
}
const bytes = (text: string) => new TextEncoder().encode(text);

describe("readLines", () => {
  it.each([
    ["nothing", "", []],
    ["one line without an end", "a", ["a"]],
    ["one line with an end", "a\n", ["a"]],
    ["an empty line at the end", "a\n\n", ["a", ""]],
    ["Windows ends", "a\r\nb\r\n", ["a", "b"]],
    ["letters of several bytes", "h\u00e9\n\u{1F600}\n", ["h\u00e9", "\u{1F600}"]],
  ])("reads %s", async (_name, text, lines) => {
    expect(await linesOf([bytes(text)])).toEqual(lines);
  });

  it.each([
    ["by its mark", [0xff, 0xfe, 0x61, 0, 0x0a, 0], "UTF-16"],
    ["by its NULs", [0, 0x61, 0, 0x0a], "UTF-16, or no text: it is full of NUL bytes"],
  ])("reads no UTF-16: %s", async (_name, wrong, message) => {
    const read = linesOf([Uint8Array.from(wrong)]);
    await expect(read).rejects.toThrow(EncodingError);
    await expect(read).rejects.toMatchObject({ message });
  });

  it("goes on past a letter that is no UTF-8", async () => {
    expect(await linesOf([Uint8Array.from([...bytes("a\nb"), 0xe9, ...bytes("\nc\n")])])).toEqual([
      "a",
      "b\uFFFD",
      "c",
    ]);
  });

  it("does not depend on how the stream is cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(fc.constantFrom("a", "\n", "\r\n", "\u00e9", "\u{1F600}", "bc"))
          .map((parts) => parts.join("")),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
        async (text, sizes) => {
          const whole = bytes(text);
          const chunks: Uint8Array[] = [];
          for (let at = 0, turn = 0; at < whole.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            chunks.push(whole.subarray(at, at + size));
            at += size;
          }
          expect(await linesOf(chunks)).toEqual(await linesOf([whole]));
        },
      ),
    );
  });

  it("gives up a line that is too long, and goes on after it", async () => {
    expect(await linesOf([bytes("abc\nabc"), bytes("defg"), bytes("h\nok\n")], 6)).toEqual([
      "abc",
      undefined,
      "ok",
    ]);
  });
});
