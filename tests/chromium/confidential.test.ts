// A confidential list as it works at a school: given to the collector, looked up on the device, seen by nobody.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import type { ManagedSchool } from "../support/managed-school.ts";
import { openManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { hosts, testPolicy } from "../support/test-policy.ts";
import { html, standsOn, visit } from "../support/visit.ts";

const secretWord = "zanzibarian";
const forum = "forum.example-site.test";
const wholeHost = `${secretWord}.example-site.test`;
const listed = `http://${forum}/${secretWord}/page`;
const unasked = `http://${forum}/${secretWord}/unasked`;
const atStart = `http://${forum}/${secretWord}/start`;
const config = { confidential: "required" };

let school: ManagedSchool;
/** Files of the browser's folder that held the list's word before anybody had asked for a page of it. */
let foundBefore: readonly string[] = [];

openAfresh(
  async () => {
    school = await openManagedSchool({
      config,
      confidential: `# invented\n${listed}\n${unasked}\n${atStart}\n${wholeHost}\nhttp://${forum}/frames/*\n`,
      // The school's own allow entry and the rest of its policy have no say in it.
      policy: {
        ...testPolicy(),
        profiles: { pupil: { ...testPolicy().profiles["pupil"], allow: [forum] } },
      },
      sites: {
        [wholeHost]: () => html("Whole", "<h1>whole</h1>"),
        [forum]: ({ path }) => html("Forum", `<h1>${path}</h1>`),
        [hosts.open]: ({ path }) =>
          path === "/redirect"
            ? { status: 302, headers: { location: listed }, body: "" }
            : html(
                "Lessons",
                `<h1>Lessons</h1><a id="link" href="${listed}">a link</a>
               ${path === "/frames" ? `<iframe src="http://${forum}/frames/a"></iframe>` : ""}`,
              ),
      },
    });
    await school.policyInForce("test-1");
    await listInForce();
    foundBefore = filesWith(join(school.folder, "profile"));
  },
  () => school?.close(),
);

async function listInForce(): Promise<void> {
  await waitUntil(
    "the confidential list is in force",
    async () => {
      const reply = await school.send("status/read", {});
      if (!reply.ok) throw new Error(reply.error);
      const check = reply.value.checks.find((one) => one.name === "Confidential list");
      if (check?.ok !== true) throw new Error(check?.detail ?? "no such check");
      return true;
    },
    { deadlineMs: 60_000, everyMs: 200 },
  );
}

/** Files below `folder` in which the list's word stands in clear, in either width. */
function filesWith(folder: string): readonly string[] {
  const wide = Buffer.from(secretWord, "utf16le");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => {
      try {
        const bytes = readFileSync(path);
        return bytes.includes(secretWord) || bytes.includes(wide);
      } catch {
        // The browser took it away meanwhile.
        return false;
      }
    })
    .map((path) => path.slice(folder.length + 1));
}

const reached = () =>
  [...school.web.requestsTo(forum), ...school.web.requestsTo(wholeHost)].filter(
    ({ host, path }) =>
      host === wholeHost || path.startsWith(`/${secretWord}`) || path.startsWith("/frames"),
  );

describe("a listed page", () => {
  test.each([
    ["as listed", listed],
    [
      "by another scheme, in capitals, with a fragment",
      `https://${forum.toUpperCase()}/${secretWord}/page#x`,
    ],
    ["in disguise", `http://${forum}/x/%2e%2e/%7a${secretWord.slice(1)}/page`],
    ["with a dot at the end of the host", listed.replace(".test/", ".test./")],
    ["on a host that is listed whole", `http://${wholeHost}/any/page?x=1`],
    ["below a host that is listed whole", `http://www.${wholeHost}/`],
  ])("%s: the plain page, told no address, and no request", async (_name, address) => {
    const page = await school.page();
    await visit(page, address);
    await standsOn(page, "closed.html");
    expect(page.url()).toBe(`chrome-extension://${school.extensionId}/closed.html`);
    await page.waitForSelector("h1");
    expect(await page.$eval("h1", (heading) => heading.textContent)).toContain("closed");
    expect(reached()).toEqual([]);
    await page.close();
  });

  test("behind a link", async () => {
    const page = await school.page();
    await visit(page, `http://${hosts.open}/`);
    await page.click("#link");
    await standsOn(page, "closed.html");
    await page.close();
  });

  test("behind a redirect of an open site", async () => {
    const page = await school.page();
    await visit(page, `http://${hosts.open}/redirect`);
    await standsOn(page, "closed.html");
    await page.close();
  });

  test("as a frame: the page stays, the frame does not come", async () => {
    const page = await school.page();
    await visit(page, `http://${hosts.open}/frames`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("Lessons");
    await page.close();
  });

  test("by a move within an open page of the same host", async () => {
    const page = await school.page();
    await visit(page, `http://${forum}/open`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("/open");
    await page.evaluate((path) => history.pushState({}, "", path), `/${secretWord}/page`);
    await standsOn(page, "closed.html");
    await page.close();
  });

  test("other pages of its host are open", async () => {
    const page = await school.page();
    await visit(page, `http://${forum}/other`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("/other");
    await page.close();
  });

  test("with a worker that was stopped, and a collector that is away", async () => {
    school.gate.mode = "shut";
    await school.stopWorkers();
    const page = await school.page();
    await visit(page, unasked);
    await standsOn(page, "closed.html");
    await page.close();
    school.gate.mode = "open";
  });

  test("as the browser's own first page", async () => {
    await school.restart("kill", [atStart]);
    await waitUntil("the plain page at the start", async () =>
      (await school.chromebook().browser.pages()).some((one) => one.url().endsWith("/closed.html")),
    );
  });

  test("none of all these reached the server", () => {
    expect(reached()).toEqual([]);
  });
});

describe("nothing of the list is told", () => {
  test("the attempt arrives at the school as illegal, without an address", async () => {
    const visits = () =>
      school
        .arrived()
        .filter((event) => event.kind === "blocked-visit" && event.category === "illegal");
    const page = await school.page();
    await visit(page, listed);
    await standsOn(page, "closed.html");
    await page.close();
    await waitUntil("the attempt has arrived", () => visits().length > 0);
    for (const event of visits()) expect(event).toMatchObject({ address: "", title: "" });
  });

  test("not in the collector's folder, its database or its lines", () => {
    expect(filesWith(join(school.folder, "collector"))).toEqual([]);
    expect(school.collectorLines.join("\n")).toContain("confidential list");
    expect(school.collectorLines.join("\n")).not.toContain(secretWord);
    // The search can find: the given file stands beside.
    expect(filesWith(school.folder)).toContain("confidential.txt");
  });

  test("not on the device before anybody has asked for a page of it", () => {
    expect(foundBefore).toEqual([]);
  });

  test("not in anything the extension keeps, after all these attempts", async () => {
    const kept = await school.everythingKept();
    expect(kept.length).toBeGreaterThan(100);
    expect(kept).not.toContain(secretWord);
    const own = filesWith(join(school.folder, "profile")).filter((path) =>
      /Extension|IndexedDB|DNR|Storage/.test(path),
    );
    expect(own).toEqual([]);
  });
});
