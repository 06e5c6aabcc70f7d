// What belongs together in a text: sentences, clauses, quotations. Clauses and quotations are read as English has them.

/** A stretch of a text, in UTF-16 units; `end` is exclusive. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What ends a sentence, in Latin, Greek, Arabic and Indic scripts. */
export const sentenceEnds = /[.!?\n;؟۔।]/;
const everyEnd = new RegExp(sentenceEnds, "g");

/** A phrase that brings the writer as its subject. */
const ownSubject =
  /^(?:i|im|i['’]m|ill|i['’]ll|ive|i['’]ve|id|i['’]d|ima|imma|we|we['’]ll|we['’]re)\s/iu;
/** Words by which one clause leads on to another that belongs to it. */
const leadsOn =
  /\b(?:sa(?:y|ys|id|ying)|th(?:ink\w*|ought)|mean\w*|believe\w*|kn[eo]w\w*|sure|imagin\w*|expect\w*|claim\w*|wr[io]t\w*|post\w*|told|like|that|if|why|how|when|whether|because)\b/iu;
/** Verbs after which it is so, whether or not anybody knows: “he doesnt know my dad …”. */
const knowing =
  /^\s*(?:\p{L}+\s+)?(?:know|knows|knew|care|cares|cared|notice|notices|noticed|realises?|realised|forget|forgot|understand|understands|believe me)\b(?!\s+(?:if|whether|who|that i)\b)/iu;
/** Who pays, or makes pay, where what stands ahead of an “or” is forbidden. */
const priceOf = /^(?:your|ur|youre|you|u|they|theyll|we|he|hell|she|shell)\s/iu;
/** A clause that goes against the one ahead of it, or is the writer's own beside it. */
const turns = /\bbut\b/iu;
const joins = /\b(?:and|so|cos|coz|because|now)\s+(?:\p{L}+\s+){0,2}$/iu;
const ownClause = /^(?:my|i|im|i['’]m|ill|i['’]ll|ive|i['’]ve|id|i['’]d|we)\s/iu;
/** The writer as the subject of the verb that follows, and as the subject within a phrase. */
const writerTells = /(?:^|[^\p{L}])(?:i|im|i['’]m|ive|i['’]ve|we)\s+$/iu;
const ofWriter = /(?:^|\s)(?:i|im|i['’]m|ill|i['’]ll|ive|i['’]ve|we)\s/iu;
/** What is made up, or handed in. */
const work =
  /\b(?:story|stories|poem|poems|essay|song|songs|lyrics|rap|book|novel|script|play|character|sketch|bars|verse)\b/iu;
/** Verbs by which words are passed on. */
const passedOn = /\b(?:said|says|told|tells|keeps? saying|asked|asks|wants)\b/iu;
/** How far (UTF-16 units) behind a quotation its speaker may be named. */
const speakerReach = 40;
/** Units looked at for the name behind the verb. */
const nameUnits = 32;
/** How far (UTF-16 units) from a phrase the quotation that it stands in may begin, and end. */
const quotationReach = 140;
/** What begins or ends a quotation: an apostrophe within a word does neither. */
const quotationMarks = /["“”„«»‘]|['’](?!\p{L})|(?<![\p{L}\p{N}])'(?=\p{L})/gu;
const quotationBegins = /["“„«‘]|(?<![\p{L}\p{N}])['’](?=\p{L})/u;
/** Who tells what they said themselves. */
const ownWords = /(^|[^\p{L}])(i|ive|i['’]ve|we|weve|we['’]ve)([^\p{L}]|$)/iu;

/** The sentence that holds a stretch of a text, as far as it reaches within `most` units on either side of it. */
export function sentenceAround({ start, end }: Stretch, text: string, most: number): Stretch {
  const ahead = text.slice(Math.max(0, start - most), start);
  let from = start - ahead.length;
  for (const found of ahead.matchAll(everyEnd)) from = start - ahead.length + found.index + 1;
  const behind = text.slice(end, end + most);
  const stop = behind.search(sentenceEnds);
  return { start: from, end: stop < 0 ? end + behind.length : end + stop };
}

/**
 * “No, do it”, “no I will …” and “stop or I will …” deny nothing of what follows: another clause begins there, unless it
 * is one that is said or thought (“I never said I will …”). Two commas only set a word apart.
 */
export function isAnswer(between: string, phrase: string): boolean {
  const commas = between.split(",").length - 1;
  if (!ownSubject.test(phrase)) return commas === 1;
  return commas > 0 || !leadsOn.test(between);
}

/**
 * Whether a “not” denies only that somebody knows of what follows, or minds it; or forbids what will have this for its
 * price (“never tell or your family …”).
 */
export function isBesideIt(between: string, phrase: string): boolean {
  return knowing.test(between) || (/\bor\s+$/iu.test(between) && priceOf.test(phrase));
}

/** Whether words are passed on between whoever is named and what was said: “he said dont tell …”. */
export function isPassedOn(between: string): boolean {
  return passedOn.test(between);
}

/** Whether writers tell what they themselves will do: “i told her i will …”. A story or a song is another matter. */
export function isOwnTelling(ahead: string, between: string, phrase: string): boolean {
  return writerTells.test(ahead) && ofWriter.test(`${between}${phrase}`) && !work.test(between);
}

/** Whether a phrase begins a clause that what stands ahead does not speak of: after a “but”, or with an “and I …”. */
export function isOwnClause(between: string, phrase: string): boolean {
  const ahead = between.split(sentenceEnds).at(-1) ?? "";
  return turns.test(ahead) || (joins.test(ahead) && ownClause.test(phrase));
}

/**
 * Whether a verb of saying (“said the wolf”, “the landlord warned”) stands just behind the quotation that a phrase stands
 * in, and names somebody else: who quotes their own words means them.
 */
export function isSaidByAnother(hit: Stretch, verb: Stretch, text: string): boolean {
  const between = text.slice(
    hit.end,
    Math.min(verb.start, hit.end + quotationReach + speakerReach),
  );
  if (hit.end + between.length < verb.start) return false;
  const quoted = [...between.matchAll(quotationMarks)];
  const last = quoted.at(-1);
  // After an even number of marks it is another quotation that is over.
  if (last === undefined || quoted.length % 2 === 0) return false;
  if (!quotationBegins.test(text.slice(Math.max(0, hit.start - quotationReach), hit.start + 1)))
    return false;
  const after = between.slice(last.index + 1);
  if (after.length > speakerReach || sentenceEnds.test(after) || ownWords.test(after)) return false;
  const words = text.slice(verb.start, verb.end);
  return (
    /\p{L}/u.test(after) ||
    /\s/.test(words) ||
    /^\s+\p{Lu}/u.test(text.slice(verb.end, verb.end + nameUnits))
  );
}
