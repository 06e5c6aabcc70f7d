// Texts made to exhaust a scanner. The bound is generous, and goes by this machine's own speed; an exponential or
// quadratic path would miss it by far.
import { describe, expect, test } from "vitest";
import { findHits } from "../../../../lib/core/match/find-hits.ts";
import { lexiconOf, neutralPatterns } from "./neutral-lexicon.ts";

const lexicon = lexiconOf([
  ...neutralPatterns,
  "(purple|pink|red) ..6 (elephant|mouse) ..6 (lake|sea)",
  "purple (purple)? (purple)? (purple)? ..6 lake",
]);
const pieces: readonly (readonly [name: string, piece: string])[] = [
  ["one endless word", "purple"],
  ["one phrase over and over", "purple elephant "],
  ["beginnings without an end", "purple "],
  ["gaps that never close", "purple a b elephant c d "],
  ["letters spaced", "p u r p l e "],
  ["letters dotted", "p.u.r.p.l.e."],
  ["masks", "p*r*l* "],
  ["only masks", "**** "],
  ["leet", "purp1e 3l3ph4nt "],
  ["stretched", "puuurpleee "],
  ["words together", "purpleelephant "],
  ["hyphens without end", "pur-ple-"],
  ["entities", "&#112;urple "],
  ["percent signs", "%70%75"],
  ["right-to-left overrides", "\u202eelprup "],
  ["letters upside down", "ɐ "],
  ["marks on marks", "p\u0335\u0321\u034e\u0312\u0335\u0321\u034e\u0312"],
  ["lone surrogates", "\ud835p\udc00 "],
  ["Cyrillic", "рurple еlephant "],
  ["nothing visible", "\u200b\u00ad\ufeff"],
  ["apostrophes", "'''p'''"],
];

/** Seconds of processor for one search of so many units of a piece, and how many hits it had. */
function search(piece: string, units: number): { readonly seconds: number; readonly hits: number } {
  const text = piece.repeat(Math.ceil(units / piece.length));
  const begun = process.cpuUsage();
  const hits = findHits(lexicon, text).length;
  const { user, system } = process.cpuUsage(begun);
  return { seconds: (user + system) / 1e6, hits };
}

describe("hostile texts", () => {
  test.each(pieces)("%s: half a million units in proportion to a tenth of them", (_name, piece) => {
    const [few, many] = [search(piece, 50_000), search(piece, 500_000)];
    expect(many.hits).toBeLessThan(200 * (neutralPatterns.length + 2) + 1);
    // Ten times the text is a hundred times the work where it is quadratic. What is done in a second is no matter.
    expect(many.seconds).toBeLessThan(Math.max(2, 40 * few.seconds));
  });

  test("a single line of 20 million units is scanned to its end", () => {
    const filler = "a long line about nothing in particular ";
    const text = `${filler.repeat(500_000)}purple elephant`;
    expect(text.length).toBeGreaterThan(20_000_000);
    expect(findHits(lexicon, text).map((hit) => hit.start)).toContain(text.length - 15);
  });
});
