// A school's own list of 200,000 hosts, in the policy itself and by address; and a blocked frame in a help site's page.
import { beforeEach, describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { hosts, testPolicy } from "../support/test-policy.ts";
import { html, standsOn, visit } from "../support/visit.ts";

const listHost = "lists.example-site.test";
/** Made, not copied: under 977 made-up parents, none below another. */
const manyHosts = (kind: string) =>
  Array.from({ length: 200_000 }, (_, place) => `site-${place}.${kind}-${place % 977}.test`);
const inline = manyHosts("inline");
const fetched = manyHosts("fetched");
const [inPolicy = ""] = inline.slice(-1);
const [byAddress = ""] = fetched.slice(-1);

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool({
      sites: {
        [hosts.blocked]: () => html("Bets", "<h1>Bets</h1>"),
        [hosts.open]: () => html("Lessons", "<h1>Lessons</h1>"),
        [hosts.help]: () =>
          html("Help", `<h1>Help</h1><iframe src="https://${hosts.blocked}/chat"></iframe>`),
        [inPolicy]: () => html("Listed", "<h1>Listed</h1>"),
        [byAddress]: () => html("Listed", "<h1>Listed</h1>"),
        [listHost]: () => ({ type: "text/plain", body: fetched.join("\n") }),
      },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

test("a frame that a help site's page loads is not stopped, wherever it is from", async () => {
  const page = await school.page();
  await visit(page, `https://${hosts.help}/`);
  await waitUntil("the frame has been asked for", () =>
    school.web.requestsTo(hosts.blocked).some((request) => request.path === "/chat"),
  );
  const frame = await waitUntil("the frame shows what it is", () =>
    page.frames().find((one) => one.url().includes(hosts.blocked)),
  );
  expect(await frame.$eval("h1", (heading) => heading.textContent)).toBe("Bets");
  await page.close();
});

describe.each([
  ["in the policy", "big-inline", { hosts: inline }, inPolicy],
  ["by address", "big-address", { address: `https://${listHost}/all.txt` }, byAddress],
] as const)("a list of 200,000 hosts, %s", (_, version, where, listed) => {
  beforeEach(async () => {
    const status = await school.send("status/read", {});
    if (status.ok && status.value.policyVersion === version) return;
    const source = "hosts" in where ? { hosts: [...where.hosts] } : where;
    const list = { id: version, title: "Own list", category: "gambling", ...source };
    school.configure(testPolicy({ version, lists: [list] }));
    await school.policyInForce(version);
    await waitUntil(
      "its list is counted",
      async () => {
        const status = await school.send("status/read", {});
        return status.ok && status.value.rules.hosts > 200_000;
      },
      { deadlineMs: 90_000, everyMs: 300 },
    );
    // Counted it is by the gates already; what holds without a worker is what the browser has taken.
    const page = await school.extensionPage("status.html");
    await waitUntil(
      "the browser has taken its rules",
      () =>
        page.evaluate(async (host) => {
          const rules = await chrome.declarativeNetRequest.getDynamicRules();
          return rules.some(({ condition }) => condition.requestDomains?.includes(host) === true);
        }, listed),
      { deadlineMs: 90_000, everyMs: 300 },
    );
    await page.close();
  });

  const isBlocked = async (): Promise<void> => {
    const page = await school.page();
    await visit(page, `http://${listed}/page`);
    await standsOn(page, "blocked.html");
    expect(school.web.requestsTo(listed)).toEqual([]);
    await page.close();
  };

  test("is in force, and closes nothing else", async () => {
    await isBlocked();
    const page = await school.page();
    await visit(page, `http://${hosts.open}/`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("Lessons");
    await page.close();
  });

  test("is in force when the worker has died", async () => {
    await school.stopWorkers();
    await isBlocked();
  });

  test("is in force from the first page of a start after a SIGKILL", async () => {
    await school.restart("kill", [`http://${listed}/first`]);
    await waitUntil("the block page", async () =>
      (await school.chromebook().browser.pages()).some((page) =>
        page.url().includes("blocked.html#u="),
      ),
    );
    expect(school.web.requestsTo(listed)).toEqual([]);
    const page = await school.page();
    await visit(page, `http://${hosts.open}/`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("Lessons");
    await page.close();
  });
});
