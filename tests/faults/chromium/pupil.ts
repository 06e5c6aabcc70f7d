// What a pupil does all day on the Chromebook of a faulty school: opens closed sites, writes what makes a finding, tells
// worries. Each thing has a marker of its own, and the pupil sees, or the disk shows, when it is made.
import { setTimeout as pause } from "node:timers/promises";
import type { ElementHandle, Page } from "puppeteer";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import { concernTexts } from "../../support/concern-texts.ts";
import { html, visit } from "../../support/visit.ts";
import type { StandInSite } from "../../../cli/kit/stand-in-web.ts";
import { hosts } from "../../support/test-policy.ts";
import type { Dice } from "../chance.ts";
import type { FaultySchool } from "./faulty-school.ts";

/** One thing done. */
export interface Deed {
  readonly kind: "worry" | "finding" | "blocked-visit";
  /** How it was done. */
  readonly way: "worry by the form" | "worry by its message" | "closed site" | "typed";
  /** The worry's words, or the host. */
  readonly marker: string;
  /** When it was seen to be kept, Unix ms; undefined: it may have been or not. */
  madeAtMs: number | undefined;
  /** Done over so long a time that the same may have been met twice. */
  tookMs: number;
}

const formsHost = "forms.example-site.test";

export const pupilSites: Readonly<Record<string, StandInSite>> = {
  [`*.${hosts.blocked}`]: () => html("Bets", "<h1>Bets</h1>"),
  [`*.${formsHost}`]: () =>
    html("Write", `<h1>Write</h1><textarea aria-label="your message"></textarea>`),
};
export const pupilHosts = [formsHost] as const;

const doneDeadlineMs = 60_000;
const deedDeadlineMs = 90_000;
const easeMs = 3_000;

export function createPupil(school: FaultySchool, dice: Dice) {
  const deeds: Deed[] = [];
  const ending = new AbortController();
  const beside: Promise<void>[] = [];
  let isAtEase = false;
  let made = 0;

  function begin(kind: Deed["kind"], way: Deed["way"]): Deed {
    made += 1;
    const letters = String(made)
      .padStart(5, "0")
      .replaceAll(/\d/g, (digit) => "abcdefghij"[Number(digit)] ?? "");
    const marker = {
      "closed site": `v${letters}.${hosts.blocked}`,
      typed: `t${letters}.${formsHost}`,
      "worry by the form": `marker ${letters}`,
      "worry by its message": `marker ${letters}`,
    }[way];
    const deed: Deed = { kind, way, marker, madeAtMs: undefined, tookMs: 0 };
    deeds.push(deed);
    return deed;
  }

  /** Done, and seen to be kept; what a browser's death cuts off is not done over: nobody would know of it. */
  async function run(deed: Deed, work: () => Promise<boolean>): Promise<void> {
    const begunAtMs = Date.now();
    // What ends in an error was cut off: by a browser that died, by an extension that was replaced under its page.
    const isMade = await Promise.race([
      work().catch(() => false),
      // A tab that never comes to an end is left.
      pause(deedDeadlineMs, false, { ref: false }),
    ]);
    const nowMs = Date.now();
    deed.tookMs = nowMs - begunAtMs;
    if (isMade) deed.madeAtMs = nowMs;
    // Nothing works while the browser is away: no busy waiting.
    else await pause(200);
  }

  async function openClosedSite(): Promise<void> {
    const deed = begin("blocked-visit", "closed site");
    await run(deed, () =>
      onPage(
        () => school.newPage(),
        async (page) => {
          await visit(page, `http://${deed.marker}/`);
          // The page explains what the worker has told it, and the worker tells it once the visit is kept; until then there
          // is no line for staff.
          const seen = await page
            .waitForSelector(".aside-line details", { timeout: 15_000 })
            .catch(() => undefined);
          return seen !== undefined && seen !== null;
        },
      ),
    );
  }

  async function write(): Promise<void> {
    const deed = begin("finding", "typed");
    await run(deed, () =>
      onPage(
        () => school.newPage(),
        async (page) => {
          await visit(page, `http://${deed.marker}/`);
          await page.click("textarea");
          await page.keyboard.type(concernTexts.selfHarm);
          // Nothing tells the pupil that it is kept: the disk does, or the network that it has left.
          return waitUntil("the finding is kept", () => isKept(deed.marker), {
            deadlineMs: doneDeadlineMs,
            everyMs: 300,
          });
        },
      ),
    );
  }

  async function isKept(host: string): Promise<boolean> {
    const has = (address: string) => address.includes(`//${host}`);
    // One that went past a full disk has left only once the device was told that it is stored.
    const hasLeft = school.network.batches.some(({ events, settled }) =>
      events.some(
        (event) => settled.includes(event.id) && "address" in event && has(event.address),
      ),
    );
    if (hasLeft) return true;
    const addresses = await school.evaluate(readWaitingAddresses);
    return addresses.some(has);
  }

  const claimOf = (): string =>
    Array.from({ length: 24 }, () => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[dice.whole(32)]).join("");

  async function sendWorry(): Promise<void> {
    const deed = begin("worry", "worry by its message");
    const claim = claimOf();
    const life = school.browserLife();
    await run(deed, async () => {
      const body = { what: "other", tell: "", reach: "", address: "", named: true } as const;
      await waitUntil(
        "the worry is kept",
        async () => {
          if (school.browserLife() !== life) return "over";
          return (await school.send("worry/send", { ...body, words: deed.marker, claim })).ok
            ? "kept"
            : false;
        },
        { deadlineMs: doneDeadlineMs, everyMs: 50 },
      ).then((how) => {
        if (how === "over") throw new Error(how);
      });
      return true;
    });
  }

  /** By the form in the toolbar, filled in and sent as a pupil does; pressed again where it says that it did not work. */
  async function tellWorry(): Promise<void> {
    const deed = begin("worry", "worry by the form");
    await run(deed, () =>
      onPage(
        () => school.extensionPage("report.html"),
        async (page) => {
          const next = () => page.click(".actions-row .button-main");
          await (await one(page, 'input[value="other"]')).click();
          await next();
          await (await one(page, 'input[name="tell"]')).click();
          await next();
          const field = await one(page, "#words");
          const words = () => page.$eval("#words", (box) => (box as HTMLTextAreaElement).value);
          // Who types before the page has come to rest sees that letters are missing.
          while ((await words()) !== deed.marker) {
            await field.click({ count: 3 });
            await field.type(deed.marker);
          }
          await next();
          await page.waitForSelector("#words", { hidden: true, timeout: 20_000 });
          for (let presses = 0; presses < 4; presses += 1) {
            await next();
            const told = await page
              .waitForSelector(".reference-code, .actions h2", { timeout: 25_000 })
              .catch(() => undefined);
            const isTaken = (await page.$(".reference-code")) !== null;
            if (isTaken) return true;
            if (told === undefined) break;
          }
          return false;
        },
      ),
    );
  }

  async function always(work: () => Promise<void>): Promise<void> {
    while (!ending.signal.aborted) {
      await work();
      if (isAtEase) await pause(easeMs);
    }
  }

  return {
    deeds,
    /** All at once, until it is over. */
    async run(): Promise<void> {
      await Promise.all([
        always(() => (dice.chance(0.35) ? tellWorry() : sendWorry())),
        always(() => (dice.chance(0.7) ? openClosedSite() : write())),
      ]);
      await Promise.all(beside);
    },
    sendWorry,
    /** Beside whatever else is done: something that goes at once. */
    alsoSendWorry() {
      beside.push(sendWorry());
    },
    /** Settles when something that is begun from now on is done, or has ended otherwise. */
    async oneDeed(): Promise<void> {
      const before = deeds.length;
      await waitUntil(
        "a deed has come to its end",
        () => deeds.slice(before).some(({ tookMs }) => tookMs > 0),
        { deadlineMs: doneDeadlineMs },
      );
    },
    /** Chromium tells of new policies when it has little else to do, which a pupil in such haste never grants it. */
    whileAtEase: async (work: () => Promise<void>): Promise<void> => {
      isAtEase = true;
      try {
        await work();
      } finally {
        isAtEase = false;
      }
    },
    end() {
      ending.abort();
    },
  };
}

async function one(page: Page, selector: string): Promise<ElementHandle> {
  const found = await page.waitForSelector(selector, { timeout: 20_000 });
  if (found === null) throw new Error(`no ${selector}`);
  return found;
}

async function onPage<T>(open: () => Promise<Page>, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await open();
  try {
    return await work(page);
  } finally {
    await page.close().catch(() => undefined);
  }
}

/** Runs in a page of the extension. */
async function readWaitingAddresses(): Promise<string[]> {
  const settle = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error ?? new Error("IndexedDB")));
    });
  if (!(await indexedDB.databases()).some(({ name }) => name === "schoolgate-events")) return [];
  const database = await settle(indexedDB.open("schoolgate-events"));
  try {
    const rows = await settle(database.transaction("events").objectStore("events").getAll());
    return rows.map((row: { event?: { address?: string } }) => row.event?.address ?? "");
  } finally {
    database.close();
  }
}
