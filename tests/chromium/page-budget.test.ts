// Pages that are too much: they are never held up, the budget for them ends, and that is said once.
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { concernTexts } from "../support/concern-texts.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { openScanningSchool, type ScanningSchool } from "../support/scanning-school.ts";
import { hosts } from "../support/test-policy.ts";
import { html } from "../support/visit.ts";

const literal = JSON.stringify(concernTexts.selfHarm);

const pages: Readonly<Record<string, string>> = {
  // 50 MB in one text node, as a log would stand in a page. Not shown: laying it out takes the browser a minute.
  huge: `<pre style="display:none"></pre><script>addEventListener("load", () => { document.querySelector("pre").append(
    document.createTextNode("Hot rock rises through the crust. ".repeat(1500000))); });</script>`,
  // Changes that never end, and one line in the middle of them.
  endless: `<ul id="u"></ul><script>let n = 0; setInterval(() => { for (let k = 0; k < 20; k += 1) {
      const li = document.createElement("li"); li.append("Reading number " + (n += 1)); u.append(li);
      if (u.childElementCount > 300) u.firstChild.remove(); }
      if (n === 2000) { const p = document.createElement("p"); p.append(${literal}); document.body.append(p); } }, 20);</script>`,
  // New text without end, faster than anybody reads.
  flood: `<div id="d"></div><script>let n = 0; setInterval(() => { const p = document.createElement("p");
    p.append(("Sentence number " + (n += 1) + " of the flood. ").repeat(3000)); d.replaceChildren(p); }, 10);</script>`,
  // As much as is still read whole: 2 MB in 50,000 elements, the line at its end.
  whole: `<main></main><script>document.querySelector("main").innerHTML =
    "<p>Hot rock rises through the crust of earth.</p>".repeat(45000) + "<p>" + ${literal} + "</p>";</script>`,
};

let school: ScanningSchool;
openAfresh(
  async () => {
    school = await openScanningSchool({
      "*.budget.example-site.test": ({ host }) =>
        html("much", `<h1>Volcanoes</h1>${pages[host.split(".")[0] ?? ""] ?? ""}`),
      [hosts.help]: () => html("much", `<h1>Volcanoes</h1>${pages["flood"] ?? ""}`),
    });
  },
  () => school?.close(),
);

/** How often "scan incomplete" has been said, as the status page tells it. */
async function toldIncomplete(): Promise<number> {
  const reply = await school.send("status/read", {});
  if (!reply.ok) throw new Error(reply.error);
  const row = reply.value.checks.find(({ name }) => name === "Reading of pages");
  if (row === undefined) return 0;
  expect(row.detail).toContain("Scan incomplete");
  expect(row.detail).not.toContain("example-site");
  return Number(/on (\d+) pages/.exec(row.detail)?.[1] ?? 1);
}

async function toldOnceMore(before: number): Promise<void> {
  await waitUntil(
    "it is said that the scan is incomplete",
    async () => (await toldIncomplete()) > before,
    { deadlineMs: 60_000, everyMs: 200 },
  );
  expect(await toldIncomplete()).toBe(before + 1);
}

describe("a page that is too much", () => {
  test("nothing is said of a page that was read to its end", async () => {
    await school.withPage("http://whole.budget.example-site.test/", async (page) => {
      await school.findingFrom("//whole.budget", "page");
      // The page had its turn all the while.
      expect(await page.evaluate("1 + 1")).toBe(2);
    });
    expect(await toldIncomplete()).toBe(0);
  });

  test("50 MB: the budget ends, that is said once, and the page answers all the while", async () => {
    await school.withPage("http://huge.budget.example-site.test/", async (page) => {
      let answers = 0;
      await waitUntil(
        "it is said that the scan is incomplete",
        async () => {
          await page.evaluate("1");
          answers += 1;
          return (await toldIncomplete()) === 1;
        },
        { deadlineMs: 60_000, everyMs: 200 },
      );
      expect(answers).toBeGreaterThan(1);
      // What is typed there is heard all the same.
      await page.evaluate((said) => {
        const box = document.createElement("textarea");
        document.body.prepend(box);
        box.value = said;
        box.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      }, concernTexts.bullying);
      await school.findingFrom("//huge.budget", "typed");
      // Once a page, however long it stays.
      expect(await toldIncomplete()).toBe(1);
    });
  });

  test("endless changes: a line among them is found, and that lines came and went unread is said once", async () => {
    const before = await toldIncomplete();
    await school.withPage("http://endless.budget.example-site.test/", async () => {
      // A busy machine makes our own time dear, and the rest after it long.
      await school.findingFrom("//endless.budget", "page", 120_000);
      await toldOnceMore(before);
    });
  });

  test("a flood: the page has nearly all of its own time, and that the scan is incomplete is said once", async () => {
    const before = await toldIncomplete();
    const floodedTurns = (address: string, andThen = async () => {}) =>
      school.withPage(address, async (page) => {
        const turns = await page.evaluate(async () => {
          let count = 0;
          const endMs = performance.now() + 3000;
          while (performance.now() < endMs) {
            await new Promise((resolve) => setTimeout(resolve, 0));
            count += 1;
          }
          return count;
        });
        await andThen();
        return turns;
      });
    const turns = await floodedTurns("http://flood.budget.example-site.test/", () =>
      toldOnceMore(before),
    );
    // The same page where nothing of it is read: what this machine gives it just now.
    const unread = await floodedTurns(`https://${hosts.help}/`);
    expect(await toldIncomplete()).toBe(before + 1);
    expect(unread).toBeGreaterThan(0);
    expect(turns).toBeGreaterThan(Math.min(20, unread / 4));
  });
});
