import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { searchTermsOf } from "../../../lib/core/match/search-terms.ts";
import { searchEngines } from "../../../lib/core/policy/search-engine-table.ts";

const rows: readonly (readonly [address: string, engine: string | undefined, terms?: string])[] = [
  ["https://www.google.com/search?q=red+kites&hl=en", "Google", "red kites"],
  ["https://www.google.co.uk/search?hl=en&q=red%20kites", "Google", "red kites"],
  ["https://www.google.com.au/search?q=red", "Google", "red"],
  ["https://www.google.com/search?q=old#q=new", "Google", "new"],
  ["https://docs.google.com/document/d/abc/edit?q=no", undefined],
  ["https://google.evil.example/search?q=x", undefined],
  ["https://notgoogle.com/search?q=x", undefined],
  ["https://www.bing.com/search?q=caf%C3%A9", "Bing", "café"],
  ["https://www.bing.com/images/search?q=owl", "Bing", "owl"],
  ["https://www.bing.com/maps?q=owl", undefined],
  ["https://duckduckgo.com/?q=owl&ia=web", "DuckDuckGo", "owl"],
  ["https://uk.search.yahoo.com/search?p=owl", "Yahoo", "owl"],
  ["https://www.ecosia.org/search?method=index&q=trees", "Ecosia", "trees"],
  ["https://search.brave.com/search?q=lion", "Brave", "lion"],
  ["https://www.startpage.com/do/search?query=fox", "Startpage", "fox"],
  ["https://www.youtube.com/results?search_query=piano+lesson", "YouTube", "piano lesson"],
  ["https://www.youtube.com/watch?v=q", undefined],
  ["https://en.wikipedia.org/w/index.php?search=badger", "Wikipedia", "badger"],
  ["https://www.amazon.co.uk/s?k=rucksack", "Amazon", "rucksack"],
  ["https://chatgpt.com/?q=help+me", "ChatGPT", "help me"],
  ["https://m.youtube.com/results?search_query=piano", "YouTube", "piano"],
  ["https://music.youtube.com/search?q=piano", "YouTube", "piano"],
  ["https://www.youtubekids.com/search?q=owls&hl=en-GB", "YouTube", "owls"],
  ["https://www.amazon.com.au/s/ref=nb_sb_noss?field-keywords=tent", "Amazon", "tent"],
  ["https://www.amazon.co.uk/dp/B000?k=no", undefined],
  ["https://www.ebay.co.uk/sch/i.html?_from=R40&_nkw=bike+lamp", "eBay", "bike lamp"],
  ["https://www.ebay.de/sch/i.html?_nkw=lampe", "eBay", "lampe"],
  ["https://www.etsy.com/uk/search?q=clay+beads&ref=search_bar", "Etsy", "clay beads"],
  ["https://www.etsy.com/search/vintage?q=ring", "Etsy", "ring"],
  ["https://www.argos.co.uk/search/school-shoes/", "Argos", "school shoes"],
  ["https://www.argos.co.uk/search/desk%20lamp/?clickOrigin=x", "Argos", "desk lamp"],
  ["https://www.argos.co.uk/product/1234", undefined],
  ["https://www.temu.com/uk/search_result.html?search_key=pencil%20case", "Temu", "pencil case"],
  ["https://www.temu.com/search_result.html?search_key=kite", "Temu", "kite"],
  ["https://www.shein.co.uk/pdsearch/black%20boots/?ici=s1", "Shein", "black boots"],
  ["https://uk.shein.com/pdsearch/scarf/", "Shein", "scarf"],
  ["https://www.vinted.co.uk/catalog?search_text=coat", "Vinted", "coat"],
  ["https://www.aliexpress.com/wholesale?SearchText=lamp", "AliExpress", "lamp"],
  ["https://www.asos.com/search/?q=socks", "ASOS", "socks"],
  [
    "https://www.perplexity.ai/search/new?q=why+is+the+sky+blue",
    "Perplexity",
    "why is the sky blue",
  ],
  ["https://claude.ai/new?q=explain+osmosis", "Claude", "explain osmosis"],
  ["https://copilot.microsoft.com/?q=tell+me", "Copilot", "tell me"],
  ["https://www.google.com/search?udm=50&q=ask+the+machine", "Google", "ask the machine"],
  ["https://grok.com/?q=hello", "Grok", "hello"],
  ["https://duck.ai/?q=hello", "Duck.ai", "hello"],
  ["https://gemini.google.com/app?prompt=hello", "Gemini", "hello"],
  ["https://www.instagram.com/explore/search/keyword/?q=cats", "Instagram", "cats"],
  ["https://giphy.com/search/happy-dance", "GIPHY", "happy dance"],
  ["https://tenor.com/en-GB/search/happy-dance-gifs", "Tenor", "happy dance"],
  ["https://tenor.com/view/happy-dance-gif-1", undefined],
  ["https://www.tumblr.com/search/otters?src=typed_query", "Tumblr", "otters"],
  ["https://open.spotify.com/search/sad%20songs/playlists", "Spotify", "sad songs"],
  ["https://www.wattpad.com/search/dragons", "Wattpad", "dragons"],
  ["https://www.urbandictionary.com/define.php?term=word", "Urban Dictionary", "word"],
  ["https://www.roblox.com/discover/?Keyword=obby", "Roblox", "obby"],
  ["https://www.pinterest.co.uk/search/pins/?q=drawings", "Pinterest", "drawings"],
  ["https://amazon.evil.example/s?k=x", undefined],
  ["https://notetsy.com/search?q=x", undefined],
  ["https://www.google.com/search?q=100%+real", "Google", "100% real"],
  ["HTTPS://WWW.GOOGLE.COM/search?Q=caps", "Google", "caps"],
  ["https://user:pw@www.google.com:443/search?q=port", "Google", "port"],
  ["https://www.google.com./search?q=dot", "Google", "dot"],
  ["https://www.google.com/search?q=", undefined],
  ["https://www.google.com/search", undefined],
  ["about:blank", undefined],
  ["", undefined],
];

describe("search terms", () => {
  test.each(rows.map((row) => [...row]))("%s", (address = "", engine, terms) => {
    const found = searchTermsOf(address);
    expect(found?.engine ?? "").toBe(engine ?? "");
    expect(found?.terms ?? "").toBe(terms ?? "");
  });

  // What is typed into the address bar becomes a search of the browser's engine, whichever the school has set.
  test.each(searchEngines.map((engine) => [engine.title, engine] as const))(
    "every engine of the table: %s",
    (title, engine) => {
      for (const place of [...engine.search, ...engine.images]) {
        const domain = place.domains[0] ?? "";
        const fixed = (place.parameters ?? []).slice(0, 1);
        for (const start of place.pathStarts) {
          for (const words of engine.terms) {
            const query = fixed.map(({ name, value }) => `${name}=${value ?? "1"}`);
            if (!fixed.some(({ name }) => name === words)) query.push(`${words}=red+kites%21`);
            const address = `https://${domain}${start}?${query.join("&")}`;
            const found = searchTermsOf(address);
            expect(found?.engine, address).toBe(title);
            if (query.at(-1)?.includes("kites")) expect(found?.terms, address).toBe("red kites!");
          }
        }
      }
    },
  );

  test("words in a path are whole, and never longer than allowed", () => {
    const found = searchTermsOf(`https://www.argos.co.uk/search/${"long-".repeat(400)}/`);
    expect(found?.terms.length).toBeLessThanOrEqual(500);
  });

  test("never throws and never exceeds its length", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (text) => {
        searchTermsOf(text);
        const found = searchTermsOf(`https://www.google.com/search?q=${text}`);
        expect(found === undefined || found.terms.length <= 500).toBe(true);
      }),
    );
  });
});
