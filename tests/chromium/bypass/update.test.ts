// An update of the extension while the browser runs: the real way, by the update manifest of the school's own address.
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect } from "vitest";
import { packKit } from "../../../cli/kit/build-kit.ts";
import { projectRoot } from "../../../cli/kit/project-root.ts";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import { bypassTest } from "../../support/bypass-record.ts";
import { blocked } from "../../support/bypass-world.ts";
import { openManagedSchool, type ManagedSchool } from "../../support/managed-school.ts";
import { openAfresh } from "../../support/open-afresh.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { hosts, testPolicy } from "../../support/test-policy.ts";
import { html, standsOn, visit } from "../../support/visit.ts";

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool({
      policy: testPolicy(),
      sites: {
        [hosts.blocked]: () => html("Bets", "<h1>Bets</h1>"),
        [hosts.open]: () => html("Open", "<h1>Open</h1>"),
      },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

/** Where the collector of this school serves the package from: its own command line says so. */
function packageFolder(): string {
  const line = readFileSync(`/proc/${school.collector.pid}/cmdline`, "utf8").split("\0");
  const folder = line[line.indexOf("--package") + 1];
  if (folder === undefined) throw new Error("the collector names no package");
  return folder;
}

async function versionNow(): Promise<string> {
  const status = await school.send("status/read", {});
  if (!status.ok) throw new Error(status.error);
  return status.value.version;
}

describe("an update", () => {
  bypassTest("first-page-after-an-update", async () => {
    const before = await versionNow();
    const changed = tempFolder("update");
    cpSync(join(projectRoot, ".output/chrome-mv3"), changed, { recursive: true });
    writeFileSync(join(changed, "new-in-this-version.txt"), "new");
    const { version } = packKit({
      dataDir: dirname(packageFolder()),
      extensionFolder: changed,
      collectorAddress: school.collector.address,
    });
    expect(version).not.toBe(before);

    const tab = await school.page();
    const other = await school.page();
    await visit(other, `http://${hosts.open}/`);
    const updater = await school.extensionPage("status.html");
    // Fetched, and put in place when the extension is begun anew: the browser does so when the extension is idle.
    const offered = await updater.evaluate(async () => {
      const fetched = new Promise<string>((resolve) =>
        chrome.runtime.onUpdateAvailable.addListener((details) => resolve(details.version)),
      );
      await chrome.runtime.requestUpdateCheck();
      return fetched;
    });
    expect(offered).toBe(version);
    const begun = new Promise((resolve) => updater.once("close", resolve));
    await updater.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
    for (let time = 0; time < 20; time += 1) await visit(tab, `http://${hosts.blocked}/${time}`);
    await other
      .evaluate((address) => fetch(address).catch(() => undefined), `http://${hosts.blocked}/part`)
      .catch(() => undefined);
    await begun;
    await waitUntil("the new version runs", async () => (await versionNow()) === version, {
      deadlineMs: 40_000,
    });
    await visit(tab, `http://${hosts.blocked}/after`);
    await standsOn(tab, "blocked.html");
    expect(school.web.requestsTo(hosts.blocked)).toEqual([]);
    return blocked("21 requests while the extension was replaced: none reached the server");
  });
});
