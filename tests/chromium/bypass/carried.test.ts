// An address that carries another is judged by what it carries: translators, archives, AMP, readers, proxies' own
// spellings, parameters and paths. The services stand in on loopback; what counts is that no request reaches them.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import type { ManagedSchool } from "../../support/managed-school.ts";
import { openManagedSchool } from "../../support/managed-school.ts";
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

const carriers: readonly (readonly [name: string, address: string])[] = [
  ["translate.goog", `https://${translated}/page?_x_tr_sl=en&_x_tr_tl=fr`],
  ["Google Translate", `https://translate.google.com/translate?sl=en&u=${once}`],
  ["the Wayback Machine", `https://web.archive.org/web/20200102030405/${bad}`],
  ["the Wayback Machine, no scheme", `https://web.archive.org/web/2020/${hosts.blocked}/page`],
  ["archive.ph", `https://archive.ph/newest/${bad}`],
  ["Google AMP", `https://www.google.com/amp/s/${hosts.blocked}/page`],
  ["the AMP cache", `https://bets-example--site-test.cdn.ampproject.org/c/s/${hosts.blocked}/page`],
  ["a reader", `https://12ft.io/${bad}`],
  ["an unknown site's parameter", `https://${unknownHost}/go?url=${once}`],
  ["the same, encoded twice", `https://${unknownHost}/go?u=${encodeURIComponent(once)}`],
  ["the same, base64", `https://${unknownHost}/go?b=${Buffer.from(bad).toString("base64url")}`],
  ["an unknown site's path", `https://${unknownHost}/proxy/${bad}`],
  ["the same, encoded", `https://${unknownHost}/scramjet/${once}`],
  ["the same, as folders", `https://${unknownHost}/https/${hosts.blocked}/page`],
  ["Ultraviolet's spelling", `https://${unknownHost}/service/${swapped(bad)}`],
  ["a session of Rammerhead", `https://${unknownHost}/0123456789abcdef0123456789abcdef/${bad}`],
  [
    "one within another",
    `https://${unknownHost}/go?url=${encodeURIComponent(`https://12ft.io/${bad}`)}`,
  ],
];

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
beforeAll(async () => {
  const carrierHosts = [...carriers, ...innocent].map(([, address]) => new URL(address).hostname);
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
});
afterAll(() => school?.close());

const pathOf = (address: string): string => address.slice(new URL(address).origin.length);

describe("an address that carries a closed site", () => {
  test.each(carriers.map((row) => [...row] as const))(
    "%s: the block page, and no request",
    async (_name, address) => {
      const page = await school.page();
      await visit(page, address);
      await standsOn(page, "blocked.html");
      const { hostname } = new URL(address);
      expect(school.web.requestsTo(hostname).map((one) => one.path)).not.toContain(pathOf(address));
      await page.close();
    },
  );

  test("as a frame of an open page: the page stays, the frame does not come", async () => {
    const page = await school.page();
    await visit(page, `https://${hosts.open}/frame`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("Open");
    expect(school.web.requestsTo("12ft.io").filter((one) => one.path.includes("framed"))).toEqual(
      [],
    );
    await page.close();
  });

  test("within a page, without a navigation", async () => {
    const page = await school.page();
    await visit(page, `https://${unknownHost}/start`);
    expect(await page.$("#shown")).not.toBeNull();
    await page.evaluate((path) => history.pushState({}, "", path), `/proxy/${bad}`);
    await standsOn(page, "blocked.html");
    await page.close();
  });

  test("in the fragment alone", async () => {
    const page = await school.page();
    await visit(page, `https://${unknownHost}/#${bad}`);
    await standsOn(page, "blocked.html");
    await page.close();
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
