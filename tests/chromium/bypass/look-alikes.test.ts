// Hosts that look like another to the eye: each is a site of its own. A blocked host's double is not blocked for its
// looks, a help site's double is not protected for them.
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import { bypassTest } from "../../support/bypass-record.ts";
import { blocked, turnedAway } from "../../support/bypass-world.ts";
import { openManagedSchool, type ManagedSchool } from "../../support/managed-school.ts";
import { openAfresh } from "../../support/open-afresh.ts";
import { hosts, testPolicy } from "../../support/test-policy.ts";
import { html, visit } from "../../support/visit.ts";

/** Cyrillic "ѕ" and "е"; both read "bets". */
const double = "bet\u0455.example-site.test";
const free = "b\u0435ts.example-site.test";
/** In the order: a digit, a Cyrillic "і" and "о", the name with more behind it, with a letter less. */
const falseHelp = [
  "www.chi1dline.org.uk",
  "www.ch\u0456ldline.org.uk",
  "www.childline.\u043erg.uk",
  `www.childline.org.uk.${hosts.blocked}`,
  "www.childlin.org.uk",
];
const ascii = (host: string): string => new URL(`http://${host}`).hostname;

let school: ManagedSchool;
openAfresh(
  async () => {
    const given = testPolicy();
    const own = { id: "own-doubles", title: "Own list", category: "gambling" };
    const all = [hosts.blocked, hosts.help, double, free, ...falseHelp].map(ascii);
    school = await openManagedSchool({
      policy: {
        ...given,
        reporting: { batchSeconds: 5, batchEvents: 1 },
        lists: [...(given.lists ?? []), { ...own, hosts: [double, ...falseHelp, hosts.help] }],
      },
      sites: Object.fromEntries(all.map((host) => [host, () => html("Site", "<h1>Site</h1>")])),
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

const recorded = (): string[] =>
  school
    .arrived()
    .flatMap((event) => (event.kind === "blocked-visit" ? [new URL(event.address).hostname] : []));

describe("to the eye the same", () => {
  bypassTest("look-alike-letters", async () => {
    for (const host of [double, ascii(double), ascii(double).toUpperCase()]) {
      await turnedAway(school, `http://${host}/`);
    }
    expect(school.web.requestsTo(ascii(double))).toEqual([]);
    await waitUntil("told under its own name", () => recorded().includes(ascii(double)));
    return blocked(`listed in its own letters, closed and told as ${ascii(double)}`);
  });

  bypassTest("look-alike-help-site", async () => {
    const tried = [
      ...falseHelp.map((host) => `http://${host}/`),
      // A user name is no host.
      `http://${hosts.help}@${hosts.blocked}/`,
      `http://${hosts.blocked}/${hosts.help}/?${hosts.help}`,
    ];
    for (const address of tried) await turnedAway(school, address);
    for (const host of falseHelp) {
      expect(school.web.requestsTo(ascii(host))).toEqual([]);
      await waitUntil(`${host} is told as any other`, () => recorded().includes(ascii(host)));
    }
    return blocked(`${tried.length} addresses, closed and told as any other site`);
  });

  test.each([
    ["a blocked host's double that no list names", free],
    ["the help site itself, though a list names it", hosts.help],
  ])("%s stays open, and is not told", async (_name, host) => {
    const page = await school.page();
    await visit(page, `https://${host}/`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("Site");
    await page.close();
    // What is told afterwards comes behind what would have been told of it.
    await turnedAway(school, `http://after-${host.length}.${hosts.blocked}/`);
    await waitUntil("the next is told", () =>
      recorded().includes(`after-${host.length}.${hosts.blocked}`),
    );
    expect(recorded()).not.toContain(ascii(host));
  });
});
