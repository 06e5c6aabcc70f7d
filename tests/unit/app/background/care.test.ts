// What looks after people: where it is brought, to whom, and when it keeps quiet. Nothing of it becomes an event.
import { describe, expect, test } from "vitest";
import type { MessageReply } from "../../../../lib/contract/message.ts";
import { begun, helpHost } from "../../../support/fakes/begin-background.ts";
import { fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

const minuteMs = 60_000;
const stranger = "https://exampletalk.test/";
const search = "https://www.bing.com/search?q=";

type School = Awaited<ReturnType<typeof begun>>;

const withProfile = (more: Record<string, unknown>, top: Record<string, unknown> = {}) => {
  const { profiles } = fakePolicy() as { profiles: { pupil: Record<string, unknown> } };
  return fakeConfig(fakePolicy({ profiles: { pupil: { ...profiles.pupil, ...more } }, ...top }));
};

async function typesOn(school: School, address: string): Promise<readonly string[]> {
  const from = school.fromPage(address);
  await school.background.onMessage({ schoolgate: "page/typing", body: {} }, from);
  return school.world.cares;
}

async function wanted(school: School, address: string, language = "en-GB") {
  const from = school.fromPage(address);
  const reply = (await school.background.onMessage(
    { schoolgate: "page/care", body: { language } },
    from,
  )) as MessageReply<"page/care">;
  if (!reply.ok) throw new Error(reply.error);
  return reply.value;
}

const say = (school: School, what: string) =>
  school.background.onMessage(
    { schoolgate: "page/care-seen", body: { what } },
    school.fromPage(stranger),
  );

describe("a nudge is brought", () => {
  test.each([
    ["on a stranger's page", {}, stranger, true],
    ["on the school's own host", {}, "https://chat.example-academy.test/", false],
    ["on a help site", {}, `https://${helpHost}/`, false],
    ["on what the profile allows", { allow: ["exampletalk.test"] }, stranger, false],
    [
      "on an own service",
      { care: { ownServices: ["exampletalk.test"] } },
      "https://a.exampletalk.test/",
      false,
    ],
    [
      "on a site with the same ending only",
      { care: { ownServices: ["talk.test"] } },
      stranger,
      true,
    ],
    ["on a page of the NHS", {}, "https://www.nhs.uk/", false],
    ["on a page of the government", {}, "https://apply.service.gov.uk/", false],
    ["on a university's", {}, "https://www.example.ac.uk/", false],
    ["where the policy wants none", { care: { nudges: false } }, stranger, false],
    ["for staff", { reading: "staff" }, stranger, false],
    [
      "for staff where the policy wants it",
      { reading: "staff", care: { nudges: true } },
      stranger,
      true,
    ],
    ["for infants", { reading: "ks1" }, stranger, true],
  ])("%s", async (_, profile, address, isBrought) => {
    const config = withProfile(profile, {
      school: { ...(fakePolicy()["school"] as object), hosts: ["example-academy.test"] },
    });
    expect(await typesOn(await begun(config), address)).toEqual(isBrought ? ["1/0 care"] : []);
  });

  test("into the frame where somebody types", async () => {
    const school = await begun();
    school.world.framePaths.set("1/3", [stranger, "https://games.test/"]);
    await school.background.onMessage(
      { schoolgate: "page/typing", body: {} },
      school.fromPage(stranger, "https://games.test/"),
    );
    expect(school.world.cares).toEqual(["1/3 care"]);
  });

  test("with no policy at all", async () => {
    expect(await typesOn(await begun({}), stranger)).toEqual(["1/0 care"]);
  });
});

describe("in which language", () => {
  test.each([
    ["the browser's", {}, "pl-PL", "pl", true],
    ["the school's before the browser's", { language: "cy" }, "pl", "cy", true],
    ["English where the browser's is none of ours", {}, "fr", "en", false],
    ["English", {}, "en-GB", "en", false],
  ])("%s", async (_, more, browser, language, isBrought) => {
    const about = { ...(fakePolicy()["school"] as object), ...more };
    const school = await begun(fakeConfig(fakePolicy({ school: about })));
    expect((await wanted(school, stranger, browser)).language).toBe(language);
    expect(school.world.cares).toEqual(isBrought ? ["1/0 words"] : []);
  });
});

describe("the card", () => {
  const looksFor = async (
    school: School,
    words: string,
    stage: "committed" | "within" = "committed",
  ) => {
    const address = `${search}${encodeURIComponent(words)}`;
    await school.visit(address, stage);
    return { brought: school.world.cares.length > 0, card: (await wanted(school, address)).card };
  };

  test.each([
    ["eating disorder", "eating"],
    ["how to stop self harm", "self-harm"],
    ["i want to die", "self-harm"],
    ["my dad hits me", "abuse"],
    ["volcanoes", undefined],
    ["suicide squad cast", undefined],
    ["romeo and juliet suicide essay", undefined],
  ])("%s: %s", async (words, topic) => {
    const { brought, card } = await looksFor(await begun(), words);
    expect({ brought, card }).toEqual({ brought: topic !== undefined, card: topic });
  });

  test("after a move within a page of results", async () => {
    expect((await looksFor(await begun(), "eating disorder", "within")).brought).toBe(true);
  });

  test("none where the policy wants none, and none for staff", async () => {
    for (const profile of [{ care: { helpCard: false } }, { reading: "staff" }]) {
      const school = await begun(withProfile(profile));
      expect(await looksFor(school, "eating disorder")).toEqual({
        brought: false,
        card: undefined,
      });
    }
  });

  test.each([
    ["card-shown", 29, 31],
    ["card-away", 8 * 60 - 1, 8 * 60 + 1],
  ])("after %s it keeps quiet for a while", async (what, quiet, again) => {
    const school = await begun();
    await say(school, what);
    const from = school.world.nowMs;
    school.world.nowMs = from + quiet * minuteMs;
    expect((await looksFor(school, "eating disorder")).brought).toBe(false);
    school.world.nowMs = from + again * minuteMs;
    expect((await looksFor(school, "eating disorder")).brought).toBe(true);
  });

  test("opens the worry form", async () => {
    const school = await begun();
    await school.background.onMessage(
      { schoolgate: "page/worry", body: {} },
      school.fromPage(stranger),
    );
    expect(school.world.worriesOpened).toBe(1);
  });
});

describe("the note on long use", () => {
  async function minutes(school: School, count: number): Promise<void> {
    school.world.openTabs = [{ id: 1, address: stranger }];
    for (let minute = 0; minute < count; minute += 1) {
      school.world.nowMs += minuteMs;
      school.background.onAlarm("orders");
      await untilQuiet();
    }
  }
  const due = async (school: School) => (await wanted(school, stranger)).restMinutes;
  const asking = () => begun(withProfile({ care: { longUseMinutes: 20 } }));

  test("after so many minutes, once, and again after as many", async () => {
    const school = await asking();
    await minutes(school, 19);
    expect(await due(school)).toBeUndefined();
    await minutes(school, 1);
    expect(await due(school)).toBe(20);
    expect(school.world.cares).toContain("1/0 care");
    await say(school, "rest-shown");
    await minutes(school, 19);
    expect(await due(school)).toBeUndefined();
    await minutes(school, 1);
    expect(await due(school)).toBe(40);
  });

  test("a break begins it anew", async () => {
    const school = await asking();
    await minutes(school, 19);
    school.world.nowMs += 16 * minuteMs;
    await minutes(school, 5);
    expect(await due(school)).toBeUndefined();
  });

  test("off where the policy does not ask for it: nothing is counted", async () => {
    const school = await begun();
    await minutes(school, 30);
    expect(await due(school)).toBeUndefined();
    expect(school.world.care).toBeUndefined();
  });
});

test("nothing of it is an event, and nothing of it stands on the disk", async () => {
  const school = await begun(
    withProfile({ monitoring: { search: false, typed: false, page: false } }),
  );
  const before = [...school.world.disk.state.keys()];
  await typesOn(school, stranger);
  await school.visit(`${search}eating+disorder`, "committed");
  await wanted(school, `${search}eating+disorder`);
  await say(school, "card-away");
  expect(school.kinds()).toEqual([]);
  expect([...school.world.disk.state.keys()]).toEqual(before);
});
