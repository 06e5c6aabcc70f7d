// The moments at which a filter could be missing: starts, crashes, updates, dead workers, and a world that fails it.
import { readdirSync, readFileSync } from "node:fs";
import { TargetType } from "puppeteer";
import { describe, expect } from "vitest";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import { bypassTest } from "../../support/bypass-record.ts";
import { alsoBlocking, blocked, tabWith, turnedAway } from "../../support/bypass-world.ts";
import { openManagedSchool, type ManagedSchool } from "../../support/managed-school.ts";
import { openAfresh } from "../../support/open-afresh.ts";
import { hosts, testPolicy } from "../../support/test-policy.ts";
import { html, standsOn, visit } from "../../support/visit.ts";
import { makeClaim } from "../../support/make-claim.ts";

const laterHost = "later-restored.example-site.test";
const policy = {
  ...testPolicy(),
  profiles: {
    pupil: { ...testPolicy().profiles["pupil"], block: [{ host: hosts.open, path: "/chat" }] },
  },
};

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool({
      policy,
      sites: {
        [hosts.blocked]: () => html("Bets", "<h1>Bets</h1>"),
        [hosts.warned]: () => html("Shop", "<h1>Shop</h1>"),
        [laterHost]: () => html("Later", "<h1>Later</h1>"),
        [hosts.open]: () =>
          html(
            "Open",
            `<h1>Open</h1><a id="link" href="http://${hosts.blocked}/linked">a link</a>`,
          ),
      },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

const nothingArrived = (): void => expect(school.web.requestsTo(hosts.blocked)).toEqual([]);

/** The processes of the running browser whose command line has this switch. */
function processesWith(part: string): number[] {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const read = (pid: string, file: string): string => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, "utf8");
    } catch {
      return "";
    }
  };
  // The browser leads a process group (field 5 of stat, counted behind the name in brackets).
  const groupOf = (pid: string): number =>
    Number(
      read(pid, "stat")
        .replace(/^.*\) /s, "")
        .split(" ")[2],
    );
  return all
    .filter((pid) => groupOf(pid) === school.chromebook().pid)
    .filter((pid) => read(pid, "cmdline").includes(part))
    .map(Number);
}

const yearMs = 365 * 24 * 60 * 60_000;

describe("the first pages", () => {
  for (const [row, how] of [
    ["first-page-of-a-start", "close"],
    ["first-page-after-a-crash", "kill"],
  ] as const) {
    bypassTest(row, async () => {
      // One page to a start: headless Chromium takes no more.
      for (const path of [`${hosts.blocked}/first`, `${hosts.open}/chat`]) {
        await school.restart(how, [`http://${path}`]);
        await tabWith(school, `blocked.html#u=http://${path}`);
      }
      expect(school.web.requestsTo(hosts.open).filter((one) => one.path === "/chat")).toEqual([]);
      nothingArrived();
      return blocked(
        "a blocked host and a blocked path: the block page, and nothing was asked for",
      );
    });
  }

  bypassTest("app-window", async () => {
    await school.restart("close", [`--app=http://${hosts.blocked}/app`]);
    await tabWith(school, "blocked.html");
    nothingArrived();
    await school.restart("close", [`--app=http://${hosts.open}/app`]);
    const app = await tabWith(school, "/app");
    await app.waitForSelector("#link");
    await app.click("#link");
    await standsOn(app, "blocked.html");
    nothingArrived();
    return blocked("an app's window, its first page and its links");
  });

  bypassTest("session-restore", async () => {
    const tab = await school.page();
    await visit(tab, `http://${laterHost}/kept`);
    expect(await tab.title()).toBe("Later");
    // The rule comes while the browser is closed.
    school.configure({ ...policy, ...alsoBlocking(policy, [laterHost]), version: "restored" });
    await school.restart("close", ["--restore-last-session"]);
    await school.policyInForce("restored");
    const restored = await tabWith(school, laterHost);
    await standsOn(restored, "blocked.html");
    // And once more, with the rule in force before the start.
    await visit(restored, `http://${hosts.open}/`);
    const asked = school.web.requestsTo(laterHost).length;
    await restored.goBack({ timeout: 5000 }).catch(() => undefined);
    await school.restart("kill", ["--restore-last-session"]);
    await school.policyInForce("restored");
    expect(school.web.requestsTo(laterHost).length).toBe(asked);
    nothingArrived();
    return blocked("a restored tab ends on the block page");
  });
});

describe("without a worker", () => {
  bypassTest("worker-killed", async () => {
    const tab = await school.page();
    for (let time = 0; time < 5; time += 1) {
      await school.stopWorkers();
      await visit(tab, `http://${hosts.blocked}/dead-${time}`);
      await standsOn(tab, "blocked.html");
      await school.stopWorkers();
      // What only the gates know wakes the worker.
      await visit(tab, `http://${hosts.open}/%63hat`);
      await standsOn(tab, "blocked.html");
      await visit(tab, `http://${hosts.open}/`);
      await school.stopWorkers();
      await tab.evaluate(() => history.pushState({}, "", "/chat")).catch(() => undefined);
      await standsOn(tab, "blocked.html");
    }
    await tab.close();
    nothingArrived();
    return blocked("15 visits, the worker stopped before each");
  });

  bypassTest("process-killed", async () => {
    for (let time = 0; time < 3; time += 1) {
      const victims = await waitUntil("the extension's process", () => {
        const found = processesWith("--extension-process");
        return found.length > 0 ? found : undefined;
      });
      for (const pid of victims) process.kill(pid, "SIGKILL");
      await turnedAway(school, `http://${hosts.blocked}/killed-${time}`);
      const tab = await school.page();
      await visit(tab, `http://${hosts.open}/%63hat`);
      await standsOn(tab, "blocked.html");
      await tab.close();
    }
    // The page that asks for the tests died with the process: a browser of its own has a new one.
    await school.restart("kill");
    expect((await school.send("status/read", {})).ok).toBe(true);
    nothingArrived();
    return blocked("3 kills: rules stand, the gate is back for the next page");
  });
});

describe("a world that fails it", () => {
  bypassTest("endpoint-blocked", async () => {
    school.gate.mode = "shut";
    await turnedAway(school, `http://unreachable.${hosts.blocked}/`);
    await school.stopWorkers();
    await turnedAway(school, `http://unreachable-still.${hosts.blocked}/`);
    expect(JSON.stringify(school.arrived())).not.toContain("unreachable");
    school.gate.mode = "open";
    const sent = await school.send("worry/send", {
      what: "other",
      tell: "",
      words: "after the silence",
      reach: "",
      address: "",
      named: true,
      claim: makeClaim(),
    });
    expect(sent.ok).toBe(true);
    await waitUntil("both attempts are at the collector", async () => {
      await school.send("status/read", {});
      const all = JSON.stringify(school.arrived());
      return all.includes("unreachable.") && all.includes("unreachable-still.");
    });
    return blocked("blocked without the collector; the attempts arrived when it was back");
  });

  bypassTest("clock-set-forward-and-back", async () => {
    // A warning passed while the clock stood a year ahead must not stay passed for a year. The collector is away while it
    // does: heard, it would set the clock right at once, and the pass would end while it is looked at.
    school.gate.mode = "shut";
    await school.send("status/read", {});
    const target = await school
      .chromebook()
      .browser.waitForTarget(
        (one) => one.type() === TargetType.SERVICE_WORKER && one.url().includes(school.extensionId),
      );
    const devTools = await target.createCDPSession();
    const inWorker = async (expression: string): Promise<unknown> =>
      (await devTools.send("Runtime.evaluate", { expression })).result.value;
    await inWorker(`{ const now = Date.now; Date.now = () => now() + ${yearMs}; }`);
    const passed = await school.send("blocked/proceed", {
      address: `http://${hosts.warned}/`,
      reason: "for a test",
    });
    expect(passed).toMatchObject({ ok: true });
    const tab = await school.page();
    await visit(tab, `http://${hosts.warned}/`);
    expect(await tab.title()).toBe("Shop");
    // The control: the clock that the worker went by was the wrong one.
    expect(await inWorker("Date.now()")).toBeGreaterThan(Date.now() + yearMs / 2);
    await school.stopWorkers();
    school.gate.mode = "open";
    await school.restart("close");
    const after = await school.page();
    await visit(after, `http://${hosts.warned}/`);
    await standsOn(after, "blocked.html");
    return blocked("a warning passed by a wrong clock counts for nothing");
  });
});
