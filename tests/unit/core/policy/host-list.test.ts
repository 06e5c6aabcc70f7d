import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areCleanHosts } from "../../../../lib/core/policy/clean-host-text.ts";
import { parseHostList } from "../../../../lib/core/policy/host-list.ts";
import { createShelter } from "../../../../lib/core/policy/known-good.ts";
import { hostCovers, normaliseHost } from "../../../../lib/core/policy/host.ts";
import { draws } from "../../../support/draws.ts";

test.each([
  ["clean hosts", "a.example\nb.example\n192.0.2.7\n", false],
  ["clean hosts in order", "192.0.2.7\na.example\na.example.org\nb.example\n", true],
  ["nothing", "", true],
  ["no line end at the end", "a.example", false],
  ["a host twice", "a.example\na.example\n", false],
  ["a capital letter", "A.example\n", false],
  ["a single label", "com\n", false],
  ["an empty line", "a.example\n\n", false],
  ["a comment", "# x\n", false],
])("areCleanHosts: %s", (_name, text, expected) => {
  expect(areCleanHosts(text)).toBe(expected);
});

const read = (text: string) => parseHostList(text, { name: "list.txt" });

describe("parseHostList takes", () => {
  test.each([
    ["plain hosts", "b.example\na.example\n", ["a.example", "b.example"], "domains"],
    [
      "a hosts file",
      "0.0.0.0 a.example\n127.0.0.1\tb.example",
      ["a.example", "b.example"],
      "hosts",
    ],
    [
      "several hosts on a line",
      "0.0.0.0 a.example b.example  c.example",
      ["a.example", "b.example", "c.example"],
      "hosts",
    ],
    ["IPv6 in front", ":: a.example\n::1 b.example", ["a.example", "b.example"], "hosts"],
    ["a lone nought in front", "0 a.example", ["a.example"], "hosts"],
    [
      "Adblock",
      "[Adblock Plus 2.0]\n! Title: A list\n||a.example^\n||b.example^",
      ["a.example", "b.example"],
      "adblock",
    ],
    [
      "Adblock, options that speak of the whole host",
      "||a.example^$important\n||b.example^$all,document",
      ["a.example", "b.example"],
      "adblock",
    ],
    [
      "Adblock, other ends",
      "||a.example\n||b.example|\n||c.example^|\n||d.example/\ne.example^",
      ["a.example", "b.example", "c.example", "d.example", "e.example"],
      "adblock",
    ],
    ["Adblock, all below", "||*.a.example^", ["a.example"], "adblock"],
    ["wildcards", "*.a.example\n.b.example", ["a.example", "b.example"], "wildcard"],
    [
      "dnsmasq",
      "address=/a.example/0.0.0.0\naddress=/b.example/\nlocal=/c.example/\naddress=/d.example/#\naddress=/e.example/::",
      ["a.example", "b.example", "c.example", "d.example", "e.example"],
      "dnsmasq",
    ],
    [
      "dnsmasq, several",
      "address=/a.example/b.example/0.0.0.0",
      ["a.example", "b.example"],
      "dnsmasq",
    ],
    [
      "unbound",
      'server:\nlocal-zone: "a.example." always_nxdomain\nlocal-zone: "b.example" static',
      ["a.example", "b.example"],
      "unbound",
    ],
    [
      "a response policy zone",
      "$TTL 2h\n@ IN SOA localhost. root.localhost. (2 6h 1h 1w 2h)\n  IN NS localhost.\na.example CNAME .\n*.a.example CNAME .\nb.example IN CNAME *.",
      ["a.example", "b.example"],
      "rpz",
    ],
    [
      "addresses without a path",
      "https://a.example\nhttp://b.example/\n|https://c.example^\nhttps://d.example:8443/",
      ["a.example", "b.example", "c.example", "d.example"],
      "urls",
    ],
    ["a slash at the end", "a.example/", ["a.example"], "urls"],
    [
      "a byte order mark and CRLF",
      "\uFEFFa.example\r\nb.example\r\n",
      ["a.example", "b.example"],
      "domains",
    ],
    ["old line ends", "a.example\rb.example\r", ["a.example", "b.example"], "domains"],
    [
      "comments",
      "# head\n! more\n; and more\n// more\na.example # why\nb.example ! why\n  c.example  ",
      ["a.example", "b.example", "c.example"],
      "domains",
    ],
    ["comments in a hosts file", "0.0.0.0 a.example # b.example", ["a.example"], "hosts"],
    [
      "headings that look like cosmetic rules",
      "##\n## A heading\n#### more\na.example",
      ["a.example"],
      "domains",
    ],
    ["capital letters and dots at the end", "A.Example.\n", ["a.example"], "domains"],
    [
      "other scripts",
      "münchen.example\nxn--mnchen-3ya.example",
      ["xn--mnchen-3ya.example"],
      "domains",
    ],
    [
      "addresses in numbers",
      "192.0.2.7\n3221225991\n[2001:db8::1]",
      ["192.0.2.7", "[2001:db8::1]"],
      "domains",
    ],
    [
      "a mixture, by majority",
      "a.example\n||b.example^\n||c.example^\n0.0.0.0 d.example",
      ["a.example", "b.example", "c.example", "d.example"],
      "adblock",
    ],
    [
      "hosting services as a whole",
      "github.io\nblogspot.com",
      ["blogspot.com", "github.io"],
      "domains",
    ],
    ["nothing", "", [], "empty"],
    ["only comments", "# a\n\n! b\n", [], "empty"],
  ] as const)("%s", (_name, text, hosts, format) => {
    const list = read(text);
    expect(list.hosts).toEqual(hosts);
    expect(list.format).toBe(format);
    expect(list.problems).toEqual([]);
    expect(list.counts.kept).toBe(hosts.length);
    expect(list.counts.refused).toEqual({});
  });
});

describe("parseHostList refuses", () => {
  test.each([
    ["a host that is none", "exa mple.com", "invalid", '"exa mple.com"'],
    ["two dots", "a..example", "invalid", '"a..example"'],
    ["a word with a port", "a.example:80", "invalid", '"a.example:80"'],
    ["an ending", "com", "single-label", '"com"'],
    ["a wildcard over an ending", "*.com", "single-label", '"com"'],
    ["an Adblock rule over an ending", "||xyz^", "single-label", '"xyz"'],
    ["a public suffix", "co.uk", "public-suffix", '"co.uk"'],
    ["a wildcard over a public suffix", "*.gov.uk", "public-suffix", '"gov.uk"'],
    ["a protected site", "childline.org.uk", "protected", '"childline.org.uk"'],
    ["below a protected site", "||www.samaritans.org^", "protected", '"www.samaritans.org"'],
    ["a path", "a.example/games", "path", '"a.example/games"'],
    ["a path in an address", "https://a.example/games", "path", '"https://a.example/games"'],
    ["a path in Adblock", "||a.example/games^", "path", '"||a.example/games^"'],
    ["a query in an address", "https://a.example?x=1", "path", '"https://a.example?x=1"'],
    ["a pattern", "ads*.example", "pattern", '"ads*.example"'],
    ["a pattern in Adblock", "||ads*.example^", "pattern", '"||ads*.example^"'],
    ["the beginning of a name in Adblock", "||ads.", "pattern", '"||ads."'],
    ["a regular expression", "/banner[0-9]+/", "pattern", '"/banner[0-9]+/"'],
    ["a path pattern", "/banner/", "pattern", '"/banner/"'],
    ["a cosmetic rule", "a.example##.ad", "cosmetic", '"a.example##.ad"'],
    ["a cosmetic exception", "a.example#@#.ad", "cosmetic", '"a.example#@#.ad"'],
    ["a cosmetic rule for all", "##.ad", "cosmetic", '"##.ad"'],
    ["a cosmetic rule for an id", "###ad", "cosmetic", '"###ad"'],
    ["third parties only", "||a.example^$third-party", "conditional", '"||a.example^$third-party"'],
    [
      "for some sites only",
      "||a.example^$domain=b.example",
      "conditional",
      '"||a.example^$domain=b.example"',
    ],
    [
      "scripts only",
      "||a.example^$important,script",
      "conditional",
      '"||a.example^$important,script"',
    ],
    [
      "a hosts line that leads elsewhere",
      "216.239.38.120 www.google.com",
      "redirect",
      '"216.239.38.120 www.google.com"',
    ],
    [
      "a dnsmasq line that leads elsewhere",
      "address=/www.google.com/216.239.38.120",
      "redirect",
      '"address=/www.google.com/216.239.38.120"',
    ],
    [
      "unbound, a zone with answers of its own",
      'local-zone: "a.example" redirect',
      "redirect",
      '"local-zone: "a.example" redirect"',
    ],
    [
      "a zone record that leads elsewhere",
      "a.example CNAME safe.example.",
      "redirect",
      '"a.example CNAME safe.example."',
    ],
    ["an exception that is no host", "@@||a..b^", "invalid", '"@@||a..b^"'],
    ["an exception for a pattern", "@@/ads/", "pattern", '"@@/ads/"'],
  ] as const)("%s", (_name, line, reason, what) => {
    const list = read(`# head\n${line}\nkept.example`);
    expect(list.hosts).toEqual(["kept.example"]);
    expect(list.counts.refused).toEqual({ [reason]: 1 });
    expect(list.problems).toEqual([
      { path: "list.txt:2", what, expected: expect.stringMatching(/./), level: "warning" },
    ]);
  });

  test("the names of the machine itself, without a word", () => {
    const list = read(
      [
        "127.0.0.1 localhost localhost.localdomain",
        "255.255.255.255 broadcasthost",
        "::1 ip6-localhost ip6-loopback",
        "fe80::1%lo0 localhost",
        "0.0.0.0 0.0.0.0",
        "0.0.0.0 a.example",
      ].join("\n"),
    );
    expect(list.hosts).toEqual(["a.example"]);
    expect(list.problems).toEqual([]);
    expect(list.counts.refused).toEqual({ local: 7 });
  });
  test("a school's own protected sites", () => {
    const list = parseHostList("help.example-academy.test", {
      name: "x",
      protectedHosts: ["example-academy.test"],
    });
    expect(list.counts.refused).toEqual({ protected: 1 });
  });
  test("what the given predicate calls a public suffix", () => {
    const list = parseHostList("co.example\nodd.example", {
      name: "x",
      isPublicSuffix: (host) => host === "odd.example",
    });
    expect(list.hosts).toEqual(["co.example"]);
    expect(list.counts.refused).toEqual({ "public-suffix": 1 });
  });
});

describe("parseHostList spares", () => {
  const findShelter = createShelter();
  test("the school's own hosts and those below", () => {
    const list = parseHostList("own.test\nvle.own.test\nkept.example", {
      name: "x",
      ownHosts: ["own.test"],
    });
    expect(list.hosts).toEqual(["kept.example"]);
    expect(list.counts.refused).toEqual({ own: 2 });
  });
  test("what lies above a protected site, and nothing beside it", () => {
    const list = parseHostList("host.example\nother.host.example\nhelp.host.example", {
      name: "x",
      protectedHosts: ["help.host.example"],
    });
    expect(list.hosts).toEqual(["other.host.example"]);
    expect(list.counts.refused).toEqual({ protected: 2 });
  });
  test("all below a protected site, also where another is named below it", () => {
    const list = parseHostList("other.help.example\nquiet.help.example", {
      name: "x",
      protectedHosts: ["help.example", "quiet.help.example"],
    });
    expect(list.counts.refused).toEqual({ protected: 2 });
  });
  test("education and the public sector, counted and named", () => {
    const list = parseHostList("a.sch.uk\nkept.example\nb.edu\nb.edu", { name: "x", findShelter });
    expect(list.hosts).toEqual(["kept.example"]);
    expect(list.sheltered).toEqual([
      { host: "a.sch.uk", known: "sch.uk", place: "below" },
      { host: "b.edu", known: "edu", place: "below" },
    ]);
    expect(list.counts.refused).toEqual({ sheltered: 3 });
  });
  test("but takes what a person released", () => {
    const list = parseHostList("a.sch.uk\nb.edu", {
      name: "x",
      findShelter,
      despiteShelter: ["b.edu"],
    });
    expect(list.hosts).toEqual(["b.edu"]);
    expect(list.sheltered.map(({ host }) => host)).toEqual(["a.sch.uk"]);
  });
});

describe("parseHostList counts", () => {
  test("lines, duplicates and what is covered", () => {
    const list = read("a.example\nA.EXAMPLE\nb.a.example\nc.b.a.example\n\n# x\nxa.example");
    expect(list.hosts).toEqual(["a.example", "xa.example"]);
    expect(list.counts).toEqual({
      lines: 7,
      kept: 2,
      duplicates: 1,
      covered: 2,
      excepted: 0,
      refused: {},
    });
  });
  test("the first 50 problems, and the rest as one", () => {
    const list = read(Array.from({ length: 120 }, (_, index) => `bad host ${index}`).join("\n"));
    expect(list.problems).toHaveLength(51);
    expect(list.problems[49]?.path).toBe("list.txt:50");
    expect(list.problems[50]).toMatchObject({ path: "list.txt", what: "70 more like these" });
    expect(list.counts.refused).toEqual({ invalid: 120 });
  });
  test("and quotes no more than it must of a long line", () => {
    expect(read("x ".repeat(10_000)).problems[0]?.what.length).toBeLessThan(100);
  });
});

describe("an @@ exception", () => {
  test("takes its host out, and what is below it, wherever it stands", () => {
    const list = read("@@||a.example^\n||a.example^\n||ads.a.example^\n||b.example^");
    expect(list.hosts).toEqual(["b.example"]);
    expect(list.exceptions).toEqual(["a.example"]);
    expect(list.counts.excepted).toBe(2);
    expect(list.problems.map((found) => found.path)).toEqual(["list.txt:1"]);
  });
  test("below a listed host is reported with what to do", () => {
    const list = read("||a.example^\n@@||good.a.example^");
    expect(list.hosts).toEqual(["a.example"]);
    expect(list.exceptions).toEqual(["good.a.example"]);
    expect(list.problems[0]).toMatchObject({
      path: "list.txt:2",
      what: expect.stringContaining('below the listed "a.example"'),
    });
    expect(list.problems[0]?.expected).toContain('"allow"');
  });
});

describe("laws", () => {
  const label = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,8}$/);
  const host = fc
    .tuple(
      fc.array(label, { minLength: 1, maxLength: 3 }),
      fc.constantFrom("example", "test", "org"),
    )
    .map(([labels, top]) => [...labels, top].join("."))
    .filter((text) => normaliseHost(text) === text);
  const clean = fc.array(host, { maxLength: 40 }).map((hosts) => [...read(hosts.join("\n")).hosts]);
  const printers: Readonly<Record<string, (host: string) => string>> = {
    domains: (name) => name,
    hosts: (name) => `0.0.0.0 ${name}`,
    adblock: (name) => `||${name}^`,
    wildcard: (name) => `*.${name}`,
    dnsmasq: (name) => `address=/${name}/0.0.0.0`,
    urls: (name) => `https://${name}/`,
  };
  test.each(Object.entries(printers))("a list printed as %s reads as itself", (format, print) => {
    fc.assert(
      fc.property(clean, fc.constantFrom("\n", "\r\n"), (hosts, lineEnd) => {
        const list = read(hosts.map(print).join(lineEnd));
        expect(list.hosts).toEqual(hosts);
        expect(list.format).toBe(hosts.length === 0 ? "empty" : format);
        expect(list.problems).toEqual([]);
      }),
    );
  });
  test("the same hosts are covered, whatever was left out; none covers another; nothing is lost in the counts", () => {
    const short = fc
      .array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 4 })
      .map((labels) => `${labels.join(".")}.example`);
    fc.assert(
      fc.property(fc.array(short, { maxLength: 30 }), short, (given, asked) => {
        const { hosts, counts } = read(given.join("\n"));
        expect(hosts.some((entry) => hostCovers(entry, asked))).toBe(
          given.some((entry) => hostCovers(entry, asked)),
        );
        for (const one of hosts)
          expect(hosts.filter((other) => hostCovers(other, one))).toEqual([one]);
        expect(counts.kept + counts.duplicates + counts.covered).toBe(given.length);
        expect(hosts).toEqual([...hosts].sort());
      }),
    );
  });
  test("anything at all gives clean hosts and never throws", { timeout: 240_000 }, () => {
    const pieces = fc.constantFrom(
      "a",
      "example",
      ".",
      "..",
      "||",
      "@@",
      "^",
      "$",
      "#",
      "##",
      " ",
      "\t",
      "\n",
      "\r",
      "/",
      "://",
      "*",
      "0.0.0.0 ",
      "127.0.0.1",
      "::1",
      "[",
      "]",
      "=",
      "address=/",
      "%",
      "ü",
      "\uFEFF",
      "|",
      "!",
      ",",
      "important",
    );
    const text = fc.oneof(
      fc.array(pieces, { maxLength: 60 }).map((all) => all.join("")),
      fc.string({ unit: "binary", maxLength: 200 }),
    );
    fc.assert(
      fc.property(text, (given) => {
        const list = read(given);
        for (const found of [...list.hosts, ...list.exceptions])
          expect(normaliseHost(found)).toBe(found);
        expect(list.problems.length).toBeLessThanOrEqual(51);
      }),
      { numRuns: draws(3000) },
    );
  });
  test("one line of millions of signs is read like any other", { timeout: 240_000 }, () => {
    for (const sign of [
      " ",
      "a",
      ".",
      "#",
      "/",
      "a.",
      "0.0.0.0 ",
      "^",
      "|",
      "@@",
      "\r",
      "% ",
      "*",
      "$,",
      ":",
    ]) {
      const list = read(`||${sign.repeat(300_000)}\n${sign.repeat(300_000)}\nkept.example`);
      expect(list.hosts).toContain("kept.example");
    }
  });
});
