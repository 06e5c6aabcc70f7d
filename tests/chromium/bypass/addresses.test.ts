// One place, many spellings: hosts in numbers and look-alike letters, paths in disguise, moves that load nothing.
import type { Page } from "puppeteer";
import { describe, expect } from "vitest";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import { bypassTest } from "../../support/bypass-record.ts";
import { blocked, madeReady } from "../../support/bypass-world.ts";
import { openManagedSchool, type ManagedSchool } from "../../support/managed-school.ts";
import { openAfresh } from "../../support/open-afresh.ts";
import { hosts, testPolicy } from "../../support/test-policy.ts";
import { html, standsOn, visit } from "../../support/visit.ts";

/** Addresses for documentation (RFC 5737, RFC 3849): nobody has them. */
const ipv4 = "203.0.113.7";
const ipv6 = "[2001:db8::7]";
const openIpv4 = "203.0.113.8";
const idn = "xn--bcher-kva.example-site.test";
const page = () => html("Bets", "<h1>Place your bets</h1>");
/** The browser's host map wants it bare, its requests name it in brackets. */
const atIpv6 = (address: string) => ({ [address]: page, [`[${address}]`]: page });

let school: ManagedSchool;
let tab: Page;

openAfresh(
  async () => {
    const policy = testPolicy();
    school = await openManagedSchool({
      policy: {
        ...policy,
        lists: [
          ...(policy.lists ?? []),
          { id: "own-numbers", title: "Own", category: "gambling", hosts: [ipv4, ipv6, idn] },
        ],
        profiles: {
          pupil: { ...policy.profiles["pupil"], block: [{ host: hosts.open, path: "/chat" }] },
        },
      },
      sites: {
        [hosts.blocked]: page,
        [`*.${hosts.blocked}`]: page,
        [ipv4]: page,
        [openIpv4]: page,
        ...atIpv6("2001:db8::7"),
        ...atIpv6("2001:db8::8"),
        ...atIpv6("::ffff:cb00:7107"),
        ...atIpv6("::ffff:cb00:7108"),
        [idn]: page,
        [hosts.open]: ({ path }) =>
          html(
            path,
            `<h1>Open ${path.replace(/[<&]/g, "")}</h1><img alt="">
           ${path === "/ready" ? `<script type="speculationrules">{"prerender":[{"urls":["/chat/ready","/%63hat/ready","/open-ready"],"eagerness":"immediate"}]}</script>` : ""}`,
          ),
      },
    });
    await school.policyInForce("test-1");
    tab = await school.page();
  },
  () => school?.close(),
);

/** Each address ends on the block page; none of the requests since then is one that `isAsked` names. */
async function allTurnedAway(addresses: readonly string[]): Promise<void> {
  for (const address of addresses) {
    await visit(tab, `http://${hosts.open}/`);
    await visit(tab, address);
    await waitUntil(`the block page for ${address}`, () => {
      if (tab.url().includes("/blocked.html")) return true;
      throw new Error(tab.url());
    });
  }
}

/** A picture and a fetch from an open page, at each address: what arrives of them. */
async function partsArrive(addresses: readonly string[], host: string): Promise<string[]> {
  await visit(tab, `http://${hosts.open}/`);
  const before = school.web.requests.length;
  for (const address of addresses) {
    await tab.evaluate(
      (from) => fetch(from, { mode: "no-cors" }).catch(() => undefined),
      `${address}part`,
    );
  }
  return school.web.requests
    .slice(before)
    .filter((one) => one.host !== hosts.open || host === hosts.open)
    .map((one) => `${one.host}${one.path}`);
}

describe("the host in another spelling", () => {
  bypassTest("numeric-host", async () => {
    const spelled = [
      `http://${ipv4}/`,
      "http://3405803783/",
      "http://0xCB007107/",
      "http://0313.0.0161.07/",
      "http://0xcb.0x0.0x71.0x7/",
      "http://203.0.28935/",
      "http://203.28935/",
      `http://${ipv4}./`,
      `http://user:word@${ipv4}/`,
      "http://２０３.０.１１３.７/",
    ];
    // The control: a number that no list names is an open site.
    await visit(tab, `http://${openIpv4}/`);
    expect(await tab.$eval("h1", (found) => found.textContent)).toBe("Place your bets");
    await allTurnedAway(spelled);
    expect(
      await partsArrive(
        spelled.filter((one) => !one.includes("@")),
        ipv4,
      ),
    ).toEqual([]);
    return blocked(`${spelled.length} spellings of one IPv4 address`);
  });

  bypassTest("ipv6-host", async () => {
    const spelled = [
      `http://${ipv6}/`,
      "http://[2001:0db8:0000:0000:0000:0000:0000:0007]/",
      "http://[2001:DB8::0:7]/",
      "http://[2001:db8::0.0.0.7]/",
    ];
    await visit(tab, "http://[2001:db8::8]/");
    expect(await tab.$eval("h1", (found) => found.textContent)).toBe("Place your bets");
    await allTurnedAway(spelled);
    expect(await partsArrive(spelled, ipv6)).toEqual([]);
    return blocked(`${spelled.length} spellings of one IPv6 address`);
  });

  bypassTest("ipv4-mapped-host", async () => {
    const spelled = [`http://[::ffff:${ipv4}]/`, "http://[::ffff:cb00:7107]/"];
    await visit(tab, "http://[::ffff:203.0.113.8]/");
    expect(await tab.$eval("h1", (found) => found.textContent)).toBe("Place your bets");
    await allTurnedAway(spelled);
    expect(await partsArrive(spelled, ipv4)).toEqual([]);
    return blocked("an IPv4 address written as an IPv6 one");
  });

  bypassTest("look-alike-host", async () => {
    const upper = hosts.blocked.toUpperCase();
    const spelled = [
      `http://${upper}/`,
      `http://${hosts.blocked}./`,
      `http://www.${hosts.blocked}/`,
      `http://${hosts.blocked.replace(".", "%2E")}/`,
      `http://${hosts.blocked.replace(".", "。")}/`,
      `http://${hosts.blocked.replace("bets", "ｂｅｔｓ")}/`,
      `http://${hosts.blocked.replace("bets", "be%74s")}/`,
      `http://${hosts.blocked.replace("bets", "be\u00adts")}/`,
      `http://${hosts.blocked}:80/`,
      `http://name:word@${hosts.blocked}/`,
      `http:\\\\${hosts.blocked}\\`,
      `http://\t${hosts.blocked}/`,
      "http://bücher.example-site.test/",
      "http://BÜCHER.example-site.test/",
      `http://${idn}/`,
    ];
    await allTurnedAway(spelled);
    const parts = spelled.filter((one) => !one.includes("@") && one.endsWith("/"));
    expect(await partsArrive(parts, hosts.blocked)).toEqual([]);
    return blocked(`${spelled.length} spellings`);
  });
});

describe("the path in another spelling", () => {
  bypassTest("path-in-disguise", async () => {
    const paths = [
      "/chat",
      "/chat/",
      "/CHAT/room",
      "/%63hat",
      "/%43HAT",
      "/./chat",
      "/lessons/../chat",
      "/lessons/%2e%2e/chat",
      "/chat?lesson",
      "/chat#lesson",
      "/chat;x=1",
      "\\chat",
    ];
    await allTurnedAway(paths.map((path) => `http://${hosts.open}${path}`));
    await visit(tab, `http://${hosts.open}/chat-club`);
    expect(await tab.$eval("h1", (found) => found.textContent)).toBe("Open /chat-club");
    expect(
      school.web.requestsTo(hosts.open).filter((one) => /^\/chat(?!-)/i.test(one.path)),
    ).toEqual([]);
    return blocked(`${paths.length} spellings of a path; its innocent neighbour stays open`);
  });
});

/** Ways for a page to be at another path without loading it; each runs in the page. */
const moves: Readonly<Record<string, () => void>> = {
  pushState: () => history.pushState({}, "", "/chat/room"),
  replaceState: () => history.replaceState({}, "", "/chat"),
  "pushState in disguise": () => history.pushState({}, "", "/%63hat"),
  "navigation API": () => {
    const { navigation } = window as unknown as {
      navigation: EventTarget & { navigate(to: string): unknown };
    };
    navigation.addEventListener("navigate", (event) =>
      (event as unknown as { intercept(): void }).intercept(),
    );
    navigation.navigate("/chat/intercepted");
  },
  "in a frame": () => {
    const frame = document.createElement("iframe");
    frame.src = "/inner";
    frame.addEventListener("load", () =>
      frame.contentWindow?.history.pushState({}, "", "/chat/framed"),
    );
    document.body.append(frame);
  },
};

describe("moves within a page", () => {
  bypassTest("push-state", async () => {
    for (const move of Object.values(moves)) {
      await visit(tab, `http://${hosts.open}/`);
      await tab.evaluate(move).catch(() => undefined);
      await standsOn(tab, "blocked.html");
    }
    return blocked(Object.keys(moves).join(", "));
  });

  bypassTest("fragment", async () => {
    // A page that stands where it may not (its path was moved to by script) and goes on by fragments.
    await visit(tab, `http://${hosts.open}/`);
    await tab
      .evaluate(() => {
        history.pushState({}, "", "/chat");
        for (let step = 0; step < 20; step += 1) location.hash = `step-${step}`;
      })
      .catch(() => undefined);
    await standsOn(tab, "blocked.html");
    return blocked("twenty fragments in a row do not outrun the gate");
  });

  bypassTest("back-to-moved", async () => {
    // Moved within to the blocked path, then on to an open page before anybody could look: back is looked at.
    await visit(tab, `http://${hosts.open}/`);
    await tab
      .evaluate(() => {
        history.pushState({}, "", "/chat");
        location.href = "/elsewhere";
      })
      .catch(() => undefined);
    await waitUntil("the tab has come to rest", () => /blocked\.html|elsewhere/.test(tab.url()));
    await visit(tab, `http://${hosts.open}/elsewhere`);
    await tab.evaluate(() => history.go(-1)).catch(() => undefined);
    await waitUntil("not on the blocked path", () => !/\/chat/.test(new URL(tab.url()).pathname));
    return blocked("the way back leads to no blocked path");
  });

  bypassTest("prerendered-page", async () => {
    // The control: the open page among the three is made ready.
    const asking = await madeReady(
      async () => {
        const page = await school.page();
        await visit(page, `http://${hosts.open}/ready`);
        return page;
      },
      () => school.web.requestsTo(hosts.open).some((one) => one.path === "/open-ready"),
    );
    await asking.close();
    for (const path of ["/chat/ready", "/%63hat/ready"]) {
      await visit(tab, `http://${hosts.open}/ready`);
      await tab
        .evaluate((to) => {
          location.href = to;
        }, path)
        .catch(() => undefined);
      await standsOn(tab, "blocked.html");
    }
    expect(
      school.web.requestsTo(hosts.open).filter((one) => /^\/(?:c|%63)hat\/ready/.test(one.path)),
    ).toEqual([]);
    return blocked("neither made ready nor shown");
  });
});
