// Where somebody lives: a house and its road, or a house number with a postcode. Addresses of books, films, shops and
// offices are in every lesson: without a word that makes it somebody's own, an address must stand alone.
import { isQuoted } from "./quoted.ts";
import type { Detail } from "./types.ts";

const roads =
  "road|rd|street|st|avenue|ave|lane|ln|close|cl|drive|dr|crescent|cres|court|ct|gardens|gdns|terrace|grove|place|way|walk|square|row|mews|hill|rise|view|green|parade|park|villas|croft|meadow|meadows|wood|orchard|heights";
/** What no road is called by its first word: "10 minute walk", "3 more lane", "5 November". */
const noRoad =
  "minutes?|mins?|hours?|hrs?|seconds?|secs?|miles?|metres?|meters?|km|m|cm|feet|foot|ft|yards?|days?|weeks?|months?|years?|stars?|beds?|bedrooms?|million|billion|thousand|hundred|percent|per|times|ways?|th|nd|rd|players?|people|kids|points?|goals?|laps?|cars?|bus|more|different|seater|man|men|women|dollar|pounds?|euros?|pages?|votes?|likes?|views?|subs|am|pm|oclock|o'clock|january|february|march|april|may|june|july|august|september|october|november|december|students?|houses?|roads?|streets?";
/** Words of sentences, which stand in no road's name. */
const noName =
  "or|and|of|in|on|at|to|a|an|is|was|are|were|by|for|from|with|we|i|he|she|they|you|it|my|our|your|his|her|their|goes|go|went|walk|walked|down|up|along|near|has|have|had";
const number = "\\d{1,4}[a-d]?";
const flat = "(?:(?:flat|apartment|apt|room)\\s{1,2}\\d{1,4}[a-d]?[,\\s]{1,3})?";
const roadLine = `${flat}(?:(?:number|no\\.?|house)\\s{1,2})?${number}(?:\\s{0,1},)?\\s{1,2}(?!(?:${noRoad})\\b)(?:the\\s|(?:(?!(?:the|${noName})\\b)\\p{L}[\\p{L}'’.-]{1,20}\\s{1,2}){1,3})(?:${roads})\\b\\.?`;
const road = new RegExp(`(?<![\\p{L}\\p{N}£$€#/.:-])${roadLine}`, "giu");
const flatLine =
  /(?<![\p{L}\p{N}])flat\s\d{1,4}[a-d]?[,\s]{1,3}[\p{L}'’]{2,20}\s(?:house|court|lodge|tower|point|heights)\b/giu;

const postcodeLine = "[a-z]{1,2}\\d[a-z\\d]?\\s?\\d[abd-hjlnp-uw-z]{2}";
const postcode = new RegExp(`(?<![\\p{L}\\p{N}/=_-])${postcodeLine}(?![\\p{L}\\p{N}_-])`, "giu");

/** That an address is the writer's own, or where the reader is to come or send something. */
const ownBefore =
  /(?:\b(?:i|we)(?:'m| am|m| are|'re)? (?:live|living|stay|staying|based|at)\b|\b(?:i|we)(?:'ve|ve| have)? (?:just )?moved to\b|\bmy (?:home |house |full |new |postal |delivery )?(?:address|house|home|flat|postcode|post code)\b|\bour (?:home |new )?(?:address|house|home|flat|postcode)\b|\b(?:come|drop|pop|walk|drive) (?:(?:it|over|round|up|down|around) ){0,2}to\b|\b(?:send|post|deliver|ship|drop) (?:it|them|that|this|stuff|the \w{1,12}|my \w{1,12}) (?:off )?(?:to|at|round)\b|\bpick me up (?:from|at)\b|\bmeet (?:me|us) at\b|\bim at\b|\bmy (?:mum|dad|nan)(?:'s|s) (?:house|place|flat)?\b)[^.!?\n]{0,45}$/i;
const place =
  /\b(?:unit|suite|shop|store|office|offices|stadium|museum|church|academy|school|college|university|ltd|limited|plc|library|centre|center|hospital|surgery|clinic|hotel|restaurant|cafe|pub|theatre|gallery|station|registered|headquarters|hq|branch|warehouse|mosque|temple)\b/i;

/** Addresses that everybody knows. Facts of books, films and public life. */
const known =
  /^(?:1[01] downing|221\s?b? baker|4 privet|12 grimmauld|21 jump|42 wallaby|742 evergreen|32 windsor|7 eccles|1600 pennsylvania|1 infinite|123 (?:fake|sesame|main|example)|124 conch|48 doughty|10 rillington|25 cromwell|29 acacia|1428 elm|84 charing|77 sunset|1 (?:churchill|wembley|london|parliament)|30 st mary|20 fenchurch|62 west wallaby|17 cherry tree)\b/i;

/** What counts something else than houses. */
const otherCount =
  /\b(?:in|by|since|from|of|bus|buses|level|chapter|page|act|scene|year|y|room|route|junction|track|episode|season|part|week|day|stage|map|on|until|before|after|the|top|line|unit|question|q|lesson|exercise|figure|fig|table|step|zone|platform|section|verse|grade|set)\s*$/i;

function isAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(0, start).trim();
  const after = text.slice(end).trim();
  if (otherCount.test(before) || /^(?:1\d|20)\d\d\b/.test(text.slice(start, end))) return false;
  // A short answer, with a town or a postcode behind it.
  return (
    before.length <= 12 && !/\d$/.test(before) && after.length <= 40 && !/[.!?]\s+\S/.test(after)
  );
}

function hasPostcodeNear(text: string, end: number): number | undefined {
  const hit = new RegExp(
    `^[^.!?\\n]{0,40}?(?<![\\p{L}\\p{N}])${postcodeLine}(?![\\p{L}\\p{N}])`,
    "iu",
  ).exec(text.slice(end, end + 60));
  return hit === null ? undefined : end + hit[0].length;
}

function findRoads(text: string): Detail[] {
  const found: Detail[] = [];
  for (const hit of [...text.matchAll(road), ...text.matchAll(flatLine)]) {
    const start = hit.index;
    const end = start + hit[0].length;
    const line = hit[0].replace(/^(?:number|no\.?|house)\s+/i, "");
    if (known.test(line)) continue;
    const before = text.slice(Math.max(0, start - 90), start);
    const isOwn = ownBefore.test(before) && !isQuoted(text, start);
    const withPostcode = hasPostcodeNear(text, end);
    if (!isOwn) {
      if (place.test(before) || place.test(text.slice(end, end + 40))) continue;
      if (withPostcode === undefined && !isAlone(text, start, end)) continue;
      // By itself, a road begins with a capital letter or ends with a word that is always a road.
      const isSure =
        /\b(?:road|rd|street|avenue|ave|lane|crescent|close|terrace|gardens)\b\.?$/i.test(line);
      if (withPostcode === undefined && !isSure && !/\d[a-d]?,?\s+\p{Lu}/u.test(line)) continue;
    }
    found.push({ kind: "address", start, end: withPostcode ?? end });
  }
  return found;
}

const houseBefore = new RegExp(
  `(?:(?:^|[^\\p{L}\\p{N}.£$€/:])(?:(?:number|no\\.?|house|flat|apartment|apt)\\s{0,2})(${number})[^.!?\\n\\d]{0,30}|(?:^|[\\s,])(${number})\\s{0,1},?\\s{0,2})$`,
  "iu",
);
const houseAfter = new RegExp(
  `^[^.!?\\n\\d]{0,30}\\b(?:number|no\\.?|house(?: number)?|flat)(?: is|'s)?\\s{0,2}${number}(?![\\p{L}\\p{N}])`,
  "iu",
);

function findPostcodes(text: string): Detail[] {
  const found: Detail[] = [];
  for (const hit of text.matchAll(postcode)) {
    const start = hit.index;
    const end = start + hit[0].length;
    const before = text.slice(Math.max(0, start - 90), start);
    const isOwn = ownBefore.test(before) && !isQuoted(text, start);
    if (!isOwn && place.test(before)) continue;
    // In lower case "a1 2bc" may be anything.
    if (!isOwn && hit[0] !== hit[0].toUpperCase() && !/post\s?code/i.test(before)) continue;
    const house = houseBefore.exec(before);
    const follows = houseAfter.exec(text.slice(end, end + 60));
    if (house === null && follows === null && !isOwn) continue;
    found.push({
      kind: "address",
      start: house === null ? start : start - house[0].replace(/^[\s,]/, "").length,
      end: end + (follows?.[0].length ?? 0),
    });
  }
  return found;
}

/** Every home address in a text: a house with its road, or with its postcode. */
export function findAddresses(text: string): Detail[] {
  return [...findRoads(text), ...findPostcodes(text)];
}
