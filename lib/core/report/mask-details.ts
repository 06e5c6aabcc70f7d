// Other people's details out of an excerpt: who judges a finding needs its words, not somebody's telephone number. What
// was matched stays word for word. Law 7, least data; UK forms (Ofcom's numbering plan, Royal Mail's postcodes).

/** Start and end in UTF-16 code units, the end not included. */
type Marks = readonly (readonly [start: number, end: number])[];

interface MaskedText {
  readonly text: string;
  /** The same words as were marked before, at their new places. */
  readonly marks: Marks;
}

type Label = "[phone]" | "[email]" | "[address]" | "[postcode]" | "[number]" | "[account]" | "[…]";

interface Detail {
  readonly start: number;
  readonly end: number;
  readonly label: Label;
}

/** One form of a detail: what its group `it` holds is masked. */
interface Form {
  readonly label: Label;
  readonly pattern: RegExp;
  readonly isNone?: (found: string) => boolean;
}

const digitWord = "(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|triple)";
const streetSure =
  "street|road|rd|avenue|ave|lane|ln|crescent|cres|terrace|gardens|gdns|boulevard|blvd|mews";
const streetCapital =
  "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Cl|Drive|Dr|Way|Court|Ct|Crescent|Cres|Place|Pl|Gardens|Gdns|Grove|Terrace|Terr|Square|Sq|Mews|Hill|Park|Walk|Row|Green|Rise|View|Parade|Croft|Dale|Fold|Gate|Wharf|Boulevard|Blvd|Heights|House";
const capitalWord = "(?!I\\b)\\p{Lu}[\\p{L}'’.-]{0,30}";
const flat = "(?:(?:flat|apartment|apt|unit)\\.?\\s{0,2}\\d{1,4}[a-z]?,?\\s{1,3})?";
const houseNumber = "\\d{1,4}[A-Za-z]?,?\\s{1,3}";
const mailHost =
  "gmail|googlemail|hotmail|outlook|yahoo|icloud|live|proton|protonmail|aol|btinternet";

/** Words between a number and a street's kind that make it a sentence and not an address. */
const plainWord =
  /(?<![\p{L}-])(?:the|a|an|my|our|your|his|her|their|of|in|on|at|to|from|down|up|across|along|by|and|or|this|that|other|same|next|main|wrong|long|people|boys|girls|kids|times|miles|minutes|years)(?![\p{L}-])/iu;
/** A helpline's number is nobody's detail: freephone, and the numbers of three to six digits. */
const helpline = /^(?:\(?0\s?8\s?0\s?[08]\)?|116)/;
const digitsOf = (found: string): string => found.replace(/\D/g, "");
const isDate = (found: string): boolean =>
  /^(?:\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4})$/.test(found.trim()) ||
  /^(?:(?:19|20)\d\d[\s–-]+){1,3}(?:19|20)\d\d$/.test(found.trim());

/** The first that fits a place holds. Repetitions are bounded: no text makes them slow. */
const forms: readonly Form[] = [
  // An address on the web keeps its site and path: what was asked there, and what it carries along, goes.
  {
    label: "[…]",
    pattern: /\b(?:https?:\/\/|www\.)[^\s?#<>"]{1,400}(?<it>[?#][^\s<>"]{1,600})/dgiu,
  },
  { label: "[…]", pattern: /\bhttps?:\/\/(?<it>[^\s/@<>"]{1,80}(?=@))/dgiu },
  {
    label: "[email]",
    pattern:
      /(?<it>(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}@(?:[\p{L}\p{N}-]{1,63}\.){1,5}\p{L}{2,24})/dgiu,
  },
  {
    label: "[email]",
    pattern:
      /(?<it>\b[\p{L}\p{N}][\p{L}\p{N}._+-]{0,40}\s{0,2}[([{]\s?at\s?[)\]}]\s{0,2}[\p{L}\p{N}-]{1,40}(?:\s{0,2}(?:\.|[([{]\s?dot\s?[)\]}])\s{0,2}[\p{L}-]{2,20}){1,3})/dgiu,
  },
  {
    label: "[email]",
    pattern: new RegExp(
      `(?<it>\\b[\\p{L}\\p{N}][\\p{L}\\p{N}._+-]{0,40}\\s{1,2}at\\s{1,2}(?:${mailHost})(?:\\s{0,2}(?:\\.|dot)\\s{0,2}[a-z]{2,6}){1,2})\\b`,
      "dgiu",
    ),
  },
  {
    label: "[account]",
    pattern: /(?<![\p{L}\p{N}._/])(?<it>@[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,40}(?<![.-]))/dgiu,
  },
  { label: "[account]", pattern: /(?<it>\b[\p{L}\p{N}_.]{2,32}#\d{4})\b/dgiu },
  { label: "[account]", pattern: /(?<![\p{L}\p{N}/])(?<it>u\/[A-Za-z0-9_-]{3,20})\b/dgu },
  {
    label: "[account]",
    pattern:
      /\b(?:snap(?:chat)?|insta(?:gram)?|ig|discord|tiktok|kik|roblox|steam|telegram|psn|xbox|wechat|bereal|username|user\s?name|gamertag)\s{0,2}[:=]\s{0,2}(?<it>[\p{L}\p{N}_][\p{L}\p{N}_.-]{1,40}(?<![.-]))/dgiu,
  },
  {
    label: "[phone]",
    pattern:
      /(?<![\p{L}\p{N}.])(?<it>(?:\+|00)\s?\d{1,3}[\s.-]{0,2}(?:\(0\)\s?)?(?:[\s.()-]{0,2}\d){6,13})(?!\d)/dgiu,
    isNone: (found) => digitsOf(found).length > 17,
  },
  {
    label: "[phone]",
    pattern:
      /(?<![\p{L}\p{N}.+])(?<it>(?:\(0\d{2,5}\)(?:[\s.-]{0,2}\d){5,8}|0(?:[\s.()-]{0,2}\d){8,10}))(?!\d)/dgiu,
    isNone: (found) => helpline.test(found) || isDate(found),
  },
  {
    label: "[phone]",
    pattern: new RegExp(`(?<it>\\b(?:${digitWord}[\\s,.-]{1,3}){6,14}${digitWord})\\b`, "dgiu"),
  },
  {
    label: "[postcode]",
    pattern:
      /(?<![\p{L}\p{N}])(?<it>(?:GIR\s?0AA|[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2}))(?![\p{L}\p{N}])/dgiu,
    isNone: (found) => /(?:1st|2nd|3rd|\dth)$/.test(found),
  },
  { label: "[address]", pattern: /(?<it>\bp\.?\s?o\.?\s?box\s{1,2}\d{1,6})\b/dgiu },
  {
    label: "[address]",
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}.,:£$€])(?<it>(?:[Ff]lat|[Aa]partment|[Aa]pt|[Uu]nit)?\\.?\\s{0,2}${houseNumber}(?:${houseNumber})?(?:${capitalWord}\\s{1,2}){1,4}(?:${streetCapital}))(?![\\p{L}\\p{N}])\\.?`,
      "dgu",
    ),
  },
  {
    label: "[address]",
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}.,:£$€])(?<it>${flat}${houseNumber}(?:[\\p{L}'’-]{2,20}\\s{1,2}){1,3}(?:${streetSure}))(?![\\p{L}\\p{N}])`,
      "dgiu",
    ),
    isNone: (found) => plainWord.test(found),
  },
  {
    label: "[address]",
    pattern: new RegExp(
      `\\b(?:lives?|lived|living|stays?|staying|house|home|address|meet|flat)\\b[\\p{L}\\s,:'’]{0,14}?\\s(?<it>(?:${capitalWord}\\s{1,2}){1,3}(?:${streetCapital}))(?![\\p{L}\\p{N}])`,
      "dgu",
    ),
  },
  {
    label: "[number]",
    pattern: /\b(?<it>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d\d\s?\d\d\s?\d\d\s?[A-D])\b/dgiu,
  },
  { label: "[number]", pattern: /(?<![\d.])(?<it>(?:\d{1,3}\.){3}\d{1,3})(?![\d.])/dgu },
  { label: "[number]", pattern: /\bsort\s?code\D{0,12}(?<it>\d\d[\s-]?\d\d[\s-]?\d\d)(?!\d)/dgiu },
  {
    // Cards, accounts, numbers of the health service: nine digits or more in groups.
    label: "[number]",
    pattern: /(?<![\p{L}\p{N}.,£$€])(?<it>\d{2,6}(?:[\s-]\d{2,6}){1,6})(?![\d.,])/dgu,
    isNone: (found) => digitsOf(found).length < 9 || helpline.test(found) || isDate(found),
  },
  {
    label: "[number]",
    pattern: /(?<![\d.,£$€])(?<it>\d{7,30})(?!\d)/dgu,
    isNone: (found) => helpline.test(found) && found.length <= 11,
  },
];

function findDetails(text: string): readonly Detail[] {
  // What nearly every excerpt has none of.
  if (!/[\d@#?:]|street|road|lane|avenue|double|\bat\b|\bRd\b|\p{Lu}/iu.test(text)) return [];
  const found: Detail[] = [];
  for (const { label, pattern, isNone } of forms) {
    for (const match of text.matchAll(pattern)) {
      const it = match.groups?.["it"] ?? "";
      if (it.trim() === "" || isNone?.(it) === true) continue;
      const from = match.indices?.groups?.["it"]?.[0] ?? match.index;
      const start = from + (it.length - it.trimStart().length);
      const end = start + it.trim().length;
      if (!found.some((one) => start < one.end && one.start < end))
        found.push({ start, end, label });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

/** What of a detail stands outside the marks, which are in the order of their starts. */
function outside({ start, end, label }: Detail, marks: Marks): readonly Detail[] {
  const parts: Detail[] = [];
  let from = start;
  for (const [markStart, markEnd] of marks) {
    if (markEnd <= from || markStart >= end) continue;
    if (markStart > from) parts.push({ start: from, end: markStart, label });
    from = Math.max(from, markEnd);
  }
  if (from < end) parts.push({ start: from, end, label });
  return parts;
}

/**
 * Puts a word in brackets in the place of each telephone number, mail address, postcode, street address, long number,
 * account name, and of what an address on the web asks. `marks` are never changed, only moved. Never throws; what is
 * masked already stays as it is. Helplines' freephone numbers, dates, times and sums stay: they are nobody's.
 */
export function maskDetails(text: string, marks: Marks = []): MaskedText {
  const ordered = marks.toSorted(([one], [other]) => one - other);
  const masks = findDetails(text)
    .flatMap((detail) => outside(detail, ordered))
    .filter(({ start, end }) => /[\p{L}\p{N}]/u.test(text.slice(start, end)));
  if (masks.length === 0) return { text, marks };
  let out = "";
  let at = 0;
  const moved: (readonly [at: number, by: number])[] = [];
  for (const { start, end, label } of masks) {
    out += text.slice(at, start) + label;
    at = end;
    moved.push([end, out.length - end]);
  }
  out += text.slice(at);
  const place = (old: number): number => old + (moved.findLast(([from]) => from <= old)?.[1] ?? 0);
  return { text: out, marks: marks.map(([start, end]) => [place(start), place(end)] as const) };
}

/** The longest excerpt that an event takes (`findingEventSchema`). */
const excerptMost = 1000;

/** A finding's excerpt without anybody's details; its matches move along with the words that they name. */
export function maskFinding<Match extends { readonly start: number; readonly end: number }>(given: {
  readonly excerpt: string;
  readonly matches: readonly Match[];
}): { readonly excerpt: string; readonly matches: Match[] } {
  const { text, marks } = maskDetails(
    given.excerpt,
    given.matches.map(({ start, end }) => [start, end] as const),
  );
  const excerpt = text.slice(0, excerptMost);
  const matches = given.matches.flatMap((match, at) => {
    const [start, end] = marks[at] ?? [match.start, match.end];
    return start < excerpt.length || text === excerpt ? [{ ...match, start, end }] : [];
  });
  return { excerpt, matches };
}
