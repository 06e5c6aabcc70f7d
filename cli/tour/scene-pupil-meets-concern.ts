// The pupil: text of concern read, searched for and typed; each reaches the desk under its label.
import type { Page } from "puppeteer";
import type { DeskCaseRow } from "../kit/desk-client.ts";
import { waitUntil } from "../kit/wait-until.ts";
import { insist } from "./step-book.ts";
import { visit, waitForWords, write } from "./hands.ts";
import { tourHosts, tourWords } from "./tour-sites.ts";
import type { TourWorld } from "./tour-world.ts";

/** What is not urgent is sent with the next batch: up to a minute by the sample policy. */
const atDeskMs = 120_000;

/** Waits for a case of this host and source, and says it in one line. */
async function caseFrom(world: TourWorld, host: string, source: string): Promise<string> {
  const found = await waitUntil<DeskCaseRow>(
    `a case from ${host}, ${source}, is at the desk`,
    async () => {
      const cases = await world.desk.cases();
      const fitting = cases.find((one) => one.host === host && one.source === source);
      if (fitting !== undefined) return fitting;
      throw new Error(
        cases.map((one) => `${one.host} ${String(one.source)}`).join(", ") || "no case",
      );
    },
    { deadlineMs: atDeskMs, everyMs: 250 },
  );
  return `${found.what}, ${String(found.severity)}, labelled ${String(found.source)}, at ${found.host}`;
}

interface Meeting {
  readonly name: string;
  readonly expected: string;
  readonly address: string;
  readonly source: "page" | "search" | "typed";
  /** What the pupil does on the page. */
  readonly act: (page: Page) => Promise<unknown>;
  /** What the page is like afterwards: as it was, or with the help card beside it. */
  readonly leaves?: "nothing" | "help card";
  readonly picture?: string;
}

const meetings: readonly Meeting[] = [
  {
    name: "A page of concern",
    expected: "the page is not changed; the concern reaches the desk labelled as read",
    address: `http://${tourHosts.forum}/thread`,
    source: "page",
    act: (page) => waitForWords(page, /Year 9 chat/),
    leaves: "nothing",
    picture: "page-of-concern",
  },
  {
    name: "Inside a frame",
    expected: "text in a srcdoc frame is read as well; who can help is said beside the page",
    address: `http://${tourHosts.frames}/`,
    source: "page",
    act: (page) => waitForWords(page, /A blog/),
    leaves: "help card",
    picture: "frame",
  },
  {
    name: "A search",
    expected: "the concern reaches the desk labelled as searched",
    address: `https://${tourHosts.search}/search?q=${encodeURIComponent(tourWords.search)}`,
    source: "search",
    act: (page) => waitForWords(page, /Results/),
    picture: "search",
  },
  {
    name: "Typed into a text box",
    expected: "the concern reaches the desk labelled as typed",
    address: `http://${tourHosts.homework}/`,
    source: "typed",
    act: (page) => write(page, "#answer", tourWords.textarea),
    picture: "typed",
  },
  {
    name: "Typed into an editable page",
    expected: "the same, from a contenteditable",
    address: `http://${tourHosts.notes}/`,
    source: "typed",
    act: (page) => write(page, "#notes", tourWords.editable),
  },
];

/** Each meeting in a tab of its own, which stays open: they travel to the desk together. */
export async function pupilMeetsConcern(world: TourWorld): Promise<void> {
  const tabs: { page: Page; trouble?: unknown }[] = [];
  for (const meeting of meetings) {
    const page = await world.chromebook.browser.newPage();
    try {
      await visit(page, meeting.address);
      await meeting.act(page);
      tabs.push({ page });
    } catch (trouble) {
      tabs.push({ page, trouble });
    }
  }
  for (const [index, meeting] of meetings.entries()) {
    const tab = tabs[index];
    if (tab === undefined) continue;
    const { page, trouble } = tab;
    await world.book.step(meeting.name, meeting.expected, async () => {
      if (trouble !== undefined) throw trouble;
      const seen = await caseFrom(world, new URL(meeting.address).host, meeting.source);
      if (meeting.leaves === "nothing") {
        const changes = await page.evaluate("window.changesSeen");
        insist(changes === 0, `${String(changes)} changes to the page`);
      }
      if (meeting.leaves === "help card") {
        const cards = await page.$$eval("html > [popover]", (all) => all.length);
        insist(cards === 1, `${String(cards)} cards beside the page`);
      }
      await page.bringToFront();
      if (meeting.picture !== undefined) await world.camera.shoot(page, meeting.picture);
      return seen;
    });
    await page.close();
  }
  await world.page.bringToFront();
}
