// The shortest piece of a text that lets a person judge a finding (law 7, least data).
import type { Excerpt, Finding } from "./types.ts";

/** Context wanted on either side of what was found, where the length allows, in UTF-16 code units. */
const contextChars = 90;
const gap = " … ";

interface Span {
  start: number;
  end: number;
}

const isBreak = (text: string, at: number): boolean => /\s/.test(text.charAt(at));

/** Moves a cut outwards-in to the nearest edge of a word, at most 24 units, so that no word is torn. */
function cutBefore(text: string, at: number, limit: number): number {
  if (at <= 0) return 0;
  for (let place = at; place < limit && place < at + 24; place += 1) {
    if (isBreak(text, place - 1)) return place;
  }
  // A pair of surrogates is one character.
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? Math.min(at + 1, limit) : at;
}

function cutAfter(text: string, at: number, limit: number): number {
  if (at >= text.length) return text.length;
  for (let place = at; place > limit && place > at - 24; place -= 1) {
    if (isBreak(text, place)) return place;
  }
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? Math.max(at - 1, limit) : at;
}

/**
 * Cuts an excerpt of at most `maxChars` UTF-16 code units (marks of omission included) around the matches of a
 * finding, the heaviest first; matches that do not fit are left out. `marks` are offsets in the excerpt's text,
 * in order, without overlap, and what they mark stands in the original word for word.
 */
export function excerptAround(text: string, finding: Finding, maxChars = 240): Excerpt {
  const matches = finding.matches
    .map((match) => ({
      start: Math.max(0, Math.min(match.start, text.length)),
      end: Math.max(0, Math.min(match.end, text.length)),
      weight: match.weight,
    }))
    .filter((match) => match.end > match.start);
  if (matches.length === 0 || maxChars < 1) return { text: "", marks: [] };

  // Which matches can be shown: the heaviest for certain, then what fits beside it.
  const byWeight = matches.toSorted((one, other) => other.weight - one.weight);
  const kept: Span[] = [];
  let bare = 0;
  for (const match of byWeight) {
    const length = match.end - match.start + gap.length;
    if (kept.length > 0 && bare + length > maxChars) continue;
    kept.push({ start: match.start, end: Math.min(match.end, match.start + maxChars) });
    bare += length;
  }
  kept.sort((one, other) => one.start - other.start || one.end - other.end);

  const around = (context: number): Span[] => {
    const spans: Span[] = [];
    for (const match of kept) {
      const start = cutBefore(text, match.start - context, match.start);
      const end = Math.max(cutAfter(text, match.end + context, match.end), match.end);
      const last = spans.at(-1);
      if (last !== undefined && start <= last.end + gap.length) last.end = Math.max(last.end, end);
      else spans.push({ start, end });
    }
    return spans;
  };
  const lengthOf = (spans: readonly Span[]): number =>
    spans.reduce((sum, span) => sum + span.end - span.start, 0) + gap.length * (spans.length + 1);

  // As much context as the length allows; with none left, the bare matches, fewer if need be.
  let context = contextChars;
  let spans = around(context);
  while (lengthOf(spans) > maxChars && context > 0) {
    context = context > 10 ? context - 10 : 0;
    spans = around(context);
  }
  while (lengthOf(spans) > maxChars && spans.length > 1) spans.pop();

  let out = "";
  const places: { from: Span; at: number }[] = [];
  for (const [index, span] of spans.entries()) {
    if (index > 0) out += gap;
    else if (span.start > 0 && lengthOf(spans) <= maxChars) out += "… ";
    places.push({ from: span, at: out.length });
    out += text.slice(span.start, span.end);
  }
  if ((spans.at(-1)?.end ?? text.length) < text.length && out.length + 2 <= maxChars) out += " …";
  out = out.slice(0, maxChars);

  const marks: [number, number][] = [];
  for (const match of kept) {
    const place = places.find(({ from }) => from.start <= match.start && match.end <= from.end);
    if (place === undefined) continue;
    const start = place.at + match.start - place.from.start;
    const end = Math.min(place.at + match.end - place.from.start, out.length);
    const last = marks.at(-1);
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end);
    else if (end > start) marks.push([start, end]);
  }
  return { text: out, marks };
}

/** The marks of an excerpt, each with the phrase that stands there; where matches overlap, the first that fits. */
export function namedMarks(
  text: string,
  finding: Finding,
  { text: shown, marks }: Excerpt,
): { readonly start: number; readonly end: number; readonly phrase: string }[] {
  return marks.map(([start, end]) => {
    const words = shown.slice(start, end);
    const match =
      finding.matches.find((one) => text.slice(one.start, one.end) === words) ?? finding.matches[0];
    return { start, end, phrase: match?.phrase ?? words };
  });
}
