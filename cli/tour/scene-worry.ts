// The pupil: a worry told while the network is away, kept, and sent when it is back.
import { waitUntil } from "../kit/wait-until.ts";
import { press, readPage, visit, waitForWords, write } from "./hands.ts";
import { insist } from "./step-book.ts";
import { ownPage, type TourWorld } from "./tour-world.ts";

const worryWords = "Somebody keeps taking my lunch money on the bus.";

export async function pupilTellsWorry(world: TourWorld): Promise<void> {
  const { book, camera } = world;
  const popup = await world.chromebook.browser.newPage();
  const next = /^\s*Next\s*$/;
  let reference = "";
  await book.step(
    "The toolbar button",
    world.how === "forced"
      ? "pinned by the school's policy; opens the worry form, also without a network"
      : "opens the worry form, also without a network",
    async () => {
      await world.stopCollector();
      await visit(popup, ownPage(world, "report.html"));
      await waitForWords(popup, /Somebody is being unkind/);
      await camera.shoot(popup, "worry-what", { size: "popup", dark: true });
      const { isOnToolbar } = await popup.evaluate(() => chrome.action.getUserSettings());
      insist(world.how === "unpacked" || isOnToolbar, "the button is not pinned");
      return `${isOnToolbar ? "on the toolbar; " : ""}what happened? in nine plain cards`;
    },
  );
  await book.step(
    "Three short steps",
    "what happened, whom to tell, in their own words",
    async () => {
      await press(popup, /being unkind/, "label");
      await press(popup, next, "button");
      await waitForWords(popup, /whoever|best/i);
      await camera.shoot(popup, "worry-tell", { size: "popup" });
      await press(popup, /whoever|best/i, "label");
      await press(popup, next, "button");
      await write(popup, "#words", worryWords);
      await write(popup, "#reach", "In form time");
      await camera.shoot(popup, "worry-words", { size: "popup" });
      await press(popup, next, "button");
      const text = await readPage(popup);
      insist(text.includes(worryWords), text.slice(0, 200));
      await camera.shoot(popup, "worry-check", { size: "popup" });
      return "exactly what will be sent is shown before it is sent";
    },
  );
  await book.step("Kept safe", "with the network down the pupil is told the truth", async () => {
    await press(popup, /^\s*Send\s*$/, "button");
    const text = await waitForWords(popup, /kept safe/i, 30_000);
    await camera.shoot(popup, "worry-kept", { size: "popup", dark: true });
    return /[^.]*kept safe[^.]*\./i.exec(text)?.[0].trim() ?? text.slice(0, 120);
  });
  await book.step(
    "Sent",
    "when the network is back it is sent by itself, with a reference",
    async () => {
      await world.startCollector();
      await waitUntil(
        "the form no longer says kept",
        async () => !/kept safe/i.test(await readPage(popup)),
        { deadlineMs: 120_000, everyMs: 250 },
      );
      const text = await readPage(popup);
      reference = /\b[0-9A-Z]{3}-[0-9A-Z]{3}\b/.exec(text)?.[0] ?? "";
      insist(reference !== "", text.slice(0, 160));
      await camera.shoot(popup, "worry-sent", { size: "popup", dark: true });
      return `reference ${reference}`;
    },
  );
  await book.step("The worry at the desk", "first in the queue, before every finding", async () => {
    const [first] = await world.desk.cases();
    insist(
      first?.kind === "worry" && first.reference === reference,
      `first is ${String(first?.kind)} ${String(first?.reference)}`,
    );
    return `${String(first?.kind)} ${reference}`;
  });
  await popup.close();
}
