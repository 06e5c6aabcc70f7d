// The extension itself as the goal: its pages, its messages, its time.
import type { Page } from "puppeteer";
import { describe, expect } from "vitest";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import { languagePackName, languageTags } from "../../../lib/contract/vocabulary.ts";
import { bypassTest } from "../../support/bypass-record.ts";
import { blocked, closeTabs, tabWith, turnedAway } from "../../support/bypass-world.ts";
import { openManagedSchool, type ManagedSchool } from "../../support/managed-school.ts";
import { openAfresh } from "../../support/open-afresh.ts";
import { hosts, testPolicy } from "../../support/test-policy.ts";
import { html, standsOn, visit } from "../../support/visit.ts";
import { makeClaim } from "../../support/make-claim.ts";

const ownPages = ["blocked.html", "agreement.html", "report.html", "notice.html", "status.html"];
/** The two that a blocked link has to be able to lead to. */
const opened = new Set(["blocked.html", "agreement.html"]);

let school: ManagedSchool;
let page: Page;

openAfresh(
  async () => {
    school = await openManagedSchool({
      policy: testPolicy(),
      sites: {
        [hosts.blocked]: () => html("Bets", "<h1>Bets</h1>"),
        [hosts.monitored]: () => html("Robot", "<h1>Robot</h1>"),
        [hosts.open]: () => html("Open", "<h1>Open</h1>"),
      },
    });
    await school.policyInForce("test-1");
    page = await school.page();
  },
  () => school?.close(),
);

const own = (path: string): string => `chrome-extension://${school.extensionId}/${path}`;
const events = () => school.arrived();

describe("the extension's own pages", () => {
  bypassTest("own-page-framed", async () => {
    for (const path of ownPages) {
      await visit(page, `https://${hosts.open}/`);
      await page.evaluate(async (address) => {
        const frame = document.createElement("iframe");
        frame.src = address;
        const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
        document.body.append(frame);
        await loaded;
      }, own(path));
      const frame = page.frames().find((one) => one !== page.mainFrame());
      const text = await frame?.evaluate(() => document.querySelector("main")?.innerText ?? "");
      expect({ path, text: text ?? "" }).toEqual({ path, text: "" });
    }
    return blocked(`none of ${ownPages.length} pages shows inside a web page`);
  });

  bypassTest("own-page-opened", async () => {
    for (const path of ownPages) {
      await visit(page, `https://${hosts.open}/`);
      const before = (await school.chromebook().browser.pages()).length;
      const held = await page.evaluate(async (address) => {
        const tab = window.open(address);
        await new Promise((resolve) => setTimeout(resolve, 0));
        const reach = (look: () => unknown): string => {
          try {
            return String(look());
          } catch (error) {
            return (error as Error).name;
          }
        };
        return {
          document: reach(() => tab?.document.body.innerText),
          chrome: reach(() => (tab as unknown as { chrome: { runtime: unknown } }).chrome.runtime),
        };
      }, own(path));
      expect(held.chrome, path).not.toBe("[object Object]");
      await waitUntil(
        "the new tab",
        async () => (await school.chromebook().browser.pages()).length > before,
      );
      const others = (await school.chromebook().browser.pages()).slice(before);
      for (const tab of others) {
        const isOwn = tab.url().startsWith("chrome-extension://");
        if (!opened.has(path)) expect({ path, isOwn }).toEqual({ path, isOwn: false });
      }
      await closeTabs(others);
    }
    return blocked("two of five open, and hand the page that opened them nothing");
  });

  bypassTest("own-page-opener", async () => {
    await visit(page, `https://${hosts.open}/`);
    await page.evaluate((to) => void window.open(to), own("blocked.html#u=https://opened.test/"));
    const tab = await tabWith(school, "#u=https://opened.test/");
    const hasOpener = await tab.evaluate(() => window.opener !== null);
    await tab.close();
    expect(hasOpener).toBe(false);
    return blocked("the block page and the page that opened it hold no line to one another");
  });

  bypassTest("own-page-read", async () => {
    await visit(page, `https://${hosts.open}/`);
    const paths = [
      ...ownPages,
      "scan.js",
      "care.js",
      "care-words.js",
      "background.js",
      "manifest.json",
      "lexicon.bin",
      ...languageTags.map(languagePackName),
      "categories.json",
    ];
    const read = await page.evaluate(
      (origin, names) =>
        Promise.all(
          names.map((name) =>
            fetch(`${origin}${name}`).then(
              () => name,
              () => "",
            ),
          ),
        ),
      own(""),
      paths,
    );
    expect(read.filter((name) => name !== "" && !opened.has(name))).toEqual([]);
    return blocked(`of ${paths.length} files only ${[...opened].join(" and ")} answer at all`);
  });

  bypassTest("own-page-forged-address", async () => {
    const before = events().length;
    await visit(page, `https://${hosts.open}/`);
    await page.evaluate((to) => void window.open(to), own(`blocked.html#u=https://${hosts.help}/`));
    const tab = await tabWith(school, `#u=https://${hosts.help}`);
    await waitUntil("it has explained itself", () =>
      tab.evaluate(() => document.querySelector("main h1") !== null),
    );
    await tab.close();
    // A real attempt afterwards proves that the way to the collector was open.
    await turnedAway(school, `https://a-real-attempt.${hosts.blocked}/`);
    await waitUntil("the real attempt is at the collector", () =>
      events().some((event) => JSON.stringify(event).includes("a-real-attempt")),
    );
    expect(
      events()
        .slice(before)
        .map((event) => event.kind),
    ).toEqual(["blocked-visit"]);
    expect(JSON.stringify(events())).not.toContain(hosts.help);
    return blocked("a help site stays unrecorded, whoever opens the block page for it");
  });
});

describe("the extension's messages", () => {
  bypassTest("message-from-page", async () => {
    await visit(page, `https://${hosts.open}/`);
    const answers = await page.evaluate(async (id) => {
      const { chrome } = window as unknown as {
        chrome?: {
          runtime?: {
            sendMessage?: (id: string, message: unknown) => Promise<unknown>;
            connect?: (id: string) => { onDisconnect: unknown };
          };
        };
      };
      const ask = async (name: string): Promise<string> => {
        const send = chrome?.runtime?.sendMessage;
        if (send === undefined) return "there is no way to ask";
        try {
          return JSON.stringify((await send(id, { schoolgate: name, body: {} })) ?? null);
        } catch (error) {
          return String(error);
        }
      };
      return Promise.all(["status/read", "page/hello", "worry/receipts"].map(ask));
    }, school.extensionId);
    expect(answers.join()).not.toContain('"ok":true');
    return blocked([...new Set(answers)].join());
  });

  bypassTest("message-forged-in-page", async () => {
    // What the content script could be fed with: events and messages in its own window.
    await visit(page, `https://${hosts.open}/`);
    const before = events().length;
    await page.evaluate(() => {
      for (const name of ["page/finding", "blocked/proceed", "status/read"]) {
        const message = { schoolgate: name, body: { address: location.href } };
        window.postMessage(message, "*");
        window.dispatchEvent(new CustomEvent("schoolgate", { detail: message }));
        document.dispatchEvent(new MessageEvent("message", { data: message }));
      }
    });
    await visit(page, `https://${hosts.monitored}/after-forgery`);
    await waitUntil("what happened afterwards is at the collector", () => events().length > before);
    expect(
      events()
        .slice(before)
        .map((event) => event.kind),
    ).toEqual(["blocked-visit"]);
    return blocked("nothing but the real visit was recorded");
  });
});

/** What a page can do to keep the extension busy; each runs in the page and goes on for as long as it stands. */
const floods: Readonly<Record<string, () => void>> = {
  "messages and events": () => {
    const flood = (): void => {
      for (let count = 0; count < 500; count += 1) window.postMessage({ schoolgate: count }, "*");
      setTimeout(flood, 0);
    };
    flood();
  },
  "fragments without end": () => {
    let at = 0;
    const flood = (): void => {
      for (let count = 0; count < 50; count += 1) {
        at += 1;
        try {
          history.replaceState({}, "", `#${at}`);
        } catch {
          // The browser itself has had enough of it for a moment.
        }
      }
      setTimeout(flood, 0);
    };
    flood();
  },
  "frames without end": () => {
    const flood = (): void => {
      const frame = document.createElement("iframe");
      frame.srcdoc = "<p>A frame with enough text in it to be worth reading.</p>";
      document.body.append(frame);
      if (document.body.childElementCount > 40) document.body.firstElementChild?.remove();
      setTimeout(flood, 0);
    };
    flood();
  },
  "text that changes without end": () => {
    let at = 0;
    const flood = (): void => {
      at += 1;
      const line = document.createElement("p");
      line.textContent = `Line ${at}: the weather is fine and the river is slow today. `.repeat(20);
      document.body.append(line);
      if (document.body.childElementCount > 200) document.body.firstElementChild?.remove();
      setTimeout(flood, 0);
    };
    flood();
  },
  "requests for what is blocked": () => {
    const flood = (): void => {
      for (let count = 0; count < 20; count += 1) {
        void fetch(`https://bets.example-site.test/${Math.random()}`).catch(() => undefined);
        const frame = document.createElement("iframe");
        frame.src = `https://bets.example-site.test/${Math.random()}`;
        document.body.append(frame);
        if (document.body.childElementCount > 60) document.body.firstElementChild?.remove();
      }
      setTimeout(flood, 10);
    };
    flood();
  },
  "a page that hangs": () => {
    setTimeout(() => {
      for (;;);
    }, 0);
  },
};

describe("a page that floods", () => {
  bypassTest("page-flooding", async () => {
    for (const [name, flood] of Object.entries(floods)) {
      const flooding = await school.page();
      await visit(flooding, `https://${hosts.open}/`);
      await flooding.evaluate(flood);
      await turnedAway(school, `https://${hosts.blocked}/under-flood`);
      const status = await school.send("status/read", {});
      expect({ name, ok: status.ok }).toEqual({ name, ok: true });
      const tab = await school.page();
      await visit(tab, `https://${hosts.open}/`);
      expect(await tab.$eval("h1", (found) => found.textContent)).toBe("Open");
      await tab.close();
      await flooding.close();
    }
    expect(school.web.requestsTo(hosts.blocked)).toEqual([]);
    return blocked(`${Object.keys(floods).length} floods: blocked stays blocked, open stays open`);
  });

  bypassTest("worry-under-flood", async () => {
    const flooding = await school.page();
    await visit(flooding, `https://${hosts.open}/`);
    for (const name of ["fragments without end", "frames without end"] as const) {
      const flood = floods[name];
      if (flood !== undefined) await flooding.evaluate(flood);
    }
    const sent = await school.send("worry/send", {
      what: "other",
      tell: "",
      words: "sent under a flood",
      reach: "",
      address: "",
      named: true,
      claim: makeClaim(),
    });
    expect(sent.ok).toBe(true);
    await waitUntil("the worry is at the collector", () =>
      events().some((event) => event.kind === "worry" && event.words === "sent under a flood"),
    );
    await flooding.close();
    return blocked("a worry is stored and sent while a page floods");
  });

  let countedPlaces = 0;
  bypassTest("attempts-counted", async () => {
    const tries = 30;
    // A place that was never tried, so that a second go begins anew.
    const host = `counted-${countedPlaces++}.bets.example-site.test`;
    const place = `http://${host}`;
    const waiting = async (): Promise<number> => {
      const status = await school.send("status/read", {});
      if (!status.ok) throw new Error(JSON.stringify(status));
      return status.value.queue.waiting;
    };
    // What the floods repeated is held back for a sitting, and waits all through this.
    const heldBefore = await waiting();
    const tab = await school.page();
    for (let count = 0; count < tries; count += 1) await visit(tab, `${place}/try-${count}`);
    await standsOn(tab, "blocked.html");
    const arrived = () => events().filter((event) => JSON.stringify(event).includes(host));
    await waitUntil("the first of them has arrived", () => arrived().length > 0);
    // What is repeated is held back: the visits, and the attempts that they add up to.
    await waitUntil("nothing else waits to be sent", async () => {
      const left = await waiting();
      if (left <= heldBefore + 2) return true;
      throw new Error(`${left} wait, ${heldBefore} before`);
    });
    const about = arrived();
    // What has left the device is never changed: then the rest of the sitting is a second event of its kind, no more.
    const ofKind = (kind: string) => about.filter((event) => event.kind === kind).length;
    expect(ofKind("blocked-visit")).toBeGreaterThan(0);
    expect(ofKind("blocked-visit")).toBeLessThanOrEqual(2);
    expect(ofKind("circumvention")).toBeLessThanOrEqual(2);
    expect(about.length).toBe(ofKind("blocked-visit") + ofKind("circumvention"));
    await tab.close();
    return {
      outcome: "detected and reported",
      seen: `${tries} attempts in a row: ${about.length} event(s)`,
    };
  });
});
