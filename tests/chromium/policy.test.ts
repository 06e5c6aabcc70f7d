// A policy's way to the device: changed while it runs, wrong, hostile.
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { hosts, policyWithAgreement, testPolicy } from "../support/test-policy.ts";
import { html, standsOn, visit } from "../support/visit.ts";

let school: ManagedSchool;
openAfresh(
  async () => {
    school = await openManagedSchool({
      // Hostile on purpose: a help site among the blocked.
      policy: {
        ...testPolicy(),
        lists: [
          ...(testPolicy().lists ?? []),
          { id: "hostile", title: "Hostile", category: "gambling", hosts: ["childline.org.uk"] },
        ],
        profiles: {
          pupil: { ...testPolicy().profiles["pupil"], block: [hosts.help, "samaritans.org"] },
        },
      },
      sites: {
        [hosts.blocked]: () => html("Bets", "<h1>Bets</h1>"),
        [hosts.open]: () => html("Lessons", "<h1>Lessons</h1>"),
        [hosts.help]: () =>
          html(
            "Help",
            `<h1>Help</h1><p>Today I want to kill myself, said a caller.</p><textarea id="box"></textarea>`,
          ),
        "www.samaritans.org": () => html("Help", "<h1>Somebody listens</h1>"),
      },
    });
    await school.policyInForce("test-1");
  },
  () => school?.close(),
);

describe("a help site under a policy that blocks it", () => {
  test.each([
    ["https", hosts.help],
    ["http", hosts.help],
    ["https", "www.samaritans.org"],
  ])("%s://%s opens", async (scheme, host) => {
    const page = await school.page();
    await visit(page, `${scheme}://${host}/get-support`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toMatch(/Help|listens/);
    await page.close();
  });

  test("and nothing of it is kept or sent, not even what is typed there", async () => {
    const page = await school.page();
    await visit(page, `https://${hosts.help}/chat`);
    await page.type("#box", "I want to kill myself tonight");
    await page.click("h1");
    // Something that is sent afterwards proves that the way was open.
    const marker = await school.send("blocked/ask-review", {
      address: `http://${hosts.blocked}/`,
      wanted: "open",
      words: "a marker",
      claim: "asked00000000001",
    });
    expect(marker.ok).toBe(true);
    await waitUntil("the marker is at the collector", () =>
      school.arrived().some((event) => event.kind === "review-request"),
    );
    const sent = JSON.stringify(school.arrived());
    expect(sent).not.toMatch(/childline|samaritans/);
    await waitUntil("nothing waits to be sent", async () => {
      const status = await school.send("status/read", {});
      return status.ok && status.value.queue.waiting === 0;
    });
    // The policy itself, kept on the device, names the sites; nothing else may.
    const kept = (await school.everythingKept()).replaceAll(
      JSON.stringify(JSON.stringify(testPolicy())).slice(1, -1),
      "",
    );
    expect(kept).not.toMatch(/get-support|childline\.org\.uk\/chat|kill myself/);
    await page.close();
  });
});

/** Another policy than the first, in which the open site is closed; put on the device where it is not in force. */
async function closesTheOpenSite(): Promise<void> {
  const status = await school.send("status/read", {});
  if (status.ok && status.value.policyVersion === "test-2") return;
  const own = { id: "own", title: "Own list", category: "gambling", hosts: [hosts.open] };
  school.configure(testPolicy({ version: "test-2", lists: [own] }));
  await school.policyInForce("test-2");
}

describe("a policy that changes", () => {
  test("is in force on the running browser, open tabs included", async () => {
    const page = await school.page();
    await visit(page, `http://${hosts.open}/`);
    await closesTheOpenSite();
    await standsOn(page, "blocked.html");
    await visit(page, `http://${hosts.blocked}/`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("Bets");
    await page.close();
  });

  test.each([
    ["a text that is no JSON", '{"schoolgate": 1,'],
    ["a wrong value", { ...testPolicy({ version: "wrong" }), strictest: "nobody" }],
    ["an unknown key", { ...testPolicy({ version: "wrong" }), colour: "red" }],
  ])("wrong (%s): the last good one stays, and the school is told", async (_name, wrong) => {
    await closesTheOpenSite();
    const before = school.arrived().filter((event) => event.kind === "policy-problem").length;
    school.configure(wrong);
    await waitUntil(
      "the problem is at the collector",
      () => school.arrived().filter((event) => event.kind === "policy-problem").length > before,
      { deadlineMs: 40_000 },
    );
    const status = await school.send("status/read", {});
    expect(status.ok && status.value.policyVersion).toBe("test-2");
    expect(status.ok && status.value.policyProblems.length).toBeGreaterThan(0);
    const page = await school.page();
    await visit(page, `http://${hosts.open}/`);
    await standsOn(page, "blocked.html");
    await page.close();
  });

  test("the last good one also outlives the browser", async () => {
    await closesTheOpenSite();
    school.configure('{"schoolgate": 1,');
    await school.restart("kill");
    const page = await school.page();
    await visit(page, `http://${hosts.open}/`);
    await standsOn(page, "blocked.html");
    await page.close();
  });
});

describe("an agreement", () => {
  test("comes before the first page, is given once, and holds after a restart", async () => {
    const policy = { ...policyWithAgreement(), version: "test-3" };
    school.configure(policy);
    await school.policyInForce("test-3");
    const page = await school.page();
    const before = school.web.requestsTo(hosts.open).length;
    await visit(page, `http://${hosts.open}/lesson`);
    await standsOn(page, "agreement.html");
    expect(school.web.requestsTo(hosts.open).length).toBe(before);
    // Help never waits for it.
    const help = await school.page();
    await visit(help, `https://${hosts.help}/`);
    expect(await help.$eval("h1", (heading) => heading.textContent)).toBe("Help");
    const view = await school.send("agreement/read", {});
    expect(view).toMatchObject({ ok: true, value: { agreement: { id: "aup", version: "1" } } });
    const agreed = await school.send("agreement/agree", { agreement: "aup", version: "1" });
    expect(agreed.ok).toBe(true);
    await visit(page, `http://${hosts.open}/lesson`);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("Lessons");
    await waitUntil("the agreement is at the collector", () =>
      school.arrived().some((event) => event.kind === "agreement" && event.version === "1"),
    );
    await school.restart("close", [`http://${hosts.open}/lesson`]);
    const first = await waitUntil("the page of the start", async () =>
      (await school.chromebook().browser.pages()).find((one) => one.url().includes("/lesson")),
    );
    expect(await first.$eval("h1", (heading) => heading.textContent)).toBe("Lessons");
  });

  test("raised in version, it is asked again", async () => {
    const policy = policyWithAgreement();
    const aup = policy.agreements?.["aup"];
    if (aup === undefined) throw new Error("the policy of this test has an agreement");
    school.configure({
      ...policy,
      version: "test-4",
      agreements: { aup: { ...aup, version: "2" } },
    });
    await school.policyInForce("test-4");
    const page = await school.page();
    await visit(page, `http://${hosts.open}/lesson`);
    await standsOn(page, "agreement.html");
    await page.close();
  });
});
