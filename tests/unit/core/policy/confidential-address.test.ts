// Which addresses a listed line stands for. Every bug becomes a row.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  confidentialEntry,
  confidentialForms,
} from "../../../../lib/core/policy/confidential-address.ts";
import { draws } from "../../../support/draws.ts";

type Row = readonly [name: string, line: string, address: string, listed: boolean];

const page = "http://bad.test/a/b.jpg";

const rows: readonly Row[] = [
  // The page itself
  ["as written", page, "http://bad.test/a/b.jpg", true],
  ["by https", page, "https://bad.test/a/b.jpg", true],
  ["listed with https, asked with http", "https://bad.test/a", "http://bad.test/a", true],
  ["listed without a scheme", "bad.test/a", "https://bad.test/a", true],
  ["another page of the host", page, "http://bad.test/a/c.jpg", false],
  ["the host's first page", page, "http://bad.test/", false],
  ["a page below it", "http://bad.test/a", "http://bad.test/a/b", false],
  ["the same with a slash at the end", "http://bad.test/a", "http://bad.test/a/", false],
  ["a longer name", "http://bad.test/a", "http://bad.test/ab", false],
  ["another host", page, "http://good.test/a/b.jpg", false],
  ["a sub-domain", page, "http://x.bad.test/a/b.jpg", false],
  ["a host that ends alike", page, "http://notbad.test/a/b.jpg", false],
  ["the first page, with its slash", "http://bad.test/", "http://bad.test", true],
  ["the first page, without its slash", "http://bad.test", "http://bad.test/", true],
  ["a first page with a scheme is no whole host", "http://bad.test", "http://bad.test/a", false],
  ["path in capitals: another page", page, "http://bad.test/A/B.JPG", false],

  // Host spellings
  ["host in capitals", page, "HTTP://BAD.TEST/a/b.jpg", true],
  ["listed in capitals", "HTTP://BAD.TEST/a", "http://bad.test/a", true],
  ["dot at the end", page, "http://bad.test./a/b.jpg", true],
  ["with www.", page, "http://www.bad.test/a/b.jpg", true],
  ["listed with www.", "http://www.bad.test/a", "http://bad.test/a", true],
  ["both with www.", "http://www.bad.test/a", "https://www.bad.test/a", true],
  ["www. twice", "http://bad.test/a", "http://www.www.bad.test/a", false],
  ["www2. is another host", "http://bad.test/a", "http://www2.bad.test/a", false],
  ["www.test is a host of its own", "http://www.test/a", "http://test/a", false],
  ["user name", page, "http://who:secret@bad.test/a/b.jpg", true],
  ["the host as a user name elsewhere", page, "http://bad.test@good.test/a/b.jpg", false],
  ["port of http", page, "http://bad.test:80/a/b.jpg", true],
  ["port of https", page, "https://bad.test:443/a/b.jpg", true],
  ["empty port", page, "http://bad.test:/a/b.jpg", true],
  ["listed with the port of http", "http://bad.test:80/a", "https://bad.test/a", true],
  ["another port: another server", page, "http://bad.test:8080/a/b.jpg", false],
  ["listed with another port", "http://bad.test:8080/a", "https://bad.test:8080/a", true],
  ["listed with another port, asked without", "http://bad.test:8080/a", "http://bad.test/a", false],
  ["percent in the host", page, "http://b%61d.test/a/b.jpg", true],
  ["full-width letters", page, "http://ｂａｄ.test/a/b.jpg", true],
  ["ideographic dot", page, "http://bad。test/a/b.jpg", true],
  ["soft hyphen in the host", page, "http://b\u00ADad.test/a/b.jpg", true],
  ["other script", "http://bücher.test/a", "http://xn--bcher-kva.test/a", true],
  ["listed in punycode", "http://xn--bcher-kva.test/a", "http://BÜCHER.test/a", true],
  ["numbers: decimal", "http://127.0.0.1/a", "http://2130706433/a", true],
  ["numbers: hexadecimal", "http://127.0.0.1/a", "http://0x7f.1/a", true],
  ["IPv6, long", "http://[2001:db8::1]/a", "http://[2001:DB8:0:0:0:0:0:1]/a", true],
  ["www. before numbers is a name", "http://127.0.0.1/a", "http://www.127.0.0.1/a", false],

  // Path spellings
  ["fragment", page, "http://bad.test/a/b.jpg#part", true],
  ["listed with a fragment", "http://bad.test/a#part", "http://bad.test/a", true],
  ["a plain letter escaped", page, "http://bad.test/%61/b%2Ejpg", true],
  ["listed with escaped letters", "http://bad.test/%61", "http://bad.test/a", true],
  ["escapes in small letters", "http://bad.test/%C3%A9", "http://bad.test/%c3%a9", true],
  ["letters beyond ASCII, as they are", "http://bad.test/é", "http://bad.test/%C3%A9", true],
  ["a sign beyond the first plane", "http://bad.test/😀", "http://bad.test/%F0%9F%98%80", true],
  ["a space", "http://bad.test/a b", "http://bad.test/a%20b", true],
  ["brackets, escaped or not", "http://bad.test/a(1)", "http://bad.test/a%281%29", true],
  ["an escaped slash is no slash", page, "http://bad.test/a%2Fb.jpg", false],
  ["escaped twice is something else", page, "http://bad.test/%2561/b.jpg", false],
  ["a percent sign alone", "http://bad.test/50%", "http://bad.test/50%25", true],
  ["a broken escape", "http://bad.test/%zz", "http://bad.test/%25zz", true],
  ["bytes that are no text", "http://bad.test/%ff", "http://bad.test/%FF", true],
  ["dot segments", page, "http://bad.test/x/../a/./b.jpg", true],
  ["escaped dot segments", page, "http://bad.test/x/%2e%2E/a/%2e/b.jpg", true],
  ["dots above the root", page, "http://bad.test/../../a/b.jpg", true],
  ["a dot at the end", "http://bad.test/a/", "http://bad.test/a/.", true],
  ["two dots at the end", "http://bad.test/a/", "http://bad.test/a/b/..", true],
  ["two dots at the end reach the root", "http://bad.test/", "http://bad.test/a/..", true],
  ["three dots are a name", "http://bad.test/a", "http://bad.test/.../a", false],
  ["two slashes: another page", page, "http://bad.test/a//b.jpg", false],
  ["listed with two slashes", "http://bad.test/a//b", "http://bad.test/a//b", true],
  ["dots after two slashes", "http://bad.test/a/b", "http://bad.test/a//../b", true],
  ["back-slashes", page, "http:\\\\bad.test\\a\\b.jpg", true],
  ["an escaped back-slash is none", page, "http://bad.test/a%5Cb.jpg", false],
  ["tab and line end inside", page, "ht\ttp://bad.\ntest/a\r/b.jpg", true],
  ["spaces around", page, "  http://bad.test/a/b.jpg  ", true],
  ["no slashes after the scheme", page, "http:bad.test/a/b.jpg", true],
  ["many slashes after the scheme", page, "http:////bad.test/a/b.jpg", true],

  // Query
  ["query where none is listed", page, "http://bad.test/a/b.jpg?x=1", false],
  ["an empty query is none", page, "http://bad.test/a/b.jpg?", true],
  ["an empty query and a fragment", page, "http://bad.test/a/b.jpg?#x", true],
  ["none where one is listed", "http://bad.test/p?id=7", "http://bad.test/p", false],
  ["the same query", "http://bad.test/p?id=7&s=a", "http://bad.test/p?id=7&s=a", true],
  ["another value", "http://bad.test/p?id=7", "http://bad.test/p?id=8", false],
  ["another order", "http://bad.test/p?a=1&b=2", "http://bad.test/p?b=2&a=1", false],
  ["one parameter more", "http://bad.test/p?id=7", "http://bad.test/p?id=7&x=1", false],
  ["query in capitals", "http://bad.test/p?id=a", "http://bad.test/p?ID=A", false],
  ["query with escaped letters", "http://bad.test/p?id=7", "http://bad.test/p?%69d=%37", true],
  ["query with an escaped sign", "http://bad.test/p?a=1&b", "http://bad.test/p?a=1%26b", false],
  ["plus is not a space", "http://bad.test/p?q=a+b", "http://bad.test/p?q=a%20b", false],
  [
    "slash in the query, escaped or not",
    "http://bad.test/p?u=/a",
    "http://bad.test/p?u=%2Fa",
    true,
  ],
  ["a question mark in the query", "http://bad.test/p?a?b", "http://bad.test/p?a?b", true],
  ["query without a path", "http://bad.test?id=7", "http://bad.test/?id=7", true],
  ["dots in a query are text", "http://bad.test/p?/../a", "http://bad.test/a", false],

  // Folders
  ["a page in a folder", "http://bad.test/dir/*", "http://bad.test/dir/x.jpg", true],
  ["far down in a folder", "bad.test/dir/*", "https://www.bad.test/dir/a/b/c?x=1#y", true],
  ["the folder itself", "http://bad.test/dir/*", "http://bad.test/dir/", true],
  ["the folder without its slash", "http://bad.test/dir/*", "http://bad.test/dir", false],
  ["beside the folder", "http://bad.test/dir/*", "http://bad.test/other/x", false],
  ["a folder with a longer name", "http://bad.test/dir/*", "http://bad.test/directory/x", false],
  ["out of the folder by dots", "http://bad.test/dir/*", "http://bad.test/dir/../x", false],
  ["into the folder by dots", "http://bad.test/dir/*", "http://bad.test/x/../dir/y", true],
  ["a folder in disguise", "http://bad.test/dir/*", "http://bad.test/%64ir/x", true],
  ["eight folders down", "bad.test/1/2/3/4/5/6/7/8/*", "http://bad.test/1/2/3/4/5/6/7/8/x/y", true],
  ["a folder on another port", "bad.test:8080/d/*", "http://bad.test:8080/d/x", true],
  ["a star inside is a sign like others", "http://bad.test/a*b", "http://bad.test/a%2Ab", true],
  ["a star in a query is no folder", "http://bad.test/?q=/*", "http://bad.test/?q=/x", false],

  // Whole hosts
  ["any page of a host", "bad.test", "http://bad.test/a/b?c", true],
  ["a host and all below it", "bad.test", "https://x.y.bad.test/a", true],
  ["a host with www.", "bad.test", "https://www.bad.test/a", true],
  ["a host on any port", "bad.test", "http://bad.test:8080/", true],
  ["a listed host and one that ends alike", "bad.test", "http://notbad.test/", false],
  ["the host above", "x.bad.test", "http://bad.test/", false],
  ["www. listed: that host", "www.bad.test", "http://bad.test/a", true],
  ["www. listed: not its neighbours", "www.bad.test", "http://x.bad.test/a", false],
  ["listed as everything on it", "http://bad.test/*", "http://x.bad.test/a", true],
  ["listed with a star before", "*.bad.test", "http://x.bad.test/a", true],
  ["listed with a port: that server", "bad.test:8080", "http://bad.test:8080/a", true],
  ["listed with a port: not the other", "bad.test:8080", "http://bad.test/a", false],
  ["numbers", "192.0.2.7", "http://192.0.2.7/a", true],
  ["IPv6", "[2001:db8::1]", "http://[2001:db8::1]/a", true],
  ["a websocket of it", "bad.test", "wss://bad.test/s", true],
  ["very deep below it", "bad.test", "http://a.b.c.d.e.f.g.bad.test/", true],

  // No web addresses
  ["view-source", "bad.test", "view-source:http://bad.test/", false],
  ["data", "bad.test", "data:text/html,bad.test", false],
  ["ftp", "bad.test", "ftp://bad.test/", false],
  ["nothing", "bad.test", "", false],
];

describe("a listed line and an address", () => {
  test.each(rows)("%s: %s and %s", (_name, line, address, listed) => {
    const entry = confidentialEntry(line);
    if (!entry.ok) throw new Error(entry.error);
    expect(confidentialForms(address).includes(entry.value.form)).toBe(listed);
  });

  test("the table is as large as it says", () => {
    expect(rows.length).toBeGreaterThanOrEqual(80);
    expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
  });
});

test.each([
  ["ftp://bad.test/a"],
  ["chrome://settings"],
  ["nothing to see"],
  ["http://"],
  ["http://*/a"],
  ["0.0.0.0 bad.test"],
  ["bad.test\t7"],
  ["somebody@bad.test"],
  ["mailto:somebody@bad.test"],
  ["test"],
  ["test/*"],
  ["http:\\\\bad.test"],
  ["bad.test:99999"],
  ["bad.test/1/2/3/4/5/6/7/8/9/*"],
])("a line that stands for nothing: %s", (line) => {
  const entry = confidentialEntry(line);
  expect(entry.ok).toBe(false);
  // The reason is logged; the line never is.
  if (!entry.ok) expect(entry.error).not.toMatch(/bad|somebody|settings/);
});

const host = fc.stringMatching(/^[a-z]{1,6}(\.[a-z]{1,6}){1,5}$/);
const path = fc.stringMatching(/^(\/[a-zA-Z0-9%._~é -]{0,5}){0,12}$/);

describe("laws", () => {
  test("total: any text has at most 15 forms, each once, and any line an answer", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.webUrl({ withQueryParameters: true }));
    fc.assert(
      fc.property(text, (any) => {
        const forms = confidentialForms(any);
        expect(forms.length).toBeLessThanOrEqual(15);
        expect(new Set(forms).size).toBe(forms.length);
        confidentialEntry(any);
      }),
      { numRuns: draws(2000) },
    );
  });

  test("a page that is listed is found, however deep its host and its path", () => {
    fc.assert(
      fc.property(host, path, (name, below) => {
        const address = `http://${name}${below}`;
        const entry = confidentialEntry(address);
        const forms = confidentialForms(address);
        expect(forms.length).toBeGreaterThan(0);
        if (entry.ok) expect(forms).toContain(entry.value.form);
      }),
    );
  });

  test("what the browser makes of an address has the same forms", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        expect(confidentialForms(new URL(address).href)).toEqual(confidentialForms(address));
      }),
      { numRuns: draws(2000) },
    );
  });

  test("nor does any odd spelling that the browser takes make a difference", () => {
    const begin = fc.constantFrom("http://", "HTTPS://", "http:", "http:\\\\", " http:///");
    const names = [
      "bad.test www.bad.test BAD.test. b%61d.test u:p@bad.test a@b@bad.test",
      "bad.test:80 bad.test:8080 127.1 [::1] bücher.test",
    ];
    const pieces = [
      "/ // \\ ? # a A .. . %2e %2E%2e %2f %5C % %zz %ff %00 é 😀 \uD800 & = + %20",
      "' \" < > | ^ ` { } ~ ( * [ ] ; , @ :80 \u00AD 。",
    ];
    const name = fc.constantFrom(...names.join(" ").split(" "));
    const piece = fc.constantFrom(" ", "\t", "\n", ...pieces.join(" ").split(" "));
    const rest = fc.array(piece, { maxLength: 12 }).map((some) => some.join(""));
    fc.assert(
      fc.property(begin, name, rest, (...parts) => {
        const text = parts.join("");
        fc.pre(URL.canParse(text) && URL.parse(text)?.protocol.startsWith("http") === true);
        expect(confidentialForms(URL.parse(text)?.href ?? "")).toEqual(confidentialForms(text));
      }),
      { numRuns: draws(3000) },
    );
  });
});
