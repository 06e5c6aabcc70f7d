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
    [
      "English by the school's wish; what may be written comes all the same",
      { language: "en" },
      "pl",
      "en",
      true,
    ],
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

describe("the card on a page that was judged", () => {
  const story = "https://stories.example-site.test/one";
  let claims = 0;

  async function judged(school: School, address: string, change: Record<string, unknown> = {}) {
    const { documentId, top, ...body } = { documentId: "doc-1", top: address, ...change };
    const from = { ...school.fromPage(address, top), documentId };
    const message = {
      schoolgate: "page/finding",
      body: {
        claim: `abcdefghij${String((claims += 1)).padStart(10, "0")}`,
        source: "page",
        theme: "self-harm",
        severity: "high",
        score: 95,
        excerpt: "",
        matches: [],
        excuses: [],
        title: "",
        ...body,
      },
    };
    const reply = await school.background.onMessage(message, from);
    await untilQuiet();
    return reply;
  }
  async function cardIn(school: School, address: string, documentId = "doc-1") {
    const from = { ...school.fromPage(address), documentId };
    const reply = (await school.background.onMessage(
      { schoolgate: "page/care", body: { language: "en" } },
      from,
    )) as MessageReply<"page/care">;
    return reply.ok ? reply.value.card : undefined;
  }
  async function shown(school: School, what = "card-shown", documentId = "doc-1") {
    const from = { ...school.fromPage(story), documentId };
    await school.background.onMessage({ schoolgate: "page/care-seen", body: { what } }, from);
  }

  test.each([
    ["self-harm", "self-harm"],
    ["eating-disorder", "eating"],
    ["home-violence", "abuse"],
    ["grooming", "abuse"],
    ["bullying", undefined],
    ["drugs", undefined],
    ["extremism", undefined],
    ["misinformation", undefined],
  ])("%s: %s", async (theme, topic) => {
    const school = await begun();
    expect(await judged(school, story, { theme })).toMatchObject({ ok: true });
    expect(school.world.cares).toEqual(topic === undefined ? [] : ["1/0 care"]);
    expect(await cardIn(school, story)).toBe(topic);
  });

  test("what is typed brings none: the finding must be the page's", async () => {
    const school = await begun();
    expect(await judged(school, story, { source: "typed" })).toMatchObject({ ok: true });
    expect(school.world.cares).toEqual([]);
    expect(await cardIn(school, story)).toBeUndefined();
  });

  test("what the school does not look for brings none", async () => {
    const school = await begun(withProfile({ monitoring: { page: false } }));
    expect(await judged(school, story)).toMatchObject({ ok: false });
    expect(await judged(await begun(), story, { score: 1 })).toMatchObject({ ok: false });
    expect(school.world.cares).toEqual([]);
  });

  test.each([
    ["the school's own host", "https://lessons.example-academy.test/", {}],
    ["an own service", "https://pastoral.example-site.test/", {}],
    ["the NHS", "https://www.nhs.uk/mental-health/", {}],
    ["NHS Wales", "https://111.nhs.wales/", {}],
    ["a trust of the NHS", "https://www.example.nhs.uk/", {}],
    ["another school", "https://www.example.leeds.sch.uk/", {}],
    ["a university", "https://www.example.ac.uk/", {}],
    ["where the policy wants none", story, { helpCard: false }],
  ])("none on %s", async (_, address, care) => {
    const school = await begun(
      withProfile(
        { care: { ownServices: ["pastoral.example-site.test"], ...care } },
        { school: { ...(fakePolicy()["school"] as object), hosts: ["example-academy.test"] } },
      ),
    );
    await judged(school, address);
    expect(school.world.cares).toEqual([]);
    expect(await cardIn(school, address)).toBeUndefined();
  });

  test("none on a help site, of which nothing is recorded either; none for staff", async () => {
    const school = await begun();
    expect(await judged(school, `https://${helpHost}/`)).toMatchObject({ ok: false });
    expect(school.world.cares).toEqual([]);
    const staff = await begun(withProfile({ reading: "staff", monitoring: { page: true } }));
    await judged(staff, story);
    expect(staff.world.cares).toEqual([]);
  });

  test("of a frame: in the page itself", async () => {
    const school = await begun();
    school.world.framePaths.set("1/3", [story, "https://talk.example-site.test/"]);
    await judged(school, "https://talk.example-site.test/", { top: story });
    expect(school.world.cares).toEqual(["1/0 care"]);
    expect(await cardIn(school, story)).toBe("self-harm");
  });

  test("once for each page: not again in the same document, however long it stays", async () => {
    const school = await begun();
    await judged(school, story);
    expect(await cardIn(school, story)).toBe("self-harm");
    await shown(school);
    expect(await cardIn(school, story)).toBeUndefined();
    school.world.nowMs += 31 * minuteMs;
    await judged(school, story);
    expect(school.world.cares).toEqual(["1/0 care"]);
    expect(await cardIn(school, story)).toBeUndefined();
    await judged(school, story, { documentId: "doc-2" });
    expect(await cardIn(school, story, "doc-2")).toBe("self-harm");
  });

  test("put away, it is away for the day at school, for searches too", async () => {
    const school = await begun();
    await judged(school, story);
    await shown(school, "card-away");
    school.world.nowMs += 60 * minuteMs;
    await judged(school, story, { documentId: "doc-2" });
    await school.visit(`${search}eating+disorder`, "committed");
    expect(school.world.cares).toEqual(["1/0 care"]);
  });

  test("asked for languages meanwhile, the card that is due is not lost", async () => {
    const school = await begun();
    await judged(school, story);
    await wanted(school, story, "cy");
    expect(await cardIn(school, story)).toBe("self-harm");
  });

  test("not on the page that follows in its tab", async () => {
    const school = await begun();
    await judged(school, story);
    expect(await cardIn(school, stranger, "doc-2")).toBeUndefined();
    expect(await cardIn(school, story)).toBe("self-harm");
    const framed = await begun();
    framed.world.framePaths.set("1/3", [story, "https://talk.example-site.test/"]);
    await judged(framed, "https://talk.example-site.test/", { top: story });
    framed.world.nowMs += 2 * minuteMs;
    expect(await cardIn(framed, stranger, "doc-2")).toBeUndefined();
  });

  test("not in another tab", async () => {
    const school = await begun();
    await judged(school, story);
    const from = { ...school.fromPage(story), tab: { id: 2, url: story } };
    const reply = (await school.background.onMessage(
      { schoolgate: "page/care", body: { language: "en" } },
      from,
    )) as MessageReply<"page/care">;
    expect(reply).toMatchObject({ ok: true });
    expect(reply.ok && reply.value.card).toBeUndefined();
  });

  test("finding and card do not tell on one another", async () => {
    const [withCard, without] = [
      await begun(),
      await begun(withProfile({ care: { helpCard: false } })),
    ];
    for (const school of [withCard, without]) await judged(school, story);
    await shown(withCard, "card-away");
    const eventsOf = (school: School) =>
      [...school.world.events.records.values()].map(({ event }) => Object.keys(event).toSorted());
    expect(eventsOf(withCard)).toEqual(eventsOf(without));
    expect(withCard.kinds()).toEqual(["finding"]);
    // What stays is that it is quiet, and a document's own id: no theme, no address, no word.
    expect(JSON.stringify(withCard.world.care)).not.toMatch(/self-harm|stories|due/);
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
