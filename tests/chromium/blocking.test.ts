// Blocking as a pupil meets it: force-installed, under managed policy, in every place a request can come from.
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import type { ManagedSchool } from "../support/managed-school.ts";
import { openManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { hosts, testPolicy } from "../support/test-policy.ts";
import { html, standsOn, visit } from "../support/visit.ts";

const workerHost = "worker.example-site.test";
const workerScript = `
  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
  self.addEventListener("fetch", (event) => event.respondWith(
    new Response("<!doctype html><title>from the worker</title><h1>from the worker</h1>",
      { headers: { "content-type": "text/html" } })));
`;

const mall = "mall.example-site.test";

const policy = {
  ...testPolicy(),
  lists: [
    ...(testPolicy().lists ?? []),
    { id: "own-malls", title: "Own list", category: "shopping", hosts: [mall] },
  ],
  profiles: {
    pupil: {
      ...testPolicy().profiles["pupil"],
      block: [{ host: hosts.open, path: "/chat" }],
    },
  },
};

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool({
      policy,
      sites: {
        [hosts.blocked]: () => html("Bets", "bets"),
        [hosts.warned]: () => html("Shop", "<h1>The shop</h1>"),
        [mall]: () => html("Mall", "<h1>The mall</h1>"),
        [hosts.monitored]: () => html("Robot", "<h1>The robot</h1>"),
        [hosts.help]: () => html("Help", "<h1>Help</h1>"),
        [workerHost]: ({ path }) =>
          path === "/worker.js"
            ? { type: "text/javascript", body: workerScript }
            : html("Worker", "<h1>from the server</h1>"),
        [hosts.open]: ({ path }) =>
          path === "/frames"
            ? html(
                "Frames",
                `<h1>Open</h1><iframe src="http://${hosts.blocked}/frame"></iframe>
               <img src="http://${hosts.blocked}/picture.png" alt=""><script src="http://${hosts.blocked}/script.js"></script>`,
              )
            : path === "/link"
              ? html("Link", `<a id="link" href="http://${hosts.blocked}/linked">a link</a>`)
              : path === "/redirect"
                ? { status: 302, headers: { location: `http://${hosts.blocked}/moved` }, body: "" }
                : html("Lessons", "<h1>Lessons</h1>"),
      },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

describe("installed by the school", () => {
  test("the install type is admin, and every part of the protection says so", async () => {
    // The policy is in force at once, by rules of this session; the settled ones, and with them the end of the built-in
    // ones, may take the browser a few seconds more.
    await waitUntil("every check of the protection", async () => {
      const reply = await school.send("status/read", {});
      if (!reply.ok) throw new Error(reply.error);
      const failing = reply.value.checks.filter((check) => !check.ok);
      if (failing.length > 0) throw new Error(JSON.stringify(failing));
      return true;
    });
    const reply = await school.send("status/read", {});
    expect(reply).toMatchObject({ ok: true, value: { installType: "admin", profile: "pupil" } });
  });

  test("managed configuration arrives whole", async () => {
    const page = await school.extensionPage("status.html");
    const managed = await page.evaluate(() => chrome.storage.managed.get(null));
    expect(Object.keys(managed).sort()).toEqual([
      "collectorAddress",
      "deviceLabel",
      "deviceToken",
      "policy",
      "profile",
    ]);
    await page.close();
  });

  test.each(["chrome://extensions", "chrome://policy", "view-source:http://example.test/"])(
    "%s is closed to whoever would look for a switch",
    async (address) => {
      const page = await school.page();
      const refused = await page.goto(address).then(() => "opened", String);
      expect(refused).toContain("ERR_BLOCKED_BY_ADMINISTRATOR");
      await page.close();
    },
  );

  test("not even the extension itself can remove it", async () => {
    const page = await school.extensionPage("status.html");
    const answer = await page.evaluate(() =>
      chrome.management.uninstallSelf({ showConfirmDialog: false }).then(() => "removed", String),
    );
    expect(answer).not.toBe("removed");
    expect(await school.send("status/read", {})).toMatchObject({ ok: true });
    await page.close();
  });
});

describe("a blocked site", () => {
  test.each([
    ["typed", (address: string) => address],
    [
      "in capitals",
      (address: string) => address.replace(hosts.blocked, hosts.blocked.toUpperCase()),
    ],
    [
      "with a dot at the end",
      (address: string) => address.replace(hosts.blocked, `${hosts.blocked}.`),
    ],
    ["a part of it", (address: string) => address.replace(hosts.blocked, `www.${hosts.blocked}`)],
  ])("%s: the block page, and no request", async (_name, spell) => {
    const page = await school.page();
    await visit(page, spell(`http://${hosts.blocked}/typed`));
    await standsOn(page, "blocked.html");
    expect(school.web.requests.filter((one) => one.path === "/typed")).toEqual([]);
    await page.close();
  });

  test("behind a link on a web page", async () => {
    const page = await school.page();
    await visit(page, `http://${hosts.open}/link`);
    await page.click("#link");
    await standsOn(page, "blocked.html");
    await page.close();
  });

  test("behind a redirect of an open site", async () => {
    const page = await school.page();
    await visit(page, `http://${hosts.open}/redirect`);
    await standsOn(page, "blocked.html");
    await page.close();
  });

  test("opened by a script in a new window", async () => {
    const page = await school.page();
    await visit(page, `http://${hosts.open}/`);
    const opened = new Promise<void>((resolve) => page.once("popup", () => resolve()));
    await page.evaluate((address) => void window.open(address), `http://${hosts.blocked}/popup`);
    await opened;
    const popup = await waitUntil("the new window", async () =>
      (await school.chromebook().browser.pages()).find((one) => one.url().includes("blocked.html")),
    );
    await popup.close();
    await page.close();
  });

  test("as a frame, a picture and a script: the page stays, they do not come", async () => {
    const page = await school.page();
    await visit(page, `http://${hosts.open}/frames`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("Open");
    const answer = await page.evaluate(
      (address) => fetch(address, { mode: "no-cors" }).then(String, String),
      `http://${hosts.blocked}/fetched`,
    );
    expect(answer).toContain("Failed to fetch");
    await page.close();
  });

  test("none of all these reached the server", () => {
    expect(school.web.requestsTo(hosts.blocked)).toEqual([]);
  });
});

describe("the other actions", () => {
  test("warn: a page to read first, and the way on", async () => {
    const page = await school.page();
    await visit(page, `http://${hosts.warned}/`);
    await standsOn(page, "blocked.html");
    expect(school.web.requestsTo(hosts.warned)).toEqual([]);
    const reply = await school.send("blocked/proceed", {
      address: `http://${hosts.warned}/`,
      reason: "For my maths project",
    });
    expect(reply.ok).toBe(true);
    await visit(page, `http://${hosts.warned}/`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("The shop");
    await page.close();
  });

  test("warn of a site that another shows: passed for the site that is shown", async () => {
    const page = await school.page();
    const carrier = `http://${hosts.open}/go?url=${encodeURIComponent(`http://${mall}/`)}`;
    await visit(page, carrier);
    await standsOn(page, "blocked.html");
    const reply = await school.send("blocked/proceed", {
      address: carrier,
      reason: "For my maths project",
    });
    expect(reply.ok).toBe(true);
    await visit(page, carrier);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("Lessons");
    await visit(page, `http://${mall}/`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("The mall");
    await page.close();
  });

  test("monitor: open, and noted", async () => {
    const page = await school.page();
    await visit(page, `http://${hosts.monitored}/`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("The robot");
    await waitUntil("the visit is noted at the collector", () =>
      school
        .arrived()
        .some((event) => event.kind === "blocked-visit" && event.action === "monitor"),
    );
    await page.close();
  });

  test("allow: the site as it is", async () => {
    const page = await school.page();
    await visit(page, `http://${hosts.open}/`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("Lessons");
    await page.close();
  });
});

describe("what the browser's rules cannot see", () => {
  test("a page that goes on inside itself", async () => {
    const page = await school.page();
    await visit(page, `http://${hosts.open}/`);
    await page.evaluate(() => history.pushState({}, "", "/chat/room"));
    await standsOn(page, "blocked.html");
    await page.close();
  });

  test("a path in disguise", async () => {
    const page = await school.page();
    await visit(page, `http://${hosts.open}/%63hat`);
    await standsOn(page, "blocked.html");
    expect(school.web.requestsTo(hosts.open).some((one) => one.path.includes("hat"))).toBe(false);
    await page.close();
  });

  test("a site that answers from its own service worker, and was open until now", async () => {
    const page = await school.page();
    await visit(page, `https://${workerHost}/`);
    await page.evaluate(async () => {
      await navigator.serviceWorker.register("/worker.js");
      await navigator.serviceWorker.ready;
    });
    await visit(page, `https://${workerHost}/again`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("from the worker");
    const lists = [
      ...(policy.lists ?? []),
      { id: "own-worker", title: "Own list", category: "gambling", hosts: [workerHost] },
    ];
    school.configure({ ...policy, version: "test-2", lists });
    await school.policyInForce("test-2");
    // The tab already open on it is dealt with as well.
    await standsOn(page, "blocked.html");
    await visit(page, `https://${workerHost}/once-more`);
    await standsOn(page, "blocked.html");
    await page.close();
  });

  test.each(["close", "kill"] as const)(
    "the browser's own first page after %s: nothing reaches the server",
    async (how) => {
      await school.restart(how, [`http://${hosts.blocked}/first`]);
      const page = await waitUntil("the block page at the start", async () =>
        (await school.chromebook().browser.pages()).find((one) =>
          one.url().includes("/blocked.html"),
        ),
      );
      expect(page.url()).toContain("blocked.html");
      expect(school.web.requestsTo(hosts.blocked)).toEqual([]);
    },
  );
});
