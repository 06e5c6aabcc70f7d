// What makes two findings the same on one page.
import type { TextSource } from "../../contract/vocabulary.ts";
import type { Finding } from "./types.ts";

/** Theme, source and the words found from the place `from` on: a text is judged again and again while it is written. */
export function findingKey(
  source: TextSource,
  text: string,
  { category, matches }: Finding,
  from = 0,
): string {
  const words = matches
    .filter((match) => match.end > from)
    .map((match) => text.slice(match.start, match.end).toLowerCase());
  return `${source}|${category}|${[...new Set(words)].toSorted().join("|")}`;
}
