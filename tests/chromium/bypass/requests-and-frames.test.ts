// Every way in which an open page can ask for, hold or show what is blocked. Each way is tried on an open host first:
// a way that brings nothing from there would prove nothing about the blocked one.
import type { Page } from "puppeteer";
import { describe, expect } from "vitest";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import type { StandInRequest } from "../../../cli/kit/stand-in-web.ts";
import { bypassTest } from "../../support/bypass-record.ts";
import { blocked, closeTabs, nextPopup } from "../../support/bypass-world.ts";
import { openManagedSchool, type ManagedSchool } from "../../support/managed-school.ts";
import { openAfresh } from "../../support/open-afresh.ts";
import { hosts, testPolicy } from "../../support/test-policy.ts";
import { html, standsOn, visit } from "../../support/visit.ts";

const other = "other.example-site.test";
const maker = "maker.example-site.test";

const scripts: Readonly<Record<string, string>> = {
  "/worker.js": `onmessage = ({ data }) => fetch(data, { mode: "no-cors" });`,
  "/importer.js": `importScripts(new URL(location.href).searchParams.get("from"));`,
  "/shared.js": `onconnect = ({ ports: [port] }) => { port.onmessage = ({ data }) =>
    fetch(data, { mode: "no-cors" }); };`,
  "/service.js": `addEventListener("install", () => skipWaiting());
    addEventListener("activate", (event) => event.waitUntil(clients.claim()));
    addEventListener("message", (event) => event.waitUntil(fetch(event.data, { mode: "no-cors" })));`,
};

/** Answers anything, so that a request that comes through also brings something. */
function anything({ path }: StandInRequest) {
  const headers = { "access-control-allow-origin": "*", "cache-control": "no-store" };
  if (path.includes("event-source")) return { type: "text/event-stream", headers, body: "" };
  if (path.endsWith("/css")) return { type: "text/css", headers, body: "" };
  if (/import|script/.test(path)) {
    return { type: "text/javascript", headers, body: "0" };
  }
  if (/picture|background|preload/.test(path))
    return { type: "image/svg+xml", headers, body: "<svg/>" };
  return { headers, ...html("Bets", "<h1>Place your bets</h1>") };
}

let school: ManagedSchool;
let page: Page;

openAfresh(
  async () => {
    school = await openManagedSchool({
      policy: testPolicy(),
      sites: {
        [hosts.blocked]: anything,
        [other]: anything,
        [maker]: ({ path }) =>
          scripts[path.replace(/\?.*/, "")] === undefined
            ? html("Maker", `<h1>Maker</h1>`)
            : { type: "text/javascript", body: scripts[path.replace(/\?.*/, "")] ?? "" },
      },
    });
    await school.policyInForce("test-1");
    page = await school.page();
    await visit(page, `https://${maker}/`);
  },
  () => school?.close(),
);

const ways = ["request-from-page", "request-from-workers", "websocket", "beacon"] as const;
type Way = (typeof ways)[number];

/** Runs in the page: sets a request of every kind off, and waits for none. Answers with their names. */
function trySetOff(way: Way, host: string): string[] {
  const at = (what: string, scheme = "https"): string => `${scheme}://${host}/${what}`;
  const ignore = (): void => undefined;
  const element = (tag: string, attributes: Record<string, string>, text = ""): void => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.textContent = text;
    document.body.append(made);
  };
  const makers: Record<Way, Record<string, () => unknown>> = {
    "request-from-page": {
      fetch: () => fetch(at("fetch"), { mode: "no-cors" }).catch(ignore),
      xhr: () => {
        const request = new XMLHttpRequest();
        request.open("GET", at("xhr"));
        request.send();
      },
      picture: () => element("img", { src: at("picture") }),
      script: () => element("script", { src: at("script") }),
      css: () => element("link", { rel: "stylesheet", href: at("css") }),
      "module-import": () =>
        element("script", { type: "module" }, `import "${at("module-import")}"`),
      video: () => element("video", { src: at("video") }),
      object: () => element("object", { data: at("object") }),
      embed: () => element("embed", { src: at("embed"), type: "text/html" }),
      font: () => new FontFace("x", `url(${at("font")})`).load().catch(ignore),
      "event-source": () => new EventSource(at("event-source")),
      preload: () => element("link", { rel: "preload", as: "image", href: at("preload") }),
      prefetch: () => element("link", { rel: "prefetch", href: at("prefetch") }),
      background: () => element("div", { style: `background: url(${at("background")})` }, "x"),
    },
    "request-from-workers": {
      worker: () => new Worker("/worker.js").postMessage(at("worker")),
      import: () => new Worker(`/importer.js?from=${encodeURIComponent(at("import"))}`),
      shared: () => new SharedWorker("/shared.js").port.postMessage(at("shared")),
      "blob-worker": () => {
        const body = `fetch("${at("blob-worker")}", { mode: "no-cors" })`;
        return new Worker(URL.createObjectURL(new Blob([body])));
      },
      service: async () => {
        await navigator.serviceWorker.register("/service.js");
        (await navigator.serviceWorker.ready).active?.postMessage(at("service"));
      },
    },
    websocket: { websocket: () => new WebSocket(at("websocket", "wss")) },
    beacon: {
      beacon: () => navigator.sendBeacon(at("beacon"), "x"),
      keepalive: () => fetch(at("keepalive"), { mode: "no-cors", keepalive: true }).catch(ignore),
      ping: () => {
        const link = document.createElement("a");
        link.href = "#ping";
        link.setAttribute("ping", at("ping"));
        document.body.append(link);
        link.click();
      },
    },
  };
  for (const make of Object.values(makers[way])) make();
  return Object.keys(makers[way]);
}

const pathsAt = (host: string): Set<string> =>
  new Set(school.web.requestsTo(host).map((one) => one.path.slice(1)));

describe("asked for by an open page", () => {
  for (const way of ways) {
    bypassTest(way, async () => {
      // The blocked host first: when all of these have arrived at the open one, asked for later, each had its time.
      await page.evaluate(trySetOff, way, hosts.blocked);
      const tried = await page.evaluate(trySetOff, way, other);
      await waitUntil(`${tried.join()} arrive at the open host`, () => {
        const arrived = pathsAt(other);
        const missing = tried.filter((one) => !arrived.has(one));
        if (missing.length > 0) throw new Error(`not yet: ${missing.join()}`);
        return true;
      });
      expect([...pathsAt(hosts.blocked)]).toEqual([]);
      return blocked(`${tried.length} kinds reached an open host, none the blocked one`);
    });
  }
});

/** Everything that a tab shows, in all of its frames. */
async function allShown(tab: Page): Promise<string> {
  const texts = await Promise.all(
    tab
      .frames()
      .map((frame) =>
        frame.evaluate(() => document.documentElement?.innerText ?? "").catch(() => ""),
      ),
  );
  return texts.join("\n");
}

/** Makes a frame around an address; runs in the page. Resolves when it and what it holds have loaded, or failed to. */
async function putFrame(how: string, address: string): Promise<void> {
  document.body.replaceChildren();
  const frame = document.createElement("iframe");
  const loaded = (): Promise<void> =>
    new Promise((resolve) => frame.addEventListener("load", () => resolve(), { once: true }));
  const inner = `<p>around</p><iframe src="${address}"></iframe>`;
  if (how === "script in a frame" || how === "written") {
    document.body.append(frame);
    const inside = frame.contentWindow as (Window & typeof globalThis) | null;
    const text =
      how === "written"
        ? inner
        : await inside?.fetch(address).then((answer) => answer.text(), String);
    const done = loaded();
    inside?.document.open();
    inside?.document.write(text ?? "");
    inside?.document.close();
    await done;
    return;
  }
  if (how.startsWith("sandboxed")) frame.setAttribute("sandbox", "allow-scripts");
  if (how === "plain" || how === "sandboxed") frame.src = address;
  if (how.endsWith("srcdoc")) frame.srcdoc = inner;
  if (how === "blob") {
    frame.src = URL.createObjectURL(new Blob([inner], { type: "text/html" }));
  }
  const first = loaded();
  document.body.append(frame);
  await first;
  if (how === "moved later") {
    const second = loaded();
    frame.contentWindow?.location.replace(address);
    await second;
  }
}

const isShown = async (tab: Page): Promise<boolean> =>
  (await allShown(tab)).includes("Place your bets");

describe("shown inside an open page or tab", () => {
  bypassTest("frames", async () => {
    const kinds = [
      "plain",
      "sandboxed",
      "srcdoc",
      "sandboxed srcdoc",
      "blob",
      "written",
      "script in a frame",
      "moved later",
    ];
    for (const how of kinds) {
      await waitUntil(`an open site in a frame: ${how}`, async () => {
        await visit(page, `https://${maker}/`);
        await page.evaluate(putFrame, how, `https://${other}/player`);
        return waitUntil("it", () => isShown(page), { deadlineMs: 5000 }).catch(() => false);
      });
      await visit(page, `https://${maker}/`);
      await page.evaluate(putFrame, how, `https://${hosts.blocked}/player`);
      expect({ how, isShown: await isShown(page), asked: [...pathsAt(hosts.blocked)] }).toEqual({
        how,
        isShown: false,
        asked: [],
      });
    }
    return blocked(`${kinds.length} kinds of frame show an open site, none the blocked one`);
  });

  bypassTest("embedded-player", async () => {
    await visit(page, `https://${maker}/`);
    await page.evaluate(async (host) => {
      const frame = document.createElement("iframe");
      frame.allow = "autoplay; fullscreen";
      frame.src = `https://player.${host}/embed/42`;
      const film = document.createElement("video");
      film.src = `https://cdn.${host}/film.mp4`;
      const ended = [
        new Promise((resolve) => frame.addEventListener("load", resolve, { once: true })),
        new Promise((resolve) => film.addEventListener("error", resolve, { once: true })),
      ];
      document.body.append(frame, film);
      await Promise.all(ended);
    }, hosts.blocked);
    expect(school.web.requests.filter((one) => one.host.endsWith(hosts.blocked))).toEqual([]);
    return blocked("neither the player's frame nor its film was asked for");
  });

  bypassTest("about-blank-tab", async () => {
    await visit(page, `https://${maker}/`);
    const popup = nextPopup(page);
    const fetched = await page.evaluate(async (address) => {
      const tab = window.open("about:blank");
      const text = await fetch(address).then((answer) => answer.text(), String);
      tab?.document.write(`<p>written: ${text}</p><iframe src="${address}"></iframe>`);
      const inner = tab?.document.querySelector("iframe");
      const ended = new Promise((resolve) => inner?.addEventListener("load", resolve));
      tab?.document.close();
      await ended;
      return text;
    }, `https://${hosts.blocked}/cloaked`);
    const tab = await popup;
    expect(fetched).toContain("Failed to fetch");
    expect(await allShown(tab)).not.toContain("Place your bets");
    expect([...pathsAt(hosts.blocked)]).toEqual([]);
    await tab.close();
    return blocked("a tab without an address gets nothing to show");
  });

  bypassTest("about-blank-tab-moves-on", async () => {
    await visit(page, `https://${maker}/`);
    const popup = nextPopup(page);
    await page.evaluate((address) => {
      const tab = window.open("about:blank");
      tab?.location.replace(address);
    }, `https://${hosts.blocked}/moved-on`);
    const tab = await popup;
    await standsOn(tab, "blocked.html");
    await tab.close();
    return blocked("the tab goes to the block page");
  });

  bypassTest("download", async () => {
    await visit(page, `https://${maker}/`);
    for (const modifier of ["none", "Alt", "Control"] as const) {
      const click = async (host: string): Promise<void> => {
        await visit(page, `https://${maker}/`);
        await page.evaluate(
          (address, isPlain) => {
            const link = document.createElement("a");
            link.href = address;
            link.id = "get";
            link.textContent = "get";
            if (isPlain) link.download = "game.zip";
            document.body.replaceChildren(link);
          },
          `https://${host}/game-${modifier}.zip`,
          modifier === "none",
        );
        if (modifier !== "none") await page.keyboard.down(modifier);
        await page.click("#get");
        if (modifier !== "none") await page.keyboard.up(modifier);
      };
      // The blocked one first: when the open one, asked for later, has arrived, the first had its time.
      await click(hosts.blocked);
      await click(other);
      await waitUntil(`the open host is asked (${modifier})`, () =>
        pathsAt(other).has(`game-${modifier}.zip`),
      );
    }
    expect([...pathsAt(hosts.blocked)]).toEqual([]);
    await closeTabs((await school.chromebook().browser.pages()).filter((one) => one !== page));
    return blocked("a download link, Alt+click and Ctrl+click asked the server for nothing");
  });

  bypassTest("view-source", async () => {
    const tab = await school.page();
    const refused = await tab
      .goto(`view-source:https://${hosts.blocked}/`)
      .then(() => "opened", String);
    await tab.close();
    expect(refused).toContain("ERR_BLOCKED_BY_ADMINISTRATOR");
    return { outcome: "closed by the recommended Admin policy", seen: "URLBlocklist" };
  });

  bypassTest("data-tab", async () => {
    const tab = await school.page();
    const refused = await tab
      .goto(`data:text/html,<iframe src="https://${hosts.blocked}/"></iframe>`)
      .then(() => "opened", String);
    expect(refused).toContain("ERR_BLOCKED_BY_ADMINISTRATOR");
    await tab.close();
    await visit(page, `https://${maker}/`);
    await page.evaluate(async () => {
      const frame = document.createElement("iframe");
      frame.src = "data:text/html,<p>Place your bets</p>";
      const ended = new Promise((resolve) => frame.addEventListener("load", resolve));
      document.body.append(frame);
      await ended;
    });
    expect(await isShown(page)).toBe(false);
    return { outcome: "closed by the recommended Admin policy", seen: "URLBlocklist" };
  });
});
