import { describe, expect, it, test } from "vitest";
import { isPublicSuffix } from "../../../../lib/build/categories.ts";
import { builtInCategories } from "../../../../cli/built-in-categories.ts";
import { normaliseHost } from "../../../../lib/core/policy/host.ts";
import { knownGoodEndings, knownGoodHosts } from "../../../../lib/core/policy/known-good-hosts.ts";
import {
  createShelter,
  isSheltered,
  shelterOfSets,
} from "../../../../lib/core/policy/known-good.ts";

const findShelter = createShelter({
  whole: ["classroom.example.com", "academy.test", "sharepoint.com"],
  alone: ["paper.test"],
});

describe("the shelter", () => {
  test.each([
    ["a UK school", "www.any-school.kent.sch.uk", "sch.uk", "below"],
    ["a UK university", "anything.ac.uk", "ac.uk", "below"],
    ["UK government", "any.service.gov.uk", "gov.uk", "below"],
    ["UK police", "any.police.uk", "police.uk", "below"],
    ["the NHS", "any.nhs.uk", "nhs.uk", "below"],
    ["a US college", "anything.edu", "edu", "below"],
    ["a US school", "any.k12.ca.us", "k12.ca.us", "below"],
    ["an Australian school", "any.nsw.edu.au", "edu.au", "below"],
    ["Japan's government", "any.go.jp", "go.jp", "below"],
    ["a Spanish-speaking government", "any.gob.mx", "gob.mx", "below"],
    ["a New Zealand school", "any.school.nz", "school.nz", "below"],
    ["Wales", "any.gov.wales", "gov.wales", "below"],
    ["a whole ending", "edu.ph", "edu.ph", "same"],
    ["a known institution", "bbc.co.uk", "bbc.co.uk", "same"],
    ["below one", "news.bbc.co.uk", "bbc.co.uk", "below"],
    ["what was given", "academy.test", "academy.test", "same"],
    ["a newspaper", "paper.test", "paper.test", "same"],
    ["a newspaper's front page", "www.paper.test", "paper.test", "below"],
    ["above what was given", "example.com", "classroom.example.com", "above"],
  ] as const)("holds %s", (_name, host, known, place) => {
    expect(findShelter(host)).toEqual({ known, place });
  });
  test.each([
    ["a hosting service of Romania", "anything.go.ro"],
    ["a company named like an ending", "ac.com"],
    ["a host that ends alike", "notbbc.co.uk"],
    ["a label that is no ending", "edu.example.com"],
    ["a shop", "example.co.uk"],
    ["beside what was given", "other.example.com"],
    ["what a newspaper runs beside", "dating.paper.test"],
    ["one tenant of many", "stranger.sharepoint.com"],
    ["a number", "192.0.2.1"],
  ])("holds nothing of %s", (_name, host) => {
    expect(findShelter(host)).toBeUndefined();
  });

  it("is of clean hosts, each once", () => {
    const all = [...knownGoodEndings, ...knownGoodHosts];
    expect(all.filter((host) => normaliseHost(host) !== host)).toEqual([]);
    expect(all.filter((host, place) => all.indexOf(host) !== place)).toEqual([]);
  });

  it("names no ending below which just anybody registers", () => {
    const open = [
      "co.uk",
      "org.uk",
      "com",
      "org",
      "net",
      "info",
      "ro",
      "com.au",
      "co.jp",
      "school",
      "academy",
    ];
    expect(open.filter((host) => findShelter(host)?.place === "same")).toEqual([]);
    expect(knownGoodHosts.filter((host) => isPublicSuffix(host))).toEqual([]);
  });

  it("knows no second-level ending that is not one of the public suffix list", () => {
    const short = knownGoodEndings.filter((host) => /^[a-z0-9]+\.[a-z]{2}$/.test(host));
    const stated = new Set(
      "gov.ky sch.gg sch.je gov.im gov.je gov.gg admin.ch bund.de europa.eu gouvernement.lu gov.sk gov.si gov.hu gov.ro gov.bg gov.hr overheid.nl rijksoverheid.nl belgium.be regeringen.se stortinget.no regjeringen.no valtioneuvosto.fi borger.dk canada.ca gouv.bj parliament.uk judiciary.uk mod.uk".split(
        " ",
      ),
    );
    expect(short.filter((host) => !isPublicSuffix(host) && !stated.has(host))).toEqual([]);
  });
});

describe("which lists are sheltered", () => {
  const profiles = (action: "allow" | "block") => ({ a: { categories: { own: action } } });
  const own = [{ id: "own", title: "t", why: "w", pupil: "p" }];
  test.each([
    ["gambling", [], {}, true],
    ["malware-phishing", [], {}, true],
    ["illegal", [], {}, false],
    ["education", [], {}, false],
    ["news", [], {}, false],
    ["own", own, profiles("block"), true],
    ["own", own, profiles("allow"), false],
  ] as const)("%s", (category, categories, given, expected) => {
    expect(isSheltered({ categories: [...categories], profiles: given }, category)).toBe(expected);
  });

  it("every built-in category that opens may hold such hosts, but advertising", () => {
    const open = builtInCategories().filter(({ strictest }) => strictest === "allow");
    const held = open.filter(({ id }) => isSheltered({ categories: [], profiles: {} }, id));
    expect(held.map(({ id }) => id)).toEqual(["advertising"]);
  });

  it("the built-in education and news hosts shelter, no blocking category's", () => {
    const find = shelterOfSets(builtInCategories());
    expect(find("theguardian.com")?.place).toBe("same");
    expect(find("google.com")?.place).toBe("above");
    const blocking = builtInCategories().filter(({ strictest }) => strictest === "block");
    expect(
      blocking.flatMap(({ hosts }) => hosts.filter((host) => find(host)?.place === "same")),
    ).toEqual([]);
  });
});
