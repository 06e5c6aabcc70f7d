// The school's own apps and the sites where pupils write most: what is read and typed there is noticed, although their
// pages hide it from the page's text. Each stand-in says which traits of the real page it has.
import type { Page } from "puppeteer";
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { concernTexts } from "../support/concern-texts.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { openScanningSchool, type ScanningSchool } from "../support/scanning-school.ts";
import { classroom } from "../support/stand-ins/classroom.ts";
import { gmail } from "../support/stand-ins/gmail.ts";
import { googleChat, googleChatRoom, meetChat } from "../support/stand-ins/google-chat.ts";
import { googleDoc, googleSheet, googleSlide } from "../support/stand-ins/google-docs.ts";
import { youtubeComments } from "../support/stand-ins/youtube-comments.ts";
import { html } from "../support/visit.ts";

const read = concernTexts.bullying;
const typed = concernTexts.selfHarm;

let school: ScanningSchool;
openAfresh(
  async () => {
    school = await openScanningSchool({
      "docs.google.com": () => html("A document", googleDoc(read)),
      // Hosts of their own: the same words on one site are told once in a sitting.
      "slides.google.com": () => html("A talk", googleSlide(read)),
      "sheets.google.com": () => html("A table", googleSheet),
      "mail.google.com": () => html("Inbox", gmail(read)),
      "classroom.google.com": () => html("Stream", classroom(read)),
      "chat.google.com": ({ path }) =>
        path.includes("/frame") ? html("Room", googleChatRoom) : html("Chat", googleChat),
      "meet.google.com": () => html("Meet", meetChat),
      "www.youtube.com": () => html("Volcanoes", youtubeComments(read)),
    });
  },
  () => school?.close(),
);

async function write(page: Page, words: string = typed): Promise<void> {
  await page.keyboard.type(words, { delay: 1 });
}

describe("Google's editors", () => {
  test("Docs: the text it was opened with, and what is typed on the canvas", async () => {
    await school.withPage("https://docs.google.com/document/d/one/edit", async (page) => {
      expect((await school.findingFrom("/document/d/one", "page")).theme).toBe("bullying");
      await page.click("canvas");
      // A slip and its correction are no part of what was written.
      await write(page, "I am here. I can't do this anymor");
      await page.keyboard.press("x");
      await page.keyboard.press("Backspace");
      await write(page, "e, I want to kill myself");
      expect(await page.evaluate("writtenNow()")).toContain(typed);
      const found = await school.findingFrom("/document/d/one", "typed");
      expect(found.excerpt).toContain(typed);
    });
  });

  test("Docs: what is pasted", async () => {
    await school.withPage("https://docs.google.com/document/d/two/edit", async (page) => {
      await page.click("canvas");
      await page.evaluate((words) => {
        const { contentDocument } = document.querySelector("iframe") as HTMLIFrameElement;
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", words);
        contentDocument?.activeElement?.dispatchEvent(
          new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true }),
        );
        // Another theme than what was typed before: that would be more of one concern.
      }, concernTexts.bullying);
      await school.findingFrom("/document/d/two", "typed");
    });
  });

  test("Slides: the words of the drawing, and what is typed", async () => {
    await school.withPage("https://slides.google.com/presentation/d/one", async (page) => {
      await school.findingFrom("slides.google.com", "page");
      await page.click("svg");
      await write(page);
      await school.findingFrom("slides.google.com", "typed");
    });
  });

  test("Sheets: a cell, sent by Enter before it was at rest", async () => {
    await school.withPage("https://sheets.google.com/spreadsheets/d/one", async (page) => {
      await page.click("canvas");
      await write(page);
      await page.keyboard.press("Enter");
      expect(await page.evaluate("writtenNow()")).toBe(typed);
      await school.findingFrom("sheets.google.com", "typed");
    });
  });
});

test("Gmail: a message read, and one sent at once, its window gone", async () => {
  await school.withPage("https://mail.google.com/mail/u/0/", async (page) => {
    await page.waitForSelector(".editable");
    await page.click(".editable");
    await write(page);
    await page.click(".aoO");
    await school.findingFrom("mail.google.com", "typed");
    await school.findingFrom("mail.google.com", "page");
  });
});

test("Classroom: a post that comes in pieces, and a comment that is posted", async () => {
  await school.withPage("https://classroom.google.com/c/one", async (page) => {
    await page.click("#comment");
    await write(page);
    await page.click("#post");
    await school.findingFrom("classroom.google.com", "typed");
    await school.findingFrom("classroom.google.com", "page");
  });
});

test("Google Chat: a message that arrives in a frame inside a frame, and an answer sent by Enter", async () => {
  await school.withPage("https://chat.google.com/u/0/", async (page) => {
    const room = await page.waitForFrame((frame) => frame.url().includes("/frame"));
    await room.waitForSelector("#box");
    await page.evaluate(
      (words) =>
        (window as unknown as { room(): Window & { receive(who: string, words: string): void } })
          .room()
          .receive("Sam", words),
      read,
    );
    expect((await school.findingFrom("chat.google.com", "page")).excerpt).toContain(read);
    await room.click("#box");
    await write(page);
    await page.keyboard.press("Enter");
    const found = await school.findingFrom("chat.google.com", "typed");
    // What others wrote is context; it is not what the pupil is said to have typed.
    expect(found.theme).toBe("self-harm");
    const marked = found.matches.map((one) => found.excerpt.slice(one.start, one.end));
    expect(marked.join(" ")).not.toMatch(/likes you|hates you/);
  });
});

test("Meet: a line that joins the last bubble of the chat, and a message sent by its button", async () => {
  await school.withPage("https://meet.google.com/abc-defg-hij", async (page) => {
    const receive = (who: string, ...lines: string[]) =>
      page.evaluate(
        (from, given) => {
          const room = window as unknown as { receive(who: string, words: string): void };
          for (const line of given) room.receive(from, line);
        },
        who,
        lines,
      );
    await receive("Sam", "are you all there?", read);
    await school.findingFrom("meet.google.com", "page");
    // Harmless by itself; an answer to these lines it is not.
    await receive(
      "Alex",
      "how old are you? are you on your own right now?",
      "don't tell anyone about us, it's our secret",
      "send me a pic then",
    );
    await page.click("textarea");
    await write(page, "ok i won't tell mum");
    await page.click("#send");
    const found = await school.findingFrom("meet.google.com", "typed");
    expect(found.theme).toBe("grooming");
  });
});

test("YouTube: a comment that comes by scrolling, and one that is written", async () => {
  await school.withPage("https://www.youtube.com/watch?v=one", async (page) => {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await school.findingFrom("www.youtube.com", "page");
    await page.click("#simplebox-placeholder");
    await waitUntil("the box is there", () => page.$("#contenteditable-root"));
    await write(page);
    await page.click("#submit");
    await school.findingFrom("www.youtube.com", "typed");
  });
});
