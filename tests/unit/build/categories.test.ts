import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { printCategoryTable } from "../../../lib/build/categories-table.ts";
import {
  isPublicSuffix,
  readCategoryFile,
  readCategoryFiles,
} from "../../../lib/build/categories.ts";
import { hostCovers } from "../../../lib/core/policy/host.ts";
import { parseHostList } from "../../../lib/core/policy/host-list.ts";
import { protectedSites } from "../../../lib/core/policy/protected-sites.ts";

const folder = join(import.meta.dirname, "../../../rules/categories");
const { categories, problems } = readCategoryFiles(folder);
const find = (id: string) => categories.find((category) => category.id === id);

const good = `id: games
title: Games
why: They take lesson time.
pupil: Games are for home.
requirement: F1
strictest: block

# a comment
a.example
b.example # why
`;

describe("readCategoryFile", () => {
  test("reads a good file", () => {
    expect(readCategoryFile("games.txt", good)).toMatchObject({
      problems: [],
      category: {
        id: "games",
        title: "Games",
        why: "They take lesson time.",
        pupil: "Games are for home.",
        requirement: "F1",
        strictest: "block",
        hosts: ["a.example", "b.example"],
      },
    });
  });
  test("sorts, and does not mind CRLF or a byte order mark", () => {
    const text = `\uFEFF${good.replace("a.example", "c.example")}`.replaceAll("\n", "\r\n");
    expect(readCategoryFile("games.txt", text).category?.hosts).toEqual(["b.example", "c.example"]);
  });
  test("keeps a # in the words of the header", () => {
    const text = good.replace("Games are for home.", "Games are #1 at home, and # is a sign.");
    expect(readCategoryFile("games.txt", text).category?.pupil).toBe(
      "Games are #1 at home, and # is a sign.",
    );
  });

  const swap = (from: string, to: string): string => {
    expect(good).toContain(from);
    return good.replace(from, to);
  };
  test.each([
    ["id not the file's name", "id: games", "id: game", "games.txt:1", "id"],
    ["title missing", "title: Games\n", "", "games.txt:1", "title"],
    ["title empty", "title: Games", "title:", "games.txt:2", "title"],
    ["title too long", "title: Games", `title: ${"G".repeat(81)}`, "games.txt:2", "title"],
    ["why missing", "why: They take lesson time.\n", "", "games.txt:1", "why"],
    ["pupil too long", "Games are for home.", "x".repeat(301), "games.txt:4", "pupil"],
    ["requirement odd", "requirement: F1", "requirement: one", "games.txt:5", "requirement"],
    ["strictest no action", "strictest: block", "strictest: deny", "games.txt:6", "strictest"],
    ["unknown header line", "title: Games", "title: Games\nnote: x", "games.txt:3", "note"],
    ["header line twice", "title: Games", "title: Games\ntitle: More", "games.txt:3", "title"],
    ["header below a host", "a.example", "a.example\nwhy: x", "games.txt:10", "why"],
    ["host with a scheme", "a.example", "https://a.example", "games.txt:9", "https://a.example"],
    ["host with a path", "a.example", "a.example/x", "games.txt:9", "a.example/x"],
    ["host in capitals", "a.example", "A.example", "games.txt:9", "A.example"],
    ["host with a wildcard", "a.example", "*.a.example", "games.txt:9", "*.a.example"],
    ["host in another script", "a.example", "ä.example", "games.txt:9", "ä.example"],
    ["host of one label", "a.example", "com", "games.txt:9", "com"],
    ["public suffix", "a.example", "co.uk", "games.txt:9", "co.uk"],
    [
      "public suffix that only the whole list knows",
      "a.example",
      "surrey.sch.uk",
      "games.txt:9",
      "surrey.sch.uk",
    ],
    ["protected site", "a.example", "childline.org.uk", "games.txt:9", "childline.org.uk"],
    ["below a protected site", "a.example", "www.nhs.uk", "games.txt:9", "www.nhs.uk"],
    ["host twice", "b.example", "a.example", "games.txt:10", "a.example"],
    ["host below another", "b.example", "b.a.example", "games.txt:10", "b.a.example"],
    ["no host", "a.example\nb.example # why\n", "", "games.txt:1", "no hosts"],
  ])("names the place: %s", (_name, from, to, path, word) => {
    const { category, problems: found } = readCategoryFile("games.txt", swap(from, to));
    expect(category).toBeUndefined();
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ path, level: "error" });
    expect(found[0]?.what).toContain(word);
    expect(found[0]?.expected).not.toBe("");
  });
  test("an open category may hold a wide host and a protected site", () => {
    const text = good
      .replace("strictest: block", "strictest: allow")
      .replace("a.example", "gov.uk\nnhs.uk");
    expect(readCategoryFile("games.txt", text).problems).toEqual([]);
  });
});

describe("readCategoryFiles", () => {
  let made = "";
  afterEach(() => {
    if (made !== "") rmSync(made, { recursive: true });
    made = "";
  });
  test("says where a host stands in two categories, and leaves other files alone", () => {
    made = mkdtempSync(join(tmpdir(), "categories-"));
    writeFileSync(join(made, "games.txt"), good);
    writeFileSync(
      join(made, "chat.txt"),
      good.replace("id: games", "id: chat").replace("b.example", "www.b.example"),
    );
    writeFileSync(join(made, "README.md"), "not a category");
    const read = readCategoryFiles(made);
    expect(read.categories.map((category) => category.id)).toEqual(["chat", "games"]);
    expect(read.problems).toHaveLength(1);
    expect(read.problems[0]).toMatchObject({ path: "games.txt:9", what: '"a.example"' });
    expect(read.problems[0]?.expected).toContain("chat.txt:9");
  });
  test("a folder that is not there is a problem", () => {
    const read = readCategoryFiles(join(folder, "nowhere"));
    expect(read.categories).toEqual([]);
    expect(read.problems).toHaveLength(1);
  });
});

describe("isPublicSuffix", () => {
  test.each([
    ["co.uk", true],
    ["surrey.sch.uk", true],
    ["com", true],
    ["example.co.uk", false],
    ["github.io", false],
    ["example.com", false],
  ])("%s", (host, expected) => {
    expect(isPublicSuffix(host)).toBe(expected);
  });
});

describe("rules/categories", () => {
  test("has no problems", () => {
    expect(problems).toEqual([]);
  });
  test.each([
    "pornography",
    "hate",
    "extremism",
    "games",
    "gambling",
    "illegal",
    "social-networking",
    "chat",
    "webmail",
    "piracy",
    "hacking",
    "proxies-vpn",
    "drugs",
    "weapons",
    "violence-gore",
    "self-harm",
    "unsuitable-video",
  ])("covers what schools ask for: %s is blocked where nobody is known", (id) => {
    expect(find(id)?.strictest).toBe("block");
  });
  /** Short on purpose (a list must not be a guide), by nature (fresh addresses live for hours), or few of the kind. */
  const short = new Set([
    "extremism",
    "illegal",
    "self-harm",
    "malware-phishing",
    "violence-gore",
    "search-engines",
    "video-sharing",
  ]);
  test.each(categories.map((category) => [category.id, category] as const))(
    "%s has at least 50 hosts, unless it is one of the short ones",
    (id, { hosts }) => {
      if (short.has(id)) expect(hosts.length).toBeLessThan(50);
      else expect(hosts.length).toBeGreaterThanOrEqual(50);
    },
  );
  test("education has at least 100 hosts", () => {
    expect(find("education")?.hosts.length).toBeGreaterThanOrEqual(100);
  });
  test("the words for pupils do not accuse and are one sentence", () => {
    for (const { pupil } of categories) {
      expect(pupil).toMatch(/^[A-Z].*[.]$/);
      expect(pupil).not.toMatch(
        /\. [A-Z]|!|\b(?:forbidden|prohibited|violation|illegal|your fault|caught|you tried|you attempted)\b/i,
      );
    }
  });

  /** What lessons need, and what a starter list must never reach by a wide or a mistaken host. */
  const neverShut = [
    "docs.google.com",
    "drive.google.com",
    "classroom.google.com",
    "sites.google.com",
    "mail.google.com",
    "accounts.google.com",
    "www.google.com",
    "fonts.googleapis.com",
    "www.gstatic.com",
    "www.googleapis.com",
    "storage.googleapis.com",
    "clients2.google.com",
    "chromewebstore.google.com",
    "outlook.office.com",
    "login.microsoftonline.com",
    "teams.microsoft.com",
    "school.sharepoint.com",
    "onedrive.live.com",
    "login.live.com",
    "www.office.com",
    "s3.amazonaws.com",
    "d1.cloudfront.net",
    "cdn.jsdelivr.net",
    "cdnjs.cloudflare.com",
    "unpkg.com",
    "ajax.aspnetcdn.com",
    "www.apple.com",
    "appleid.apple.com",
    "en.wikipedia.org",
    "cy.wikipedia.org",
    "upload.wikimedia.org",
    "www.bbc.co.uk",
    "bbc.com",
    "ichef.bbci.co.uk",
    "www.gov.uk",
    "www.parliament.uk",
    "www.police.uk",
    "www.example.sch.uk",
    "www.example.ac.uk",
    "hwb.gov.wales",
    "www.thenational.academy",
    "www.khanacademy.org",
    "scratch.mit.edu",
    "code.org",
    "www.geogebra.org",
    "www.desmos.com",
    "www.duolingo.com",
    "www.britishmuseum.org",
    "www.bl.uk",
    "www.nhm.ac.uk",
    "www.nationalgeographic.com",
    "www.nasa.gov",
    "www.stem.org.uk",
    "www.aqa.org.uk",
    "www.ocr.org.uk",
    "qualifications.pearson.com",
    "www.ucas.com",
    "www.theguardian.com",
    "www.reuters.com",
    "github.com",
    "raw.githubusercontent.com",
    "www.gutenberg.org",
    "archive.org",
    "www.jstor.org",
    "www.oed.com",
    "www.merriam-webster.com",
    "www.thesaurus.com",
    "www.ted.com",
    "www.rspb.org.uk",
    "www.wwf.org.uk",
    "www.amnesty.org.uk",
    "www.oxfam.org.uk",
    "www.redcross.org.uk",
    "www.rspca.org.uk",
    "www.ushmm.org",
    "www.het.org.uk",
    "www.annefrank.org",
    "www.yadvashem.org",
    "www.iwm.org.uk",
    "www.shelter.org.uk",
    "www.prevent-suicide.org.uk",
    "www.met.police.uk",
    "www.nationalcrimeagency.gov.uk",
  ];
  const open = new Set(["education", "news", "search-engines"]);
  const shutting = categories.filter(({ id }) => !open.has(id));
  test.each(neverShut)("no category shuts %s", (host) => {
    const shut = shutting.flatMap(({ id, hosts }) =>
      hosts.filter((entry) => hostCovers(entry, host)).map((entry) => `${id}: ${entry}`),
    );
    expect(shut).toEqual([]);
  });
  test.each([...open])("no category shuts a host of %s", (id) => {
    const hosts = find(id)?.hosts ?? [];
    const shut = shutting.flatMap((category) =>
      category.hosts.filter((entry) => hosts.some((host) => hostCovers(entry, host))),
    );
    expect(hosts.length).toBeGreaterThan(10);
    expect(shut).toEqual([]);
  });
  test("no category shuts anything below a host of education", () => {
    const hosts = find("education")?.hosts ?? [];
    const shut = shutting.flatMap((category) =>
      category.hosts.filter((entry) => hosts.some((host) => hostCovers(host, entry))),
    );
    expect(shut).toEqual([]);
  });
  test("no category shuts a protected site, or holds one above or below", () => {
    const shut = shutting.flatMap((category) =>
      category.hosts.filter((entry) =>
        protectedSites.some(({ host }) => hostCovers(entry, host) || hostCovers(host, entry)),
      ),
    );
    expect(shut).toEqual([]);
  });
  test("every list reads back as itself through the importer", () => {
    for (const { id, hosts, strictest } of categories) {
      if (strictest === "allow") continue;
      const list = parseHostList(hosts.join("\n"), { name: id, isPublicSuffix });
      expect(list.problems).toEqual([]);
      expect(list.hosts).toEqual(hosts);
    }
  });
  test("README.md has the table of these files", () => {
    const readme = readFileSync(join(folder, "README.md"), "utf8");
    const table = /<!-- table: begin[^>]*-->\n\n(.*)\n\n<!-- table: end -->/s.exec(readme)?.[1];
    expect(table).toBe(printCategoryTable(categories));
  });
});
