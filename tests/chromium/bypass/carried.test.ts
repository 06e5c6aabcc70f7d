// An address that carries another is judged by what it carries: translators, archives, AMP, readers, proxies' own
// spellings, parameters and paths. The services stand in on loopback; what counts is that no request reaches them.
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import { bypassTest } from "../../support/bypass-record.ts";
import { blocked } from "../../support/bypass-world.ts";
import { openManagedSchool, type ManagedSchool } from "../../support/managed-school.ts";
import { openAfresh } from "../../support/open-afresh.ts";
import { hosts, testPolicy } from "../../support/test-policy.ts";
import { html, standsOn, visit } from "../../support/visit.ts";

const bad = `https://${hosts.blocked}/page`;
const once = encodeURIComponent(bad);
const good = `https://${hosts.open}/page`;
const schoolHost = "example-academy.test";
const unknownHost = "maths-help.test";
const translated = "bets-example--site-test.translate.goog";

/** As Ultraviolet writes addresses: the second bit of every second letter turned, then escaped. */
function swapped(address: string): string {
  const turned = Array.from(address, (letter, at) =>
    at % 2 === 1 ? String.fromCharCode(letter.charCodeAt(0) ^ 2) : letter,
  );
  return encodeURIComponent(turned.join(""));
}

/** By the row of the table that they belong to. */
const carriers = {
  "carried-translator": [
    `https://${translated}/page?_x_tr_sl=en&_x_tr_tl=fr`,
    `https://translate.google.com/translate?sl=en&u=${once}`,
    `https://www.translatetheweb.com/?from=&to=fr&a=${once}`,
    `https://translate.yandex.com/translate?url=${once}`,
  ],
  "carried-archive": [
    `https://web.archive.org/web/20200102030405/${bad}`,
    `https://web.archive.org/web/2020/${hosts.blocked}/page`,
    `https://archive.ph/newest/${bad}`,
    `https://webarchive.nationalarchives.gov.uk/ukgwa/20200102030405/${bad}`,
  ],
  "carried-cache": [
    `https://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:${hosts.blocked}/page+bets`,
    `https://webcache.googleusercontent.com/search?q=cache:${once}`,
    `https://cc.bingj.com/cache.aspx?q=bets&d=1&u=${once}`,
  ],
  "carried-amp": [
    `https://www.google.com/amp/s/${hosts.blocked}/page`,
    `https://bets-example--site-test.cdn.ampproject.org/c/s/${hosts.blocked}/page`,
  ],
  "carried-reader": [
    `https://12ft.io/${bad}`,
    `https://12ft.io/${hosts.blocked}/page`,
    `https://r.jina.ai/${bad}`,
  ],
  "carried-parameter": [
    `https://${unknownHost}/go?url=${once}`,
    `https://${unknownHost}/go?u=${encodeURIComponent(once)}`,
    `https://${unknownHost}/go?b=${Buffer.from(bad).toString("base64url")}`,
  ],
  "carried-path": [
    `https://${unknownHost}/proxy/${bad}`,
    `https://${unknownHost}/${bad}`,
    `https://${unknownHost}/view/${once}`,
    `https://${unknownHost}/https/${hosts.blocked}/page`,
  ],
  "carried-spelling": [
    `https://${unknownHost}/service/${swapped(bad)}`,
    `https://${unknownHost}/scramjet/${once}`,
    `https://${unknownHost}/0123456789abcdef0123456789abcdef/${bad}`,
  ],
  "carried-nested": [
    `https://${unknownHost}/go?url=${encodeURIComponent(`https://12ft.io/${bad}`)}`,
    `https://web.archive.org/web/2020/https://${translated}/page?_x_tr_sl=en`,
    `https://translate.google.com/translate?u=${encodeURIComponent(`https://${unknownHost}/go?url=${once}`)}`,
  ],
} satisfies Readonly<Record<string, readonly string[]>>;

const innocent: readonly (readonly [name: string, address: string])[] = [
  ["a search for the address", `https://${hosts.search}/search?q=${once}&adlt=strict`],
  ["an open site within an address", `https://${unknownHost}/go?url=${encodeURIComponent(good)}`],
  ["an open site in the archive", `https://web.archive.org/web/2020/${good}`],
  ["an open site translated", "https://lessons-example--site-test.translate.goog/page?_x_tr_sl=en"],
  ["where somebody comes from", `https://${unknownHost}/form?ref=${once}`],
  ["a help site within an address", `https://${unknownHost}/go?url=https://${hosts.help}/`],
  ["the school's own page", `https://${schoolHost}/links?url=${once}`],
];

const stands = () => html("Shown", "<h1 id='shown'>Shown</h1>");
let school: ManagedSchool;
openAfresh(
  async () => {
    const addresses = [
      ...Object.values(carriers).flat(),
      ...innocent.map(([, address]) => address),
    ];
    const carrierHosts = addresses.map((address) => new URL(address).hostname);
    school = await openManagedSchool({
      policy: testPolicy(),
      sites: {
        ...Object.fromEntries(carrierHosts.map((host) => [host, stands])),
        [hosts.blocked]: () => html("Bets", "bets"),
        [hosts.open]: ({ path }) =>
          path === "/frame"
            ? html("Frame", `<h1>Open</h1><iframe src="https://12ft.io/${bad}?framed"></iframe>`)
            : html("Lessons", "<h1>Lessons</h1>"),
      },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

const pathOf = (address: string): string => address.slice(new URL(address).origin.length);

describe("an address that carries a closed site", () => {
  for (const [row, addresses] of Object.entries(carriers)) {
    bypassTest(row, async () => {
      const page = await school.page();
      for (const address of addresses) {
        await visit(page, `https://${hosts.open}/`);
        await visit(page, address);
        await waitUntil(`the block page for ${address}`, () => {
          if (page.url().includes("/blocked.html")) return true;
          throw new Error(page.url());
        });
        const { hostname } = new URL(address);
        const asked = school.web.requestsTo(hostname).map((one) => one.path);
        expect(asked).not.toContain(pathOf(address));
      }
      await page.close();
      const through = [...new Set(addresses.map((address) => new URL(address).hostname))];
      return blocked(`${addresses.length} addresses, none asked for: ${through.join(", ")}`);
    });
  }

  bypassTest("carried-frame", async () => {
    const page = await school.page();
    await visit(page, `https://${hosts.open}/frame`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("Open");
    const asked = school.web.requestsTo("12ft.io").filter((one) => one.path.includes("framed"));
    expect(asked).toEqual([]);
    await page.close();
    return blocked("the page stays, the frame does not come");
  });

  bypassTest("carried-in-page", async () => {
    const page = await school.page();
    await visit(page, `https://${unknownHost}/start`);
    expect(await page.$("#shown")).not.toBeNull();
    await page
      .evaluate((path) => history.pushState({}, "", path), `/proxy/${bad}`)
      .catch(() => undefined);
    await standsOn(page, "blocked.html");
    await visit(page, `https://${hosts.open}/`);
    await visit(page, `https://${unknownHost}/#${bad}`);
    await standsOn(page, "blocked.html");
    await page.close();
    return blocked("pushState; an address in the fragment alone");
  });

  test("the block page says through what it was asked for", async () => {
    const address = `https://12ft.io/${bad}`;
    const reply = await school.send("blocked/explain", { address });
    expect(reply).toMatchObject({
      ok: true,
      value: { action: "block", through: "12ft.io", category: { id: "gambling" } },
    });
  });
});

describe("an address that only looks like it", () => {
  test.each(innocent.map((row) => [...row] as const))("%s stays open", async (_name, address) => {
    const page = await school.page();
    await visit(page, address);
    await waitUntil("the page is shown", () => page.$("#shown"));
    await page.close();
  });
});
