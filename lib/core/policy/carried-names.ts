// Which parameters of an address carry another. Nearly every site has parameters, few of them are a way round a filter,
// and what a lesson looks up, cites or reports must stay open (requirement F6). Read as a goal: a whole address in a
// parameter of any name, but for
//  - words: what is searched for or written (`q=`, `text=`, `body=`), except where a path plainly leads out or fetches;
//  - where somebody comes from (`referrer=`);
//  - where a sign-in goes on (`continue=`, `redirect_uri=`): the sign-in page itself shows nothing of it, and the
//    browser asks for the other address by itself, where it is judged as any other. The same names on a page that is
//    no sign-in do carry;
//  - sites that are known to show nothing of another: education and the public sector (they link, cite and report),
//    citation makers, checkers, share buttons.
// What nobody types by hand (base64, hex, a proxy's spelling) carries among words and on such sites as well.
// A host without a scheme (`site=example.org`) is read only where both the name and the path say that it is a goal.
import { fetchingPages } from "./carried-services.ts";
import type { RawAddress, Service } from "./carried-services.ts";
import type { AddressReading } from "./carried-text.ts";
import { createHostIndex } from "./host-index.ts";
import { knownGoodEndings, knownGoodHosts } from "./known-good-hosts.ts";

/** Parameters that say where somebody comes from or who asks, not where they go. */
const fromNames =
  /^(?:ref|ref_?ur[il]|refer|referr?er|referr?er_?ur[il]|referr?er_?page|page_?referr?er|referring_?(?:url|page)|http_?referr?er|(?:document|widget)_?referr?er|origin|from|came_?from|source|src_?url|parent|parent_?url|previous|prev(?:ious)?_?(?:url|page)|embed(?:der|ding)?_?(?:url|origin|domain)?|opener|page_?ref|utm_.*|scope|iss|issuer|aud|audience|xmlns.*|dl|dr|site_?url|publisher_?url|host_?url|topurl|top_?url|lref|pref)$/i;

/** What somebody looks for. */
const searchNames =
  /^(?:q|qu|qs|qry|query|query_?(?:text|string)|search|search_?(?:query|text|term|terms|words?|string|for|input|field|box)|s|k|kw|key|keys|keywords?|field-keywords|find|find_?(?:text|what)|lookfor|term|terms|p|phrase|text|txt|wd|words?|_nkw|oq|as_q|as_epq|as_sitesearch|sitesearch|dq|searchq)$/i;

/** What somebody writes. */
const wordNames =
  /^(?:text|txt|body|message|msg|comments?|title|subject|su|description|desc|details?|summary|content|note|notes|quote|caption|status|tweet|answer|feedback|labels?|tags?|hashtags?|location|sprop|problem|issue|evidence|name|hl|sl|tl)$/i;

/** Where a sign-in goes on when it is done. */
const onwardNames =
  /^(?:continue|next|return|return_?(?:to|ur[il]|path|page)|redirect|redirect_?(?:to|ur[il])|redir|callback|callback_?ur[il]|follow_?up|success_?(?:ur[il]|redirect)|on_?success|target|target_?(?:ur[il]|resource|link)|dest|destination|rurl|ru|service|relay_?state|post_?log(?:in|out)_?(?:redirect_?)?ur[il]|back|back_?(?:to|ur[il])|cancel_?ur[il]|wreply|wctx|wtrealm|goto|forward|state)$/i;

/** Parameters that say where to go. */
const goalNames =
  /^(?:u|uri|url\d?|link|href|web|site|website|target|target_?(?:url|site)|dest|destination|goto|go|to|page_?url|address|addr|redirect|redirect_?ur[il]|redir|proxy|proxy_?url|fetch|visit|browse|load|quest|lite_url|strurl|uddg)$/i;
/** They are a goal with an address, and say too little for a host alone. */
const looseGoalNames = /^(?:return|return_?(?:to|url)|continue|next|open|a)$/i;

/** The last folder of a path that fetches or leads on; with `index.php` and the front page, where simple proxies live. */
const goalPath =
  /^\/(?:(?:index|home|main|default|start)(?:\.[a-z]+\d?)?)?$|\/(?:proxy|proxies|prox|browser?|fetch(?:er)?|surf|unblock(?:er|ed)?|visit|go|goto|out|away|leave|exit|url|link|redirect|redir|r|l|to|get|load|open|view(?:er)?|web|service|gateway|tunnel|raw|cors)(?:\.[a-z]+\d?)?\/?$/;
/** Where even a parameter of words is a goal: `/url?q=`, `/redirect?q=`. */
const outPath =
  /\/(?:proxy|proxies|fetch(?:er)?|surf|unblock(?:er|ed)?|browse\.[a-z]+\d?|goto|out|away|url|redirect|redir|cors|transpage)(?:\.[a-z]+\d?)?\/?$/;

const signInHost =
  /^(?:accounts?|myaccount|login|logon|signin|sign-in|sso|auth\d?|oauth2?|id|idp|identity|adfs|cas|passport|consent)\./;
const signInPath =
  /\/(?:login|log-in|log_in|logon|wp-login|servicelogin|signin|sign-in|sign_in|signup|sign-up|sign_up|register|logout|log-out|logoff|signout|sign-out|sso|saml2?|cas|adfs|oauth2?|openid|openid-connect|authori[sz]e|auth|authenticate|authwall|consent)(?:\.[a-z]+\d?)?(?:\/|$)/;

/** They take an address to speak of it: makers of citations, checkers and registers, reports, share buttons. */
const speakers: readonly { readonly hosts: RegExp; readonly path?: RegExp }[] = [
  {
    hosts:
      /(?:^|\.)(?:citethisforme\.com|mybib\.com|scribbr\.com|scribbr\.co\.uk|zbib\.org|zotero\.org|easybib\.com|citationmachine\.net|bibguru\.com|bibme\.org|refworks\.com|refme\.com|noodletools\.com)$/,
  },
  {
    hosts:
      /(?:^|\.)(?:ssllabs\.com|securityheaders\.com|virustotal\.com|urlscan\.io|who\.is|whois\.com|whois\.domaintools\.com|icann\.org|isitdownrightnow\.com|downforeveryoneorjustme\.com|report\.iwf\.org\.uk|reportharmfulcontent\.com|phishtank\.(?:com|org)|safeweb\.norton\.com|sitecheck\.sucuri\.net)$/,
  },
  { hosts: /^(?:transparencyreport|safebrowsing)\.google\.com$/ },
  { hosts: /^(?:classroom|calendar|mail)\.google\.com$/ },
  { hosts: /^(?:outlook|teams)\.(?:office|office365|microsoft|live)\.com$/ },
  { hosts: /(?:^|\.)facebook\.com$/, path: /^\/(?:sharer|share|dialog|v[\d.]+\/dialog)\b/ },
  { hosts: /(?:^|\.)(?:twitter|x)\.com$/, path: /^\/(?:intent|share)\b/ },
  { hosts: /(?:^|\.)linkedin\.com$/, path: /^\/(?:sharearticle|sharing|share)\b/ },
  { hosts: /(?:^|\.)pinterest\.[a-z.]{2,6}$/, path: /^\/pin\/create\b/ },
  { hosts: /(?:^|\.)(?:reddit\.com|tumblr\.com)$/, path: /^\/(?:submit|widgets\/share)\b/ },
  { hosts: /(?:^|\.)(?:whatsapp\.com|wa\.me|t\.me|telegram\.me)$/ },
];

const knownGood = createHostIndex(knownGoodEndings.length + knownGoodHosts.length);
for (const host of [...knownGoodEndings, ...knownGoodHosts]) knownGood.add(host);

/** What there is to know of the page whose parameters are read. */
interface ParameterPage {
  readonly raw: RawAddress;
  readonly service: Service | undefined;
  /** The parameters in which this very site's search has its words, in lower case. */
  readonly ownSearchNames: readonly string[];
}

/** Says of the parameters of one page how each is read; undefined: not at all. */
export function parameterReader({
  raw,
  service,
  ownSearchNames,
}: ParameterPage): (name: string) => AddressReading | undefined {
  const { host, path } = raw.parsed;
  // Google's own pages are no viewer of AMP but in their path.
  const shows = service === undefined || service.by === "amp" ? undefined : service.by;
  const isFetching =
    shows !== undefined ||
    fetchingPages.some((page) => page.hosts.test(raw.host) && page.path.test(raw.path));
  const speaks = !isFetching && showsNoOther(host, path);
  const signsIn = !isFetching && (signInHost.test(host) || signInPath.test(path));
  // What is to be translated are words; archives and fetchers are asked for an address in their search.
  const leadsOut = (shows !== undefined && shows !== "translate") || outPath.test(path);
  const takesHosts = goalPath.test(path);
  return (name) => {
    if (ownSearchNames.includes(name.toLowerCase()) || fromNames.test(name)) return undefined;
    if (signsIn && onwardNames.test(name)) return undefined;
    const areWords = wordNames.test(name) || (searchNames.test(name) && !leadsOut);
    if (speaks || areWords) return "hidden";
    if (service?.bare === true) return "bare";
    return takesHosts && goalNames.test(name) && !looseGoalNames.test(name) ? "bare" : "plain";
  };
}

/** Whether a parameter of this name says where to go: such are read first. */
export function namesGoal(name: string): boolean {
  return goalNames.test(name) || looseGoalNames.test(name) || searchNames.test(name);
}

function showsNoOther(host: string, path: string): boolean {
  if (knownGood.find(host) !== undefined) return true;
  return speakers.some((one) => one.hosts.test(host) && one.path?.test(path) !== false);
}
