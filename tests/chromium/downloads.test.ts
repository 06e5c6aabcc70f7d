// Downloads by kind and by source, and camera and microphone on approved sites, as a real browser has them.
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { hosts, testPolicy } from "../support/test-policy.ts";
import { html, visit } from "../support/visit.ts";

const files = "files.example-site.test";
const approved = "software.example-site.test";
const refused = "mirror.example-site.test";
const meeting = "meet.example-site.test";

const page = html(
  "Files",
  `<h1>Files</h1>
  <a id="program" href="/get?name=setup.exe">A program</a>
  <a id="notes" href="/get?name=notes.pdf">Notes</a>
  <a id="hidden" href="/get?name=notes.pdf.exe">Notes, it says</a>
  <a id="approved" href="http://${approved}/get?name=tool.exe">From an approved site</a>
  <a id="refused" href="http://${refused}/get?name=song.pdf">From a refused site</a>
  <a id="made">Made by the page</a>
  <script>
    const made = document.querySelector("#made");
    made.href = URL.createObjectURL(new Blob(["a program"]));
    made.download = "made.exe";
  </script>`,
);

function serve({ path }: { readonly path: string }) {
  const name = new URLSearchParams(path.split("?")[1]).get("name");
  if (name === null) return page;
  return {
    type: name.endsWith(".pdf") ? "application/pdf" : "application/octet-stream",
    headers: { "content-disposition": `attachment; filename="${name}"` },
    body: "what stands in it",
  };
}

let school: ManagedSchool;
let folder = "";
/** Of this school, the first download that was stopped for its kind. */
let firstStopped: string | undefined;
let tab: Page;
/** A page of the extension that counts what is taken out of the browser's list of downloads. */
let watch: Page;
const erased = () => watch.evaluate(() => Number(document.title));
openAfresh(
  async () => {
    const { profiles, ...rest } = testPolicy();
    school = await openManagedSchool({
      policy: {
        ...rest,
        profiles: {
          pupil: {
            ...profiles["pupil"],
            downloads: { block: ["programs"], from: [approved], notFrom: [refused] },
            cameraAndMicrophone: { only: [meeting] },
          },
        },
      },
      sites: {
        [files]: serve,
        [approved]: serve,
        [refused]: serve,
        [meeting]: () => html("A meeting", "<h1>A meeting</h1>"),
        [hosts.open]: () => html("Lessons", "<h1>Lessons</h1>"),
      },
    });
    await school.policyInForce("test-1");
    firstStopped = undefined;
    folder = join(school.folder, "downloads");
    mkdirSync(folder);
    const devTools = await school.chromebook().browser.target().createCDPSession();
    await devTools.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
    watch = await school.extensionPage("status.html");
    await watch.evaluate(() => {
      document.title = "0";
      chrome.downloads.onErased.addListener(() => {
        document.title = String(Number(document.title) + 1);
      });
    });
    tab = await school.page();
    await visit(tab, `http://${files}/`);
  },
  () => school?.close(),
);

const titles = () =>
  school
    .arrived()
    .flatMap((event) => (event.kind === "blocked-visit" ? [`${event.rule} ${event.title}`] : []));

async function stopped(id: string, name: string): Promise<void> {
  const before = await erased();
  await tab.click(`#${id}`);
  await waitUntil("it is stopped", async () => (await erased()) > before);
  firstStopped ??= name;
  expect(readdirSync(folder)).not.toContain(name);
}

describe("downloads", () => {
  test.each([
    ["notes", "notes.pdf"],
    ["approved", "tool.exe"],
  ])("%s: arrives", async (id, name) => {
    await tab.click(`#${id}`);
    await waitUntil(`${name} is there`, () => readdirSync(folder).includes(name), {
      deadlineMs: 20_000,
    });
  });

  test.each([
    ["program", "setup.exe"],
    ["hidden", "notes.pdf.exe"],
    ["made", "made.exe"],
  ])("%s: stopped, and gone from the browser's list", stopped);

  test("what was stopped is told with the first one's name", async () => {
    if (firstStopped === undefined) await stopped("program", "setup.exe");
    const wanted = `profiles.pupil.downloads.block A download: ${String(firstStopped)}`;
    await waitUntil("it is told", () => titles().includes(wanted), { deadlineMs: 30_000 });
    // The others are of the same sitting: counted, never a flood.
    expect(titles().filter((title) => title.startsWith("profiles.pupil.downloads"))).toHaveLength(
      1,
    );
  });

  test("from a refused site: stopped before its name is known", async () => {
    await tab.click("#refused");
    await waitUntil("it is told", () => titles().includes("downloads.notFrom A download"), {
      deadlineMs: 30_000,
    });
    expect(readdirSync(folder)).not.toContain("song.pdf");
  });
});

describe("camera and microphone", () => {
  const stateOf = async (address: string, name: string) => {
    await visit(tab, address);
    return tab.evaluate(
      async (wanted) =>
        (await navigator.permissions.query({ name: wanted as PermissionName })).state,
      name,
    );
  };
  test.each([
    ["camera", meeting, "granted"],
    ["microphone", meeting, "granted"],
    ["camera", hosts.open, "denied"],
    ["microphone", hosts.open, "denied"],
  ])("%s on %s: %s", async (name, host, state) => {
    await waitUntil(`${name} is ${state}`, async () => {
      const now = await stateOf(`https://${host}/`, name);
      if (now === state) return true;
      throw new Error(now);
    });
  });

  test("left alone again where a policy says nothing of them", async () => {
    school.configure(testPolicy({ version: "test-2" }));
    await school.policyInForce("test-2");
    await waitUntil("the browser asks again", async () => {
      const now = await stateOf(`https://${hosts.open}/`, "camera");
      if (now === "prompt") return true;
      throw new Error(now);
    });
  });
});
