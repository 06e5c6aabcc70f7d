// Which searches are met with people to talk to. A card costs a look and blocks nothing, but one beside homework on a
// play teaches a pupil not to read cards: titles, history and lessons that use the same words are left alone.
import type { CareTopic, Theme } from "../../contract/vocabulary.ts";

const asked: readonly (readonly [CareTopic, RegExp])[] = [
  [
    "self-harm",
    /\bsuicid(?:e|al)\b|\b(?:kill|killing|hurt|hurting|harm|harming|cut|cutting) my ?self\b|\bself[ -]?harm(?:ing|ed)?\b|\b(?:want|wish|wanna|going) (?:to die|to be dead|i was dead|i wasn'?t alive|to end (?:it all|my life|things))\b|\bend(?:ing)? my (?:own )?life\b|\b(?:don'?t|dont|no longer) want to (?:live|be alive|be here|exist)\b|\bno reason to live\b|\bi (?:feel|am|'m) (?:so )?(?:hopeless|worthless)\b/i,
  ],
  [
    "eating",
    /\banorexi[ac]\b|\bbulimi[ac]\b|\beating disorder|\bbinge eating\b|\bpro[ -]?(?:ana|mia)\b|\bthinspo\b|\b(?:starv(?:e|ing)|purg(?:e|ing)) my ?self\b|\bmake my ?self (?:sick|throw up|vomit)\b|\b(?:stop|afraid of|scared of) eating\b|\bhate my body\b/i,
  ],
  [
    "abuse",
    /\b(?:am i|i(?:'m| am| was| have been|'ve been)|been|being|was i|if i(?:'m| was)?) (?:being )?(?:abused|groomed|raped|molested|sexually assaulted|touched by)\b|\b(?:my )?(?:dad|father|mum|mom|mother|step ?dad|step ?mum|uncle|parents?|brother|boyfriend|girlfriend|teacher|coach) (?:hits?|beats?|hurts?|hurting|hitting|beating|touch(?:es|ed|ing)?|abus(?:es|ed|ing)) me\b|\b(?:child|sexual|domestic|physical|emotional) abuse (?:help|helpline|at home|by (?:my|a))\b|\bdomestic violence (?:help|at home|my)\b|\b(?:someone|somebody|he|she|he's|she's) (?:is )?(?:black ?mailing|asking me for nudes|sharing my nudes|threatening me)\b|\b(?:nudes?|naked pictures?) of me\b|\bsextort(?:ion|ed)\b|\bafraid to go home\b|\bi was raped\b/i,
  ],
];

/** Titles, lessons and news in which these words mean something else. */
const otherwise =
  /\bsuicide (?:squad|bomb\w*|vests?|door|doors|attack\w*|mission|pact of|tree|king|notes? in|in (?:hamlet|romeo|macbeth|an inspector|the))\b|\b(?:hamlet|romeo|juliet|ophelia|macbeth|inspector calls|antigone|durkheim|shakespeare|virgin suicides|heathers|cleopatra|socrates|nero|kamikaze|masada|jonestown)\b|\b(?:essay|gcse|a ?level|statistics|meaning of the word|crossword|lyrics|film|movie|cast|trailer|novel)\b/i;

const ofTheme: Readonly<Partial<Record<Theme, CareTopic>>> = {
  "self-harm": "self-harm",
  "eating-disorder": "eating",
  "home-violence": "abuse",
  grooming: "abuse",
};

/**
 * What a search is about, as far as there is somebody to talk to; undefined: nothing of the kind. `themes`: what the
 * scanner finds in it, in any language that is looked for.
 */
export function careTopicOf(terms: string, themes: readonly Theme[] = []): CareTopic | undefined {
  const text = terms.replaceAll("’", "'");
  if (!otherwise.test(text)) {
    const hit = asked.find(([, words]) => words.test(text));
    if (hit !== undefined) return hit[0];
  }
  return themes.map((theme) => ofTheme[theme]).find((topic) => topic !== undefined);
}
