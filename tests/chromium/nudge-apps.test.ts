// Nudges where pupils write most, in a real browser: a form with a field for each thing, Gmail and Chat as stand-ins, other
// languages; and none where the school has said that a place is its own.
import type { ElementHandle, Frame, Page } from "puppeteer";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { strangers } from "../support/nudge-pages.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { gmail } from "../support/stand-ins/gmail.ts";
import { googleChat, googleChatRoom } from "../support/stand-ins/google-chat.ts";
import { testPolicy } from "../support/test-policy.ts";
import { html, visit } from "../support/visit.ts";

const number = "07700 900123";
const takeOut = "Take it out";
const bothSeen = "This is your full name and your school.";

const joining = html(
  "Join the quiz",
  `<form><label>First name <input id="first"></label><label>Surname <input id="last"></label>
  <label>School <input id="school"></label><label>Anything else <textarea id="more"></textarea></label></form>
  <form><label>Full name <input id="name2"></label>
  <label>Which school? <select id="school2"><option value="">Please choose</option><option value="7">Example Academy</option></select></label></form>`,
);

let school: ManagedSchool;
let page: Page;

openAfresh(
  async () => {
    const { profiles } = testPolicy();
    school = await openManagedSchool({
      policy: testPolicy({
        profiles: {
          pupil: {
            ...profiles["pupil"],
            allow: ["allowed.exampletalk.test"],
            care: { ownServices: ["own.exampletalk.test"] },
          },
        },
      }),
      sites: {
        "join.examplequiz.test": () => joining,
        "mail.google.com": () => html("Inbox", gmail("Are you there?")),
        "chat.google.com": ({ path }) =>
          path.includes("/frame") ? html("Room", googleChatRoom) : html("Chat", googleChat),
        ...strangers,
        "allowed.exampletalk.test": strangers["exampletalk.test"],
        "own.exampletalk.test": strangers["exampletalk.test"],
        "talk.example-academy.test": strangers["exampletalk.test"],
      },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);
beforeEach(async () => {
  page = await school.page();
});
afterEach(() => page?.close().catch(() => undefined));

const find = (name: string, within: Page | Frame = page): Promise<ElementHandle> =>
  waitUntil(`"${name}" is there`, async () => (await within.$(`aria/${name}`)) ?? undefined, {
    deadlineMs: 60_000,
  });
const isGone = (name: string): Promise<boolean> =>
  waitUntil(`"${name}" is gone`, async () =>
    (await page.$(`aria/${name}`)) === null ? true : undefined,
  );

async function typeInto(selector: string, words: string, within: Page | Frame = page) {
  await within.click(selector);
  await page.keyboard.type(words, { delay: 4 });
}
const valueOf = (selector: string): Promise<string> =>
  page.$eval(selector, (field) => (field as HTMLInputElement).value);

describe("a name and a school in fields of their own", () => {
  beforeEach(() => visit(page, "https://join.examplequiz.test/"));

  test("noticed once for the form, whichever field is written in; I'm sure holds for all of it", async () => {
    await typeInto("#school", "Example Academy");
    await typeInto("#first", "Robin");
    await typeInto("#last", "Sample");
    await find(bothSeen);
    await (await find("I’m sure")).click();
    await isGone(bothSeen);
    await typeInto("#last", "-Jones");
    await typeInto("#school", " North");
    // Another thing shows that it was looked at.
    await typeInto("#more", `ring ${number}`);
    await find("This looks like a phone number.");
    expect(await page.$(`aria/${bothSeen}`)).toBeNull();
  });

  test("taken out by keyboard: the field that was typed last, and no other", async () => {
    await typeInto("#first", "Robin");
    await typeInto("#last", "Sample");
    await typeInto("#school", "Example Academy");
    await find(bothSeen);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await waitUntil(
      "the school is out",
      async () => (await valueOf("#school")) === "" || undefined,
    );
    expect([await valueOf("#first"), await valueOf("#last")]).toEqual(["Robin", "Sample"]);
  });

  test("a school that is chosen from a list", async () => {
    await page.select("#school2", "7");
    await typeInto("#name2", "Robin Sample");
    await find(bothSeen);
  });
});

test("Gmail: taken out of a mail that is being written, before it is sent", async () => {
  await visit(page, "https://mail.google.com/mail/u/0/");
  await page.waitForSelector(".editable");
  await typeInto(".editable", `you can ring me on ${number}`);
  await (await find(takeOut)).click();
  await waitUntil("the number is out", async () => {
    const text = await page.$eval(".editable", (box) => (box as HTMLElement).innerText);
    return !text.includes("07700") || undefined;
  });
  await page.click(".aoO");
  await isGone(takeOut);
});

test("Chat: a yes to somebody who asks to meet, in a frame within a frame", async () => {
  await visit(page, "https://chat.google.com/u/0/");
  const room = await page.waitForFrame((frame) => frame.url().includes("/frame"));
  await room.waitForSelector("#box");
  await page.evaluate(() =>
    (window as unknown as { room(): Window & { receive(who: string, words: string): void } })
      .room()
      .receive("pixelfox_91", "can we meet up?"),
  );
  await typeInto("#box", "yes", room);
  await find("This sounds like meeting up.", room);
  await page.keyboard.type(" ok");
  await (await find("I’m sure", room)).click();
  expect(await room.$eval("#box", (box) => box.textContent)).toContain("yes");
});

test.each([
  ["Welsh", "cwrdda â fi wrth yr orsaf heno", "This sounds like meeting up."],
  ["Polish", "moje hasło to kotek123", "This looks like a password."],
  ["Urdu", "کل پارک میں ملتے ہیں", "This sounds like meeting up."],
])("%s: brought once it is written", async (_, words, seen) => {
  await visit(page, "https://exampletalk.test/");
  await typeInto("#say", words);
  await find(seen);
});

test("none on the school's own site, an own service, or what the school allows", async () => {
  const calm: Page[] = [];
  for (const host of [
    "talk.example-academy.test",
    "own.exampletalk.test",
    "allowed.exampletalk.test",
  ]) {
    const tab = await school.page();
    calm.push(tab);
    await visit(tab, `https://${host}/`);
    await tab.click("#say");
    await tab.keyboard.type(`call me on ${number}`, { delay: 4 });
  }
  // Where it is a stranger's, it comes.
  await page.bringToFront();
  await visit(page, "https://exampletalk.test/");
  await typeInto("#say", `call me on ${number}`);
  await find(takeOut);
  for (const tab of calm) {
    // A tab behind answers no question of this kind.
    await tab.bringToFront();
    expect(await tab.$(`aria/${takeOut}`), tab.url()).toBeNull();
    await tab.close();
  }
});

test("nothing of it is kept or sent", async () => {
  const kept = await school.everythingKept();
  for (const words of ["900123", "Robin Sample", "kotek123"]) {
    expect(kept).not.toContain(words);
    expect(JSON.stringify(school.arrived())).not.toContain(words);
  }
});
