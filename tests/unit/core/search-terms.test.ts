import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { searchTermsOf } from "../../../lib/core/match/search-terms.ts";

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
