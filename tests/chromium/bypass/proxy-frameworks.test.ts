// Web proxies on hosts that no list knows, found by what they load and look like; tabs in disguise. The pages stand in
// for the frameworks: written here, with the frameworks' own names of files and attributes.
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import type { StandInAnswer, StandInSite } from "../../../cli/kit/stand-in-web.ts";
import type { SchoolgateEvent } from "../../../lib/contract/event.ts";
import { bypassTest } from "../../support/bypass-record.ts";
import { blocked, tabWith } from "../../support/bypass-world.ts";
import { openManagedSchool, type ManagedSchool } from "../../support/managed-school.ts";
import { openAfresh } from "../../support/open-afresh.ts";
import { hosts, testPolicy } from "../../support/test-policy.ts";
import { html, standsOn, visit } from "../../support/visit.ts";

const script = (body = ""): StandInAnswer => ({ type: "text/javascript", body });
const session = "/0123456789abcdef0123456789abcdef/https://elsewhere.test/";

/** Any script that is asked for comes, empty; every other path is `page`. */
const site =
  (page: (path: string) => StandInAnswer | undefined, worker = ""): StandInSite =>
  ({ path }) =>
    /\.m?js(?:\?|$)/.test(path) ? script(path.startsWith("/sw") ? worker : "") : page(path);

/** A worker that answers for all below one folder, as the frameworks' workers do. */
const answering = (folder: string, body: string): string => `
  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
  self.addEventListener("fetch", (event) => {
    if (!new URL(event.request.url).pathname.startsWith(${JSON.stringify(folder)})) return;
    event.respondWith(new Response(${JSON.stringify(`<!doctype html><title>Elsewhere</title>${body}`)},
      { headers: { "content-type": "text/html" } }));
  });`;

const registering = (next: string): string => `<script>
  navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready)
    .then(() => navigator.serviceWorker.controller ??
      new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done)))
    .then(() => { location.href = ${JSON.stringify(next)}; });
</script>`;

const ultraviolet = "/service/hvtrs8%2F-gjqevjgpe.vgqv%2F";
const frameworks: Readonly<Record<string, { name: string; path?: string; site: StandInSite }>> = {
  "uv-front.test": {
    name: "Ultraviolet's front page",
    site: site(() =>
      html(
        "Maths",
        `<script src="/uv/uv.bundle.js"></script><script src="/uv/uv.config.js"></script><form><input></form>`,
      ),
    ),
  },
  "uv-page.test": {
    name: "a page that Ultraviolet's worker answers",
    site: site(
      () => html("Maths", `<p>Loading</p>${registering(ultraviolet)}`),
      answering(
        "/service/",
        `<a __uv-attr-href="https://elsewhere.test/" href="/service/x">on</a>`,
      ),
    ),
  },
  "scramjet-front.test": {
    name: "Scramjet's front page, its files loaded by a script",
    site: site(() =>
      html(
        "Maths",
        `<div id="app">Go</div><script>
          for (const path of ["/baremux/index.js", "/scram/scramjet.all.js"]) {
            const script = document.createElement("script");
            script.src = path;
            script.onload = () => script.remove();
            document.head.append(script);
          }
        </script>`,
      ),
    ),
  },
  "scramjet-page.test": {
    name: "a page that Scramjet's worker answers, in a frame",
    site: site(
      (path) =>
        path === "/"
          ? html("Maths", `<p>Loading</p>${registering("/tabs")}`)
          : html(
              "Maths",
              `<p>A page with words of its own.</p><iframe src="/lesson/one"></iframe>`,
            ),
      answering(
        "/lesson/",
        `<img src="/lesson/x" scramjet-attr-src="https://elsewhere.test/x.png">`,
      ),
    ),
  },
  "renamed.test": {
    name: "a worker with every name changed",
    site: site(
      () => html("Maths", `<p>Loading</p>${registering("/lesson/one%2Ftwo")}`),
      answering(
        "/lesson/",
        `<meta property="og:url" content="https://elsewhere.test/page"><p>Elsewhere</p>`,
      ),
    ),
  },
  "rammerhead-front.test": {
    name: "Rammerhead's front page",
    site: site(() =>
      html("Maths", `<script src="/rammerhead.js"></script><button>New session</button>`),
    ),
  },
  "rammerhead-page.test": {
    name: "a page through Rammerhead",
    path: session,
    site: site(() =>
      html(
        "Elsewhere",
        `<script src="/hammerhead.js"></script><a href="${session}x" href-hammerhead-stored-value="/x">on</a>`,
      ),
    ),
  },
  "interstellar.test": {
    name: "Interstellar's tabs",
    site: site((path) =>
      path.startsWith("/a/")
        ? html("Elsewhere", "<p>Elsewhere</p>")
        : html(
            "Home",
            `<p>Tabs</p><script src="/assets/-/bundle.js"></script><script src="/assets/-/config.js"></script>
             <iframe src="/a/hvtrs8%2F-gjqevjgpe.vgqv"></iframe>`,
          ),
    ),
  },
  "unblocker.test": {
    name: "Node-Unblocker",
    path: "/proxy/https://elsewhere.test/",
    site: site(() =>
      html("Elsewhere", `<script src="/proxy/client/unblocker-client.js"></script><p>Words</p>`),
    ),
  },
};

const twins: Readonly<Record<string, { name: string; path?: string; site: StandInSite }>> = {
  "app.test": {
    name: "an app with a service worker",
    site: site(
      () => html("App", `<p>App</p>${registering("/inside")}`),
      answering("/inside", "<p>Inside</p>"),
    ),
  },
  "books.test": {
    name: "a viewer of old books called UV",
    site: site(() => html("Books", `<script src="/uv/uv.js"></script><p>Books</p>`)),
  },
  "code.test": {
    name: "a page about the frameworks' files",
    path: "/blob/main/scramjet.all.js",
    site: site(() =>
      html("scramjet.all.js", `<a href="/raw/uv.bundle.js">x</a><pre>self.__uv$config</pre>`),
    ),
  },
  "article.test": {
    name: "an article whose words stand in a script",
    site: site(() =>
      html("Article", `<script>self.data = "scramjet.all.js, $scramjetLoadController"</script>x`),
    ),
  },
  "lesson.test": {
    name: "a lesson in one frame that fills the window",
    site: site((path) =>
      path === "/inner"
        ? html("Inner", "<p>Lesson</p>")
        : html(
            "Lesson 4",
            `<iframe src="/inner" style="position:fixed;inset:0;width:100%;height:100%"></iframe>`,
          ),
    ),
  },
  [hosts.help]: {
    name: "a help site, whatever it looks like",
    site: site(() => html("Help", `<script src="/scram/scramjet.all.js"></script><p>Help</p>`)),
  },
  "example-academy.test": {
    name: "the school's own site, whatever it looks like",
    site: site(() => html("School", `<script src="/rammerhead.js"></script><p>School</p>`)),
  },
  "home.test": {
    name: "a page called Home with a frame that fills the window",
    site: site((path) =>
      path === "/inner"
        ? html("Inner", "<p>Lesson</p>")
        : html(
            "Home",
            `<iframe src="/inner" style="position:fixed;inset:0;width:100%;height:100%"></iframe>`,
          ),
    ),
  },
};

/** Opens a window without address and fills it with a frame, as the tools for hiding a tab do. */
const hiding = (title: string, source = "/inside"): string => `<button id="hide" onclick="
  const hidden = window.open('about:blank');
  hidden.document.title = ${JSON.stringify(title).replaceAll('"', "'")};
  const frame = hidden.document.createElement('iframe');
  frame.src = new window.URL('${source}', location.href).href;
  frame.style = 'position:fixed;inset:0;width:100%;height:100%;border:none';
  hidden.document.body.append(frame);
">Hide</button>`;

let school: ManagedSchool;
/** The hosts whose proxies this school has met. */
const met = new Set<string>();
openAfresh(
  async () => {
    met.clear();
    const all = Object.entries({ ...frameworks, ...twins });
    school = await openManagedSchool({
      policy: testPolicy({ reporting: { batchSeconds: 5, batchEvents: 1 } }),
      sites: {
        ...Object.fromEntries(all.map(([host, one]) => [host, one.site])),
        "hide.test": site(() => html("Maths", hiding("My Drive - Google Drive"))),
        "hide-proxy.test": site(() =>
          html("Maths", hiding("Fractions", "https://uv-hidden.test/")),
        ),
        "uv-hidden.test": site(() =>
          html("Maths", `<a __uv-attr-href="https://x.test/" href="/service/x">on</a>`),
        ),
        "hide-again.test": site(() => html("Maths", hiding("Classes"))),
        "plain.test": site(() => html("Maths", hiding("Lesson 4: fractions"))),
        [hosts.open]: () => html("Lessons", "<h1>Lessons</h1>"),
      },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

function told(): Extract<SchoolgateEvent, { kind: "circumvention" }>[] {
  return school.arrived().filter((event) => event.kind === "circumvention");
}

async function toldOf(host: string, sign: string): Promise<void> {
  await waitUntil(
    `the school hears of ${sign} at ${host}`,
    () => told().some((event) => event.sign === sign && hostOf(event) === host),
    { deadlineMs: 30_000 },
  );
}

function hostOf(event: { readonly address: string }): string {
  return new URL(event.address).hostname;
}

/** By the row of the table that they belong to. */
const rows = {
  "proxy-ultraviolet": ["uv-front.test", "uv-page.test"],
  "proxy-scramjet": ["scramjet-front.test", "scramjet-page.test"],
  "proxy-rammerhead": ["rammerhead-front.test", "rammerhead-page.test"],
  "proxy-interstellar": ["interstellar.test"],
  "proxy-node-unblocker": ["unblocker.test"],
  "proxy-renamed": ["renamed.test"],
} satisfies Readonly<Record<string, readonly string[]>>;

async function meet(names: readonly string[]): Promise<void> {
  const page = await school.page();
  for (const host of names) {
    await visit(page, `https://${host}${frameworks[host]?.path ?? "/"}`);
    await standsOn(page, "blocked.html");
    await toldOf(host, "proxy-framework");
    met.add(host);
  }
  await page.close();
}
const meetTheOthers = () => meet(Object.keys(frameworks).filter((host) => !met.has(host)));

describe("a proxy at work on a host that no list knows", () => {
  for (const [row, names] of Object.entries(rows)) {
    bypassTest(row, async () => {
      await meet(names);
      return blocked(`${names.map((host) => frameworks[host]?.name).join("; ")}: closed and told`);
    });
  }

  bypassTest("proxy-again", async () => {
    await meetTheOthers();
    const page = await school.page();
    for (const host of Object.keys(frameworks)) {
      await visit(page, `https://${host}/again`);
      await standsOn(page, "blocked.html");
      const asked = school.web.requestsTo(host).map(({ path }) => path);
      expect(asked, host).not.toContain("/again");
    }
    await page.close();
    return blocked(`${Object.keys(frameworks).length} hosts, nothing asked for the second time`);
  });

  test("each is told once", async () => {
    await meetTheOthers();
    for (const host of Object.keys(frameworks)) {
      const counts = told()
        .filter((event) => event.sign === "proxy-framework" && hostOf(event) === host)
        .map((event) => event.count);
      expect(counts, host).toEqual([1]);
    }
  });
});

describe("a window without address", () => {
  bypassTest("cloaked-tab", async () => {
    const page = await school.page();
    await visit(page, "https://hide.test/");
    await page.click("#hide");
    await toldOf("hide.test", "cloaked-tab");
    await page.close();
    return { outcome: "detected and reported", seen: "told with the site that opened it" };
  });

  bypassTest("proxy-in-blank-window", async () => {
    const page = await school.page();
    await visit(page, "https://hide-proxy.test/");
    await page.click("#hide");
    const hidden = await tabWith(school, "/blocked.html");
    await hidden.close();
    await page.close();
    await toldOf("uv-hidden.test", "proxy-framework");
    return blocked("the window is taken away, and told");
  });
});

describe("what is neither", () => {
  test("stays open and is not told", async () => {
    const pages = [];
    for (const [host, one] of Object.entries(twins)) {
      const page = await school.page();
      await visit(page, `https://${host}${one.path ?? "/"}`);
      pages.push(page);
    }
    const plain = await school.page();
    await visit(plain, "https://plain.test/");
    await plain.click("#hide");
    // Looked at after all others: when this one is told, those have been looked at.
    const last = await school.page();
    await visit(last, "https://hide-again.test/");
    await last.click("#hide");
    await toldOf("hide-again.test", "cloaked-tab");
    for (const page of pages) expect(page.url()).toMatch(/^https:/);
    const toldHosts = told().map(hostOf);
    for (const host of [...Object.keys(twins), "plain.test"]) expect(toldHosts).not.toContain(host);
  });
});
