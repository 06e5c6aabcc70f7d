// That somebody offers or agrees to meet: a wish to meet with a place or a time in it, or a yes to one who asked.
// Lessons, clubs and games are full of meetings: what is at school or online is none.
import { isQuoted } from "./quoted.ts";
import type { Detail } from "./types.ts";

const you = "(?:you|u|ya|yous?)";
const soon = "(?: up| in person| irl| in real life)?";
const offer = `(?:\\b(?:meet|find) me\\b${soon}|\\b(?:i(?:'ll|ll| will| can| could|'d love to| wanna| want to| would|'m gonna| am going to|ma)|lets|let's|let us|we (?:can|could|should|will)|we'll|shall we|should we|wanna|want to|do ${you} (?:want to|wanna)|can we|could we|can i|happy to|ok(?:ay)?|yes|yeah|yh|ye|sure|fine)[ ,]{1,2}(?:then |just |all |both |come |go |to ){0,2}(?:meet|link)${soon}(?: with)?(?: ${you})?\\b${soon}|\\b(?:come (?:and )?)?pick me up\\b|\\bcome (?:round |over |around |up )?to (?:mine|my (?:house|place|flat|home))\\b|\\bi(?:'ll|ll| will| can| could) (?:come|be) (?:round |over |there |at |to )?(?:to )?(?:yours|ur (?:house|place)|your (?:house|place|flat))\\b|\\bi(?:'ll|ll| will) be (?=waiting|there|outside|at the|by the|in the))`;
const where =
  "\\b(?:at|by|in|from|outside|near|behind|opposite|next to|round the back of|down|inside)\\s(?:(?:the|my|your|ur|that|our|a)\\s)?(?:[\\p{L}'’]{2,15}\\s){0,2}?(?:park|station|bus stop|stop|shops?|town|mall|centre|cinema|beach|bridge|gates?|mcdonald'?s?|mcdonalds|maccies|mcds|greggs|kfc|nandos|nando's|starbucks|costa|corner|tesco|asda|aldi|lidl|coop|co-op|primark|field|skate\\s?park|pier|river|canal|woods|car\\s?park|garage|house|mine|yours|arcade|pitch|statue|clock|hotel|swimming pool|ice rink|bowling|square|high street|pub|church|airport|docks|underpass|alley|seafront|your place|my place)\\b";
const day = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
const when = `\\b(?:(?:at|by|around|about|for|@)\\s?(?:half (?:past )?)?(?:\\d{1,2}(?:[:.]\\d\\d)?\\s?(?:am|pm|ish|o'?clock)?(?![\\d%£/:]|\\s(?:of|year|people|points?|goals?|percent))|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|midday)\\b|half (?:past )?(?:\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\b|after school|after dark|tonight|tomorrow|tmrw|tmw|2moro|tomoz|later today|this (?:weekend|evening|afternoon|morning)|at the weekend|(?:on |this |next )?(?:${day}|sat|fri)\\b|in (?:\\d{1,3}|ten|an?|half an|five|twenty) (?:mins?|minutes?|hours?|hrs?)|on my way)`;
const offerHit = new RegExp(`(?<![\\p{L}"“'‘])${offer}`, "giu");
const reach = new RegExp(`^[^.!?\\n]{0,60}?(?:${where}|${when})`, "iu");
const more = new RegExp(`^[^.!?\\n]{0,40}?(?:${where}|${when})`, "iu");
const before = new RegExp(`(?:${where}|${when})[^.!?\\n]{0,25}$`, "iu");

/** At school, with those who belong there, or not in the world at all. */
const harmless =
  /\b(?:google meet|zoom|teams|skype|facetime|online|discord|vc|voice chat|call|minecraft|roblox|fortnite|in ?game|server|lobby|realm|spawn|level|quest|school|class|classroom|lesson|form room|library|lunch(?: ?time)?|canteen|break ?time|at break|reception|p\.?e\.?|practice|training|rehearsals?|assembly|club|hall|gym|lab|office|homework|project|coursework|teacher|tutor|sir|miss|deadline|targets?|needs|requirements|standards?|expectations|demand|criteria|goals?|santa|mum|mom|dad|nan|gran|grandma|grandad|parents|auntie?|uncle)\b/i;
const told =
  /\b(?:he|she|they|said|says|asked|whispered|replied|told|wrote|character|story|chapter|if you ever|never|don't|dont|do not|shouldn't|didn't|can't|cant|won't|not gonna|wouldn't)\b[^.!?\n]{0,40}$/i;

/** Somebody who is spoken of, not to, comes for the writer. */
const othersDo =
  /(?<!\b(?:you|u|ya)\s)\b(?:will|can|could|gonna|to|'ll|always|usually|should|she|he|they|might|comes?|is going to|has to)\s*$/i;

function findOffers(text: string): Detail[] {
  const found: Detail[] = [];
  for (const hit of text.matchAll(offerHit)) {
    const start = hit.index;
    const offerEnd = start + hit[0].length;
    const rest = text.slice(offerEnd, offerEnd + 130);
    const reached = reach.exec(rest);
    const lead = text.slice(Math.max(0, start - 60), start);
    const led = before.exec(lead);
    if (reached === null && led === null) continue;
    let end = offerEnd + (reached?.[0].length ?? 0);
    const goesOn = more.exec(text.slice(end, end + 80));
    if (goesOn !== null) end += goesOn[0].length;
    const from = led === null ? start : start - (lead.length - led.index);
    const clause = text.slice(start, end + 40).split(/[.!?\n]/)[0] ?? "";
    const said = `${text.slice(from, start)} ${clause}`.replace(/\bafter school\b/gi, "");
    if (harmless.test(said) || told.test(lead) || isQuoted(text, start)) continue;
    // "Let's meet the author", "my mum will pick me up".
    if (/\bmeet$/i.test(hit[0]) && /^\s(?:the|a|an|my|our|your|his|her|some)\b/i.test(rest))
      continue;
    if (/^(?:come )?pick me up/i.test(hit[0]) && othersDo.test(lead)) continue;
    found.push({ kind: "meeting", start: from, end });
  }
  return found;
}

const asks =
  /\b(?:(?:can|could|shall|should) (?:we|i|u|you)|wanna|want to|let'?s|do (?:u|you) (?:wanna|want to)|would (?:u|you) like to|we should|come)\b[^.!?\n]{0,30}\b(?:meet(?: up| me| irl| in person)?|link up|hang out (?:irl|in person|in real life)|come to mine|come over|my (?:house|place|flat|car))\b/i;
const yes =
  /^\W{0,3}(?:yes|yea|yeah|yep|yh|ye|ok|okay|k|sure|alright|aight|fine|deal|i'?m down|im in|i'?d love to|love to|sounds good|see (?:you|u) (?:there|then)|i(?:'ll|ll| will) be there|where|what time|when and where|on my way|omw)\b[^\n]{0,40}$/i;
const no =
  /\b(?:no|not|nah|can'?t|won'?t|never|but|mum|dad|parents|teacher|don'?t|online|game|server|school)\b/i;

/** Every offer or yes to meet. `around`: the last messages beside the field, a line each, or "". */
export function findMeetings(text: string, around: string): Detail[] {
  const offers = findOffers(text);
  if (offers.length > 0 || around === "") return offers;
  const asked = around.trim().split("\n").at(-1) ?? "";
  if (!asks.test(asked) || harmless.test(asked) || !yes.test(text) || no.test(text)) return [];
  const start = text.length - text.trimStart().length;
  return [{ kind: "meeting", start, end: text.trimEnd().length }];
}
