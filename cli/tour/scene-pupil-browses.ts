// The pupil: the agreement, a blocked site, a warning, an ordinary page.
import { insist } from "./step-book.ts";
import { press, readPage, standsOn, visit, waitForWords, write } from "./hands.ts";
import { tourHosts } from "./tour-sites.ts";
import { ownPage, type TourWorld } from "./tour-world.ts";

const lessonAddress = `http://${tourHosts.lesson}/rivers`;

async function agree(world: TourWorld): Promise<void> {
  const { book, camera, page, web } = world;
  const agreementPage = ownPage(world, "agreement.html");
  await book.step(
    "Agreement first",
    "the first page waits until the school's agreement has been read; nothing is asked of the site",
    async () => {
      await visit(page, lessonAddress);
      await standsOn(page, "the agreement", (address) => address.startsWith(agreementPage));
      const text = await waitForWords(page, /I agree|keep these rules/i);
      insist(web.requestsTo(tourHosts.lesson).length === 0, "the site was asked for the page");
      await camera.shoot(page, "agreement", { dark: true });
      return text.slice(0, 120);
    },
  );
  await book.step("Agree", "after agreeing, the page that was wanted opens", async () => {
    await press(page, /I agree|keep these rules/i, "button");
    await standsOn(page, "the lesson", (address) => address === lessonAddress);
    await waitForWords(page, /rivers shape the land/i);
    return "the lesson is open";
  });
}

async function meetBlockPage(world: TourWorld): Promise<void> {
  const { book, camera, page, web } = world;
  const blockPage = ownPage(world, "blocked.html");
  await book.step(
    "A blocked site",
    "a page says what is blocked, which rule it is and why, whom to ask, and offers four ways on; no request leaves",
    async () => {
      await visit(page, `https://${tourHosts.gambling}/`);
      await standsOn(page, "the block page", (address) => address.startsWith(blockPage));
      const text = await waitForWords(page, /I came here by accident/i);
      const wanted = [
        ["the site", tourHosts.gambling],
        ["the category", "Gambling"],
        ["whom to ask", "ask"],
        ["go back", "Go back"],
        ["this should be open", "should be open"],
        ["by accident", "by accident"],
        ["help", "I need help"],
      ] as const;
      const missing = wanted.filter(
        ([, words]) => !text.toLowerCase().includes(words.toLowerCase()),
      );
      insist(missing.length === 0, `missing: ${missing.map(([what]) => what).join(", ")}`);
      const asked = web.requestsTo(tourHosts.gambling).length;
      insist(asked === 0, `${asked} requests reached the site`);
      await camera.shoot(page, "blocked", { dark: true });
      return `${text.slice(0, 160)} … 0 requests`;
    },
  );
  await book.step("I need help", "help at school and helplines, in the page itself", async () => {
    await press(page, /I need help/i, "button");
    const text = await waitForWords(page, /Childline/i);
    await camera.shoot(page, "blocked-help");
    return text.includes("0800 1111")
      ? "people at school, and Childline 0800 1111"
      : text.slice(-120);
  });
  await book.step(
    "This should be open",
    "the pupil's request is taken, with a reference",
    async () => {
      await press(page, /should be open|need this page/i, "button");
      await write(page, "#reason", "We look at advertising in media studies");
      await press(page, /^\s*Send\s*$/i, "button");
      const text = await waitForWords(page, /reference/i);
      await camera.shoot(page, "blocked-review");
      return /reference: \S+/i.exec(text)?.[0] ?? "taken";
    },
  );
  await book.step("I came here by accident", "it is taken kindly", async () => {
    await press(page, /by accident/i, "button");
    await waitForWords(page, /Thanks for telling us/i);
    await camera.shoot(page, "blocked-accident");
    return "Thanks for telling us";
  });
}

async function passWarning(world: TourWorld): Promise<void> {
  const { book, camera, page, web } = world;
  const warnPage = ownPage(world, "blocked.html");
  await book.step(
    "A warning",
    "a page to read first, before any request; the pupil says why and may go on",
    async () => {
      await visit(page, `https://${tourHosts.warned}/bicycles`);
      await standsOn(page, "the warning", (address) => address.startsWith(warnPage));
      await waitForWords(page, /go on for/i);
      insist(web.requestsTo(tourHosts.warned).length === 0, "the site was asked already");
      await write(page, "#warn-reason", "Prices of bicycles, for maths");
      await camera.shoot(page, "warning");
      await press(page, /go on for/i, "button");
      await standsOn(
        page,
        "the shop",
        (address) => address.includes("/bicycles") && address.startsWith("https"),
      );
      return (await waitForWords(page, /Things for sale/)).slice(0, 80);
    },
  );
}

/** What the desk answers a request for a code with. */
interface MadeCode {
  readonly code: string;
  readonly by: string;
}

async function staffOpens(world: TourWorld): Promise<void> {
  const { book, camera, page, desk } = world;
  await book.step(
    "Staff open a site by a code",
    "a request at the pupil's screen, eight digits from the desk, and the site opens there",
    async () => {
      const blockPage = ownPage(world, "blocked.html");
      await visit(page, `http://${tourHosts.gambling}/`);
      await standsOn(page, "the block page", (address) => address.startsWith(blockPage));
      await press(page, /Staff: open this/i, "summary");
      await press(page, /Show a request/i, "button");
      const shown = await page.waitForSelector(".unlock-request", { timeout: 20_000 });
      const request = await shown?.evaluate((element) => element.textContent ?? "");
      const minutes = await page.$eval("#unlock-minutes", (field) =>
        Number((field as HTMLSelectElement).value),
      );
      const why = "Year 9 PSHE: how betting is advertised";
      const place = await page.$eval(
        ".facts:has(.unlock-request) code",
        (code) => code.textContent,
      );
      const asked = { request, what: "site", place, minutes, why };
      const made = (await desk.send("/orders/code", asked)) as MadeCode;
      await write(page, "#unlock-by", made.by);
      await write(page, "#unlock-why", why);
      await write(page, "#unlock-code", made.code);
      await camera.shoot(page, "unlock-code", { dark: true });
      await press(page, /^\s*Open it\s*$/, "button");
      await waitForWords(page, /is open until/);
      await camera.shoot(page, "unlock-open");
      await visit(page, `http://${tourHosts.gambling}/`);
      await standsOn(page, "the site", (address) => address.includes(tourHosts.gambling));
      const text = await waitForWords(page, /Place your bets/);
      return `${String(request)}, ${minutes} minutes, then: ${text.slice(0, 40)}`;
    },
  );
}

async function readLesson(world: TourWorld): Promise<void> {
  const { book, camera, page } = world;
  await book.step("An ordinary page", "opens as it is: nothing on it is changed", async () => {
    await visit(page, lessonAddress);
    await waitForWords(page, /ox-bow lake/);
    // Two rounds of the page's own idle time: whatever was going to touch it has had its turn.
    await page.evaluate(async () => {
      for (let round = 0; round < 2; round += 1) {
        await new Promise((resolve) => requestIdleCallback(resolve));
      }
    });
    const changes = await page.evaluate("window.changesSeen");
    insist(changes === 0, `${String(changes)} changes to the page`);
    await camera.shoot(page, "ordinary-page");
    return `0 changes: ${(await readPage(page)).slice(0, 60)} …`;
  });
}

export async function pupilBrowses(world: TourWorld): Promise<void> {
  await agree(world);
  await meetBlockPage(world);
  await passWarning(world);
  await staffOpens(world);
  await readLesson(world);
}
