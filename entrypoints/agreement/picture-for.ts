// Which drawing stands beside a rule whose policy names none: by what the rule speaks of.
import type { RulePicture } from "../../lib/contract/vocabulary.ts";

/** The first that fits; a rule that speaks of none of these is about taking care. */
const signs: readonly (readonly [RegExp, RulePicture])[] = [
  [/password|log ?in|account/i, "password"],
  [/photo|picture|video|camera|film/i, "picture"],
  [/secret|address|phone|full name|my name|private|live\b/i, "secret"],
  [/upset|sad|scared|frighten|worr|tell (a|an|my|somebody|someone)/i, "tell"],
  [/kind|polite|respect|nice|friend|bully/i, "kind"],
  [/\bask\b|permission|allowed/i, "ask"],
  [/stop|never|don[’']t|do not|get round/i, "stop"],
  [/minutes|time|bed|break/i, "time"],
  [/learn|lesson|work|read/i, "learn"],
];

export function pictureFor(rule: string): RulePicture {
  return signs.find(([sign]) => sign.test(rule))?.[1] ?? "careful";
}
