// The pupil: text of concern read, searched for and typed; each reaches the desk under its label.
import type { DeskCaseRow } from "../kit/desk-client.ts";
import { waitUntil } from "../kit/wait-until.ts";
import { insist } from "./step-book.ts";
import { visit, waitForWords, write } from "./hands.ts";
import { tourHosts, tourWords } from "./tour-sites.ts";
import type { TourWorld } from "./tour-world.ts";

const atDeskMs = 90_000;

/** Waits for a case of this host and source. */
async function caseFrom(world: TourWorld, host: string, source: string): Promise<DeskCaseRow> {
  return waitUntil(
    `a case from ${host}, ${source}, is at the desk`,
    async () => {
      const cases = await world.desk.cases();
      const found = cases.find((one) => one.host === host && one.source === source);
      if (found !== undefined) return found;
      throw new Error(
        cases.map((one) => `${one.host} ${String(one.source)}`).join(", ") || "no case",
      );
    },
    { deadlineMs: atDeskMs, everyMs: 250 },
  );
}

const told = (found: DeskCaseRow): string =>
  `${found.what}, ${String(found.severity)}, labelled ${String(found.source)}, at ${found.host}`;

export async function pupilMeetsConcern(world: TourWorld): Promise<void> {
  const { book, camera, page, web } = world;
  await book.step(
    "A page of concern",
    "the page is not changed; the concern reaches the desk labelled as read",
    async () => {
      await visit(page, `http://${tourHosts.forum}/thread`);
      await waitForWords(page, /Year 9 chat/);
      const found = await caseFrom(world, tourHosts.forum, "page");
      const changes = await page.evaluate("window.changesSeen");
      insist(changes === 0, `${String(changes)} changes to the page`);
      await camera.shoot(page, "page-of-concern");
      return told(found);
    },
  );
  await book.step("Inside a frame", "text in a srcdoc frame is read as well", async () => {
    await visit(page, `http://${tourHosts.frames}/`);
    return told(await caseFrom(world, tourHosts.frames, "page"));
  });
  await book.step("A search", "the concern reaches the desk labelled as searched", async () => {
    await visit(
      page,
      `https://${tourHosts.search}/search?q=${encodeURIComponent(tourWords.search)}`,
    );
    await waitForWords(page, /Results/);
    insist(web.requestsTo(tourHosts.search).length > 0, "the search engine was not asked");
    await camera.shoot(page, "search");
    return told(await caseFrom(world, tourHosts.search, "search"));
  });
  await book.step(
    "Typed into a text box",
    "the concern reaches the desk labelled as typed",
    async () => {
      await visit(page, `http://${tourHosts.homework}/`);
      await write(page, "#answer", tourWords.textarea);
      const found = await caseFrom(world, tourHosts.homework, "typed");
      await camera.shoot(page, "typed");
      return told(found);
    },
  );
  await book.step("Typed into an editable page", "the same, from a contenteditable", async () => {
    const before = (await world.desk.cases()).filter((one) => one.host === tourHosts.homework);
    await write(page, "#notes", tourWords.editable);
    const known = new Set(before.map((one) => one.id));
    const found = await waitUntil(
      "a second typed concern is at the desk",
      async () =>
        (await world.desk.cases()).find(
          (one) => one.host === tourHosts.homework && one.source === "typed" && !known.has(one.id),
        ),
      { deadlineMs: atDeskMs, everyMs: 250 },
    );
    return told(found);
  });
}
