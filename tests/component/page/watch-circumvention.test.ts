// @vitest-environment jsdom
// What the content script shows the worker of a page, and what the worker makes of it. The pages stand in for the
// frameworks: written here, with the names of files and attributes that the frameworks themselves use. What jsdom has
// no measures for (sizes, fetched files, service workers) is given by hand; Chromium judges the whole.
import { beforeAll, describe, expect, test } from "vitest";
import type { CircumventionClaim, PageWorld } from "../../../lib/app/page/page-world.ts";
import { watchCircumvention } from "../../../lib/app/page/watch-circumvention.ts";
import { isCircumvention } from "../../../lib/core/policy/proxy-signs.ts";

interface StandIn {
  readonly address?: string;
  readonly html: string;
  readonly fetched?: readonly string[];
  /** What pictures asked for. */
  readonly pictures?: readonly string[];
  /** The service worker that answers for the page. */
  readonly worker?: string;
  /** Of every frame, as a share of the window. */
  readonly frameShare?: number;
  readonly isFramed?: boolean;
  readonly isSandboxed?: boolean;
}

const hex = "0123456789abcdef0123456789abcdef";

beforeAll(() => {
  // jsdom has no layout: what is not styled away here is seen.
  Element.prototype.checkVisibility = function checkVisibility(this: Element) {
    return this.closest("[hidden], script, style, noscript, template") === null;
  };
});

/** Looks once at a page. */
function claimsOf(page: StandIn, looks = 1): CircumventionClaim[] {
  const address = page.address ?? "https://maths.test/";
  const view = new DOMParser().parseFromString(page.html, "text/html");
  const base = view.createElement("base");
  base.href = address.startsWith("http") ? address : "https://opener.test/";
  view.head.prepend(base);
  const share = page.frameShare ?? 1;
  const { pathname, hostname } = new URL(address);
  const serviceWorker = { controller: page.worker ? { scriptURL: page.worker } : null };
  const fake = {
    location: { pathname: address.startsWith("http") ? pathname : "", hostname },
    performance: {
      getEntriesByType: () => [
        ...(page.fetched ?? []).map((name) => ({ name, initiatorType: "script" })),
        ...(page.pictures ?? []).map((name) => ({ name, initiatorType: "img" })),
      ],
    },
    navigator: {
      get serviceWorker() {
        if (page.isSandboxed === true) throw new DOMException("sandboxed", "SecurityError");
        return serviceWorker;
      },
    },
    IntersectionObserver: class {
      readonly #tell: (entries: readonly unknown[]) => void;
      constructor(tell: (entries: readonly unknown[]) => void) {
        this.#tell = tell;
      }
      observe(target: Element) {
        const boundingClientRect = { width: 1000 * share, height: 800 * share };
        this.#tell([{ target, boundingClientRect, rootBounds: { width: 1000, height: 800 } }]);
      }
      disconnect() {}
    },
    top: {} as unknown,
  };
  if (page.isFramed !== true) fake.top = fake;
  const claims: CircumventionClaim[] = [];
  const due: (() => void)[] = [];
  const world = {
    after: (delayMs: number, run: () => void) => {
      if (delayMs === 0) run();
      else due.push(run);
      return () => undefined;
    },
    isAlive: () => true,
    newClaim: () => "claim0000000000000000",
    tell: async (claim: CircumventionClaim) => {
      claims.push(claim);
      return true;
    },
  } as unknown as PageWorld;
  watchCircumvention(view, fake as unknown as Window & typeof globalThis, world);
  for (const run of due.slice(0, looks)) run();
  return claims;
}

function signsOf(page: StandIn): string[] {
  return claimsOf(page)
    .filter(isCircumvention)
    .map((claim) => claim.sign);
}

const frameworks: readonly (readonly [name: string, page: StandIn])[] = [
  [
    "Ultraviolet's front page",
    {
      html: `<title>Maths</title><script src="/uv/uv.bundle.js"></script><script src="/uv/uv.config.js"></script>
        <form id="uv-form"><input id="uv-address" placeholder="Search the web freely"></form>`,
    },
  ],
  [
    "a page through Ultraviolet",
    {
      address: "https://maths.test/service/hvtrs8%2F-bcd.tgsv%2F",
      html: `<a __uv-attr-href="https://bad.test/" href="/service/hvtrs8%2F-bcd.tgsv%2F">on</a>`,
      worker: "https://maths.test/uv/sw.js",
    },
  ],
  [
    "a page through Ultraviolet, its files renamed",
    {
      address: "https://maths.test/lesson/x",
      html: `<main><img __uv-attr-src="https://bad.test/x.png" src="/lesson/y"></main>`,
      worker: "https://maths.test/lesson.js",
    },
  ],
  [
    "Scramjet's front page",
    {
      html: `<script src="/baremux/index.js"></script><script src="/scram/scramjet.all.js"></script>
        <script>const { ScramjetController } = $scramjetLoadController();</script><div>Scramjet</div>`,
    },
  ],
  [
    "Scramjet's front page, loaded late",
    {
      html: `<div id="app">Go</div>`,
      fetched: ["https://maths.test/scram/scramjet.all.js", "https://maths.test/baremux/worker.js"],
    },
  ],
  [
    "a page through Scramjet",
    {
      address: "https://maths.test/scramjet/https%3A%2F%2Fbad.test%2F",
      html: `<a href="/scramjet/https%3A%2F%2Fbad.test%2Fx" scramjet-attr-href="https://bad.test/x">on</a>`,
    },
  ],
  [
    "Rammerhead's front page",
    {
      html: `<script src="/rammerhead.js"></script><div><input id="session-id"><button>Go</button></div>`,
    },
  ],
  [
    "a page through Rammerhead",
    {
      address: `https://maths.test/${hex}/https://bad.test/`,
      html: `<script src="/hammerhead.js"></script><a href-hammerhead-stored-value="/x" href="/${hex}/https://bad.test/x">on</a>`,
    },
  ],
  [
    "a page through Rammerhead, shuffled",
    { address: `https://maths.test/${hex}/_rhsQzv1x`, html: `<p>Words</p>` },
  ],
  [
    "Interstellar's tabs",
    {
      html: `<script src="/assets/-/bundle.js"></script><script src="/assets/-/config.js"></script>
        <iframe src="/a/hvtrs8%2F-bcd.tgsv"></iframe>`,
    },
  ],
  [
    "a page through Interstellar",
    {
      address: "https://maths.test/a/q/zzz",
      html: `<script src="/assets/-/handler.js"></script><script src="/assets/-/bundle.js"></script>
        <script src="/assets/-/config.js"></script><p>Words</p>`,
    },
  ],
  [
    "Node-Unblocker",
    {
      address: "https://maths.test/proxy/https://bad.test/",
      html: `<script src="/proxy/client/unblocker-client.js"></script><p>Words</p>`,
    },
  ],
  [
    "a framework with every name changed",
    {
      address: "https://maths.test/lesson/one%2Ftwo",
      html: `<meta property="og:url" content="https://bad.test/page"><p>Words</p>`,
      worker: "https://maths.test/lesson.js",
    },
  ],
  [
    "a sandboxed frame that shows a page through Scramjet",
    {
      html: `<img scramjet-attr-src="https://bad.test/x.png" src="/s/x">`,
      isSandboxed: true,
      isFramed: true,
    },
  ],
];

const disguised: readonly (readonly [name: string, page: StandIn])[] = [
  [
    "about:blank as Google Drive",
    {
      address: "about:blank",
      html: `<title>My Drive - Google Drive</title><iframe src="https://maths.test/"></iframe>`,
    },
  ],
  [
    "about:blank as Google Drive, with much to read that nobody sees",
    {
      address: "about:blank",
      html: `<title>My Drive - Google Drive</title><p hidden>${"Homework for Monday. ".repeat(20)}</p>
        <script>${"/* words */".repeat(20)}</script><iframe src="https://maths.test/"></iframe>`,
    },
  ],
  [
    "about:blank with Classroom's picture",
    {
      address: "about:blank",
      html: `<title>Home</title><link rel="icon" href="https://ssl.gstatic.com/classroom/favicon.png"><iframe src="https://maths.test/"></iframe>`,
    },
  ],
  [
    "blob: as Canvas",
    {
      address: "blob:https://maths.test/0f",
      html: `<title>Canvas</title><iframe src="https://maths.test/p"></iframe>`,
    },
  ],
  [
    "an ordinary address with both borrowed",
    {
      html: `<title>Classes</title><link rel="shortcut icon" href="https://ssl.gstatic.com/classroom/favicon.png"><iframe src="/p"></iframe>`,
    },
  ],
];

const innocent: readonly (readonly [name: string, page: StandIn])[] = [
  [
    "an ordinary page",
    { html: `<title>Maths</title><script src="/main.js"></script><p>Words</p>` },
  ],
  [
    "an ordinary app with a service worker",
    { html: `<script src="/app.bundle.js"></script><p>x</p>`, worker: "https://maths.test/sw.js" },
  ],
  [
    "an app with a service worker and its own og:url",
    {
      address: "https://maths.test/a%2Fb",
      html: `<meta property="og:url" content="https://www.maths.test/a"><p>x</p>`,
      worker: "https://maths.test/sw.js",
    },
  ],
  [
    "a mirror of a page, with a service worker",
    {
      address: "https://maths.test/news/owl",
      html: `<meta property="og:url" content="https://other.test/news/owl"><p>x</p>`,
      worker: "https://maths.test/sw.js",
    },
  ],
  [
    "a page about Ultraviolet's code",
    {
      address: "https://code.test/blob/main/uv/uv.bundle.js",
      html: `<a href="/raw/uv.bundle.js">uv.bundle.js</a><a href="/raw/uv.config.js">x</a><pre>self.__uv$config = {}</pre>`,
    },
  ],
  [
    "a page about Scramjet, with its words in data",
    {
      address: "https://code.test/blob/main/scramjet.all.js",
      html: `<script type="application/json">{"text":"scramjet.all.js baremux/worker.js"}</script><p>x</p>`,
    },
  ],
  [
    "the same with its words in a script",
    { html: `<script>self.push("load /scram/scramjet.all.js and __uv$config")</script><p>x</p>` },
  ],
  ["a viewer of old books", { html: `<script src="/uv/umd/UV.js"></script><div id="uv">x</div>` }],
  [
    "pictures from a service with signatures",
    { html: `<img src="/x">`, pictures: [`https://img.test/${hex}/https://a.test/x.png`] },
  ],
  [
    "a lesson in one frame",
    {
      html: `<title>Lesson 4</title><iframe src="https://lessons.test/4"></iframe>`,
    },
  ],
  [
    "a Google document in one frame",
    {
      html: `<title>Google Docs</title><link rel="icon" href="https://ssl.gstatic.com/docs/x.ico"><iframe src="https://docs.google.com/document/d/1"></iframe>`,
    },
  ],
  [
    "a lesson in a window without address",
    {
      address: "about:blank",
      html: `<title>Lesson 4</title><iframe src="https://lessons.test/4"></iframe>`,
    },
  ],
  [
    "a worksheet in a window without address",
    {
      address: "about:blank",
      html: `<title>Google Docs</title><iframe src="https://lessons.test/sheet.pdf"></iframe>`,
    },
  ],
  [
    "a window to print from",
    { address: "about:blank", html: `<title>Home</title><p>Your timetable</p>` },
  ],
  [
    "a small frame with a school word as title",
    {
      html: `<title>Home</title><link rel="icon" href="https://www.google.com/favicon.ico"><iframe src="https://a.test/"></iframe>`,
      frameShare: 0.5,
    },
  ],
  [
    "a page of words with a large frame",
    {
      html: `<title>Classes</title><link rel="icon" href="https://ssl.gstatic.com/c.png"><p>${"Words. ".repeat(20)}</p><iframe src="https://a.test/"></iframe>`,
    },
  ],
  [
    "a frame within a page",
    {
      isFramed: true,
      html: `<title>Classes</title><link rel="icon" href="https://ssl.gstatic.com/c.png"><iframe src="https://a.test/"></iframe>`,
    },
  ],
  ["an empty page", { html: "" }],
  ["a sandboxed frame", { html: `<p>x</p>`, isSandboxed: true, isFramed: true }],
];

describe("a page that is a proxy at work", () => {
  test.each(frameworks.map((row) => [...row] as const))("%s", (_name, page) => {
    expect(signsOf(page)).toEqual(["proxy-framework"]);
  });
});

describe("a tab in disguise", () => {
  test.each(disguised.map((row) => [...row] as const))("%s", (_name, page) => {
    expect(signsOf(page)).toEqual(["cloaked-tab"]);
  });
});

describe("a page that is neither", () => {
  test.each(innocent.map((row) => [...row] as const))("%s", (_name, page) => {
    expect(signsOf(page)).toEqual([]);
  });
});

describe("what is said", () => {
  test("fits the message, and the same is said once", () => {
    for (const [name, page] of [...frameworks, ...disguised]) {
      const claims = claimsOf(page, 4);
      expect(claims.length, name).toBeGreaterThan(0);
      expect(new Set(claims.map((claim) => claim.detail)).size, name).toBe(claims.length);
      for (const claim of claims) expect(claim.detail.length).toBeLessThanOrEqual(200);
    }
  });

  test("a page without any such word says nothing", () => {
    expect(claimsOf({ html: `<script src="/main.js"></script><p>Words</p>` }, 4)).toEqual([]);
  });

  test("nothing once the extension has been replaced", () => {
    const view = new DOMParser().parseFromString(frameworks[0]?.[1].html ?? "", "text/html");
    const due: (() => void)[] = [];
    const world = {
      after: (_delayMs: number, run: () => void) => {
        due.push(run);
        return () => undefined;
      },
      isAlive: () => false,
      tell: () => {
        throw new Error("said");
      },
    } as unknown as PageWorld;
    watchCircumvention(view, window, world);
    for (const run of due) run();
    expect(due.length).toBeGreaterThan(1);
  });
});
