// A Chromebook that has no policy of its school and no way to it: the help list opens, a worry is taken and kept, the
// notice says what holds. And, with a policy, the notice that shows itself every so many days.
import { describe, expect, test } from "vitest";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { handOf, says, type HandName } from "../support/hands.ts";
import { openManagedSchool, type ManagedSchool } from "../support/managed-school.ts";
import { openAfresh } from "../support/open-afresh.ts";
import { testPolicy } from "../support/test-policy.ts";

let school: ManagedSchool;
openAfresh(
  async () => {
    // Not even JSON: no policy comes of it, and no school's name.
    school = await openManagedSchool({ policy: '{"schoolgate": 1,' });
    school.gate.mode = "shut";
  },
  () => school?.close(),
);

describe.each(["pointer", "keyboard"] satisfies HandName[])(
  "no network, no policy, by %s",
  (name) => {
    test("the help list: numbers to ring, open to the end", async () => {
      const page = await school.extensionPage("report.html");
      const hand = handOf(name, page);
      await says(page, /What’s happened/);
      await hand.press(/^Help now/);
      await says(page, /People who can help[^]*999[^]*Childline[^]*0800 1111/);
      await hand.press(/^More/);
      await says(page, /116 123/);
      await page.close();
    });

    test("a worry is taken, and the truth about it said; once there is a way, it is at school", async () => {
      school.gate.mode = "shut";
      const words = `nobody sees me ${crypto.randomUUID()}`;
      const page = await school.extensionPage("report.html");
      const hand = handOf(name, page);
      await says(page, /What’s happened/);
      await hand.press(/something that upset me/);
      await hand.press(/^Next/);
      await says(page, /Who would you like to tell/);
      await hand.press(/Whoever is best/);
      await hand.press(/^Next/);
      await hand.write(/own words/, words);
      await hand.press(/^Next/);
      await says(page, /exactly what will be sent/);
      await hand.press(/^Send/);
      await says(page, /Kept safe on this Chromebook/);
      await page.close();
      const told = () =>
        school.arrived().filter((event) => event.kind === "worry" && event.words.includes(words));
      expect(told()).toEqual([]);
      school.gate.mode = "open";
      await school.send("worry/receipts", {});
      await waitUntil("it is at school", () => told().length === 1, { deadlineMs: 60_000 });
      school.gate.mode = "shut";
    });

    test("the notice says that the school’s rules have not come, and which sites nobody watches", async () => {
      const page = await school.extensionPage("notice.html");
      await says(
        page,
        /own rules have not reached this Chromebook yet[^]*Help sites that nobody watches/,
      );
      const hand = handOf(name, page);
      await hand.press(/^How long it is kept/);
      await page.waitForSelector("main details[open]");
      await page.close();
    });
  },
);

test("with a policy that wishes it, the notice opens by itself as the browser starts", async () => {
  school.gate.mode = "open";
  const policy = testPolicy();
  school.configure({ ...policy, school: { ...policy.school, noticeEveryDays: 7 } });
  await school.policyInForce("test-1");
  await school.restart("close");
  const notice = await waitUntil(
    "the notice is there",
    async () =>
      (await school.chromebook().browser.pages()).find((one) => one.url().endsWith("/notice.html")),
    { deadlineMs: 60_000 },
  );
  await says(notice, /What is watched here[^]*Example Academy/);
});
