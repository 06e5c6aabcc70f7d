// Safe search and the restricted mode of films, against pages and people that would rather have them off.
import type { Page } from "puppeteer";
import { describe, expect } from "vitest";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import { bypassTest } from "../../support/bypass-record.ts";
import { blocked } from "../../support/bypass-world.ts";
import { openManagedSchool, type ManagedSchool } from "../../support/managed-school.ts";
import { openAfresh } from "../../support/open-afresh.ts";
import { hosts, testPolicy } from "../../support/test-policy.ts";
import { html, visit } from "../../support/visit.ts";

/** What each engine's searches have to carry, each once and as it is written here. */
const wanted: Readonly<Record<string, readonly string[]>> = {
  "www.google.com": ["safe=active", "ssui=on"],
  "images.google.com": ["safe=active", "ssui=on"],
  "www.google.co.uk": ["safe=active", "ssui=on"],
  "www.bing.com": ["adlt=strict"],
  "images.search.yahoo.com": ["vm=r"],
  "duckduckgo.com": [],
  "safe.duckduckgo.com": ["kp=1"],
};
const searches = /^\/(?:search|images|imghp|\?)/;

const switchedOff = [
  "https://www.google.com/search?q=owl&safe=off",
  "https://www.google.com/search?q=owl&safe=active&safe=off&ssui=on",
  "https://www.google.com/search?safe=off&q=owl&safe=active&ssui=on",
  "https://www.google.com/search?q=owl&SAFE=off&ssui=on&safe=active",
  "https://www.google.com/search?q=owl&%73afe=off&safe=active&ssui=on",
  "https://www.google.com/search?q=owl&s%61fe=images",
  "https://www.google.com/search?q=owl&safe=&ssui=off",
  "https://www.google.com/search?q=owl&safe",
  "https://www.google.com/search?q=owl&safe=active%26safe=off&ssui=on",
  "https://www.google.com/%73earch?q=owl&safe=off",
  "https://www.google.com./search?q=owl&safe=off",
  "https://www.google.co.uk/search?q=owl&Safe=off",
  "http://www.google.com/search?q=owl&safe=off",
  "https://www.bing.com/search?q=owl&adlt=off",
  "https://www.bing.com/search?q=owl&adlt=strict&adlt=off",
  "https://www.bing.com/search?q=owl&ADLT=off&adlt=strict",
  "https://www.bing.com/search?q=owl&Adlt=demote",
  "https://duckduckgo.com/?q=owl&kp=-2",
  "https://safe.duckduckgo.com/?q=owl&kp=1&kp=-2",
] as const;

const pictures = [
  "https://images.google.com/search?q=owl&safe=off&udm=2",
  "https://images.google.com/imghp?safe=off",
  "https://www.google.com/search?q=owl&tbm=isch&safe=off",
  "https://www.google.com/images?q=owl&safe=off",
  "https://www.bing.com/images/search?q=owl&adlt=off",
  "https://images.search.yahoo.com/search/images?p=owl&vm=p",
  "https://duckduckgo.com/?q=owl&iax=images&ia=images&kp=-2",
] as const;

const thumbnails = ["th.bing.com", "tse1.mm.bing.net"];
const player = "www.youtube-nocookie.com";
const films = ["www.youtube.com", player];

let school: ManagedSchool;
let tab: Page;
openAfresh(
  async () => {
    const given = testPolicy();
    const shown = () => html("Results", "<h1 id='shown'>Results</h1>");
    school = await openManagedSchool({
      policy: {
        ...given,
        profiles: {
          pupil: {
            ...given.profiles["pupil"],
            // Open, so that what is held here is the search and the film, not the site.
            categories: { "image-search": "allow", "video-sharing": "allow" },
            search: { safe: true, youtube: "strict" },
          },
        },
      },
      sites: {
        ...Object.fromEntries(Object.keys(wanted).map((host) => [host, shown])),
        ...Object.fromEntries(
          [...films, ...thumbnails].map((host) => [host, () => html("Film", "<h1>Film</h1>")]),
        ),
        [hosts.open]: ({ path }) =>
          html(
            "Lessons",
            path === "/film"
              ? `<h1>Lessons</h1><iframe src="https://${player}/embed/abc"></iframe>`
              : "<h1>Lessons</h1>",
          ),
      },
    });
    await school.policyInForce("test-1");
    tab = await school.page();
  },
  () => school?.close(),
);

/** The searches that arrived since `from`, each held to what its engine has to carry. */
function heldSearches(from: number): number {
  const arrived = school.web.requests
    .slice(from)
    .map(({ host, path }) => ({ host: host.replace(/\.$/, ""), path }))
    .filter(({ host, path }) => host in wanted && searches.test(decodeURI(path)));
  for (const { host, path } of arrived) {
    const pairs = (path.split("?")[1] ?? "").split("&");
    for (const pair of wanted[host] ?? []) {
      const name = pair.slice(0, pair.indexOf("="));
      const same = pairs.filter(
        (one) => decodeURIComponent(one.split("=")[0] ?? "").toLowerCase() === name,
      );
      expect({ host, path, same }).toEqual({ host, path, same: [pair] });
    }
  }
  // An engine with a safe host of its own is not asked elsewhere.
  expect(arrived.filter(({ host }) => host === "duckduckgo.com")).toEqual([]);
  return arrived.length;
}

async function eachHeld(addresses: readonly string[]): Promise<number> {
  let held = 0;
  for (const address of addresses) {
    const before = school.web.requests.length;
    await visit(tab, `http://${hosts.open}/`);
    await visit(tab, address);
    await waitUntil(`results for ${address}`, async () => {
      if ((await tab.$("#shown")) !== null) return true;
      const said = await tab.evaluate(() => document.body.innerText.slice(0, 400));
      // What the network refused once is asked again, as a person would.
      if (tab.url().startsWith("chrome-error:")) await visit(tab, address);
      throw new Error(`${tab.url()} ${said}`);
    });
    const count = heldSearches(before);
    expect({ address, isAsked: count > 0 }).toEqual({ address, isAsked: true });
    held += count;
  }
  return held;
}

describe("safe search", () => {
  bypassTest("safe-search-parameters", async () => {
    const held = await eachHeld(switchedOff);
    return blocked(`${switchedOff.length} spellings; all ${held} searches that left were safe`);
  });

  bypassTest("safe-search-pictures", async () => {
    const held = await eachHeld(pictures);
    return blocked(`${pictures.length} addresses; all ${held} searches that left were safe`);
  });

  bypassTest("safe-search-in-page", async () => {
    await visit(tab, "https://www.google.com/search?q=owl&safe=active&ssui=on");
    const before = school.web.requests.length;
    await tab.evaluate(async () => {
      await fetch("/search?q=owl&safe=off&asked=1").catch(() => undefined);
      await fetch("/search?q=owl&safe=active&ssui=on&safe=off&asked=2").catch(() => undefined);
      for (const address of ["/search?q=owl&safe=off", "/search?q=owl&safe=active&%73afe=off"]) {
        const frame = document.createElement("iframe");
        frame.src = address;
        const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
        document.body.append(frame);
        await loaded;
      }
    });
    const held = heldSearches(before);
    expect(held).toBeGreaterThan(0);
    return blocked(`fetches and frames: all ${held} searches that left were safe`);
  });

  bypassTest("safe-search-thumbnails", async () => {
    await visit(tab, `http://${hosts.open}/`);
    const before = school.web.requests.length;
    await tab.evaluate(async (names) => {
      for (const name of names) {
        const picture = new Image();
        const settled = new Promise((resolve) => {
          picture.addEventListener("load", resolve);
          picture.addEventListener("error", resolve);
        });
        picture.src = `https://${name}/th?q=owl&adlt=off`;
        await settled;
      }
    }, thumbnails);
    const asked = school.web.requests
      .slice(before)
      .filter(
        ({ host, path }) => thumbnails.includes(host) && !/[?&]adlt=strict(?:&|$)/.test(path),
      );
    expect(asked).toEqual([]);
    return blocked(`pictures from ${thumbnails.join(" and ")}`);
  });
});

describe("films", () => {
  bypassTest("player-without-cookies", async () => {
    /** What the browser sent, by the address; the header comes with what the network adds. */
    const sent = new Map<string, () => Record<string, string>>();
    tab.on("request", (request) => sent.set(request.url(), () => request.headers()));
    const addresses = [
      `https://${player}/embed/abc`,
      `https://${player}/embed/def`,
      `https://${player}/youtubei/v1/player`,
      "https://www.youtube.com/embed/abc",
    ];
    await visit(tab, `http://${hosts.open}/film`);
    await visit(tab, addresses[1] ?? "");
    // As the player's own scripts ask for the film.
    await tab.evaluate(() =>
      fetch("/youtubei/v1/player", {
        method: "POST",
        headers: { "YouTube-Restrict": "off" },
        body: "{}",
      }).then(() => undefined),
    );
    await visit(tab, addresses[3] ?? "");
    for (const address of addresses) {
      await waitUntil(`the header for ${address}`, () => {
        const headers = Object.entries(sent.get(address)?.() ?? {});
        const found = headers.filter(([name]) => name.toLowerCase() === "youtube-restrict");
        if (found.length === 1 && found[0]?.[1] === "Strict") return true;
        throw new Error(JSON.stringify(headers));
      });
    }
    return blocked(`${addresses.length} requests, all with YouTube-Restrict: Strict`);
  });
});
