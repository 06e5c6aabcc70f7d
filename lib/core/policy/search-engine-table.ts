// Facts about search engines: their hosts, which of their pages search, and how the school can hold safe search on.
// A new engine is a row here; `search-engines.ts` reads it. Sources stand beside what each engine says of itself.

/** Pages of some hosts, told in a way that a rule of the browser can hold. All that is given has to fit. */
export interface PagePlace {
  /** These hosts and all below them … */
  readonly domains: readonly string[];
  /** … but not these and what is below them. */
  readonly notDomains?: readonly string[];
  /** Plain beginnings of the path, in lower case: "/search" fits "/search", "/search/images" and "/searchbyimage". */
  readonly pathStarts: readonly string[];
  /** One of these stands in the query; without a value, whatever its value. */
  readonly parameters?: readonly { readonly name: string; readonly value?: string }[];
}

/** What makes the pages of a place safe. */
export interface SafeWay extends PagePlace {
  /** Parameters as the engine reads them: each once, with this value. */
  readonly add: readonly { readonly key: string; readonly value: string }[];
  /** The engine's own host on which safe search cannot be switched off. */
  readonly toHost?: string;
  /** What the page's scripts ask here decides as well: rules hold for `xmlhttprequest` too. */
  readonly alsoData?: true;
  /** Pictures that stand in pages are made by what is searched for: rules hold for `image` too. */
  readonly alsoPictures?: true;
  /** A request header for these pages and what their scripts ask, put in the place of any other of that name. */
  readonly header?: { readonly name: string; readonly value: string };
}

export interface SearchEngine {
  /** For the policy: `search.engines`. */
  readonly id: string;
  /** For the desk. */
  readonly title: string;
  readonly search: readonly PagePlace[];
  readonly images: readonly PagePlace[];
  /** Parameters that hold what is searched for, in lower case. */
  readonly terms: readonly string[];
  /**
   * "always": made for children, or safe whatever is asked. "never": the school cannot hold it safe.
   * "header": by a request header (YouTube). Otherwise the ways, each for its own places.
   */
  readonly safe: "always" | "never" | "header" | readonly SafeWay[];
}

/** Every ending under which Google searches. Source: Chromium, components/google/core/common/google_tld_list.h. */
const googleEndings =
  `ac ad ae af ag al am as at aw az ba be bf bg bi bj bm bn bo bs bt by ca cat cc cd cf cg ch ci cl cm cn co co.ao
  co.bw co.ck co.cr co.gy co.hu co.id co.il co.im co.in co.je co.jp co.ke co.kr co.ls co.ma co.mz co.nz co.rs co.th
  co.tz co.ug co.uk co.uz co.ve co.vi co.za co.zm co.zw com com.af com.ag com.ai com.ar com.au com.bd com.bh com.bi
  com.bn com.bo com.br com.by com.bz com.cn com.co com.cu com.cy com.do com.dz com.ec com.eg com.er com.et com.fj
  com.ge com.gh com.gi com.gp com.gr com.gt com.gy com.hk com.ht com.iq com.jm com.jo com.kh com.kw com.kz com.lb
  com.lv com.ly com.mm com.mt com.mx com.my com.na com.nc com.nf com.ng com.ni com.np com.nr com.om com.pa com.pe
  com.pg com.ph com.pk com.pl com.pr com.ps com.pt com.py com.qa com.ru com.sa com.sb com.sg com.sl com.sv com.tj
  com.tm com.tn com.tr com.tw com.ua com.uy com.vc com.ve com.vn cv cz de dj dk dm do dz ec ee es eu fi fm fr ga gd
  ge gf gg gl gm gp gr gw gy hk hn hr ht hu ie im in info io iq is it it.ao je jo jobs jp kg ki km kr kz la li lk lt
  lu lv ma md me mg mh mk ml mn mr ms mu mv mw mx ne ne.jp net ng nl no nr nu off.ai org pf ph pk pl pn ps pt qa re
  ro rs ru rw sc se sg sh si sk sl sm sn so sr st sz td tel tg tk tl tm tn to tt tw ua us uz vg vn vu ws yt`.split(
    /\s+/,
  );

const googleSearch: PagePlace = {
  domains: googleEndings.map((ending) => `google.${ending}`),
  // Own services whose search looks through a person's or a product's own things.
  notDomains: [
    "accounts",
    "calendar",
    "chat",
    "chromewebstore",
    "classroom",
    "cloud",
    "contacts",
    "developers",
    "docs",
    "drive",
    "groups",
    "keep",
    "mail",
    "myactivity",
    "photos",
    "play",
    "scholar",
    "sites",
    "support",
    "translate",
  ].map((name) => `${name}.google.com`),
  pathStarts: [
    "/search",
    "/webhp",
    "/images",
    "/imghp",
    "/imgres",
    "/videohp",
    "/videosearch",
    "/custom",
    "/cse",
  ],
};

const bingPages = ["/search", "/images", "/videos", "/news", "/shop"];
const yahooPages = ["/search", "/mobile/s", "/yhs", "/image", "/video", "/news"];
const duckPlace: PagePlace = { domains: ["duckduckgo.com"], pathStarts: ["/"] };
const startpagePages = ["/do/", "/sp/", "/rvd/", "/search"];
const bravePages = ["/search", "/images", "/videos", "/news", "/goggles", "/ask"];
const ecosiaPages = ["/search", "/images", "/videos", "/news"];

/** An engine that the school cannot hold safe; its first host stands in `rules/categories/unsafe-search.txt`. */
function never(
  id: string,
  title: string,
  domains: readonly string[],
  pathStarts: readonly string[],
  terms: readonly string[],
): SearchEngine {
  return { id, title, search: [{ domains, pathStarts }], images: [], terms, safe: "never" };
}

function forChildren(id: string, title: string, domain: string): SearchEngine {
  return {
    id,
    title,
    search: [{ domains: [domain], pathStarts: ["/"] }],
    images: [],
    terms: ["q", "query"],
    safe: "always",
  };
}

export const searchEngines: readonly SearchEngine[] = [
  {
    id: "google",
    title: "Google",
    search: [googleSearch],
    images: [
      {
        ...googleSearch,
        pathStarts: ["/search", "/webhp"],
        parameters: [
          { name: "tbm", value: "isch" },
          { name: "udm", value: "2" },
        ],
      },
      { ...googleSearch, pathStarts: ["/imghp", "/images", "/imgres", "/searchbyimage"] },
      {
        domains: googleEndings.flatMap((ending) => [`images.google.${ending}`]),
        pathStarts: ["/"],
      },
      { domains: ["lens.google.com"], pathStarts: ["/"] },
    ],
    terms: ["q"],
    // Both as Chromium's own ForceGoogleSafeSearch sets them (components/safe_search_api/safe_search_util.cc).
    safe: [
      {
        ...googleSearch,
        add: [
          { key: "safe", value: "active" },
          { key: "ssui", value: "on" },
        ],
        alsoData: true,
      },
    ],
  },
  {
    id: "youtube",
    title: "YouTube",
    search: [{ domains: ["youtube.com"], pathStarts: ["/results"] }],
    images: [],
    terms: ["search_query"],
    safe: "header",
  },
  {
    id: "bing",
    title: "Bing",
    search: [{ domains: ["bing.com"], pathStarts: bingPages }],
    images: [{ domains: ["bing.com"], pathStarts: ["/images"] }],
    terms: ["q"],
    // The parameter that network filters set: Barracuda and Forcepoint document it ("adlt=strict").
    safe: [
      {
        domains: ["bing.com"],
        pathStarts: bingPages,
        add: [{ key: "adlt", value: "strict" }],
        alsoData: true,
      },
      // Its thumbnail hosts give a picture for words, in any page (/th?q=owl); those with an id are pictures by name.
      {
        domains: ["th.bing.com", "mm.bing.net"],
        pathStarts: ["/th"],
        parameters: [{ name: "q" }],
        add: [{ key: "adlt", value: "strict" }],
        alsoData: true,
        alsoPictures: true,
      },
    ],
  },
  {
    id: "duckduckgo",
    title: "DuckDuckGo",
    search: [duckPlace],
    images: [
      {
        ...duckPlace,
        parameters: [
          { name: "ia", value: "images" },
          { name: "iax", value: "images" },
        ],
      },
    ],
    terms: ["q"],
    // duckduckgo.com/duckduckgo-help-pages/features/safe-search: safe.duckduckgo.com "will guarantee that safe search is
    // enabled … and that client safe search controls are disabled"; …/settings/params: kp=1 is strict.
    safe: [
      {
        domains: ["duckduckgo.com"],
        notDomains: [
          "safe.duckduckgo.com",
          "html.duckduckgo.com",
          "lite.duckduckgo.com",
          "links.duckduckgo.com",
          "external-content.duckduckgo.com",
          "improving.duckduckgo.com",
          "proxy.duckduckgo.com",
          "quack.duckduckgo.com",
          "staticcdn.duckduckgo.com",
        ],
        pathStarts: ["/"],
        add: [{ key: "kp", value: "1" }],
        toHost: "safe.duckduckgo.com",
      },
      {
        domains: ["safe.duckduckgo.com", "html.duckduckgo.com", "lite.duckduckgo.com"],
        pathStarts: ["/"],
        add: [{ key: "kp", value: "1" }],
      },
    ],
  },
  {
    id: "yahoo",
    title: "Yahoo",
    search: [{ domains: ["search.yahoo.com"], pathStarts: yahooPages }],
    images: [
      { domains: ["search.yahoo.com"], pathStarts: ["/search/images", "/image"] },
      // Whatever the path: this host and `uk.images.search.yahoo.com` search pictures only.
      { domains: ["images.search.yahoo.com"], pathStarts: ["/"] },
    ],
    terms: ["p"],
    // vm=r strict, vm=i moderate, vm=p off; Barracuda documents it.
    safe: [
      {
        domains: ["search.yahoo.com"],
        pathStarts: yahooPages,
        add: [{ key: "vm", value: "r" }],
        alsoData: true,
      },
    ],
  },
  {
    id: "ecosia",
    title: "Ecosia",
    search: [{ domains: ["ecosia.org"], pathStarts: ecosiaPages }],
    images: [{ domains: ["ecosia.org"], pathStarts: ["/images"] }],
    terms: ["q"],
    // Ecosia documents a name for the network only (strict-safe-search.ecosia.org) and no parameter. What its settings
    // page stores for "strict" is the cookie ECFG with f=y; it is set on every search. Not promised by Ecosia.
    safe: [
      {
        domains: ["ecosia.org"],
        pathStarts: ecosiaPages,
        add: [],
        header: { name: "cookie", value: "ECFG=f=y" },
      },
    ],
  },
  {
    id: "brave",
    title: "Brave",
    search: [{ domains: ["search.brave.com"], pathStarts: bravePages }],
    images: [{ domains: ["search.brave.com"], pathStarts: ["/images"] }],
    terms: ["q"],
    // A host of its own with safe search held on (AdGuardTeam/AdGuardDNS#751, brave/brave-browser#29318), and the
    // parameter of its settings.
    safe: [
      {
        domains: ["search.brave.com"],
        notDomains: ["safe.search.brave.com"],
        pathStarts: bravePages,
        add: [{ key: "safesearch", value: "strict" }],
        toHost: "safe.search.brave.com",
      },
      {
        domains: ["safe.search.brave.com"],
        pathStarts: bravePages,
        add: [{ key: "safesearch", value: "strict" }],
      },
    ],
  },
  {
    id: "startpage",
    title: "Startpage",
    search: [{ domains: ["startpage.com"], pathStarts: startpagePages }],
    images: [
      {
        domains: ["startpage.com"],
        pathStarts: startpagePages,
        parameters: [
          { name: "cat", value: "images" },
          { name: "cat", value: "pics" },
        ],
      },
    ],
    terms: ["query", "q"],
    // support.startpage.com, "Whitelisting Startpage at the DNS level: safe.startpage.com"; qadf=heavy is what its own
    // switch sends. Searches go by POST: the host is what holds.
    safe: [
      {
        domains: ["startpage.com"],
        notDomains: ["safe.startpage.com", "support.startpage.com", "blog.startpage.com"],
        pathStarts: startpagePages,
        add: [{ key: "qadf", value: "heavy" }],
        toHost: "safe.startpage.com",
      },
      {
        domains: ["safe.startpage.com"],
        pathStarts: startpagePages,
        add: [{ key: "qadf", value: "heavy" }],
      },
    ],
  },
  {
    id: "qwant",
    title: "Qwant",
    search: [
      {
        domains: ["qwant.com"],
        notDomains: ["api.qwant.com", "help.qwant.com"],
        pathStarts: ["/"],
      },
    ],
    images: [
      {
        domains: ["qwant.com"],
        notDomains: ["api.qwant.com", "help.qwant.com"],
        pathStarts: ["/"],
        parameters: [{ name: "t", value: "images" }],
      },
    ],
    terms: ["q"],
    // s=2 in the page's address, safesearch=2 in what the page asks its own service (searxng/searxng#1640).
    safe: [
      {
        domains: ["qwant.com"],
        notDomains: ["api.qwant.com", "help.qwant.com"],
        pathStarts: ["/"],
        add: [{ key: "s", value: "2" }],
      },
      {
        domains: ["api.qwant.com"],
        pathStarts: ["/v3/search", "/api/search", "/egp/search"],
        add: [{ key: "safesearch", value: "2" }],
        alsoData: true,
      },
    ],
  },
  {
    id: "mojeek",
    title: "Mojeek",
    search: [{ domains: ["mojeek.com", "mojeek.co.uk"], pathStarts: ["/search"] }],
    images: [
      {
        domains: ["mojeek.com", "mojeek.co.uk"],
        pathStarts: ["/search"],
        parameters: [{ name: "fmt", value: "images" }],
      },
    ],
    terms: ["q"],
    // nextdns/no-safesearch#15 (Mojeek's own): "the safe=1 parameter".
    safe: [
      {
        domains: ["mojeek.com", "mojeek.co.uk"],
        pathStarts: ["/search"],
        add: [{ key: "safe", value: "1" }],
      },
    ],
  },
  forChildren("kiddle", "Kiddle", "kiddle.co"),
  forChildren("kidrex", "KidRex", "kidrex.org"),
  forChildren("kidzsearch", "KidzSearch", "kidzsearch.com"),
  forChildren("qwant-junior", "Qwant Junior", "qwantjunior.com"),
  forChildren("safe-search-kids", "Safe Search Kids", "safesearchkids.com"),
  forChildren("swiggle", "Swiggle", "swiggle.org.uk"),
  never("swisscows", "Swisscows", ["swisscows.com"], ["/"], ["query"]),
  never(
    "yandex",
    "Yandex",
    ["yandex.com", "yandex.ru", "ya.ru", "yandex.eu", "yandex.com.tr", "yandex.kz", "yandex.by"],
    ["/search", "/images", "/video", "/yandsearch"],
    ["text"],
  ),
  never("baidu", "Baidu", ["baidu.com"], ["/s", "/search"], ["wd", "word"]),
  never("ask", "Ask", ["ask.com"], ["/web", "/youtube", "/pictures"], ["q"]),
  never("aol", "AOL", ["search.aol.com", "search.aol.co.uk"], ["/"], ["q"]),
  never("dogpile", "Dogpile", ["dogpile.com"], ["/serp", "/search", "/web"], ["q"]),
  never("gibiru", "Gibiru", ["gibiru.com"], ["/"], ["q"]),
  never("metager", "MetaGer", ["metager.org", "metager.de"], ["/meta"], ["eingabe"]),
  never("naver", "Naver", ["naver.com"], ["/search"], ["query"]),
  never("presearch", "Presearch", ["presearch.com", "presearch.org"], ["/search"], ["q"]),
  never("searx", "SearXNG", ["searx.be", "searx.info", "searx.me", "searx.space"], ["/"], ["q"]),
  never("seznam", "Seznam", ["seznam.cz"], ["/"], ["q"]),
  never("sogou", "Sogou", ["sogou.com"], ["/web", "/pics"], ["query"]),
  never("so", "360 Search", ["so.com"], ["/s", "/i"], ["q"]),
  never("webcrawler", "WebCrawler", ["webcrawler.com"], ["/serp", "/search"], ["q"]),
];
