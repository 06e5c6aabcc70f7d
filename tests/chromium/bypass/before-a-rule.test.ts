// What was there before the rule came: open tabs, their frames, pages kept for "back", pages made ready, service workers.
import type { Page } from "puppeteer";
import { describe, expect } from "vitest";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import { bypassTest } from "../../support/bypass-record.ts";
import { alsoBlocking, blocked, madeReady, putInForce } from "../../support/bypass-world.ts";
import { openManagedSchool, type ManagedSchool } from "../../support/managed-school.ts";
import { openAfresh } from "../../support/open-afresh.ts";
import { hosts, testPolicy } from "../../support/test-policy.ts";
import { html, standsOn, visit } from "../../support/visit.ts";

/** Open at first, on a list later. */
const later = {
  tab: "later-tab.example-site.test",
  frame: "later-frame.example-site.test",
  back: "later-back.example-site.test",
  worker: "later-worker.example-site.test",
  framedWorker: "later-framed.example-site.test",
} as const;
const paths = "later-paths.example-site.test";

const workerScript = `
  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
  self.addEventListener("fetch", (event) => event.respondWith(
    new Response("<!doctype html><title>from the worker</title><h1>from the worker</h1>",
      { headers: { "content-type": "text/html" } })));
`;
const registers = `<h1>from the server</h1><script>
  navigator.serviceWorker.register("/worker.js").then(() => navigator.serviceWorker.ready)
    .then(() => { document.title = "worker ready"; parent.postMessage("worker ready", "*"); });
</script>`;
const page = (title: string) => () => html(title, `<h1>${title}</h1>`);
const withWorker = ({ path }: { readonly path: string }) =>
  path === "/worker.js" ? { type: "text/javascript", body: workerScript } : html("Site", registers);

let school: ManagedSchool;
const tabs: Partial<Record<string, Page>> = {};
const notes: Record<string, unknown> = {};

function tab(name: string): Page {
  const found = tabs[name];
  if (found === undefined) throw new Error(`no tab "${name}" was opened before the rule`);
  return found;
}

const heading = (page: Page): Promise<string> =>
  page.$eval("h1", (found) => found.textContent ?? "");

/** What the frames of a tab show. */
async function framed(page: Page): Promise<string[]> {
  const shown: string[] = [];
  for (const frame of page.frames().slice(1)) {
    shown.push(await frame.evaluate(() => document.body?.innerText ?? "").catch(() => ""));
  }
  return shown;
}

async function open(name: string, address: string): Promise<Page> {
  const page = await school.page();
  await visit(page, address);
  tabs[name] = page;
  return page;
}

openAfresh(
  async () => {
    const policy = testPolicy();
    school = await openManagedSchool({
      policy,
      sites: {
        [hosts.open]: ({ path }) =>
          path.startsWith("/frames/")
            ? html("Frames", `<h1>Open</h1><iframe src="https://${path.slice(8)}/inside"></iframe>`)
            : html("Lessons", "<h1>Lessons</h1>"),
        [later.tab]: page("Tab"),
        [later.frame]: page("The game"),
        // A page that says "no-store" is never kept for "back".
        [later.back]: () => ({ ...page("Back")(), headers: { "cache-control": "max-age=60" } }),
        [later.worker]: withWorker,
        [later.framedWorker]: withWorker,
        [paths]: ({ path }) =>
          html(
            path,
            `<h1>${path}</h1><script type="speculationrules">{"prerender":[{"urls":["/late/ready"],"eagerness":"immediate"}]}</script>`,
          ),
      },
    });
    await school.policyInForce("test-1");

    await open("tab", `https://${later.tab}/`);
    await open("frame", `https://${hosts.open}/frames/${later.frame}`);
    const back = await open("back", `https://${later.back}/`);
    await back.evaluate(() => {
      addEventListener("pageshow", (event) => {
        document.title = event.persisted ? "shown from the cache" : "loaded anew";
      });
    });
    await visit(back, `https://${hosts.open}/`);
    await back.goBack();
    notes["back"] = await back.title();
    await visit(back, `https://${hosts.open}/`);

    const worker = await open("worker", `https://${later.worker}/`);
    await waitUntil("the site's worker", async () => (await worker.title()) === "worker ready");
    await visit(worker, `https://${later.worker}/again`);
    notes["worker"] = await heading(worker);
    await visit(worker, `https://${hosts.open}/`);

    const framedWorker = await open(
      "framed-worker",
      `https://${hosts.open}/frames/${later.framedWorker}`,
    );
    await waitUntil("the framed site's worker answers", async () => {
      await framedWorker.reload();
      return (await framed(framedWorker)).some((text) => text.includes("from the worker"));
    });
    await visit(framedWorker, `https://${hosts.open}/`);

    const prerender = await madeReady(
      () => open("prerender", `https://${paths}/`),
      () => school.web.requestsTo(paths).some((one) => one.path === "/late/ready"),
    );
    notes["prerender"] = await prerender.evaluate(() => document.visibilityState);

    await putInForce(school, policy, {
      ...alsoBlocking(policy, Object.values(later)),
      profiles: {
        pupil: { ...policy.profiles["pupil"], block: [{ host: paths, path: "/late" }] },
      },
    });
  },
  () => school?.close(),
);

describe("what was there before the rule", () => {
  bypassTest("tab-before-rule", async () => {
    await standsOn(tab("tab"), "blocked.html");
    return blocked("the open tab went to the block page");
  });

  bypassTest("frame-before-rule", async () => {
    const page = tab("frame");
    await waitUntil("the frame shows it no more", async () =>
      (await framed(page)).every((text) => !text.includes("The game")),
    );
    return blocked("the frame in an open tab was closed");
  });

  bypassTest("back-forward-cache", async () => {
    const page = tab("back");
    expect(notes["back"]).toBe("shown from the cache");
    await page.goBack({ timeout: 5_000 }).catch(() => undefined);
    await standsOn(page, "blocked.html");
    return blocked("before the rule the page came from the cache; after it, the block page");
  });

  bypassTest("own-service-worker", async () => {
    const page = tab("worker");
    expect(notes["worker"]).toBe("from the worker");
    await visit(page, `https://${later.worker}/once-more`);
    await standsOn(page, "blocked.html");
    return blocked("the site's own worker answered before the rule, and not after");
  });

  bypassTest("own-service-worker-in-frame", async () => {
    const page = tab("framed-worker");
    await visit(page, `https://${hosts.open}/frames/${later.framedWorker}`);
    await waitUntil("the frame shows nothing of it", async () => {
      const texts = await framed(page);
      if (texts.some((text) => text.includes("from the worker"))) throw new Error(texts.join());
      return true;
    });
    return blocked("in a frame as well");
  });

  bypassTest("prerender-before-rule", async () => {
    const page = tab("prerender");
    await page.evaluate(() => {
      location.href = "/late/ready";
    });
    await standsOn(page, "blocked.html");
    return blocked("made ready before the rule, not shown after it");
  });
});
