// The pupil visits a helpline: open, and nothing of it is kept anywhere.
import { waitUntil } from "../kit/wait-until.ts";
import { visit, waitForWords, write } from "./hands.ts";
import { insist } from "./step-book.ts";
import { tourHosts, tourWords } from "./tour-sites.ts";
import { ownPage, type TourWorld } from "./tour-world.ts";

/** Every database and storage area of the extension on this device, as one text; runs in a page of the extension. */
async function readEverything(): Promise<string> {
  const found: unknown[] = [
    await chrome.storage.local.get(null),
    await chrome.storage.session.get(null),
  ];
  const settle = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
    });
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    const database = await settle(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      found.push(await settle(database.transaction(store).objectStore(store).getAll()));
    }
    database.close();
  }
  return JSON.stringify(found);
}

export async function pupilVisitsHelp(world: TourWorld): Promise<void> {
  const { book, camera, page, web } = world;
  await book.step("A helpline", "opens, whatever the policy says", async () => {
    await visit(page, `https://${tourHosts.help}/tour-visit`);
    const text = await waitForWords(page, /you are not alone/);
    insist(web.requestsTo(tourHosts.help).length > 0, "the site was not reached");
    await write(page, "#chat", tourWords.textarea);
    await camera.shoot(page, "helpline");
    return text.slice(0, 60);
  });
  await book.step(
    "Nothing of it is recorded",
    "neither on the Chromebook nor at the desk",
    async () => {
      // Something that is reported afterwards proves that the way was open all the while.
      const marker = "marker.example-forum.test";
      await visit(page, `http://${marker}/`);
      await waitUntil(
        "what was met after the helpline is at the desk",
        async () => (await world.desk.cases()).some((one) => one.host === marker),
        { deadlineMs: 90_000, everyMs: 250 },
      );
      const atDesk = await world.desk.everything();
      insist(!/childline\.org/i.test(atDesk), "the desk knows of the visit");
      const probe = await world.chromebook.browser.newPage();
      await visit(probe, ownPage(world, "status.html"));
      const kept = await probe.evaluate(readEverything);
      await probe.close();
      insist(
        !/tour-visit|www\.childline/i.test(kept),
        "the Chromebook kept something of the visit",
      );
      return `searched ${Math.round(atDesk.length / 1024)} kB of the desk and ${Math.round(kept.length / 1024)} kB on the Chromebook: nothing`;
    },
  );
}
