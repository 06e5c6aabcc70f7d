// Every page of the extension as it is installed: no axe violation, light and dark, and usable by keyboard alone.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "puppeteer";
import { describe, expect, test } from "vitest";
import { endAnimations } from "../../cli/kit/end-animations.ts";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { hosts, policyWithAgreement } from "../support/test-policy.ts";
import { html, standsOn, visit } from "../support/visit.ts";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool({
      policy: policyWithAgreement(),
      sites: {
        [hosts.open]: () => html("Lessons", "<h1>Lessons</h1>"),
        [hosts.blocked]: () => html("Bets", "<h1>Bets</h1>"),
      },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

async function violations(page: Page): Promise<string[]> {
  // The pages' own policy forbids scripts from elsewhere; DevTools may evaluate all the same.
  await page.evaluate(`${axeSource}; undefined`);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const result = await axe.run({ runOnly: { type: "tag", values: tags } });
    return result.violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 160) ?? ""}`);
  });
}

async function openAndSettle(path: string): Promise<Page> {
  const page = await school.extensionPage(path);
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  await page.waitForSelector("h1");
  return page;
}

const addressed = `#u=http://${hosts.blocked}/`;
const everyPage: readonly (readonly [name: string, path: string, width: number])[] = [
  ["worry form", "report.html", 400],
  ["worry form as a tab", "report.html", 1366],
  ["block page", `blocked.html${addressed}`, 1366],
  ["block page without an address", "blocked.html", 1366],
  ["agreement", `agreement.html#u=http://${hosts.open}/`, 1366],
  ["notice", "notice.html", 1366],
  ["status", "status.html", 1366],
];

describe("axe finds nothing", () => {
  test.each(everyPage)("%s", async (_name, path, width) => {
    const page = await openAndSettle(path);
    for (const [scheme, atWidth] of [
      ["light", width],
      ["dark", width],
      // 1366 px at 200 % zoom.
      ["light", 683],
    ] as const) {
      await page.setViewport({ width: Math.min(width, atWidth), height: 768 });
      await page.emulateMediaFeatures([
        { name: "prefers-color-scheme", value: scheme },
        { name: "prefers-reduced-motion", value: "reduce" },
      ]);
      await endAnimations(page);
      expect(await violations(page)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    }
    await page.close();
  });
});

/** Tabs until the focus stands on something whose words fit; fails when it goes round without meeting it. */
async function tabTo(page: Page, words: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const [said, shown] = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return ["", false] as const;
      const label = focused instanceof HTMLInputElement ? focused.labels?.[0] : undefined;
      const visible = [label ?? focused, focused]
        .map((one) => getComputedStyle(one))
        .some((style) => style.outlineStyle !== "none" || style.boxShadow !== "none");
      return [(label ?? focused).textContent ?? "", visible] as const;
    });
    if (words.test(said)) {
      expect(shown, `the focus on "${said.slice(0, 40)}" can be seen`).toBe(true);
      return;
    }
  }
  throw new Error(`60 times Tab did not reach ${String(words)}`);
}

async function says(page: Page, words: RegExp): Promise<void> {
  await waitUntil(`the page says ${String(words)}`, () =>
    page.evaluate((source) => new RegExp(source, "i").test(document.body.innerText), words.source),
  );
}

describe("by keyboard alone", () => {
  test("a worry, from what happened to its receipt", async () => {
    const page = await openAndSettle("report.html");
    await tabTo(page, /being unkind/i);
    await page.keyboard.press("Space");
    await tabTo(page, /^\s*Next/);
    await page.keyboard.press("Enter");
    await says(page, /whoever/);
    await tabTo(page, /whoever/i);
    await page.keyboard.press("Space");
    await tabTo(page, /^\s*Next/);
    await page.keyboard.press("Enter");
    await page.waitForSelector("#words");
    await tabTo(page, /^\s*Next/);
    await page.keyboard.press("Enter");
    await tabTo(page, /^\s*Send/);
    await page.keyboard.press("Enter");
    await waitUntil("the worry is at the collector", () =>
      school.arrived().some((event) => event.kind === "worry" && event.what === "unkind"),
    );
    await says(page, /reference/);
    await page.close();
  });

  test("the agreement, and on to the page that was wanted", async () => {
    const page = await school.page();
    await visit(page, `http://${hosts.open}/lesson`);
    await standsOn(page, "agreement.html");
    await page.waitForSelector("h1");
    await tabTo(page, /I agree/);
    await page.keyboard.press("Enter");
    await waitUntil("the lesson opens", () => page.url().startsWith(`http://${hosts.open}/lesson`));
    await page.close();
  });

  test("the block page: ask for the site", async () => {
    const page = await school.page();
    await visit(page, `http://${hosts.blocked}/`);
    await standsOn(page, "blocked.html");
    await page.waitForSelector("h1");
    await tabTo(page, /should be open/i);
    await page.keyboard.press("Enter");
    await page.waitForSelector("#reason");
    await tabTo(page, /^\s*Send/);
    await page.keyboard.press("Enter");
    await says(page, /reference/);
    await page.close();
  });
});

describe("a hostile address in the block page's fragment", () => {
  test.each([
    "javascript:document.body.textContent='run'",
    "data:text/html,<script>1</script>",
    "http://\"><img src=x onerror=document.title='run'>/",
  ])("%s stays text", async (address) => {
    const page = await openAndSettle(`blocked.html#u=${address}`);
    const seen = await page.evaluate(() => ({
      title: document.title,
      images: document.querySelectorAll("img[src=x]").length,
      links: [...document.querySelectorAll("a")].filter(
        (link) => !/^(chrome-extension|https?|tel):/.test(link.href),
      ).length,
    }));
    expect(seen).toMatchObject({ images: 0, links: 0 });
    expect(seen.title).not.toBe("run");
    await page.close();
  });
});
