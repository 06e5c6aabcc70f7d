// Privacy by rule: who reads, searches and writes on a help site leaves no trace of it in anything of ours, on the
// device or at the collector. The browser's own history and caches are the browser's.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { protectedSites } from "../../lib/core/policy/protected-sites.ts";
import { concernTexts } from "../support/concern-texts.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { openScanningSchool, type ScanningSchool } from "../support/scanning-school.ts";
import { searchFiles } from "../support/search-files.ts";
import { hosts } from "../support/test-policy.ts";
import { html } from "../support/visit.ts";

/** Words that stand nowhere else, one for each way in which a visit could leave a trace. */
const traces = {
  path: "Quillmarkpath7391",
  query: "Quillmarkquery7392",
  title: "Quillmarktitle7393",
  page: "Quillmarkpage7394",
  typed: "Quillmarktyped7395",
  searched: "Quillmarksearched7396",
  frame: "Quillmarkframe7397",
} as const;
const control = { page: "Quillcontrol8201", path: "Quillcontrolpath8202" } as const;
const concern = concernTexts.bullying;

/** Several of them, beside the one of the test policy: whole hosts only. */
const helpHosts = [
  ...new Set([hosts.help, ...protectedSites.slice(0, 6).map(({ host }) => host)]),
].filter((host) => /^[a-z0-9.-]+$/.test(host));
const outside = "chat.traces.example-site.test";
const around = "around.traces.example-site.test";

const helpPage = `<h1>${traces.page}</h1><p>${traces.page} ${concern}</p>
  <form action="/${traces.path}/results"><input name="q" id="q" aria-label="search"></form>
  <textarea id="chat" aria-label="chat"></textarea>`;

let school: ScanningSchool;
/** What has been done in this school; the last test is about all of it. */
const done = new Set<string>();
openAfresh(
  async () => {
    done.clear();
    const help = () => html(traces.title, helpPage);
    school = await openScanningSchool({
      ...Object.fromEntries(helpHosts.map((host) => [host, help])),
      [outside]: () => html("A room", `<p>${control.page} ${concern}</p>`),
      [around]: () =>
        html(
          "A page",
          `<iframe src="https://${hosts.help}/${traces.frame}?${traces.query}"></iframe>`,
        ),
    });
  },
  () => school?.close(),
);

async function useHelpSite(host: string): Promise<void> {
  await school.withPage(`https://${host}/${traces.path}?q=${traces.query}`, async (page) => {
    await page.type("#chat", `${traces.typed} ${concern}`);
    await page.keyboard.press("Tab");
    await page.type("#q", `${traces.searched} ${concern}`);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    // In-page navigation is seen by other listeners than a new page is.
    await page.evaluate((word) => history.pushState({}, "", `/${word}-within`), traces.path);
    await page.type("#chat", `${traces.typed} ${concern}`);
    await page.keyboard.press("Tab");
  });
  done.add(host);
}

async function useHelpSiteInFrame(): Promise<void> {
  await school.withPage(`https://${around}/`, async (page) => {
    const frame = await page.waitForFrame((one) => one.url().includes(traces.frame));
    await frame.type("#chat", `${traces.typed} ${concern}`);
  });
  done.add(around);
}

test.each(helpHosts)("%s is read, searched and written on", useHelpSite);

test("a help site in a frame of another page", useHelpSiteInFrame);

test("nothing of it is in anything of ours; what was met elsewhere is, so that the search can find", async () => {
  for (const host of helpHosts) if (!done.has(host)) await useHelpSite(host);
  if (!done.has(around)) await useHelpSiteInFrame();
  await school.withPage(`https://${outside}/${control.path}`, () =>
    school.findingFrom(control.path, "page"),
  );
  await waitUntil("everything has left the device", async () => {
    const status = await school.send("status/read", {});
    return status.ok && status.value.queue.waiting === 0;
  });
  const kept = await school.everythingKept();
  expect(school.arrived().filter(({ kind }) => kind === "finding")).toHaveLength(1);
  await school.chromebook().close();

  const words = Object.values(traces);
  for (const word of words) expect(kept).not.toContain(word);
  const ours = (path: string) => path.includes(school.extensionId) || path.includes("Extension");
  const profile = join(school.folder, "profile");
  expect(readdirSync(profile, { recursive: true }).map(String).filter(ours).length).toBeGreaterThan(
    3,
  );
  expect(searchFiles(profile, words, (path) => !ours(path))).toEqual([]);
  const collector = join(school.folder, "collector");
  expect(searchFiles(collector, words)).toEqual([]);
  expect(school.collectorLines.join("\n")).not.toMatch(/Quillmark/);
  // The same search finds what it should: the one visit that was of concern.
  expect(searchFiles(collector, Object.values(control)).join()).toContain(control.page);
  const browsers = searchFiles(profile, words, ours).map((find) => find.split(":")[0]);
  expect(browsers, "the browser's own history knows it, and is none of ours").toContain(
    "Default/History",
  );
});
