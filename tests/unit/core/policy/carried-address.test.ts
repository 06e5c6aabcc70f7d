import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carriedAddress, carriedAddresses } from "../../../../lib/core/policy/carried-address.ts";
import { decide } from "../../../../lib/core/policy/decide.ts";
import { buildHostTable } from "../../../../lib/core/policy/host-table.ts";
import { parseWebAddress } from "../../../../lib/core/policy/host.ts";
import { hostSet, noonMs, plainPolicy } from "../../../support/effective-policies.ts";
import { draws } from "../../../support/draws.ts";

const bad = "https://bad.test/page?a=1";
const once = encodeURIComponent(bad);
const twice = encodeURIComponent(once);
const thrice = encodeURIComponent(twice);
const base64 = Buffer.from(bad).toString("base64");
const base64url = Buffer.from(bad).toString("base64url");
const hex = Buffer.from(bad).toString("hex");

/** As Ultraviolet writes addresses by default: the second bit of every second letter turned, then escaped. */
function swapped(address: string): string {
  const turned = Array.from(address, (letter) => letter).map((letter, at) =>
    at % 2 === 1 ? String.fromCharCode(letter.charCodeAt(0) ^ 2) : letter,
  );
  return encodeURIComponent(turned.join(""));
}

type Row = readonly [
  name: string,
  address: string,
  carried: string,
  by: string,
  fetches: "fetches" | "leads",
];

const carrying: readonly Row[] = [
  // Translators
  [
    "Google Translate, u",
    `https://translate.google.com/translate?sl=en&u=${once}`,
    bad,
    "translate",
    "fetches",
  ],
  [
    "Google Translate, u without scheme",
    "https://translate.google.com/translate?u=bad.test/page",
    "https://bad.test/page",
    "translate",
    "fetches",
  ],
  [
    "Google Translate, a country",
    `https://translate.google.co.uk/translate?u=${once}`,
    bad,
    "translate",
    "fetches",
  ],
  [
    "Google Translate, website page",
    `https://translate.google.com/website?sl=auto&tl=en&u=${once}`,
    bad,
    "translate",
    "fetches",
  ],
  [
    "Google Translate, old frame",
    `https://translate.googleusercontent.com/translate_c?depth=1&u=${once}`,
    bad,
    "translate",
    "fetches",
  ],
  [
    "translate.goog",
    "https://bad-test.translate.goog/page?a=1&_x_tr_sl=en&_x_tr_tl=fr",
    bad,
    "translate",
    "fetches",
  ],
  [
    "translate.goog, dashes in the name",
    "https://very--bad-test.translate.goog/?_x_tr_sl=en",
    "https://very-bad.test/",
    "translate",
    "fetches",
  ],
  [
    "translate.goog, deep name",
    "https://en-m-bad-co-uk.translate.goog/a/b",
    "https://en.m.bad.co.uk/a/b",
    "translate",
    "fetches",
  ],
  [
    "translate.goog by http",
    "https://bad-test.translate.goog/x?_x_tr_sch=http&_x_tr_sl=en",
    "http://bad.test/x",
    "translate",
    "fetches",
  ],
  [
    "translate.goog, a host in two parts",
    "https://bad-test.translate.goog/x?_x_tr_hp=deep.",
    "https://deep.bad.test/x",
    "translate",
    "fetches",
  ],
  [
    "translate.goog, punycode",
    "https://1-mnich--kva-test.translate.goog/x?_x_tr_enc=1",
    "https://xn--mnich-kva.test/x",
    "translate",
    "fetches",
  ],
  [
    "translate.goog, marked",
    "https://0-bad-test.translate.goog/x?_x_tr_enc=0",
    "https://bad.test/x",
    "translate",
    "fetches",
  ],
  [
    "translate.goog in capitals with a dot",
    "HTTPS://BAD-TEST.TRANSLATE.GOOG./page?a=1",
    bad,
    "translate",
    "fetches",
  ],
  [
    "Bing Translator",
    `https://www.translatetheweb.com/?from=&to=en&a=${once}`,
    bad,
    "translate",
    "fetches",
  ],
  [
    "Microsoft Translator",
    `https://ssl.microsofttranslator.com/bv.aspx?from=en&a=${once}`,
    bad,
    "translate",
    "fetches",
  ],
  [
    "Yandex Translate",
    `https://translate.yandex.com/translate?url=${once}&lang=en-fr`,
    bad,
    "translate",
    "fetches",
  ],
  [
    "Yandex Translate, its own hosts",
    "https://translated.turbopages.org/proxy_u/en-ru.ru.abc/https/bad.test/page?a=1",
    bad,
    "translate",
    "fetches",
  ],
  [
    "Papago",
    `https://papago.naver.net/website?locale=en&source=en&target=ko&url=${once}`,
    bad,
    "translate",
    "fetches",
  ],
  [
    "Baidu Fanyi",
    `https://fanyi.baidu.com/transpage?query=${once}&from=en`,
    bad,
    "translate",
    "fetches",
  ],
  // Archives
  ["Wayback", `https://web.archive.org/web/20200102030405/${bad}`, bad, "archive", "fetches"],
  [
    "Wayback, raw page",
    `https://web.archive.org/web/20200102030405id_/${bad}`,
    bad,
    "archive",
    "fetches",
  ],
  [
    "Wayback, framed",
    `https://web.archive.org/web/20200102if_/http://bad.test/`,
    "http://bad.test/",
    "archive",
    "fetches",
  ],
  [
    "Wayback, no scheme",
    "https://web.archive.org/web/2020/bad.test/page",
    "https://bad.test/page",
    "archive",
    "fetches",
  ],
  [
    "Wayback, all dates",
    "https://web.archive.org/web/2020*/bad.test",
    "https://bad.test",
    "archive",
    "fetches",
  ],
  [
    "Wayback, no date",
    "https://web.archive.org/web/bad.test",
    "https://bad.test",
    "archive",
    "fetches",
  ],
  ["Wayback, save", `https://web.archive.org/save/${bad}`, bad, "archive", "fetches"],
  [
    "Wayback, one slash lost",
    "https://web.archive.org/web/2020/https:/bad.test/page?a=1",
    "https:/bad.test/page?a=1",
    "archive",
    "fetches",
  ],
  ["archive.today", `https://archive.today/newest/${bad}`, bad, "archive", "fetches"],
  ["archive.ph, dated", `https://archive.ph/20200102030405/${bad}`, bad, "archive", "fetches"],
  ["archive.is, plain", `https://archive.is/${bad}`, bad, "archive", "fetches"],
  ["archive.li, asked", `https://archive.li/?run=1&url=${once}`, bad, "archive", "fetches"],
  [
    "archive.vn, no scheme",
    "https://archive.vn/bad.test/page",
    "https://bad.test/page",
    "archive",
    "fetches",
  ],
  ["archive.md, a short name", `https://archive.md/o/AbCdE/${bad}`, bad, "archive", "fetches"],
  ["archive.fo", `https://archive.fo/2019/${bad}`, bad, "archive", "fetches"],
  ["Arquivo", `https://arquivo.pt/wayback/20190101000000/${bad}`, bad, "archive", "fetches"],
  [
    "National Archives",
    `https://webarchive.nationalarchives.gov.uk/ukgwa/20200101/${bad}`,
    bad,
    "archive",
    "fetches",
  ],
  ["Ghostarchive", `https://ghostarchive.org/search?term=${once}`, bad, "archive", "fetches"],
  // Caches
  [
    "Google cache",
    "https://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjK:bad.test/page+red+kites",
    "https://bad.test/page",
    "cache",
    "fetches",
  ],
  [
    "Google cache with scheme",
    `https://webcache.googleusercontent.com/search?q=cache:${once}`,
    bad,
    "cache",
    "fetches",
  ],
  ["CachedView", `https://cachedview.nl/?u=${once}`, bad, "cache", "fetches"],
  // AMP
  [
    "Google AMP",
    "https://www.google.com/amp/s/bad.test/page?a=1",
    "https://bad.test/page?a=1",
    "amp",
    "fetches",
  ],
  [
    "Google AMP, http and country",
    "https://www.google.co.uk/amp/bad.test/x",
    "http://bad.test/x",
    "amp",
    "fetches",
  ],
  [
    "AMP cache, content",
    "https://bad-test.cdn.ampproject.org/c/s/bad.test/page",
    "https://bad.test/page",
    "amp",
    "fetches",
  ],
  [
    "AMP cache, viewer",
    "https://bad-test.cdn.ampproject.org/v/s/bad.test/page?amp_js_v=0.1",
    "https://bad.test/page?amp_js_v=0.1",
    "amp",
    "fetches",
  ],
  [
    "AMP cache, image",
    "https://cdn.ampproject.org/i/bad.test/x.png",
    "http://bad.test/x.png",
    "amp",
    "fetches",
  ],
  [
    "AMP cache, label only",
    "https://very--bad-test.cdn.ampproject.org/",
    "https://very-bad.test/",
    "amp",
    "fetches",
  ],
  ["Bing AMP", "https://www.bing-amp.com/c/s/bad.test/x", "https://bad.test/x", "amp", "fetches"],
  // Readers and fetchers
  ["12ft", `https://12ft.io/${bad}`, bad, "proxy", "fetches"],
  ["12ft, no scheme", "https://12ft.io/bad.test/x", "https://bad.test/x", "proxy", "fetches"],
  ["12ft, asked", `https://12ft.io/proxy?q=${once}`, bad, "proxy", "fetches"],
  ["Jina reader", `https://r.jina.ai/${bad}`, bad, "proxy", "fetches"],
  ["Textise", `https://www.textise.net/showText.aspx?strURL=${once}`, bad, "proxy", "fetches"],
  ["Txtify", `https://txtify.it/${bad}`, bad, "proxy", "fetches"],
  ["Smry", `https://smry.ai/${bad}`, bad, "proxy", "fetches"],
  ["Via", `https://via.hypothes.is/${bad}`, bad, "proxy", "fetches"],
  [
    "HTML preview: the whole query",
    `https://htmlpreview.github.io/?${bad}`,
    bad,
    "proxy",
    "fetches",
  ],
  ["Web Light", `https://googleweblight.com/?lite_url=${once}`, bad, "proxy", "fetches"],
  ["CORS Anywhere", `https://cors-anywhere.herokuapp.com/${bad}`, bad, "proxy", "fetches"],
  ["corsproxy.io, whole query", `https://corsproxy.io/?${once}`, bad, "proxy", "fetches"],
  ["AllOrigins", `https://api.allorigins.win/raw?url=${once}`, bad, "proxy", "fetches"],
  ["CodeTabs", `https://api.codetabs.com/v1/proxy?quest=${once}`, bad, "proxy", "fetches"],
  ["Thingproxy", `https://thingproxy.freeboard.io/fetch/${bad}`, bad, "proxy", "fetches"],
  [
    "image proxy",
    "https://images.weserv.nl/?url=bad.test/x.png",
    "https://bad.test/x.png",
    "proxy",
    "fetches",
  ],
  [
    "DuckDuckGo's image proxy",
    `https://external-content.duckduckgo.com/iu/?u=${once}`,
    bad,
    "proxy",
    "fetches",
  ],
  ["Photon", "https://i0.wp.com/bad.test/x.png", "https://bad.test/x.png", "proxy", "fetches"],
  ["document viewer", `https://docs.google.com/viewer?url=${once}`, bad, "proxy", "fetches"],
  ["document viewer, short", `https://docs.google.com/gview?url=${once}`, bad, "proxy", "fetches"],
  [
    "gadget proxy",
    `https://images1-focus.googleusercontent.com/gadgets/proxy?container=x&url=${once}`,
    bad,
    "proxy",
    "fetches",
  ],
  [
    "Office viewer",
    `https://view.officeapps.live.com/op/view.aspx?src=${once}`,
    bad,
    "proxy",
    "fetches",
  ],
  // Proxies on hosts nobody knows
  ["Ultraviolet", `https://math.test/service/${swapped(bad)}`, bad, "proxy", "fetches"],
  [
    "Ultraviolet by http",
    `https://math.test/~/uv/${swapped("http://bad.test/")}`,
    "http://bad.test/",
    "proxy",
    "fetches",
  ],
  [
    "Ultraviolet, a query left open",
    `https://math.test/service/${swapped("https://bad.test/x")}?b=2`,
    "https://bad.test/x?b=2",
    "proxy",
    "fetches",
  ],
  [
    "Rammerhead",
    `https://math.test/0123456789abcdef0123456789abcdef/${bad}`,
    bad,
    "proxy",
    "fetches",
  ],
  ["Scramjet", `https://math.test/scramjet/${once}`, bad, "path", "leads"],
  ["path, base64", `https://math.test/uv/${base64url}`, bad, "path", "leads"],
  ["path, hex", `https://math.test/uv/${hex}`, bad, "path", "leads"],
  ["path, plain", `https://math.test/${bad}`, bad, "path", "leads"],
  ["path, deep", `https://math.test/a/b/${bad}`, bad, "path", "leads"],
  ["path, one slash", "https://math.test/https:/bad.test/x", "https:/bad.test/x", "path", "leads"],
  ["path, encoded", `https://math.test/go/${once}`, bad, "path", "leads"],
  ["path, encoded twice", `https://math.test/go/${twice}`, bad, "path", "leads"],
  [
    "path, capitals in the scheme",
    "https://math.test/HTTPS://bad.test/",
    "HTTPS://bad.test/",
    "path",
    "leads",
  ],
  ["path, after an equals sign", `https://math.test/fetch/url=${bad}`, bad, "path", "leads"],
  ["path, scheme as a folder", "https://math.test/https/bad.test/page?a=1", bad, "path", "leads"],
  [
    "path, scheme as a folder with port",
    "https://math.test/http/bad.test:8080/",
    "http://bad.test:8080/",
    "path",
    "leads",
  ],
  ["fragment", `https://math.test/#${bad}`, bad, "path", "leads"],
  ["fragment route", `https://math.test/#/${bad}`, bad, "path", "leads"],
  ["fragment, encoded", `https://math.test/#${once}`, bad, "path", "leads"],
  ["fragment parameter", `https://math.test/#url=${once}`, bad, "path", "leads"],
  [
    "fragment parameter, no scheme",
    "https://math.test/#url=bad.test",
    "https://bad.test",
    "parameter",
    "leads",
  ],
  ["parameter url", `https://math.test/?url=${once}`, bad, "parameter", "leads"],
  ["parameter url, not encoded", `https://math.test/?url=${bad}`, bad, "parameter", "leads"],
  ["parameter, encoded twice", `https://math.test/?u=${twice}`, bad, "parameter", "leads"],
  ["parameter, encoded three times", `https://math.test/?u=${thrice}`, bad, "parameter", "leads"],
  ["parameter, base64", `https://math.test/?u=${base64}`, bad, "parameter", "leads"],
  [
    "parameter, base64, encoded",
    `https://math.test/?u=${encodeURIComponent(base64)}`,
    bad,
    "parameter",
    "leads",
  ],
  ["parameter, base64url", `https://math.test/?u=${base64url}`, bad, "parameter", "leads"],
  ["parameter, hex", `https://math.test/?u=${hex}`, bad, "parameter", "leads"],
  [
    "parameter, Ultraviolet's spelling",
    `https://math.test/?u=${swapped(bad)}`,
    bad,
    "parameter",
    "leads",
  ],
  [
    "parameter, no scheme",
    "https://math.test/?site=//bad.test/x",
    "https://bad.test/x",
    "parameter",
    "leads",
  ],
  [
    "parameter, bare host",
    "https://math.test/?site=www.bad.test",
    "https://www.bad.test",
    "parameter",
    "leads",
  ],
  [
    "parameter, bare host with path",
    "https://math.test/go?to=bad.test/x",
    "https://bad.test/x",
    "parameter",
    "leads",
  ],
  ["parameter of any name", `https://math.test/?zzz=${once}`, bad, "parameter", "leads"],
  ["parameter, escaped name", `https://math.test/?%75rl=${once}`, bad, "parameter", "leads"],
  ["the whole query", `https://math.test/?${bad}`, bad, "parameter", "leads"],
  ["the whole query, encoded", `https://math.test/?${once}`, bad, "parameter", "leads"],
  ["link", `https://math.test/out?link=${once}`, bad, "parameter", "leads"],
  ["redirect", `https://math.test/r?redirect=${once}`, bad, "parameter", "leads"],
  [
    "a page that goes on, and is no sign-in",
    `https://math.test/start?continue=${once}`,
    bad,
    "parameter",
    "leads",
  ],
  ["a sign-in that fetches", `https://math.test/login?url=${once}`, bad, "parameter", "leads"],
  ["words on a path that fetches", `https://math.test/proxy?q=${once}`, bad, "parameter", "leads"],
  [
    "words on a path that leads out",
    `https://math.test/redirect?q=${once}`,
    bad,
    "parameter",
    "leads",
  ],
  ["words in base64", `https://math.test/index.php?q=${base64}`, bad, "parameter", "leads"],
  [
    "words in a proxy's spelling",
    `https://math.test/find?q=${swapped(bad)}`,
    bad,
    "parameter",
    "leads",
  ],
  [
    "a front page asked for a bare host",
    "https://math.test/?url=bad.test",
    "https://bad.test",
    "parameter",
    "leads",
  ],
  [
    "an old web proxy",
    "https://math.test/browse.php?u=bad.test/x",
    "https://bad.test/x",
    "parameter",
    "leads",
  ],
  ["a known good site's path", `https://math.ac.uk/fetch/${bad}`, bad, "path", "leads"],
  ["a known good site, hidden", `https://math.ac.uk/?url=${base64url}`, bad, "parameter", "leads"],
  ["YouTube's way out", `https://www.youtube.com/redirect?q=${once}`, bad, "parameter", "leads"],
  ["Google's way out", `https://www.google.com/url?q=${once}&sa=D`, bad, "parameter", "leads"],
  ["DuckDuckGo's way out", `https://duckduckgo.com/l/?uddg=${once}`, bad, "parameter", "leads"],
  [
    "a picture a search found",
    `https://www.google.com/imgres?imgurl=${once}&q=owl`,
    bad,
    "parameter",
    "leads",
  ],
  [
    "tabs inside",
    "https://math.test/?url=ht%09tps%3A//bad.test/",
    "https://bad.test/",
    "parameter",
    "leads",
  ],
  [
    "another scheme's case and port",
    "HTTP://MATH.TEST:81/?URL=HTTP://BAD.TEST/",
    "HTTP://BAD.TEST/",
    "parameter",
    "leads",
  ],
  [
    "back-slashes",
    "https://math.test/?url=https:\\\\bad.test\\x",
    "https:\\\\bad.test\\x",
    "parameter",
    "leads",
  ],
];

const innocent: readonly (readonly [name: string, address: string])[] = [
  ["a plain page", "https://example.org/"],
  ["a page with a query", "https://example.org/a?b=c&d=e#f"],
  ["a search on Google for an address", `https://www.google.com/search?q=${once}`],
  ["a search on a country's Google", `https://www.google.co.uk/search?q=${once}`],
  ["a search on Bing", `https://www.bing.com/search?q=${once}`],
  ["a search on DuckDuckGo", `https://duckduckgo.com/?q=${once}&ia=web`],
  ["a search on Yahoo", `https://search.yahoo.com/search?p=${once}`],
  ["a search on Ecosia", `https://www.ecosia.org/search?q=${once}`],
  ["a search on Startpage", `https://www.startpage.com/sp/search?query=${once}`],
  ["a search on YouTube", `https://www.youtube.com/results?search_query=${once}`],
  ["a search on Wikipedia", `https://en.wikipedia.org/w/index.php?search=${once}`],
  ["a search on Reddit", `https://www.reddit.com/search/?q=${once}`],
  ["where somebody comes from", `https://example.org/survey?ref=${once}`],
  ["where somebody comes from, spelt right", `https://example.org/?referrer=${once}`],
  ["where an embed stands", `https://www.youtube.com/embed/abc?origin=${once}`],
  ["where a player stands", `https://www.youtube.com/embed/abc?widget_referrer=${once}`],
  ["what an advert measures", `https://example.org/px?utm_source=${once}`],
  [
    "what a sign-in may do",
    "https://accounts.example.org/?scope=https://www.googleapis.com/auth/x",
  ],
  ["words that hold an address", "https://example.org/share?text=Look%20at%20https://bad.test/"],
  ["a page that leads back to itself", "https://example.org/login?next=https://example.org/home"],
  ["a path to come back to", "https://example.org/login?next=/home"],
  ["an article about an address", "https://en.wikipedia.org/wiki/Bad.test"],
  ["a folder named http", "https://example.org/docs/http/status"],
  ["a folder named https", "https://example.org/https/"],
  ["an article on http", "https://developer.mozilla.org/docs/Web/HTTP/Overview"],
  ["a file with a dot", "https://example.org/files/report.final.pdf"],
  ["two slashes in the middle", "https://example.org/a//b"],
  ["Google's front page", "https://www.google.com/"],
  ["Google Translate without a page", "https://translate.google.com/?sl=en&tl=fr&text=owl"],
  ["the archive's own pages", "https://archive.org/details/texts"],
  ["the archive's front page", "https://web.archive.org/"],
  ["AMP's script", "https://cdn.ampproject.org/v0.js"],
  ["AMP's script with a version", "https://cdn.ampproject.org/rtv/012345/v0/amp-ad.js"],
  ["a maths page", "https://example.org/~/service/maths"],
  [
    "a long token that is no base64 of an address",
    "https://example.org/?t=eyJhbGciOiJIUzI1NiJ9.e30.abc",
  ],
  ["base64 of words", `https://example.org/?t=${Buffer.from("hello world").toString("base64")}`],
  [
    "base64 of a text that begins with http",
    `https://example.org/?t=${Buffer.from("httpd configuration").toString("base64")}`,
  ],
  ["hex digits", "https://example.org/?commit=68747470"],
  ["a session in the path", "https://example.org/0123456789abcdef0123456789abcdef/page"],
  ["a number", "https://example.org/?u=12345"],
  ["a user's name", "https://example.org/?u=someone"],
  // What somebody looks for or writes (over-blocking: what is taught must stay open)
  ["a host looked for on GOV.UK", "https://www.gov.uk/search?q=facebook.com"],
  [
    "a host looked for on GOV.UK, all content",
    "https://www.gov.uk/search/all?keywords=bad.test&order=relevance",
  ],
  ["an address looked for on GOV.UK", `https://www.gov.uk/search?q=${once}`],
  ["a host looked for on the NHS's site", "https://www.nhs.uk/search/results?q=bad.test"],
  ["an address looked for at the BBC", `https://www.bbc.co.uk/search?q=${once}&d=NEWS_PS`],
  [
    "a host looked for in Wikipedia",
    "https://en.wikipedia.org/wiki/Special:Search?search=bad.test&go=Go",
  ],
  [
    "links to an address in Wikipedia",
    `https://en.wikipedia.org/wiki/Special:LinkSearch?target=${once}`,
  ],
  ["a host looked for on any site", "https://museum.test/search?q=bad.test"],
  ["an address looked for on any site", `https://museum.test/search?q=${once}`],
  ["an address looked for on a front page", `https://museum.test/?s=${once}`],
  ["a host looked for on a front page", "https://museum.test/?q=bad.test"],
  ["a host looked for in a library", "https://library.test/catalogue/browse?query=bad.test"],
  [
    "an address looked for in a library",
    `https://library.test/vufind/Search/Results?lookfor=${once}&type=AllFields`,
  ],
  ["a keyword that is a host", "https://shop.test/s?k=bad.test"],
  ["a term that is a host", "https://museum.test/index.php?term=bad.test"],
  ["a phrase that is a host", "https://museum.test/results?text=bad.test&p=other.test"],
  ["Chinese search words", "https://museum.test/s?wd=bad.test"],
  ["a search in the fragment", "https://museum.test/#q=bad.test"],
  [
    "a translated text that is a host",
    "https://translate.google.com/?sl=en&tl=fr&text=bad.test&op=translate",
  ],
  [
    "a translated text that is an address",
    `https://translate.google.com/?sl=en&tl=fr&text=${once}&op=translate`,
  ],
  [
    "a new GitHub issue",
    `https://github.com/example/maths/issues/new?title=Broken%20link&body=${once}`,
  ],
  [
    "a new GitHub issue about a host",
    "https://github.com/example/maths/issues/new?title=bad.test&labels=bug",
  ],
  ["issues that name a host", "https://github.com/example/maths/issues?q=is%3Aissue+bad.test"],
  [
    "a calendar's entry",
    `https://calendar.google.com/calendar/render?action=TEMPLATE&text=Talk&details=${once}&location=${once}`,
  ],
  [
    "an e-mail to write",
    `https://mail.google.com/mail/?view=cm&fs=1&to=a@example.org&su=bad.test&body=${once}`,
  ],
  [
    "an e-mail to write in Outlook",
    `https://outlook.office.com/mail/deeplink/compose?subject=Look&body=${once}`,
  ],
  ["a text to share", `https://museum.test/share?text=${once}`],
  ["a comment in a form", `https://museum.test/contact?message=${once}&name=bad.test`],
  // Who asks, and from where
  ["a feedback form", `https://museum.test/feedback?referrer=${once}`],
  ["a feedback form, the page before", `https://museum.test/feedback?previous_url=${once}`],
  [
    "what statistics count",
    `https://museum.test/stats?dl=${once}&dr=${once}&utm_campaign=bad.test`,
  ],
  // Sites that speak of an address and show nothing of it
  ["a report on GOV.UK", `https://www.gov.uk/contact/govuk?link=${once}`],
  ["a report on GOV.UK of a host", "https://report.service.gov.uk/website?url=bad.test"],
  ["a report to the police", `https://www.police.uk/report/start?website=${once}`],
  ["feedback to the NHS", `https://www.nhs.uk/contact-us/feedback?page=${once}`],
  ["a complaint at the BBC", `https://www.bbc.co.uk/contact/complaints?url=${once}`],
  ["a citation of an address", `https://www.citethisforme.com/cite/website?url=${once}`],
  ["a citation in another maker", `https://www.mybib.com/tools/citation?source=web&link=${once}`],
  ["a bibliography of Wikipedia", `https://citoid.wikimedia.org/api?search=${once}&url=${once}`],
  ["a library's catalogue on ac.uk", `https://catalogue.example.ac.uk/record?link=${once}`],
  ["a checker of certificates", "https://www.ssllabs.com/ssltest/analyze.html?d=bad.test"],
  ["a checker of web pages", `https://validator.w3.org/nu/?doc=${once}`],
  ["a register of names", "https://lookup.icann.org/en/lookup?domain=bad.test"],
  ["a page shared with a class", `https://classroom.google.com/share?url=${once}`],
  ["a page shared with friends", `https://www.facebook.com/sharer.php?u=${once}`],
  ["a post to write", `https://twitter.com/intent/tweet?url=${once}&via=example`],
  // Where a sign-in goes on: the browser asks for that by itself
  ["a sign-in that goes on", `https://accounts.google.com/signin?continue=${once}`],
  ["an OAuth sign-in", `https://auth.museum.test/authorize?client_id=1&redirect_uri=${once}`],
  [
    "Microsoft's sign-in",
    `https://login.microsoftonline.com/common/oauth2/v2.0/authorize?redirect_uri=${once}&state=x`,
  ],
  ["a sign-in on any site", `https://museum.test/login?returnTo=${once}`],
  ["a sign-in of WordPress", `https://museum.test/wp-login.php?redirect_to=${once}`],
  ["a sign-out", `https://museum.test/logout?return_url=${once}`],
  ["a consent page", `https://consent.google.com/ml?continue=${once}&gl=GB`],
  // A host where none is a goal
  ["a site's own page about a host", "https://museum.test/lessons/phishing?site=bad.test"],
  ["a domain in a list", "https://museum.test/articles?domain=bad.test"],
  ["a file to open", "https://museum.test/view?open=chart.test"],
  ["no web address", "about:blank"],
  ["a file", "file:///home/x?url=https://bad.test/"],
  ["nothing", ""],
  ["only a scheme", "https://"],
];

describe("carriedAddress", () => {
  test.each(carrying.map((row) => [...row] as const))(
    "%s",
    (_name, address, carried, by, fetches) => {
      const first = carriedAddress(address);
      expect(first).toEqual({ address: carried, by, isFetcher: fetches === "fetches" });
    },
  );

  test.each(innocent.map((row) => [...row] as const))("%s carries nothing", (_name, address) => {
    expect(carriedAddresses(address)).toEqual([]);
  });
});

function hostsOf(address: string): string[] {
  return carriedAddresses(address).map((one) => parseWebAddress(one.address)?.host ?? "");
}

describe("carriedAddresses", () => {
  test("goes inwards, outermost first", () => {
    const inner = `https://c.test/?url=${encodeURIComponent(bad)}`;
    const middle = `https://b-test.translate.goog/?link=${encodeURIComponent(inner)}`;
    expect(hostsOf(`https://a.test/?u=${encodeURIComponent(middle)}`)).toEqual([
      "b-test.translate.goog",
      "b.test",
      "c.test",
      "bad.test",
    ]);
  });

  test("finds every parameter's address, those that name a goal first", () => {
    const address = `https://a.test/?x=https://one.test/&y=https://two.test/&target=${once}`;
    expect(hostsOf(address)).toEqual(["bad.test", "one.test", "two.test"]);
  });

  test("padding pushes no goal out", () => {
    const padding = Array.from({ length: 300 }, (_, at) => `p${at}=https://p${at}.test/`).join("&");
    expect(hostsOf(`https://a.test/?${padding}&url=${once}`)).toContain("bad.test");
  });

  test("looks past a page that leads back to its own host", () => {
    const back = `https://a.test/go?url=${once}`;
    expect(hostsOf(`https://a.test/start?next=${encodeURIComponent(back)}`)).toEqual(["bad.test"]);
  });

  test("stops at five deep", () => {
    let address = bad;
    for (let at = 6; at >= 1; at -= 1) {
      address = `https://h${at}.test/?url=${encodeURIComponent(address)}`;
    }
    expect(hostsOf(address)).toEqual(["h2.test", "h3.test", "h4.test", "h5.test", "h6.test"]);
  });

  test("any wrapping within the bounds is seen through", () => {
    const wrap = fc.constantFrom<(address: string) => string>(
      (address) => `https://w.test/?url=${encodeURIComponent(address)}`,
      (address) => `https://x.test/${address}`,
      (address) => `https://y.test/go/${encodeURIComponent(address)}`,
      (address) => `https://z.test/service/${swapped(address)}`,
      (address) => `https://v.test/?b=${Buffer.from(address).toString("base64url")}`,
      (address) => `https://12ft.io/${address}`,
      (address) => `https://web.archive.org/web/2020/${address}`,
    );
    fc.assert(
      fc.property(fc.array(wrap, { minLength: 1, maxLength: 4 }), (wraps) => {
        const address = wraps.reduce((inner, one) => one(inner), "https://bad.test/a");
        expect(hostsOf(address)).toContain("bad.test");
      }),
      { numRuns: draws(300) },
    );
  });

  test("is total, bounded, and gives addresses only", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc
        .array(
          fc.constantFrom(
            ..."https:// http: // / ? & = # %3A %252F aHR0cHM6Ly9 hvtrs8%2F- bad.test translate.goog google.com u url web 2020 \\ @ .".split(
              " ",
            ),
          ),
          { maxLength: 60 },
        )
        .map((parts) => `https://${parts.join("")}`),
    );
    fc.assert(
      fc.property(text, (address) => {
        const found = carriedAddresses(address);
        expect(found.length).toBeLessThanOrEqual(40);
        expect(new Set(found.map((one) => one.address)).size).toBe(found.length);
        for (const one of found) expect(parseWebAddress(one.address)).toBeDefined();
        expect(carriedAddresses(address)).toEqual(found);
      }),
      { numRuns: draws(400) },
    );
  });

  test("long and hostile texts end", () => {
    const long = 60_000;
    const texts = [
      `https://a.test/${"https://".repeat(long / 8)}`,
      `https://a.test/?${"u=".repeat(long / 2)}`,
      `https://a.test/?u=${"%25".repeat(long / 3)}`,
      `https://a.test/${"/http/a.b".repeat(long / 9)}\u2028`,
      `https://a.test/?u=${"aHR0cHM6Ly9".repeat(long / 11)}`,
      `https://a.test/${"a.".repeat(long / 2)}`,
      `https://a.test/?${Array.from({ length: 4000 }, (_, at) => `a${at}=https://h${at}.test/`).join("&")}`,
    ];
    for (const text of texts) expect(carriedAddresses(text).length).toBeLessThanOrEqual(40);
  });
});

const reached = (name: string, address: string, action: "allow" | "block") =>
  [name, address, action] as const;

describe("what comes of it where a site is closed", () => {
  const table = buildHostTable([hostSet("social", "social", ["facebook.com", "bet365.com"])]);
  const effective = plainPolicy({
    categories: { social: { action: "block", rule: "profiles.ks3.categories.social" } },
  });
  const betting = encodeURIComponent("https://www.bet365.com/");

  test.each([
    reached("a host looked for", "https://www.gov.uk/search?q=facebook.com", "allow"),
    reached(
      "an address looked for",
      "https://museum.test/search?q=https://www.facebook.com/museum",
      "allow",
    ),
    reached("a sign-in that ends there", `https://museum.test/login?next=${betting}`, "allow"),
    reached("the page where it ends", "https://www.bet365.com/", "block"),
    reached("a report", `https://www.gov.uk/contact/govuk?link=${betting}`, "allow"),
    reached("a goal on a site nobody knows", "https://math.test/?url=https://bet365.com", "block"),
    reached("a goal in the path", "https://math.test/https://bet365.com", "block"),
    reached("a proxy asked for a host", "https://math.test/browse.php?u=bet365.com", "block"),
  ])("%s", (_name, address, action) => {
    const context = { kind: "main_frame", atMs: noonMs } as const;
    expect(decide(address, context, effective, table).action).toBe(action);
  });
});
