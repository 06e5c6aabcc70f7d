// Meetings, passwords and names with schools in other languages than English, by one way of looking and a table for each
// language (`languages/`). A clause must hold the wish itself and a place or a time; a password must hold a digit: what
// no speaker has read is kept plain.
import { isQuoted } from "./quoted.ts";
import type { Detail } from "./types.ts";

/** What a language says. Sources of regular expressions, in lower case. Machine-made where no speaker has read them. */
export interface LanguageSigns {
  /** An offer to meet, or to come to somebody's home. */
  readonly meet: string;
  readonly when: string;
  readonly where: string;
  /** What is at school, online or with the family; and what is not meant: "not", "never", "said". */
  readonly harmless: string;
  /** Taken out before `harmless` is asked: "after school". */
  readonly afterSchool: string;
  /** "my password" with what joins it to the word itself. */
  readonly password: string;
  /** "my name is". */
  readonly name?: string;
  /** "Ysgol", "szkoła": with words after it, it is one that can be found. */
  readonly school?: string;
}

const clauses = /[^.!?؟।\n]+/g;
/** So long a clause is a story. */
const longestClause = 220;

const whole = (source: string, flags = "iu"): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{M}])(?:${source})(?![\\p{L}\\p{M}])`, flags);

interface Finder {
  readonly meet: RegExp;
  readonly place: RegExp;
  readonly harmless: RegExp;
  readonly afterSchool: RegExp;
  readonly password: RegExp;
  readonly name: RegExp | undefined;
}

const made = new WeakMap<LanguageSigns, Finder>();

function finderOf(signs: LanguageSigns): Finder {
  const known = made.get(signs);
  if (known !== undefined) return known;
  const { name, school } = signs;
  const two = "\\p{Lu}[\\p{L}\\p{M}'’-]{1,20}\\s\\p{Lu}[\\p{L}\\p{M}'’-]{1,20}";
  const finder: Finder = {
    meet: whole(signs.meet),
    place: whole(`${signs.when}|${signs.where}`, "giu"),
    harmless: whole(signs.harmless),
    afterSchool: whole(signs.afterSchool, "giu"),
    password: new RegExp(
      `(?<![\\p{L}\\p{M}])(?:${signs.password})\\s{0,2}(["'“‘„«]?)(?=\\S{0,30}\\p{N})(\\S{4,40}?)["'”’“»]?(?=[\\s.,!?;؟।]|$)`,
      "giu",
    ),
    // A name needs its capital letters, so what leads to it is given with either first letter.
    name:
      name === undefined || school === undefined
        ? undefined
        : new RegExp(
            `(?<![\\p{L}\\p{M}])(?:${name})\\s{1,2}${two}[^.!?\\n]{0,60}?(?<!\\p{L})(?:${school})(?:\\s\\p{Lu}[\\p{L}\\p{M}'’.-]{1,20}|\\s\\d{1,3}(?!\\d)){1,3}`,
            "gu",
          ),
  };
  made.set(signs, finder);
  return finder;
}

function findMeetings(text: string, finder: Finder): Detail[] {
  const found: Detail[] = [];
  for (const { 0: clause, index } of text.matchAll(clauses)) {
    const hit = clause.length > longestClause ? null : finder.meet.exec(clause);
    if (hit === null || isQuoted(text, index + hit.index)) continue;
    const places = [...clause.matchAll(finder.place)];
    if (places.length === 0 || finder.harmless.test(clause.replace(finder.afterSchool, " ")))
      continue;
    const ends = places.map((place) => place.index + place[0].length);
    found.push({
      kind: "meeting",
      start: index + Math.min(hit.index, ...places.map((place) => place.index)),
      end: index + Math.max(hit.index + hit[0].length, ...ends),
    });
  }
  return found;
}

function findPasswords(text: string, finder: Finder): Detail[] {
  return [...text.matchAll(finder.password)].flatMap((hit) => {
    const word = hit[2] ?? "";
    const end = hit.index + hit[0].length;
    // "8-znakowe", "12-letter": a length. A time or a date is none, and a question tells none.
    if (/^\d{1,2}[-–]?\p{L}|^\d{1,2}[:.]\d\d\b/u.test(word) || /^\s*[?؟]/.test(text.slice(end)))
      return [];
    return [{ kind: "password" as const, start: hit.index, end }];
  });
}

/** What a text gives away in one language. */
export function findSaidIn(signs: LanguageSigns, text: string): Detail[] {
  const finder = finderOf(signs);
  const names = finder.name === undefined ? [] : [...text.matchAll(finder.name)];
  return [
    ...findMeetings(text, finder),
    ...findPasswords(text, finder),
    ...names.map((hit) => ({
      kind: "name" as const,
      start: hit.index,
      end: hit.index + hit[0].length,
    })),
  ];
}
