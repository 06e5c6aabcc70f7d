import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseWebAddress } from "../../../../lib/core/policy/host.ts";
import { draws } from "../../../support/draws.ts";

describe("parseWebAddress", () => {
  test.each([
    ["plain", "https://example.com/", "https", "example.com", 443, "/", ""],
    ["nothing after the host", "http://example.com", "http", "example.com", 80, "/", ""],
    ["port", "http://example.com:8080/a", "http", "example.com", 8080, "/a", ""],
    ["empty port", "http://example.com:/a", "http", "example.com", 80, "/a", ""],
    ["capital letters", "HTTPS://EXAMPLE.COM/A/B", "https", "example.com", 443, "/a/b", ""],
    [
      "query kept as written",
      "https://example.com/s?q=A%20b&x=%2F#top",
      "https",
      "example.com",
      443,
      "/s",
      "q=A%20b&x=%2F",
    ],
    ["query without a path", "https://example.com?q=1", "https", "example.com", 443, "/", "q=1"],
    ["fragment without a path", "https://example.com#/a", "https", "example.com", 443, "/", ""],
    [
      "question mark in the fragment",
      "https://example.com/a#b?c",
      "https",
      "example.com",
      443,
      "/a",
      "",
    ],
    ["user name", "https://safe.example@example.com/", "https", "example.com", 443, "/", ""],
    [
      "user name with a port's colon",
      "https://a:b@example.com:444/",
      "https",
      "example.com",
      444,
      "/",
      "",
    ],
    ["two at signs", "https://a@b@example.com/", "https", "example.com", 443, "/", ""],
    ["back-slashes", "https:\\\\example.com\\a\\b", "https", "example.com", 443, "/a/b", ""],
    ["one slash", "https:/example.com/a", "https", "example.com", 443, "/a", ""],
    ["no slash", "https:example.com/a", "https", "example.com", 443, "/a", ""],
    ["five slashes", "https://///example.com/a", "https", "example.com", 443, "/a", ""],
    [
      "tab and line ends inside",
      "ht\ttps://exa\nmple.com/a\r",
      "https",
      "example.com",
      443,
      "/a",
      "",
    ],
    ["spaces around", "  https://example.com/a  ", "https", "example.com", 443, "/a", ""],
    ["dot at the end of the host", "https://example.com./a", "https", "example.com", 443, "/a", ""],
    ["escaped letter in the host", "https://ex%61mple.com/", "https", "example.com", 443, "/", ""],
    ["full-width host", "https://ｅｘａｍｐｌｅ。com/", "https", "example.com", 443, "/", ""],
    ["other script", "https://münchen.de/Straße", "https", "xn--mnchen-3ya.de", 443, "/straße", ""],
    [
      "sign that only a browser lets through",
      "https://a!b.example.com/",
      "https",
      "a!b.example.com",
      443,
      "/",
      "",
    ],
    ["address in one number", "http://3221225991/", "http", "192.0.2.7", 80, "/", ""],
    ["IPv6 with port", "http://[2001:DB8::1]:81/", "http", "[2001:db8::1]", 81, "/", ""],
    ["IPv6 without port", "http://[::1]/", "http", "[::1]", 80, "/", ""],
    ["escaped path", "https://example.com/%53ecret", "https", "example.com", 443, "/secret", ""],
    [
      "escaped once only",
      "https://example.com/%2553ecret",
      "https",
      "example.com",
      443,
      "/%53ecret",
      "",
    ],
    ["escaped slash", "https://example.com/a%2Fb", "https", "example.com", 443, "/a/b", ""],
    [
      "broken escape stays",
      "https://example.com/%zz/%FF",
      "https",
      "example.com",
      443,
      "/%zz/%ff",
      "",
    ],
    ["dots", "https://example.com/a/./b/../c", "https", "example.com", 443, "/a/c", ""],
    [
      "escaped dots",
      "https://example.com/a/%2e%2E/secret",
      "https",
      "example.com",
      443,
      "/secret",
      "",
    ],
    [
      "more dots than folders",
      "https://example.com/../../a",
      "https",
      "example.com",
      443,
      "/a",
      "",
    ],
    ["dots at the end", "https://example.com/a/b/..", "https", "example.com", 443, "/a/", ""],
    ["slashes doubled", "https://example.com//a///b", "https", "example.com", 443, "/a/b", ""],
    ["folder", "https://example.com/a/", "https", "example.com", 443, "/a/", ""],
    ["web socket", "wss://example.com/s", "wss", "example.com", 443, "/s", ""],
    ["ftp", "ftp://example.com/f", "ftp", "example.com", 21, "/f", ""],
  ] as const)("%s", (_name, url, scheme, host, port, path, query) => {
    expect(parseWebAddress(url)).toEqual({ scheme, host, port, path, query });
  });

  test.each([
    ["nothing", ""],
    ["no scheme", "example.com/a"],
    ["only a scheme", "https://"],
    ["empty host", "https:///?a"],
    ["user but no host", "https://me@/"],
    ["other scheme", "about:blank"],
    ["extension page", "chrome-extension://abc/blocked.html"],
    ["data", "data:text/html,a"],
    ["blob", "blob:https://example.com/1"],
    ["javascript", "javascript:alert(1)"],
    ["file", "file:///etc/hosts"],
    ["a property every object has", "constructor://example.com"],
    ["port too large", "https://example.com:65536/"],
    ["port no number", "https://example.com:8a/"],
    ["space in the host", "https://exam ple.com/"],
    ["bracket left open", "https://[::1/"],
    ["words after the bracket", "https://[::1]a/"],
  ])("refuses: %s", (_name, url) => {
    expect(parseWebAddress(url)).toBeUndefined();
  });

  test("finds the host and the port that the browser finds", () => {
    fc.assert(
      fc.property(
        fc.webUrl({
          withQueryParameters: true,
          withFragments: true,
          validSchemes: ["http", "https", "ws"],
        }),
        (url) => {
          const asked = new URL(url);
          const found = parseWebAddress(url);
          expect(found?.host).toBe(asked.hostname);
          expect(`${found?.scheme}:`).toBe(asked.protocol);
          expect(found?.query).toBe(url.split("#")[0]?.split("?").slice(1).join("?"));
        },
      ),
    );
  });
  const pieces = fc.constantFrom(
    "https",
    "http",
    ":",
    "/",
    "\\",
    "@",
    "a",
    "A",
    ".",
    "..",
    "%2e",
    "%2f",
    "%",
    "?",
    "#",
    "[",
    "]",
    "::1",
    ":80",
    " ",
    "\t",
    "１",
    "ü",
    "0x7f",
    "com",
  );
  test("never throws, and is never more trusting of a host than the browser", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces, { maxLength: 16 }).map((all) => all.join("")),
          fc.string({ unit: "binary" }),
        ),
        fc.boolean(),
        (tail, hasScheme) => {
          const url = hasScheme ? `http://${tail}` : tail;
          const found = parseWebAddress(url);
          if (!URL.canParse(url)) return;
          const asked = new URL(url);
          if (!["http:", "https:"].includes(asked.protocol)) return;
          const askedHost = asked.hostname.replace(/\.$/, "");
          if (found !== undefined) expect(found.host).toBe(askedHost);
        },
      ),
      { numRuns: draws(3000) },
    );
  });
  test("a megabyte of anything is done at once", () => {
    const million = 1_000_000;
    for (const sign of [" ", "/", "a", "%41", "..", "@", "\t", ":"]) {
      expect(() => parseWebAddress(`https://example.com/${sign.repeat(million)}`)).not.toThrow();
      expect(() => parseWebAddress(`https://${sign.repeat(million)}`)).not.toThrow();
    }
  });
});
