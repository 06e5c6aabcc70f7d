// What is searched for is noticed wherever it is searched: engines, films, shops, assistants, from the address bar (which
// opens the engine's own address) and within a page that loads nothing anew. Which part of which address holds the words
// is held to by a table of its own (tests/unit/core/search-terms.test.ts).
import { expect, test } from "vitest";
import { concernTexts } from "../support/concern-texts.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { openScanningSchool, type ScanningSchool } from "../support/scanning-school.ts";
import { html } from "../support/visit.ts";

const words = concernTexts.search;
const query = encodeURIComponent(words).replaceAll("%20", "+");
const results = `<h1>Results</h1><p>Hot rock rises through the crust of the earth.</p>`;

const searches: readonly string[] = [
  `https://www.google.co.uk/search?hl=en&q=${query}`,
  `https://www.bing.com/search?q=${query}`,
  `https://duckduckgo.com/?q=${query}&ia=web`,
  `https://uk.search.yahoo.com/search?p=${query}`,
  `https://www.ecosia.org/search?q=${query}`,
  `https://search.brave.com/search?q=${query}`,
  `https://www.youtube.com/results?search_query=${query}`,
  `https://www.amazon.co.uk/s?k=${query}`,
  `https://www.ebay.co.uk/sch/i.html?_nkw=${query}`,
  `https://www.argos.co.uk/search/${words.replaceAll(" ", "-")}/`,
  `https://chatgpt.com/?q=${query}`,
  `https://www.perplexity.ai/search?q=${query}`,
];
const hostOf = (address: string): string => new URL(address).hostname;
const chat = `<h1>Ask</h1><div id="edit" contenteditable="true" style="min-height:2em"></div>`;

let school: ScanningSchool;
openAfresh(
  async () => {
    const hosts = [...new Set(searches.map(hostOf)), "www.google.com", "m.youtube.com"];
    school = await openScanningSchool({
      ...Object.fromEntries(hosts.map((host) => [host, () => html("results", results)])),
      "claude.ai": () => html("Ask", chat),
    });
  },
  () => school?.close(),
);

test.each(searches.map((address) => [hostOf(address), address] as const))(
  "searched on %s",
  async (host, address) => {
    await school.withPage(address, async () => {
      const found = await school.findingFrom(host, "search");
      expect(found.excerpt.toLowerCase()).toContain(words);
      expect(found.theme).toBe("self-harm");
    });
  },
);

test.each([
  ["a page that only changes its address", "m.youtube.com", `/results?search_query=${query}`],
  ["the fragment of an address", "www.google.com", `#q=${query}`],
])("searched within %s", async (_name, host, address) => {
  await school.withPage(`https://${host}/`, async (page) => {
    await page.evaluate((next) => {
      if (next.startsWith("#")) location.hash = next;
      else history.pushState({}, "", next);
    }, address);
    const found = await school.findingFrom(host, "search");
    expect(found.excerpt.toLowerCase()).toContain(words);
  });
});

test("asked of an assistant in its own box, sent by Enter", async () => {
  await school.withPage("https://claude.ai/new", async (page) => {
    await page.click("#edit");
    await page.keyboard.type(words, { delay: 1 });
    await page.keyboard.press("Enter");
    const found = await school.findingFrom("claude.ai", "typed");
    expect(found.theme).toBe("self-harm");
  });
});
