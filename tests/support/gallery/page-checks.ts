// What is looked for on a page as Chromium draws it. The functions that are handed to `page.evaluate` run in the page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "puppeteer";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

interface AxeRun {
  readonly passes: readonly unknown[];
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

const wholeStandard = `{
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } }, resultTypes: ["violations"], elementRef: false
}`;
const colourAlone = `{ runOnly: { type: "rule", values: ["color-contrast"] }, resultTypes: ["violations"] }`;

/** What axe finds (WCAG 2.2 AA and good practice; or the contrast of colours alone), a line each. */
export async function axeFinds(page: Page, what: "all" | "colours" = "all"): Promise<string[]> {
  if ((await page.evaluate("typeof axe")) !== "object") await page.evaluate(`${axeSource}; 0`);
  // As high as the longest page: what lies beneath a bar that stays in place comes out by scrolling, which axe cannot know.
  const size = page.viewport();
  if (size !== null) await page.setViewport({ ...size, height: 3200 });
  const run = (await page.evaluate(
    `axe.run(document, ${what === "all" ? wholeStandard : colourAlone})
      .then(({ passes, violations }) => ({ passes: passes.map(({ id }) => id), violations }))`,
  )) as AxeRun;
  if (size !== null) await page.setViewport(size);
  if (run.passes.length === 0) throw new Error("axe looked at nothing");
  return run.violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map((node) => `axe ${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
  );
}

/** What a reader would miss: an element that hides what is too wide for it, or reaches out of the window. */
export function cutTexts(): string[] {
  const cut: string[] = [];
  for (const element of document.body.querySelectorAll<HTMLElement>("*")) {
    if (element.closest(".for-ears, svg, select, textarea, input") !== null) continue;
    const { overflowX, overflowY, display } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (box.width === 0 || display === "inline") continue;
    const said = `${element.tagName}.${element.className}: ${element.textContent.slice(0, 60)}`;
    // What scrolls by itself and can be reached by keyboard hides nothing, nor does what is in it reach out.
    if (element.closest("[tabindex='0'][role=region]") !== null) continue;
    if (overflowX !== "visible" && element.scrollWidth > element.clientWidth) {
      cut.push(`cut ${said}`);
    }
    const hides = overflowY === "hidden" || overflowY === "clip";
    if (hides && element.scrollHeight > element.clientHeight + 1) cut.push(`cut below ${said}`);
    if (box.left < -0.5 || box.right > innerWidth + 0.5) cut.push(`outside ${said}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) cut.push("the page scrolls sideways");
  return cut;
}

/**
 * What a finger would miss: anything to press that is under 44 px high or wide. A link in a line of text is as high as
 * its line (WCAG 2.5.8 has the same exception); a box to tick counts with its label.
 */
export function smallTargets(): string[] {
  const leastPx = 44;
  const small: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>(
    "button, summary, select, textarea, input, a[href], [role=button]",
  )) {
    const target =
      element instanceof HTMLInputElement && /^(checkbox|radio)$/.test(element.type)
        ? (element.closest("label") ?? element)
        : element;
    const box = target.getBoundingClientRect();
    if (box.width === 0 || getComputedStyle(target).visibility === "hidden") continue;
    if (element.closest(".for-ears") !== null) continue;
    const inText =
      getComputedStyle(target).display === "inline" &&
      (target.parentElement?.textContent.trim().length ?? 0) > target.textContent.trim().length;
    if (inText) continue;
    if (box.width < leastPx - 0.5 || box.height < leastPx - 0.5) {
      small.push(
        `${Math.round(box.width)} × ${Math.round(box.height)} px: ${target.tagName}.${target.className} “${target.textContent.trim().slice(0, 40)}”`,
      );
    }
  }
  return small;
}

/** In forced colours only edges and words remain: whatever can be pressed needs an edge or an underline. */
export function edgelessControls(): string[] {
  const bare: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>(
    "button, summary, select, a[href]",
  )) {
    const style = getComputedStyle(element);
    if (element.getBoundingClientRect().width === 0) continue;
    const edged = [style.borderTopStyle, style.borderBottomStyle, style.borderLeftStyle].some(
      (one) => one !== "none",
    );
    const underlined = style.textDecorationLine.includes("underline");
    const marked = element.tagName === "SUMMARY" || element.querySelector("svg, .arrow") !== null;
    if (!edged && !underlined && !marked) {
      bare.push(
        `no edge: ${element.tagName}.${element.className} “${element.textContent.trim().slice(0, 40)}”`,
      );
    }
  }
  return bare;
}
