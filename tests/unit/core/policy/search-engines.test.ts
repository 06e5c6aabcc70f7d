import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseWebAddress } from "../../../../lib/core/policy/host.ts";
import { searchEngines } from "../../../../lib/core/policy/search-engine-table.ts";
import {
  isImageSearch,
  isSearchPage,
  safeSearchAddress,
  safeSearchRules,
  searchEngineAt,
  searchPageOf,
  searchHeaderHosts,
  searchHeaders,
} from "../../../../lib/core/policy/search-engines.ts";
import { draws } from "../../../support/draws.ts";

function parsedOf(address: string) {
  const parsed = parseWebAddress(address);
  if (parsed === undefined) throw new Error(`no web address: ${address}`);
  return parsed;
}

describe("safeSearchAddress", () => {
  const rows: readonly (readonly [name: string, from: string, to: string | undefined])[] = [
    [
      "Google",
      "https://www.google.com/search?q=owl",
      "https://www.google.com/search?q=owl&safe=active&ssui=on",
    ],
    [
      "Google, switched off",
      "https://www.google.co.uk/search?safe=off&q=owl",
      "https://www.google.co.uk/search?q=owl&safe=active&ssui=on",
    ],
    [
      "Google, repeated parameters: all are cleaned",
      "https://www.google.com/search?safe=active&q=owl&safe=off&ssui=on",
      "https://www.google.com/search?q=owl&safe=active&ssui=on",
    ],
    [
      "Google, capitals and an escaped name",
      "https://www.google.com/search?SAFE=off&%73afe=images&q=owl",
      "https://www.google.com/search?q=owl&safe=active&ssui=on",
    ],
    [
      "Google, an escaped value is written anew",
      "https://www.google.com/search?q=owl&safe=%61ctive&ssui=on",
      "https://www.google.com/search?q=owl&safe=active&ssui=on",
    ],
    [
      "Google images",
      "https://www.google.com/search?q=owl&udm=2",
      "https://www.google.com/search?q=owl&udm=2&safe=active&ssui=on",
    ],
    [
      "Google keeps the fragment",
      "https://www.google.com/search?q=owl#top",
      "https://www.google.com/search?q=owl&safe=active&ssui=on#top",
    ],
    [
      "Google with upper-case host and dot",
      "HTTPS://WWW.GOOGLE.COM./search?q=owl",
      "https://www.google.com/search?q=owl&safe=active&ssui=on",
    ],
    [
      "Google, an escaped path",
      "https://www.google.com/%73earch?q=owl",
      "https://www.google.com/%73earch?q=owl&safe=active&ssui=on",
    ],
    [
      "Google, no terms yet",
      "https://www.google.com/webhp",
      "https://www.google.com/webhp?safe=active&ssui=on",
    ],
    [
      "Google in a country few think of",
      "https://www.google.com.gi/search?q=owl",
      "https://www.google.com.gi/search?q=owl&safe=active&ssui=on",
    ],
    [
      "Google on another port and by http",
      "http://google.co.in:8080/search?q=owl",
      "http://google.co.in:8080/search?q=owl&safe=active&ssui=on",
    ],
    [
      "Google, a user name is dropped",
      "https://x@www.google.com/search?q=owl",
      "https://www.google.com/search?q=owl&safe=active&ssui=on",
    ],
    ["Google, safe already", "https://www.google.com/search?q=owl&safe=active&ssui=on", undefined],
    [
      "Google, safe already in front",
      "https://www.google.com/search?safe=active&ssui=on&q=owl",
      undefined,
    ],
    ["Google Docs is no search", "https://docs.google.com/search?q=owl", undefined],
    ["Google Classroom is no search", "https://classroom.google.com/search?q=owl", undefined],
    ["Google maps", "https://www.google.com/maps?q=owl", undefined],
    ["a host that only looks like Google", "https://google.evil.test/search?q=owl", undefined],
    ["another that ends like it", "https://notgoogle.com/search?q=owl", undefined],
    ["Bing", "https://www.bing.com/search?q=owl", "https://www.bing.com/search?q=owl&adlt=strict"],
    [
      "Bing, switched off",
      "https://www.bing.com/images/search?q=owl&adlt=off",
      "https://www.bing.com/images/search?q=owl&adlt=strict",
    ],
    [
      "Bing, country host",
      "https://cn.bing.com/videos/search?q=owl&ADLT=off",
      "https://cn.bing.com/videos/search?q=owl&adlt=strict",
    ],
    ["Bing maps", "https://www.bing.com/maps?q=owl", undefined],
    [
      "DuckDuckGo goes to its safe host",
      "https://duckduckgo.com/?q=owl&kp=-2",
      "https://safe.duckduckgo.com/?q=owl&kp=1",
    ],
    [
      "DuckDuckGo's start page too",
      "https://start.duckduckgo.com/",
      "https://safe.duckduckgo.com/?kp=1",
    ],
    [
      "DuckDuckGo without scripts",
      "https://html.duckduckgo.com/html/?q=owl",
      "https://html.duckduckgo.com/html/?q=owl&kp=1",
    ],
    [
      "DuckDuckGo's safe host, loosened",
      "https://safe.duckduckgo.com/?q=owl&kp=-1",
      "https://safe.duckduckgo.com/?q=owl&kp=1",
    ],
    ["DuckDuckGo, safe already", "https://safe.duckduckgo.com/?q=owl&kp=1", undefined],
    [
      "Yahoo",
      "https://uk.search.yahoo.com/search?p=owl&vm=p",
      "https://uk.search.yahoo.com/search?p=owl&vm=r",
    ],
    [
      "Yahoo images",
      "https://images.search.yahoo.com/search/images?p=owl",
      "https://images.search.yahoo.com/search/images?p=owl&vm=r",
    ],
    ["Yahoo news is no search", "https://news.yahoo.com/search?p=owl", undefined],
    [
      "Brave goes to its safe host",
      "https://search.brave.com/search?q=owl&safesearch=off",
      "https://safe.search.brave.com/search?q=owl&safesearch=strict",
    ],
    [
      "Brave, safe already",
      "https://safe.search.brave.com/search?q=owl&safesearch=strict",
      undefined,
    ],
    [
      "Startpage goes to its safe host",
      "https://www.startpage.com/sp/search?query=owl&qadf=none",
      "https://safe.startpage.com/sp/search?query=owl&qadf=heavy",
    ],
    ["Startpage's help", "https://support.startpage.com/search?query=owl", undefined],
    ["Qwant", "https://www.qwant.com/?q=owl&s=0", "https://www.qwant.com/?q=owl&s=2"],
    [
      "Qwant's own service",
      "https://api.qwant.com/v3/search/web?q=owl&safesearch=0",
      "https://api.qwant.com/v3/search/web?q=owl&safesearch=2",
    ],
    [
      "Mojeek",
      "https://www.mojeek.com/search?q=owl&safe=0",
      "https://www.mojeek.com/search?q=owl&safe=1",
    ],
    [
      "Ecosia: nothing in an address makes it safe",
      "https://www.ecosia.org/search?q=owl",
      undefined,
    ],
    ["YouTube: by header", "https://www.youtube.com/results?search_query=owl", undefined],
    ["Yandex: cannot be made safe", "https://yandex.com/search/?text=owl", undefined],
    ["an engine made for children", "https://www.kiddle.co/s.php?q=owl", undefined],
    ["no web address", "about:blank", undefined],
    ["a websocket", "wss://www.google.com/search?q=owl", undefined],
    ["nothing", "", undefined],
  ];

  test.each(rows.map((row) => [...row] as const))("%s", (_name, from, to) => {
    expect(safeSearchAddress(from)).toBe(to);
    if (to !== undefined) expect(safeSearchAddress(to)).toBeUndefined();
  });

  test("says nothing where the policy does not force it", () => {
    const address = "https://www.google.com/search?q=owl&safe=off";
    expect(safeSearchAddress(address, { isSafe: false })).toBeUndefined();
    expect(safeSearchAddress(address, { isSafe: true })).toBeDefined();
  });

  test("what it gives is safe, whatever stood in the query", () => {
    const starts = safeSearchRules().flatMap((rule) =>
      rule.domains.slice(0, 3).map((domain) => `https://${domain}${rule.pathStarts[0]}`),
    );
    const pair = fc.tuple(
      fc.constantFrom("safe", "SAFE", "ssui", "adlt", "kp", "vm", "s", "safesearch", "q", "%73"),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.array(pair, { maxLength: 6 }),
        fc.string({ maxLength: 20 }),
        (start, pairs, fragment) => {
          const query = pairs.map(([name, value]) => `${name}=${value}`).join("&");
          const address = `${start}?${query}#${fragment}`;
          const first = safeSearchAddress(address);
          if (first === undefined) return;
          expect(parseWebAddress(first)).toBeDefined();
          expect(safeSearchAddress(first)).toBeUndefined();
        },
      ),
      { numRuns: draws(500) },
    );
  });

  test("never throws", () => {
    fc.assert(fc.property(fc.string(), (text) => void safeSearchAddress(text)));
    fc.assert(fc.property(fc.webUrl(), (text) => void safeSearchAddress(text)));
  });
});

describe("pages of a search engine", () => {
  const rows: readonly (readonly [address: string, engine: string | undefined, images: boolean])[] =
    [
      ["https://www.google.com/search?q=owl", "google", false],
      ["https://www.google.com/search?q=owl&tbm=isch", "google", true],
      ["https://www.google.com/search?q=owl&UDM=2", "google", true],
      ["https://www.google.com/search?q=owl&udm=14", "google", false],
      ["https://www.google.com/imghp", "google", true],
      ["https://images.google.fr/", "google", true],
      ["https://lens.google.com/search?p=x", "google", true],
      ["https://www.google.com/maps", undefined, false],
      ["https://drive.google.com/search?q=owl", undefined, false],
      ["https://www.bing.com/images/search?q=owl", "bing", true],
      ["https://www.bing.com/search?q=images", "bing", false],
      ["https://duckduckgo.com/?q=owl&iax=images&ia=images", "duckduckgo", true],
      ["https://duckduckgo.com/?q=owl&ia=web", "duckduckgo", false],
      ["https://images.search.yahoo.com/search/images?p=owl", "yahoo", true],
      ["https://search.yahoo.com/search?p=owl", "yahoo", false],
      ["https://www.ecosia.org/images?q=owl", "ecosia", true],
      ["https://search.brave.com/images?q=owl", "brave", true],
      ["https://www.startpage.com/sp/search?query=owl&cat=images", "startpage", true],
      ["https://www.qwant.com/?q=owl&t=images", "qwant", true],
      ["https://www.youtube.com/results?search_query=owl", "youtube", false],
      ["https://www.youtube.com/watch?v=abc", undefined, false],
      ["https://yandex.com/search/?text=owl", "yandex", false],
      ["https://www.kiddle.co/s.php?q=owl", "kiddle", false],
      ["https://example.org/search?q=owl", undefined, false],
    ];

  test.each(rows.map((row) => [...row] as const))("%s", (address, engine, images) => {
    const parsed = parsedOf(address);
    expect(searchPageOf(parsed)?.id).toBe(engine);
    expect(isSearchPage(parsed)).toBe(engine !== undefined);
    expect(isImageSearch(parsed)).toBe(images);
  });

  test("a page of pictures is a page that searches", () => {
    for (const [address] of rows) {
      const parsed = parsedOf(address);
      if (isImageSearch(parsed)) expect(isSearchPage(parsed), address).toBe(true);
    }
  });
});

describe("what the browser's rules are made of", () => {
  test("every host is clean, and belongs to one engine", () => {
    const owners = new Map<string, string>();
    for (const engine of searchEngines) {
      const ways = typeof engine.safe === "string" ? [] : engine.safe;
      for (const place of [...engine.search, ...engine.images, ...ways]) {
        for (const domain of [...place.domains, ...(place.notDomains ?? [])]) {
          expect(parseWebAddress(`https://${domain}/`)?.host).toBe(domain);
          expect(owners.get(domain) ?? engine.id, domain).toBe(engine.id);
          owners.set(domain, engine.id);
          expect(searchEngineAt(domain)?.id).toBe(engine.id);
        }
        for (const start of place.pathStarts) {
          expect(parseWebAddress(`https://${place.domains[0]}${start}`)?.path).toBe(start);
        }
      }
    }
  });

  test("ids are unique, and the engines schools ask for are there", () => {
    const ids = searchEngines.map((engine) => engine.id);
    expect(new Set(ids).size).toBe(ids.length);
    const asked = "google bing duckduckgo yahoo ecosia brave startpage qwant youtube".split(" ");
    for (const id of asked) expect(ids).toContain(id);
  });

  test("Google searches under every ending that Chromium knows", () => {
    const google = safeSearchRules().find((rule) => rule.engine === "google");
    expect(google?.domains.length).toBeGreaterThan(240);
    for (const host of ["google.com", "google.co.uk", "google.com.gi", "google.ie", "google.im"]) {
      expect(google?.domains).toContain(host);
    }
  });

  test("each rule takes out every spelling of what it puts in", () => {
    for (const rule of safeSearchRules()) {
      for (const { key } of rule.addParams) {
        expect(rule.removeParams).toContain(key);
        expect(rule.removeParams).toContain(key.toUpperCase());
      }
      expect(rule.addParams.length > 0 || rule.toHost !== undefined).toBe(true);
    }
  });

  test("an engine's own safe host is one of its hosts and is not redirected again", () => {
    for (const rule of safeSearchRules()) {
      if (rule.toHost === undefined) continue;
      expect(searchEngineAt(rule.toHost)?.id).toBe(rule.engine);
      expect(rule.notDomains).toContain(rule.toHost);
    }
  });

  test.each([
    [
      "https://www.youtube.com/results?search_query=owl",
      true,
      "strict",
      "YouTube-Restrict: Strict",
    ],
    ["https://m.youtube.com/", false, "moderate", "YouTube-Restrict: Moderate"],
    ["https://WWW.YouTube-NoCookie.com./embed/abc", true, "strict", "YouTube-Restrict: Strict"],
    [
      "https://youtubei.googleapis.com/youtubei/v1/player",
      true,
      "strict",
      "YouTube-Restrict: Strict",
    ],
    ["https://www.youtube.com/", true, "off", ""],
    ["https://notyoutube.com/", true, "strict", ""],
    ["https://www.ecosia.org/search?q=owl", true, "off", "cookie: ECFG=f=y"],
    ["https://www.ecosia.org/images?q=owl", true, "strict", "cookie: ECFG=f=y"],
    ["https://www.ecosia.org/search?q=owl", false, "strict", ""],
    ["https://www.ecosia.org/about", true, "strict", ""],
    ["https://www.google.com/search?q=owl", true, "strict", ""],
    ["about:blank", true, "strict", ""],
    ["", true, "strict", ""],
  ] as const)(
    "the headers of %s, safe search %s, YouTube %s: %s",
    (address, isSafe, youtube, expected) => {
      const headers = searchHeaders(address, { isSafe, youtube });
      expect(headers.map(({ name, value }) => `${name}: ${value}`).join()).toBe(expected);
    },
  );

  test("every host that needs a header is among those that are listened to", () => {
    expect(searchHeaderHosts).toEqual(
      expect.arrayContaining(["youtube.com", "youtube-nocookie.com", "ecosia.org"]),
    );
  });

  test.each([
    ["https://th.bing.com/th?q=owl", "https://th.bing.com/th?q=owl&adlt=strict"],
    [
      "https://tse1.mm.bing.net/th?w=9&q=owl&adlt=off",
      "https://tse1.mm.bing.net/th?w=9&q=owl&adlt=strict",
    ],
    ["https://th.bing.com/th?q=owl&adlt=strict", undefined],
    ["https://th.bing.com/th?id=OIP.abc", undefined],
  ])("Bing's pictures by words: %s", (address, expected) => {
    expect(safeSearchAddress(address)).toBe(expected);
  });

  test("what cannot be made safe stands among the unsafe search engines", () => {
    const listed = readFileSync("rules/categories/unsafe-search.txt", "utf8").split("\n");
    for (const engine of searchEngines) {
      if (engine.safe !== "never") continue;
      expect(listed, engine.title).toContain(engine.search[0]?.domains[0]);
    }
  });
});
