// A disk that takes nothing more, under a browser that runs.
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import { bypassTest } from "../../support/bypass-record.ts";
import { laySmallDisk, profileFolder, type SmallDisk } from "../../support/bypass-small-disk.ts";
import { blocked, turnedAway } from "../../support/bypass-world.ts";
import { openManagedSchool, type ManagedSchool } from "../../support/managed-school.ts";
import { openAfresh } from "../../support/open-afresh.ts";
import { hosts, testPolicy } from "../../support/test-policy.ts";
import { html, standsOn, visit } from "../../support/visit.ts";
import { makeClaim } from "../../support/make-claim.ts";

let school: ManagedSchool;
let disk: SmallDisk | undefined;
const open = async () => {
  school = await openManagedSchool({
    policy: {
      ...testPolicy(),
      profiles: {
        pupil: {
          ...testPolicy().profiles["pupil"],
          block: [{ host: hosts.open, path: "/chat" }],
        },
      },
    },
    sites: {
      [hosts.blocked]: () => html("Bets", "<h1>Bets</h1>"),
      [hosts.open]: () => html("Open", "<h1>Open</h1>"),
    },
  });
  await school.policyInForce("test-1");
  disk = laySmallDisk(profileFolder(school));
  await school.restart("kill");
  await school.policyInForce("test-1");
};
const close = async () => {
  disk?.empty();
  await school?.close();
  disk?.remove();
};
openAfresh(open, close);

/** Runs in a page of the extension: one value into a database of its own. */
async function writeToDisk(): Promise<string> {
  const settle = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error ?? new Error("unknown")));
    });
  try {
    const opening = indexedDB.open("of-this-test");
    opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore("values"));
    const database = await settle(opening);
    const change = database.transaction("values", "readwrite");
    const done = new Promise<void>((resolve, reject) => {
      change.addEventListener("complete", () => resolve());
      change.addEventListener("abort", () => reject(change.error ?? new Error("unknown")));
    });
    await settle(change.objectStore("values").put("x".repeat(100_000), "one"));
    await done;
    database.close();
    return "written";
  } catch (error) {
    return String(error);
  }
}

describe("a full disk", () => {
  test("what was kept before stays kept, whatever is tried on the full disk", async (context) => {
    const laid = disk;
    if (laid === undefined) {
      context.skip("only root can lay a disk over a folder");
      return;
    }
    laid.empty();
    school.gate.mode = "shut";
    const tell = (words: string) =>
      school.send("worry/send", {
        what: "other",
        tell: "",
        words,
        reach: "",
        address: "",
        named: true,
        claim: makeClaim(),
      });
    const kept = Array.from({ length: 8 }, (_none, at) => `kept before, ${at}`);
    for (const words of kept) {
      expect(await tell(words)).toMatchObject({ ok: true, value: { state: "kept" } });
    }
    laid.fill();
    for (let at = 0; at < 8; at += 1) {
      // Neither kept nor sent: the pupil is told so.
      expect(await tell(`on the full disk, ${at} ${"and more ".repeat(150)}`)).toMatchObject({
        ok: false,
      });
    }
    await school.stopWorkers();
    laid.empty();
    await school.restart("kill");
    school.gate.mode = "open";
    // A new one goes at once and takes along whatever waits.
    expect(await tell("when there was room again")).toMatchObject({ ok: true });
    await waitUntil(
      "all that was kept has arrived",
      async () => {
        await school.send("status/read", {});
        const words = new Set(
          school.arrived().map((event) => (event.kind === "worry" ? event.words : "")),
        );
        return kept.every((one) => words.has(one));
      },
      { deadlineMs: 60_000, everyMs: 250 },
    );
  });

  bypassTest("storage-full", async (skip) => {
    if (disk === undefined) return skip("only root can lay a disk over a folder");
    // A browser of its own: one whose worker has met a full disk before, on a busy machine, has let a page stay.
    await close();
    await open();
    const page = await school.extensionPage("status.html");
    expect(await page.evaluate(writeToDisk)).toBe("written");
    disk.fill();
    // The control: nothing more can be kept.
    expect(await page.evaluate(writeToDisk)).not.toBe("written");
    await turnedAway(school, `http://full.${hosts.blocked}/`);
    await school.stopWorkers();
    await turnedAway(school, `http://full.${hosts.blocked}/`);
    await school.stopWorkers();
    const tab = await school.page();
    await visit(tab, `http://${hosts.open}/%63hat`);
    await standsOn(tab, "blocked.html");
    await visit(tab, `http://${hosts.open}/`);
    expect(await tab.title()).toBe("Open");
    const words = "written on a full disk";
    // It cannot be kept, so it goes at once; the answer is "ok" only where the collector has it. On a busy machine a try
    // may be too late: then the form says so, and the pupil presses again, under the same claim.
    const claim = makeClaim();
    await waitUntil("the worry is sent", async () => {
      const sent = await school.send("worry/send", {
        what: "other",
        tell: "",
        words,
        reach: "",
        address: "",
        named: true,
        claim,
      });
      if (sent.ok) expect(sent.value.state).toBe("sent");
      return sent.ok || Promise.reject(new Error(sent.error));
    });
    expect(school.arrived().some((event) => event.kind === "worry" && event.words === words)).toBe(
      true,
    );
    expect(school.web.requestsTo(hosts.blocked)).toEqual([]);
    return blocked("blocked all the same; a worry went to the school at once");
  });
});
