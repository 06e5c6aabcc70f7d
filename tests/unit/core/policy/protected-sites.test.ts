import { parse } from "tldts";
import { describe, expect, test } from "vitest";
import { normaliseHost } from "../../../../lib/core/policy/host.ts";
import { isProtected, protectedSites } from "../../../../lib/core/policy/protected-sites.ts";

describe("protectedSites", () => {
  test("are at least sixty, each once", () => {
    expect(protectedSites.length).toBeGreaterThanOrEqual(60);
    expect(new Set(protectedSites.map((site) => site.host)).size).toBe(protectedSites.length);
  });
  test.each(protectedSites.map((site) => [site.host, site] as const))(
    "%s is clean, and registered by its organisation alone",
    (host, site) => {
      expect(normaliseHost(host)).toBe(host);
      expect(site.name).not.toBe("");
      expect(site.why).not.toBe("");
      const found = parse(host, { allowPrivateDomains: true });
      // The health services' endings and the commissioner's office are the state's own.
      const ofTheState = ["nhs.uk", "nhs.scot"];
      if (!ofTheState.includes(host)) expect(found.domain).toBe(host);
      // The government hands out names under it to its own campaigns only.
      expect(found.isPrivate).toBe(host.endsWith(".campaign.gov.uk"));
    },
  );
  test.each([
    "childline.org.uk",
    "nspcc.org.uk",
    "samaritans.org",
    "giveusashout.org",
    "ceop.police.uk",
    "thinkuknow.co.uk",
    "iwf.org.uk",
    "mind.org.uk",
    "youngminds.org.uk",
    "stonewall.org.uk",
    "papyrus-uk.org",
    "themix.org.uk",
    "beateatingdisorders.org.uk",
    "kooth.com",
    "refuge.org.uk",
    "talktofrank.com",
    "internetmatters.org",
    "saferinternet.org.uk",
    "nhs.uk",
    "tellmamauk.org",
    "cst.org.uk",
    "gamcare.org.uk",
  ])("hold %s", (host) => {
    expect(protectedSites.some((site) => site.host === host)).toBe(true);
  });
});

describe("isProtected", () => {
  test.each([
    ["itself", "childline.org.uk", [], true],
    ["below", "www.childline.org.uk", [], true],
    ["deep below", "a.b.111.nhs.uk", [], true],
    ["same end, other name", "notchildline.org.uk", [], false],
    ["protected name in front of another", "childline.org.uk.example.com", [], false],
    ["above", "org.uk", [], false],
    ["any other", "example.com", [], false],
    ["a school's own", "help.example-academy.test", ["example-academy.test"], true],
    ["not the school's own", "example-academy.test", ["help.example-academy.test"], false],
    ["an address in numbers", "[::1]", [], false],
    ["nothing", "", [], false],
  ] as const)("%s", (_name, host, extra, expected) => {
    expect(isProtected(host, extra)).toBe(expected);
  });
});
