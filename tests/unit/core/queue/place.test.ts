import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { placeOf } from "../../../../lib/core/queue/place.ts";

describe("what of an address is kept", () => {
  test.each([
    ["plain", "https://example.test/a/b", "https://example.test/a/b"],
    ["no fragment", "https://example.test/a#secret", "https://example.test/a"],
    ["no query", "https://example.test/a?token=secret#x", "https://example.test/a"],
    ["no name and password", "https://me:secret@example.test/a", "https://example.test/a"],
    ["a port stays", "http://example.test:8080/", "http://example.test:8080/"],
    ["a query without a path", "https://example.test?secret", "https://example.test"],
    [
      "a fragment that looks like a query",
      "https://example.test/#?secret",
      "https://example.test/",
    ],
    ["our own page", "chrome-extension://abc/report.html?secret", "chrome-extension:"],
    ["data", "data:text/html,secret", "data:"],
    ["blob", "blob:https://example.test/secret", "blob:"],
    ["nothing", "", "about:"],
  ])("%s", (_, address, wanted) => {
    expect(placeOf(address)).toBe(wanted);
  });

  test("a search keeps its query, and only that", () => {
    expect(placeOf("https://me:x@bing.com/search?q=kites#secret", true)).toBe(
      "https://bing.com/search?q=kites",
    );
  });

  test("law: whatever the query and fragment, nothing of them is left", () => {
    const secret = "s3cr3t";
    fc.assert(
      // Hosts are no part of it, and making them up takes most of the time.
      fc.property(fc.webPath(), fc.constantFrom("?", "#", "?#", "#?"), (path, mark) => {
        const address = `https://chat.test:8080${path}${mark}${secret}`;
        expect(placeOf(address)).not.toContain(secret);
      }),
    );
  });
});
