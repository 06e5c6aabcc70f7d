// A password that somebody writes to another. Fields for passwords themselves are never read.
import type { Detail } from "./types.ts";

const secret =
  "(?:pass\\s?word|pass\\s?code|passwrd|pswd|passw|pwd|pw|pass|pin(?: (?:number|code))?|log\\s?in (?:code|details))";
const whose = "(?:my|our|the|his|her|mums?|dads?|mum's|dad's)";
const what = "(?:(?:\\s(?:\\w{1,15}(?:'s)?)){0,3}?\\s)";
/** "my password is …", "my roblox password: …", "the password to my account is …", "user … pass …". */
const told = new RegExp(
  `(?<![\\p{L}])(?:(?:my|our)${what}?\\s?${secret}|${whose}\\s${secret}\\s(?:for|to|of)\\s(?:my|our)\\s\\w{1,15}(?:\\s\\w{1,15})?)\\s{0,2}(?:is|=|:|it's|its|-)\\s{0,2}(["'“‘]?)(\\S{3,40}?)["'”’]?(?=[\\s.,!?;]|$)`,
  "giu",
);
const bare =
  /^\s{0,3}(?:pass\s?word|pwd|pw)\s{0,2}[:=]\s{0,2}(["'“‘]?)(\S{4,40}?)["'”’]?\s{0,3}$/giu;
/** "username … password …". */
const pair = new RegExp(
  `(?<![\\p{L}])(?:user(?:name)?|login|log in|email)\\s?(?:is|:|=)?\\s{0,2}(?!is\\b|and\\b)\\S{3,40}[\\s,;]{1,3}(?:and |n |& )?(?:the |my )?${secret}\\s{0,2}(?:is|=|:|-)?\\s{1,2}(["'“‘]?)(\\S{0,30}\\d\\S{0,10})["'”’]?(?=[\\s.,!?;]|$)`,
  "giu",
);

/** What follows "my password is" where no password does. */
const noSecret =
  /^(?:not|no|wrong|incorrect|correct|right|secure|insecure|safe|strong|stronger|weak|too|so|really|the|this|that|these|a|an|my|your|their|his|her|our|being|been|still|always|never|now|hard|easy|long|longer|short|saved|stored|hacked|stolen|leaked|reset|locked|different|same|old|new|up|out|working|invalid|required|expired|expiring|something|just|only|like|because|and|or|about|for|to|in|on|at|of|by|it|is|was|are|secret|private|confidential|protected|safer|forgotten|lost|gone|broken|changed|changing|case|very|pretty|quite|basically|literally|apparently|actually|probably|also|what|how|why|when|where|who|whatever|none|nothing|unknown|needed|necessary|known|rejected|accepted|denied|over|under|at least|having|set|made|written|kept|hidden|encrypted|random|unique|good|bad|better|best|great|terrible|rubbish|simple|complicated|important|valid|one|two|three|four|five|six|seven|eight|nine|ten|more|less|all|some|most|here|there|you|i|we|they|he|she|if|does|do|doing|going|getting|giving|asking|coming|sent|shared|showing|taking|doesn't|doesnt|isn't|isnt|won't|wont|can't|cant|asked|due|linked|connected|fine|okay|ok|almost|nearly|already|again|kinda|maybe|number)$/i;

function isSecret(word: string, quote: string, after: string): boolean {
  const plain = word.replace(/[.,!?;:]+$/, "");
  if (noSecret.test(plain)) return false;
  if (/\d/.test(plain) || /[^\p{L}'’-]/u.test(plain) || quote !== "") return true;
  // A plain word is one where the sentence ends with it, or goes on to something else.
  return (
    plain.length >= 4 &&
    /^\s*(?:$|[.,!;)]|\b(?:and|but|dont|don't|plz|pls|please|lol|so|use|all|with|no|ok|xx?|x|:\))\b)/i.test(
      after,
    )
  );
}

/** Every password that is told in a text. */
export function findPasswords(text: string): Detail[] {
  const found: Detail[] = [];
  for (const hit of [...text.matchAll(told), ...text.matchAll(bare), ...text.matchAll(pair)]) {
    const [whole, quote = "", word = ""] = hit;
    const end = hit.index + whole.length;
    // A question, a rule or a story tells none.
    const before = text.slice(Math.max(0, hit.index - 30), hit.index);
    if (
      /\b(?:if|whether|what|what's|whats|think|when|why|unless|says?|said|forgot|never tell|change)\s*$/i.test(
        before,
      )
    )
      continue;
    if (/^\s*\?/.test(text.slice(end)) || !isSecret(word, quote, text.slice(end))) continue;
    found.push({ kind: "password", start: hit.index, end });
  }
  return found;
}
