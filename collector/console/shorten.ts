// Long texts shortened for a line, without tearing a sign apart.

/** Phrases longer than this, in characters as people count them, are shortened where they stand in a list. */
export const phraseCharsMost = 80;

const signs = new Intl.Segmenter("en-GB", { granularity: "grapheme" });

/** The text as it is, or its beginning with "…", at most `charsMost` characters in all. */
export function shorten(text: string, charsMost: number): string {
  if (text.length <= charsMost) return text;
  const ends: number[] = [];
  for (const { index, segment } of signs.segment(text)) {
    if (ends.length === charsMost) return `${text.slice(0, ends[charsMost - 2] ?? 0).trimEnd()}…`;
    ends.push(index + segment.length);
  }
  return text;
}
