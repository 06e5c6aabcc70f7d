// The sign that this browser is looked after, and the page that says how, shown again every so often.
import { describe, expect, test } from "vitest";
import { begin, begun, origin } from "../../../support/fakes/begin-background.ts";
import { fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

type School = Awaited<ReturnType<typeof begun>>;
const dayMs = 24 * 60 * 60_000;
const withSchool = (changes: Record<string, unknown>) => {
  const policy = fakePolicy();
  return fakeConfig({ ...policy, school: { ...(policy["school"] as object), ...changes } });
};
async function start(school: Pick<School, "background">): Promise<void> {
  school.background.onStartup();
  await untilQuiet();
}

describe("the toolbar's button", () => {
  test.each([
    ["the school's name", {}, "Report a worry · Example Academy looks after this browser"],
    [
      "in its language",
      { language: "cy" },
      "Rhannu pryder · Mae Example Academy yn gofalu am y porwr hwn",
    ],
  ])("%s", async (_name, changes, title) => {
    const school = await begun(withSchool(changes));
    await untilQuiet();
    expect(school.world.titles.at(-1)).toBe(title);
  });

  test("before a policy came it promises no school's care", async () => {
    const school = await begun({});
    await untilQuiet();
    expect(school.world.titles).toEqual(["Report a worry"]);
  });
});

describe("the menu of a page", () => {
  test.each([
    ["the school's language", { language: "ur" }, "pl", "اپنی پریشانی بتائیں"],
    ["the browser's, where the school names none", {}, "cy", "Rhannu pryder"],
    ["the browser's, whatever its country", {}, "pl-PL", "Zgłoś zmartwienie"],
    ["Punjabi as we have it", {}, "pa-Guru-IN", "ਚਿੰਤਾ ਦੱਸੋ"],
    ["Punjabi in another script", {}, "pa-Arab", "Report a worry"],
    ["a language we do not have", {}, "fr", "Report a worry"],
    ["no language", {}, "", "Report a worry"],
    ["the name of nothing", {}, "constructor", "Report a worry"],
  ])("%s", async (_name, changes, browser, title) => {
    const school = begin();
    school.world.managedValues = withSchool(changes);
    school.world.browserLanguage = browser;
    await school.background.wake();
    await untilQuiet();
    expect(school.world.menus.at(-1)).toBe(title);
  });

  test("it is named once, and anew where the school changes its language", async () => {
    const school = await begun(withSchool({ language: "so" }));
    await untilQuiet();
    await school.background.wake();
    expect(school.world.menus).toEqual(["Sheeg waxa ku dhibaya"]);
    school.world.managedValues = withSchool({ language: "ro" });
    school.background.onManagedChanged();
    await untilQuiet();
    expect(school.world.menus).toEqual(["Sheeg waxa ku dhibaya", "Spune ce te îngrijorează"]);
  });
});

describe("“What is watched here” by itself", () => {
  const notice = `${origin}/notice.html`;

  test("at the first start, then every so many days, for each person, across lives of the worker", async () => {
    const school = await begun(withSchool({ noticeEveryDays: 30 }));
    expect(school.world.opened).toEqual([]);
    await start(school);
    await start(school);
    expect(school.world.opened).toEqual([notice]);
    school.world.nowMs += 30 * dayMs;
    const next = begin(school.world);
    await start(next);
    expect(school.world.opened).toHaveLength(2);
    school.world.signedIn = "b@pupils.example-academy.test";
    await start(begin(school.world));
    expect(school.world.opened).toHaveLength(3);
  });

  test("not where the policy says nothing of it", async () => {
    const school = await begun();
    await start(school);
    expect(school.world.opened).toEqual([]);
  });
});
