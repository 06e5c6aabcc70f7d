// Downloads, camera and microphone, and safe search: what the worker does about them.
import { describe, expect, test } from "vitest";
import { begin, begun, helpHost, origin } from "../../../support/fakes/begin-background.ts";
import { createFakeWorld, fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

type School = Awaited<ReturnType<typeof begun>>;

const withPupil = (pupil: Record<string, unknown>) =>
  fakeConfig(
    fakePolicy({
      profiles: {
        pupil: {
          categories: { gambling: "block", shopping: "warn", "ai-services": "monitor" },
          monitoring: { page: true, typed: true, search: true, blockedVisits: true },
          ...pupil,
        },
      },
    }),
  );

async function download(school: School, address: string, changes: Record<string, unknown> = {}) {
  school.background.onDownload({
    id: 7,
    address,
    finalAddress: "",
    referrer: "https://open.test/",
    fileName: "setup.exe",
    mime: "",
    ...changes,
  });
  await untilQuiet();
}
const visits = (school: School) =>
  [...school.world.events.records.values()].flatMap(({ event }) =>
    event.kind === "blocked-visit" ? [event] : [],
  );

describe("a download", () => {
  const programs = withPupil({ downloads: { block: ["programs"] } });

  test("of a closed kind is stopped, and told once though it is seen twice", async () => {
    const school = await begun(programs);
    await download(school, "https://files.test/setup.exe", { fileName: "" });
    expect(school.world.stopped).toEqual([]);
    for (let times = 0; times < 3; times += 1) {
      await download(school, "https://files.test/get?secret=1#part");
    }
    expect(school.world.stopped).toContain(7);
    expect(visits(school)).toMatchObject([
      {
        address: "https://files.test/get",
        title: "A download: setup.exe",
        rule: "profiles.pupil.downloads.block",
        category: "downloads",
        action: "block",
        count: 1,
      },
    ]);
  });

  test("from a closed site is stopped before its name is known", async () => {
    const school = await begun(programs);
    await download(school, "https://bets.test/a.pdf", { fileName: "" });
    expect(school.world.stopped).toEqual([7]);
    expect(visits(school)).toMatchObject([{ category: "gambling", title: "A download" }]);
  });

  test("from or in a help site is not touched, and not told", async () => {
    const school = await begun(programs);
    await download(school, `https://${helpHost}/leaflet.exe`);
    await download(school, "https://bets.test/a.pdf", {
      fileName: "a.pdf",
      referrer: `https://${helpHost}/`,
    });
    expect(school.world.stopped).toEqual([]);
    expect(school.kinds()).toEqual([]);
  });

  test("where the policy closes nothing, all arrive", async () => {
    const school = await begun(withPupil({}));
    await download(school, "https://files.test/setup.exe");
    expect(school.world.stopped).toEqual([]);
  });

  test("where no visits are recorded: stopped, and not told", async () => {
    const school = await begun(
      withPupil({ downloads: { block: ["programs"] }, monitoring: { blockedVisits: false } }),
    );
    await download(school, "https://files.test/setup.exe");
    expect(school.world.stopped).toEqual([7]);
    expect(school.kinds()).toEqual([]);
  });
});

describe("camera and microphone", () => {
  const only = withPupil({ cameraAndMicrophone: { only: ["meet.test"] } });

  test("on approved sites alone", async () => {
    const { world } = await begun(only);
    expect(world.cameraAndMicrophone).toEqual(["meet.test"]);
  });

  test("never touched where no policy speaks of them", async () => {
    const { world, background } = await begun(withPupil({}));
    await background.wake();
    expect(world.cameraAndMicrophone).toBe("never");
  });

  test("left alone again once the policy is silent", async () => {
    const { world, background } = await begun(only);
    world.managedValues = withPupil({});
    background.onManagedChanged();
    await untilQuiet();
    expect(world.cameraAndMicrophone).toBeUndefined();
  });

  test("set once, not at every wake-up; anew in a new run of the browser", async () => {
    const first = await begun(only);
    first.world.cameraAndMicrophone = "never";
    await first.background.wake();
    expect(first.world.cameraAndMicrophone).toBe("never");
    const world = createFakeWorld(first.world.disk);
    world.managedValues = only;
    await begin(world).background.wake();
    expect(world.cameraAndMicrophone).toEqual(["meet.test"]);
  });
});

describe("safe search", () => {
  const search = "https://www.bing.com/search?q=rivers";
  const safe = "https://www.bing.com/search?q=rivers&adlt=strict";
  const gate = (school: School, address: string, kind: "main_frame" | "sub_frame" = "main_frame") =>
    school.background.onRequest({ kind, address, tabId: 1, parentFrameId: -1 });

  test("the first gate sends a search to its safe form, and lets that through", async () => {
    const school = await begun(withPupil({ search: { safe: true } }));
    expect(await gate(school, search)).toEqual({ redirectUrl: safe });
    expect(await gate(school, search, "sub_frame")).toEqual({ redirectUrl: safe });
    expect(await gate(school, safe)).toEqual({});
  });

  test("not where the policy does not force it", async () => {
    const school = await begun(withPupil({ search: { safe: false } }));
    expect(await gate(school, search)).toEqual({});
  });

  test("a closed engine stays closed", async () => {
    const school = await begun(withPupil({ search: { safe: true }, block: ["bing.com"] }));
    expect(await gate(school, search)).toEqual({
      redirectUrl: `${origin}/blocked.html#u=${search}`,
    });
  });

  test("a move within a page of results is made safe, and a page that undoes it is not chased", async () => {
    const school = await begun(withPupil({ search: { safe: true } }));
    for (let times = 0; times < 4; times += 1) await school.visit(search, "within");
    expect(school.world.sent).toEqual([{ tabId: 1, address: safe }]);
    school.world.nowMs += 5000;
    await school.visit(search, "within");
    expect(school.world.sent).toHaveLength(2);
  });

  test("an open tab is made safe when the policy begins to ask for it", async () => {
    const school = await begun(withPupil({ search: { safe: false } }));
    school.world.openTabs = [{ id: 4, address: search }];
    school.world.managedValues = withPupil({ search: { safe: true } });
    school.background.onManagedChanged();
    await untilQuiet();
    expect(school.world.sent).toEqual([{ tabId: 4, address: safe }]);
  });
});
