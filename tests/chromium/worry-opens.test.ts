// How the worry form is reached by one press, and what of it is there before its program.
import { TargetType, type Page } from "puppeteer";
import { expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { handOf, says } from "../support/hands.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { hosts } from "../support/test-policy.ts";
import { html, standsOn, visit } from "../support/visit.ts";

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool({
      sites: { [hosts.open]: () => html("Lessons", "<h1>Lessons</h1>") },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

/** Presses the button beside the address, as Chromium itself does it for whoever asks by its protocol. */
async function pressToolbarButton(page: Page): Promise<Page> {
  const { browser } = school.chromebook();
  await page.bringToFront();
  const devTools = await browser.target().createCDPSession();
  const { targetInfos } = await devTools.send("Target.getTargets", { filter: [{ type: "tab" }] });
  const tab = targetInfos.find((one) => one.url === page.url());
  if (tab === undefined) throw new Error(`no tab on ${page.url()}`);
  await devTools.send("Extensions.triggerAction", {
    id: school.extensionId,
    targetId: tab.targetId,
  });
  await devTools.detach();
  const popup = await browser.waitForTarget((one) => one.url().endsWith("/report.html"), {
    timeout: 120_000,
  });
  return popup.asPage();
}

test.each([
  ["on a page of the web", `https://${hosts.open}/`, "open"],
  ["on the block page, without a network", `https://${hosts.blocked}/`, "shut"],
] as const)(
  "the toolbar's button opens the form in its popup: %s",
  async (_name, address, mode) => {
    school.gate.mode = mode;
    const page = await school.page();
    await visit(page, address);
    if (address.includes(hosts.blocked)) await standsOn(page, "blocked.html");
    const tabsBefore = (await school.chromebook().browser.pages()).length;
    const popup = await pressToolbarButton(page);
    await says(popup, /Example[^]*What’s happened/);
    const { width, height } = await popup.evaluate(() => ({
      width: innerWidth,
      height: innerHeight,
    }));
    expect(width).toBeGreaterThan(300);
    expect(width, "a popup, not a tab").toBeLessThan(800);
    expect(height).toBeGreaterThan(300);
    expect((await school.chromebook().browser.pages()).length).toBeLessThanOrEqual(tabsBefore + 1);
    // Its two columns fit: nothing of the form is cut off at the right.
    expect(await popup.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
    const hand = handOf("keyboard", popup);
    await hand.press(/being unkind/);
    await hand.press(/^Next/);
    await says(popup, /Who would you like to tell/);
    await hand.leave();
    await waitUntil("the popup is gone", () => popup.isClosed());
    await page.close();
  },
);

test("the key is the browser's to press: it is bound, to nothing that the browser keeps for itself", async () => {
  const page = await school.extensionPage("status.html");
  const commands = await page.evaluate(() => chrome.commands.getAll());
  expect(commands).toEqual([
    expect.objectContaining({ name: "_execute_action", shortcut: "Alt+Shift+H" }),
  ]);
  await page.close();
});

test("the worker opens the same popup, as the menu and the help card have it do", async () => {
  const { browser } = school.chromebook();
  const page = await school.page();
  await visit(page, `https://${hosts.open}/`);
  await page.bringToFront();
  const target = await browser.waitForTarget(
    (one) => one.type() === TargetType.SERVICE_WORKER && one.url().includes(school.extensionId),
  );
  const worker = await target.worker();
  await worker?.evaluate(() => chrome.action.openPopup());
  const popup = await browser.waitForTarget((one) => one.url().endsWith("/report.html"), {
    timeout: 120_000,
  });
  const form = await popup.asPage();
  await says(form, /What’s happened/);
  await form.evaluate(() => window.close()).catch(() => undefined);
  await page.close();
});

test("before its program, with every script off, the form stands there whole", async () => {
  const page = await school.page();
  await page.setJavaScriptEnabled(false);
  await page.goto(`chrome-extension://${school.extensionId}/report.html`);
  const devTools = await page.createCDPSession();
  const { root } = await devTools.send("DOM.getDocument", { depth: -1 });
  const count = async (selector: string) =>
    (await devTools.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector })).nodeIds.length;
  expect(await count("input[name=what]")).toBe(9);
  expect(await count("button.quit")).toBe(1);
  expect(await count("h1")).toBe(1);
  await page.close();
});

test("it is dressed by the styles that stand in its own file, which the package's policy lets in", async () => {
  const page = await school.extensionPage("report.html");
  await says(page, /What’s happened/);
  // What comes later asks for no styles again: those would stand after the form's own.
  await handOf("keyboard", page).press(/^Help now/);
  await says(page, /People who can help[^]*giveusashout/);
  const dress = await page.evaluate(() => ({
    sheets: [...document.styleSheets].map(({ ownerNode }) => ownerNode?.nodeName),
    asked: document.querySelectorAll("link[rel=stylesheet]:not([disabled])").length,
    quitPx: document.querySelector(".quit")?.getBoundingClientRect().height ?? 0,
    radius: getComputedStyle(document.querySelector(".quit") as Element).borderRadius,
  }));
  expect(dress).toMatchObject({ sheets: ["STYLE"], asked: 0 });
  expect(dress.quitPx).toBeGreaterThanOrEqual(44);
  expect(dress.radius).not.toBe("0px");
  await page.close();
});
