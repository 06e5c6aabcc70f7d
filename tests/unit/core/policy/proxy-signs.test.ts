import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCircumvention } from "../../../../lib/core/policy/proxy-signs.ts";
import { proxyWords } from "../../../../lib/core/policy/proxy-words.ts";

const site = "https://maths.test";

function isProxy(...loads: string[]): boolean {
  return isCircumvention({ sign: "proxy-framework", detail: proxyWords(loads) });
}

describe("frameworks, by what they load", () => {
  test.each<[string, ...string[]]>([
    ["Ultraviolet's front page", `${site}/uv/uv.bundle.js`, `${site}/uv/uv.config.js`],
    ["Ultraviolet in capitals", `${site}/UV.BUNDLE.JS`, `${site}/uv.handler.js?v=3`],
    ["Ultraviolet's worker", `${site}/uv/sw.js`, `${site}/uv/uv.config.js`],
    ["an address in Ultraviolet's spelling", `${site}/service/hvtrs8%2F-ezaopne.tgsv`],
    ["the same by http", `${site}/a/hvtr%3A-%2Fezaopne`],
    ["Scramjet", `${site}/scram/scramjet.all.js`],
    ["Scramjet's code for speed", `${site}/s/scramjet.wasm.wasm`],
    ["Scramjet, older", `${site}/scramjet.shared.js`, `${site}/scramjet.worker.js`],
    [
      "a Scramjet bundle and its transport",
      `${site}/scramjet.bundle.js`,
      `${site}/epoxy/index.mjs`,
    ],
    ["Rammerhead's front page", `${site}/rammerhead.js`],
    ["a session of Rammerhead", `${site}/0123456789abcdef0123456789abcdef/https://bad.test/`],
    ["a shuffled session", `${site}/0123456789abcdef0123456789abcdef/_rhsQzv1/x`],
    ["a session's frame", `${site}/0123456789abcdef0123456789abcdef!i/https://bad.test/`],
    [
      "Interstellar",
      `${site}/assets/-/bundle.js`,
      `${site}/assets/-/config.js`,
      `${site}/assets/-/handler.js`,
    ],
    ["Interstellar, older", `${site}/assets/-uv/bundle.js`, `${site}/assets/-uv/config.js`],
    [
      "Dynamic",
      `${site}/dynamic/dynamic.config.js`,
      `${site}/dynamic/dynamic.client.js`,
      `${site}/dynamic/dynamic.worker.js`,
    ],
    ["Node-Unblocker", `${site}/proxy/client/unblocker-client.js`],
    ["bare-mux with a transport", `${site}/baremux/worker.js`, `${site}/libcurl/index.mjs`],
    ["a Bare server and bare-mux", `${site}/bare/v3/`, `${site}/bare-mux/index.js`],
    ["Wisp and epoxy", "wss://maths.test/wisp/", `${site}/epoxy-transport/index.mjs`],
    [
      "an encoded address and a transport",
      `${site}/service/https%3A%2F%2Fbad.test%2F`,
      `${site}/libcurl-transport/index.js`,
    ],
    ["hammerhead beside a Bare server", `${site}/hammerhead.js`, `${site}/bare/v2/`],
  ])("%s", (_name, ...loads) => {
    expect(isProxy(...loads)).toBe(true);
  });

  test.each<[string, ...string[]]>([
    ["an ordinary page", `${site}/main.js`, `${site}/vendor.bundle.js`, `${site}/config.js`],
    ["an ordinary service worker", `${site}/sw.js`, `${site}/service-worker.js`],
    ["a viewer of old books that is called UV", `${site}/uv/uv.js`, `${site}/uv/uv-config.json`],
    ["the same from a content network", "https://cdn.test/universalviewer@4/dist/umd/UV.js"],
    ["sun safety", `${site}/uv-index/uv.min.js`, `${site}/uv/index.html`],
    ["an engine in a physics lesson", `${site}/sim/scramjet.min.js`, `${site}/scramjet.css`],
    ["dynamic pages", `${site}/dynamic/client.js`, `${site}/dynamic/config.js`],
    ["a bundle in a folder of scripts", `${site}/js/bundle.js`, `${site}/js/config.js`],
    ["two slashes before a bundle", `${site}//bundle.js`, `${site}//config.js`],
    ["epoxy resin", `${site}/epoxy/gallery.js`, `${site}/epoxy/index.html`],
    ["bare feet", `${site}/bare/feet.js`],
    ["will-o'-the-wisp", `${site}/wisp.js`, `${site}/will-o-the-wisp/`],
    ["a hash as a folder", `${site}/0123456789abcdef0123456789abcdef/app.js`],
    ["a hash in a file's name", `${site}/app.0123456789abcdef0123456789abcdef.js`],
    [
      "a picture service with a signature",
      "https://img.test/0123456789abcdef/https://a.test/x.png",
    ],
    ["a measure that names the page", `https://t.test/collect?dl=https%3A%2F%2Fmaths.test%2F`],
    ["a shared page of a video", "https://www.youtube-nocookie.com/embed/abc"],
    ["a reading app's service", `${site}/service/books`],
    ["a test runner's script alone", `${site}/hammerhead.js`],
    ["nothing"],
  ])("%s is no proxy", (_name, ...loads) => {
    expect(isProxy(...loads)).toBe(false);
  });

  test.each([
    ["an attribute of Ultraviolet", "__uv-attr-href", true],
    ["an attribute of Scramjet", "scramjet-attr-src", true],
    ["an attribute of Rammerhead", "href-hammerhead-stored-value", true],
    ["another host's page from a worker", "foreign", true],
    ["what a script in the page says, alone", "inline", false],
    ["an article with a name in its script and one file", "inline bare-mux/", true],
    ["an article alone", "inline scramjet", false],
    ["the same word often", "bare-mux/ bare-mux/ bare-mux/", false],
    ["nothing", "", false],
  ])("%s", (_name, detail, expected) => {
    expect(isCircumvention({ sign: "proxy-framework", detail })).toBe(expected);
  });
});

describe("tabs in disguise", () => {
  const frame = "maths.test/";
  test.each([
    ["no address, a borrowed title", `My Drive - Google Drive |  | ${frame} | `, true],
    [
      "no address, a borrowed picture",
      `Home work | ssl.gstatic.com/classroom/favicon.png | ${frame} | `,
      true,
    ],
    ["no address, a school word", `Classes |  | ${frame} | `, true],
    ["no address, no title", ` |  | ${frame} | `, false],
    ["no address, its own title", `Lesson 4: fractions |  | ${frame} | `, false],
    [
      "an address, both borrowed",
      `Home | ssl.gstatic.com/classroom/favicon.ico | maths.test/p | maths.test`,
      true,
    ],
    [
      "an address, a borrowed title",
      `Home | maths.test/favicon.ico | maths.test/p | maths.test`,
      false,
    ],
    [
      "an address, a borrowed picture",
      `Fractions | www.google.com/favicon.ico | maths.test/p | maths.test`,
      false,
    ],
    [
      "a picture drawn by Google's service",
      `Home | www.google.com/s2/favicons?domain=maths.test | maths.test/p | maths.test`,
      false,
    ],
    [
      "Google itself",
      `Google Docs | ssl.gstatic.com/docs/x.ico | docs.google.com/d/1 | sites.google.com`,
      false,
    ],
    [
      "a site that shows a Google document",
      `Google Docs |  | docs.google.com/document/d/1 | `,
      false,
    ],
    ["a name that only ends like Google's", `Google Docs |  | docs.notgoogle.test/ | `, true],
    ["a title with the mark in it", `Khan Academy | Free lessons |  | ${frame} | `, true],
    ["no frame", "Google Docs |  |  | ", false],
    ["nothing", "", false],
  ])("%s", (_name, detail, expected) => {
    expect(isCircumvention({ sign: "cloaked-tab", detail })).toBe(expected);
  });
});

describe("hostile pages", () => {
  test("words are short, each once, whatever the texts", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 300 }), { maxLength: 50 }), (texts) => {
        const words = proxyWords([...texts, ...texts]);
        expect(words.length).toBeLessThanOrEqual(200);
        const each = words.split(" ");
        expect(new Set(each).size).toBe(each.length);
      }),
    );
  });

  test("judging never throws", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("proxy-framework" as const, "cloaked-tab" as const),
        fc.string({ maxLength: 200 }),
        (sign, detail) => void isCircumvention({ sign, detail }),
      ),
    );
  });

  test("long texts end soon", () => {
    const texts = [
      "/".repeat(200_000),
      "/0".repeat(100_000),
      "scramjet".repeat(20_000),
      "a".repeat(200_000),
    ];
    expect(proxyWords(texts).length).toBeLessThanOrEqual(200);
    expect(proxyWords([`/${"~a".repeat(20_000)}`])).toBe("");
  });
});
