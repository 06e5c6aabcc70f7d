// A full name together with a school: by the two anybody can find the person.
import type { Detail } from "./types.ts";

const given = "\\p{Lu}[\\p{L}'’-]{1,20}";
const any = "\\p{L}[\\p{L}'’-]{1,20}";
/** After "my name is" two words are a name however they are written; after "I'm" only with capital letters. */
const sayName = `(?:[Mm]y (?:full |real |first and last )?name(?:'s|’s| is|s)?|[Nn]ame(?:'s|’s| is|:))\\s{1,2}((?!(?:not|so|too|on|in|the|a|an|very|never|really)\\b)${any}(?:\\s(?!(?:and|i|im|but|from|at|in|year|what|who|he|she|you|u)\\b)${any}){1,2})`;
const sayMe = `(?:[Ii](?:'|’)?m|[Ii] am|[Ii]t(?:'|’)?s|[Tt]his is)\\s{1,2}(${given}(?:\\s${given}){1,2})`;
const name = new RegExp(`(?<![\\p{L}])(?:${sayName}|${sayMe})`, "gu");

const kinds =
  "(?:primary |secondary |high |grammar |junior |infant |infants |prep |middle |comprehensive |girls'? |boys'? )?(?:school|academy|college|sixth form|grammar|comp|primary|high|infants|juniors|secondary)";
/** "I go to Example Academy", "in year 8 at Example High", "my school is Example", "from St Example's". */
const school = new RegExp(
  `(?:\\b(?:i |we )?(?:go to|goes to|attend|study at|am at|'m at|im at|'m in year \\d{1,2} at|in year \\d{1,2} at|in y\\d{1,2} at|pupil at|student at|from|at)\\s(?!(?:high|primary|secondary|a|an|the same|this|that|my|your|our|another|any) (?:school|academy|college)\\b)(?!(?:school|college)\\b)(?:the )?(?:[\\p{L}'’.-]{1,20}\\s){1,4}?${kinds}(?![\\p{L}])|\\b(?:go to|attend|from) (?:st\\.?|saint) [\\p{L}'’]{2,20}|\\bmy school(?:'s| is| is called|s)\\s(?!(?:so|very|the|a|an|in|on|near|really|great|good|bad|boring|closed|shut|not|doing|having|making)\\b)[\\p{L}'’]{2,20}(?:\\s[\\p{L}'’]{2,20}){0,3})`,
  "giu",
);

/** How far a name and a school may stand apart and still belong together. */
const mostApart = 90;
const noName =
  /^(?:a|an|the|so|in|on|at|from|not|just|very|really|here|going|doing|happy|sorry|glad|sure|back|year|ready|fine|good|bored|new|also|still|only|currently|proud)\b/i;

/** Somebody else is speaking. */
const told = /(?:\b(?:says?|said|sang|sings|wrote)|["“‘])[\s:,]{0,3}$/i;

/** Names with their schools: what stands between the first and the last of the two is one. */
export function findNames(text: string): Detail[] {
  const names = [...text.matchAll(name)].filter(
    (hit) =>
      !noName.test(hit[1] ?? hit[2] ?? "the") &&
      !told.test(text.slice(Math.max(0, hit.index - 12), hit.index)),
  );
  if (names.length === 0) return [];
  const found: Detail[] = [];
  for (const place of text.matchAll(school)) {
    const placeEnd = place.index + place[0].length;
    const near = names.find((one) => {
      const oneEnd = one.index + one[0].length;
      const apart = one.index < place.index ? place.index - oneEnd : one.index - placeEnd;
      return apart >= -2 && apart <= mostApart;
    });
    if (near === undefined) continue;
    found.push({
      kind: "name",
      start: Math.min(near.index, place.index),
      end: Math.max(near.index + near[0].length, placeEnd),
    });
  }
  return found;
}
