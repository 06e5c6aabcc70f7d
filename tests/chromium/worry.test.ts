// A worry from the toolbar to the desk, with the network down and up.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { TargetType, type Page } from "puppeteer";
import { describe, expect, test } from "vitest";
import { openDesk } from "../../cli/kit/desk-client.ts";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { deskPassword, openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { searchFiles } from "../support/search-files.ts";

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool();
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

const worry = {
  what: "unkind",
  tell: "dsl",
  words: "Somebody keeps hiding my bag. Zebra-marker.",
  reach: "In form time",
  address: "",
  named: true,
} as const;

async function receipt(id: string) {
  const reply = await school.send("worry/receipts", {});
  return reply.ok ? reply.value.receipts.find((one) => one.id === id) : undefined;
}

test("kept while the network is away, sent when it is back, seen when a person has opened it", async () => {
  school.gate.mode = "shut";
  const sent = await school.send("worry/send", {
    ...worry,
    claim: "claim-free".replace("-", "0").padEnd(20, "1"),
  });
  expect(sent).toMatchObject({ ok: true, value: { state: "kept", what: "unkind" } });
  if (!sent.ok) return;
  const { id, reference } = sent.value;
  expect(reference).toMatch(/^\w{3}-\w{3}$/);
  expect(school.arrived().filter((event) => event.kind === "worry")).toEqual([]);

  school.gate.mode = "open";
  await waitUntil("the receipt says sent", async () => (await receipt(id))?.state === "sent", {
    deadlineMs: 60_000,
  });
  expect(school.arrived().filter((event) => event.kind === "worry")).toEqual([
    expect.objectContaining({ id, words: worry.words, tell: "dsl", reach: worry.reach }),
  ]);

  const desk = await openDesk(school.collector.address, { name: "dsl", password: deskPassword });
  const [first] = await desk.cases();
  expect(first).toMatchObject({ id, kind: "worry", state: "new", reference });
  await desk.read(`/cases/${id}`);
  // Nothing else is sent from here: a quiet Chromebook asks, and hears of its own worries.
  await waitUntil("the receipt says seen", async () => (await receipt(id))?.state === "seen", {
    deadlineMs: 60_000,
  });
});

test("a pupil can remove their own copy, and the desk keeps the worry", async () => {
  const reply = await school.send("worry/receipts", {});
  const receipts = reply.ok ? reply.value.receipts : [];
  expect(receipts.length).toBeGreaterThan(0);
  for (const { id } of receipts) {
    expect(await school.send("worry/forget", { id })).toMatchObject({ ok: true });
  }
  expect(await school.send("worry/receipts", {})).toMatchObject({
    ok: true,
    value: { receipts: [] },
  });
  expect(school.arrived().filter((event) => event.kind === "worry").length).toBe(1);
  expect(await school.everythingKept()).not.toContain("Zebra-marker");
});

test("a web page cannot send one", async () => {
  const before = school.arrived().length;
  const page = await school.page();
  await page.goto(`http://127.0.0.1:${school.web.port}/`).catch(() => undefined);
  const reached = await page.evaluate(
    (id) =>
      typeof chrome !== "undefined" && typeof chrome.runtime?.sendMessage === "function" && id,
    school.extensionId,
  );
  expect(reached).toBe(false);
  expect(school.arrived().length).toBe(before);
  await page.close();
});

async function openForm(): Promise<Page> {
  const page = await school.extensionPage("report.html");
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  await page.setViewport({ width: 400, height: 600 });
  await page.waitForSelector("h1");
  return page;
}

const says = (page: Page, words: RegExp) =>
  waitUntil(`the form says ${String(words)}`, () =>
    page.evaluate((source) => new RegExp(source).test(document.body.innerText), words.source),
  );

/** By pointer: the middle of the last thing on the page with these words, brought into view as a hand would. */
async function press(page: Page, words: string): Promise<void> {
  const target = await page.waitForSelector(
    `::-p-xpath(//*[self::button or self::label][contains(., "${words}")])`,
    { visible: true },
  );
  await target?.scrollIntoView();
  await target?.click();
}

/** By keyboard: Tab until what has the focus says these words (for a field: its label does). */
async function tabTo(page: Page, words: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const said = await page.evaluate(() => {
      const on = document.activeElement;
      return on instanceof HTMLInputElement || on instanceof HTMLTextAreaElement
        ? (on.labels?.[0]?.textContent ?? "")
        : (on?.textContent ?? "");
    });
    if (words.test(said)) return;
  }
  throw new Error(`60 times Tab did not reach ${String(words)}`);
}

const draftKept = async () => (await school.everythingKept()).includes("worry-draft-1");
const worriesWith = (words: string) =>
  school.arrived().filter((event) => event.kind === "worry" && event.words.includes(words));

describe("the form in hand", () => {
  test("by pointer, the network down, then up, then the desk: the truth at each moment, without a press", async () => {
    school.gate.mode = "shut";
    const page = await openForm();
    await says(page, /Example/);
    await press(page, "I’m worried about a friend");
    await press(page, "Next");
    await press(page, "Ms Ode Example");
    await press(page, "Next");
    await page.type("#words", "She does not eat. Quillmarkpointer");
    await press(page, "Don’t keep it");
    await waitUntil("nothing of it is kept half-written", async () => !(await draftKept()));
    await press(page, "Next");
    await says(page, /This is exactly what will be sent[^]*Quillmarkpointer/);
    await press(page, "Send");
    await says(page, /Kept safe on this Chromebook/);
    const reference = await page.$eval(".reference-code", (one) => one.textContent ?? "");
    school.gate.mode = "open";
    await waitUntil(
      "the form says sent",
      () => page.evaluate(() => document.body.innerText.includes("Sent. Thank you")),
      {
        deadlineMs: 60_000,
      },
    );
    const desk = await openDesk(school.collector.address, { name: "dsl", password: deskPassword });
    const found = (await desk.cases()).find((one) => one.reference === reference);
    expect(found).toBeDefined();
    await desk.read(`/cases/${found?.id ?? ""}`);
    await waitUntil(
      "the form says read",
      () => page.evaluate(() => document.body.innerText.includes("Somebody has read it")),
      {
        deadlineMs: 60_000,
      },
    );
    await press(page, "My worries");
    await says(page, new RegExp(reference));
    await press(page, "Help now");
    await says(page, /0800 1111/);
    await page.close();
    expect(worriesWith("Quillmarkpointer")).toHaveLength(1);
  });

  test("by keyboard: the lid closes in mid-sentence, the browser is killed, and it goes on where it was", async () => {
    const page = await openForm();
    await says(page, /Example/);
    await tabTo(page, /being unkind/);
    await page.keyboard.press("Space");
    await tabTo(page, /^Next/);
    await page.keyboard.press("Enter");
    await tabTo(page, /Whoever is best/);
    await page.keyboard.press("Space");
    await tabTo(page, /^Next/);
    await page.keyboard.press("Enter");
    await tabTo(page, /own words/);
    await page.keyboard.type("They took my Quillmarkdraft");
    await tabTo(page, /for a day, locked/);
    await page.keyboard.press("Space");
    await waitUntil("it is kept for the day", async () => {
      const reply = await school.send("worry/draft-read", {});
      return reply.ok && reply.value.draft?.keep === "day";
    });
    await page.keyboard.down("Shift");
    await tabTo(page, /own words/);
    await page.keyboard.up("Shift");
    await page.keyboard.press("End");
    await page.keyboard.type(" and then th");
    await waitUntil("the last letter is kept", async () => {
      const reply = await school.send("worry/draft-read", {});
      return reply.ok && reply.value.draft?.words.endsWith("and then th") === true;
    });
    await school.restart("kill");
    // No file of ours holds a word of it, nor does any of the browser's own.
    expect(searchFiles(join(school.folder, "profile"), ["Quillmarkdraft"])).toEqual([]);
    const again = await openForm();
    await says(again, /You began to tell something/);
    expect(await again.evaluate(() => document.body.innerHTML)).not.toContain("Quillmarkdraft");
    await tabTo(again, /Go on with it/);
    await again.keyboard.press("Enter");
    await again.waitForSelector("#words");
    expect(await again.$eval("#words", (one) => (one as HTMLTextAreaElement).value)).toBe(
      "They took my Quillmarkdraft and then th",
    );
    await tabTo(again, /^Next/);
    await again.keyboard.press("Enter");
    await tabTo(again, /^Send/);
    await again.keyboard.press("Enter");
    await waitUntil("it has arrived", () => worriesWith("Quillmarkdraft").length === 1);
    await waitUntil("what was kept of it is gone", async () => !(await draftKept()));
    await again.close();
  });

  test("two presses of Escape: the form is gone, and nothing of it is left anywhere", async () => {
    const page = await openForm();
    await press(page, "Something else");
    await press(page, "Next");
    await press(page, "Whoever is best");
    await press(page, "Next");
    await page.type("#words", "Quillmarkexit is what I");
    await waitUntil("it is kept for now", draftKept);
    const left = page.waitForNavigation({ timeout: 20_000 }).catch(() => undefined);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape").catch(() => undefined);
    await left;
    await waitUntil("nothing of it is kept", async () => !(await draftKept()));
    if (!page.isClosed()) {
      expect(page.url()).toBe("about:blank");
      await page.goBack().catch(() => undefined);
      const behind = await page.evaluate(() => document.body.innerHTML).catch(() => "");
      expect(behind).not.toContain("Quillmarkexit");
      await page.close();
    }
    const reopened = await openForm();
    await says(reopened, /What’s happened/);
    await reopened.close();
    expect(await school.everythingKept()).not.toContain("Quillmark");
  });

  test("opened at a quarter of the speed: the time is printed, beside that of the smallest page", async () => {
    const page = await school.extensionPage("status.html");
    const devTools = await page.createCDPSession();
    await devTools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    for (const [path, drawn] of [
      ["report.html", "input[name=what]"],
      ["closed.html", "h1"],
    ] as const) {
      const tookMs: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        await page.goto(`chrome-extension://${school.extensionId}/${path}`);
        await page.waitForSelector(drawn);
        tookMs.push(
          await page.evaluate(
            () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? -1,
          ),
        );
      }
      console.log(`${path}, first paint at 4x: ${tookMs.map(Math.round).join(", ")} ms`);
      expect(tookMs.every((ms) => ms > 0)).toBe(true);
    }
    await page.close();
  });
});

test("from the menu of a page: the form opens, and offers the place and the marked words", async () => {
  const { browser } = school.chromebook();
  const front = await school.page();
  await front.goto("about:blank");
  await front.bringToFront();
  const target = await browser.waitForTarget(
    (one) => one.type() === TargetType.SERVICE_WORKER && one.url().includes(school.extensionId),
  );
  const worker = await target.worker();
  const opening = browser.waitForTarget((one) => one.url().endsWith("/report.html"));
  await worker?.evaluate(() => {
    // What the browser itself does when the menu is used; there is no hand that reaches its menus.
    const clicked = chrome.contextMenus.onClicked as unknown as {
      dispatch(info: object, tab: object): void;
    };
    clicked.dispatch(
      {
        menuItemId: "report-a-worry",
        pageUrl: "https://room.example-site.test/7",
        selectionText: "Quillmarkmarked",
      },
      { id: 1 },
    );
  });
  const page = await (await opening).asPage();
  await page.waitForSelector("h1");
  await press(page, "I saw something that upset me");
  await press(page, "Next");
  await press(page, "Whoever is best");
  await press(page, "Next");
  await says(page, /Quillmarkmarked[^]*Add the words I marked[^]*room\.example-site\.test/);
  expect(await page.$eval("#words", (one) => (one as HTMLTextAreaElement).value)).toBe("");
  await press(page, "Add the words I marked");
  await waitUntil("the words are there", () =>
    page.$eval("#words", (one) => (one as HTMLTextAreaElement).value.includes("Quillmarkmarked")),
  );
  await press(page, "Don’t keep it");
  await waitUntil("nothing of it is kept", async () => !(await draftKept()));
  await page.close();
});

test("the menu stands where a page, words or a link are pressed", async () => {
  const page = await school.extensionPage("status.html");
  const trouble = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        chrome.contextMenus.update("report-a-worry", {}, () => {
          resolve(chrome.runtime.lastError?.message ?? "");
        });
      }),
  );
  expect(trouble).toBe("");
  await page.close();
});

test("at the end no file of the browser holds what was not sent, and its history knows no form", async () => {
  await school.chromebook().close();
  const profile = join(school.folder, "profile");
  expect(searchFiles(profile, ["Quillmarkexit", "Quillmarkmarked"])).toEqual([]);
  const history = new DatabaseSync(join(profile, "Default/History"), { readOnly: true });
  const addresses = history
    .prepare("SELECT url FROM urls")
    .all()
    .map((row) => String(row["url"]));
  history.close();
  expect(addresses.filter((one) => one.includes("report.html"))).toEqual([]);
  expect(addresses.join(), "the list itself is read").toContain("status.html");
});
