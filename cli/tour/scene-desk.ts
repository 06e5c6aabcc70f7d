// The Designated Safeguarding Lead, at a computer of her own: the queue, a worry, a finding, its state and history.
import type { Page } from "puppeteer";
import { waitUntil } from "../kit/wait-until.ts";
import { press, readPage, visit, waitForWords, write } from "./hands.ts";
import { insist } from "./step-book.ts";
import { tourHosts } from "./tour-sites.ts";
import type { TourWorld } from "./tour-world.ts";

const queueRows = "ul.queue > li a";

async function openRow(page: Page, index: number): Promise<void> {
  const rows = await page.$$(queueRows);
  const row = rows[index];
  if (row === undefined) throw new Error(`the queue has ${rows.length} rows`);
  await row.click();
}

export async function deskWorks(world: TourWorld): Promise<void> {
  const { book, camera, signIn } = world;
  const page = await world.openDeskTab();
  await book.step(
    "The desk's door",
    "a wrong password is refused, the right one opens",
    async () => {
      await visit(page, world.deskAddress);
      await waitForWords(page, /Schoolgate desk/);
      await camera.shoot(page, "desk-sign-in", { dark: true });
      await write(page, "#name", signIn.name);
      await write(page, "#password", "not the password");
      await press(page, /^Sign in$/, "button");
      await waitForWords(page, /not right/);
      await write(page, "#password", signIn.password);
      await press(page, /^Sign in$/, "button");
      await page.waitForSelector(queueRows, { timeout: 20_000 });
      const cookies = await page.browserContext().cookies();
      const session = cookies.find((cookie) => cookie.path === "/desk");
      insist(
        session?.httpOnly === true && session.sameSite === "Strict" && session.expires > 0,
        `cookie: ${JSON.stringify({ ...session, value: "" })}`,
      );
      return "signed in; the session's cookie is HttpOnly, SameSite and expires";
    },
  );
  await book.step("The queue", "worries before findings, findings gravest first", async () => {
    await waitForWords(page, /Worries from pupils/);
    await camera.shoot(page, "desk-queue", { dark: true });
    const order = await page.$$eval("ul.queue > li", (rows) =>
      rows.map((row) => /row-(worry|critical|high|medium|low)/.exec(row.className)?.[1] ?? "?"),
    );
    const ranks = ["worry", "critical", "high", "medium", "low"];
    const sorted = [...order].sort((a, b) => ranks.indexOf(a) - ranks.indexOf(b));
    insist(order.length > 1 && order.join() === sorted.join(), order.join(", "));
    return order.join(", ");
  });
  await book.step("A worry", "in the pupil's own words; the opening is recorded", async () => {
    await openRow(page, 0);
    const text = await waitForWords(page, /lunch money/);
    await waitForWords(page, /Reference/);
    await camera.shoot(page, "desk-worry", { dark: true });
    const audit = JSON.stringify(await world.desk.read("/audit"));
    insist(/case-opened|opened/.test(audit), "no opening in the audit");
    return /In the pupil.s own words .{0,80}/.exec(text)?.[0] ?? text.slice(0, 80);
  });
  await book.step(
    "A finding",
    "the excerpt with the matched words marked, the source, the profile, the page, the time and the rule",
    async () => {
      const found = (await world.desk.cases()).find((one) => one.host === tourHosts.forum);
      await visit(page, world.deskAddress);
      await page.waitForSelector(queueRows, { timeout: 20_000 });
      const rows = await page.$$(queueRows);
      for (const row of rows) {
        const href = await row.evaluate((link) => link.getAttribute("href") ?? "");
        if (found !== undefined && href.includes(found.id)) {
          await row.click();
          break;
        }
      }
      await page.waitForSelector("mark", { timeout: 20_000 });
      const marked = await page.$$eval("mark", (marks) =>
        marks.map((one) => one.textContent ?? ""),
      );
      const text = await readPage(page);
      insist(text.includes(tourHosts.forum), "the page's address is not shown");
      await camera.shoot(page, "desk-finding", { dark: true });
      return `marked: ${marked.join(" | ")}`;
    },
  );
  await book.step(
    "Its state",
    "looking into it, a note, closed with an outcome and a reason",
    async () => {
      await press(page, /I am looking into this/, "button");
      await waitForWords(page, /You are looking into this/);
      await press(page, /Close this case/, "button");
      await press(page, /supported|in school/i, "form.close-form label");
      await write(page, "form.close-form textarea", "Spoke with both pupils and their tutor.");
      await camera.shoot(page, "desk-closing");
      await press(page, /^\s*Close the case\s*$/, "button");
      const text = await waitForWords(page, /The case is closed/);
      await camera.shoot(page, "desk-history");
      insist(text.includes("Spoke with both pupils"), "the reason is not in the history");
      return "new → looking → closed, with outcome and reason; all in its history";
    },
  );
  await book.step("Live", "what comes in appears by itself", async () => {
    await visit(page, world.deskAddress);
    await page.waitForSelector(queueRows, { timeout: 20_000 });
    const before = (await page.$$(queueRows)).length;
    await visit(world.page, "http://live.example-forum.test/");
    await waitUntil(
      "one more row in the open queue",
      async () => (await page.$$(queueRows)).length > before,
      { deadlineMs: 90_000, everyMs: 200 },
    );
    return `${before} rows, then ${(await page.$$(queueRows)).length}, without reloading`;
  });
  await book.step(
    "The agreement at the desk",
    "the school can see who agreed to which version",
    async () => {
      const version = await waitUntil(
        "the agreement is at the desk",
        async () => {
          const seen = JSON.stringify(await world.desk.read("/activity?list=agreements&live=1"));
          return /"agreement":"[^"]+","version":"([^"]+)"/.exec(seen)?.[1];
        },
        { deadlineMs: 90_000, everyMs: 250 },
      );
      return `version ${version}`;
    },
  );
  for (const [name, words, link] of [
    ["requests", /asked|open/i, /Requests/],
    ["opening", /Open a site.*Open now/s, /^\s*Open for a time\s*$/],
    ["activity", /visit|site/i, /Activity/],
    ["policy", /in force|was started with/, /^\s*Policy\s*$/],
    ["lists", /Every list of sites/, /^\s*Lists\s*$/],
    ["accounts", /Make an account/, /^\s*Accounts\s*$/],
    ["audit", /sign/i, /Audit/],
    ["settings", /password/i, /Settings/],
  ] as const) {
    await book.step(`The desk's ${name}`, "opens and says what it is for", async () => {
      await press(page, link, "nav a, header a, aside a");
      const text = await waitForWords(page, words);
      await page.waitForFunction(() => !document.body.innerText.includes("Loading"));
      await camera.shoot(page, `desk-${name}`);
      return text.slice(0, 100);
    });
  }
}
