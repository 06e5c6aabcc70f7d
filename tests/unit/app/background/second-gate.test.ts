// Frames as the second gate sees them: committed although blocked, so neither rules nor first gate had a say.
import { describe, expect, test } from "vitest";
import { begun, helpHost, origin } from "../../../support/fakes/begin-background.ts";
import { fakeConfig, fakePolicy } from "../../../support/fakes/fake-world.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";
import { codeFor, staffName, unlockKey } from "../../../support/unlock-desk.ts";

const open = "https://open.test/lesson";
const bets = "https://bets.test/play";

describe("a frame that shows what is blocked", () => {
  test.each([
    ["answered by the site's own worker", "committed", bets, [bets, open], true],
    ["moved within itself", "within", bets, [bets, open], true],
    ["two frames deep", "committed", bets, [bets, "https://frame.test/", open], true],
    ["its frames not known any more", "committed", bets, [], true],
    ["about to be asked for: the rules stop it", "before", bets, [bets, open], false],
    ["an open site", "committed", open, [open, open], false],
    ["a site to be warned of: frames get no warning", "committed", "https://shop.test/", [], false],
    ["nameless", "committed", "about:blank", ["about:blank", open], false],
    ["inside a help site", "committed", bets, [bets, `https://${helpHost}/`], false],
    ["deep inside a help site", "within", bets, [bets, open, `https://${helpHost}/`], false],
  ] as const)("%s", async (_, stage, address, path, isSent) => {
    const { world, background, kinds } = await begun();
    world.framePaths.set("1/7", path);
    background.onNavigation(stage, { tabId: 1, frameId: 7, address, atMs: world.nowMs });
    await untilQuiet();
    const instead = { tabId: 1, address: `${origin}/blocked.html#u=${address}` };
    expect(world.sent).toEqual(isSent ? [instead] : []);
    // A frame is nobody's visit.
    expect(kinds()).toEqual([]);
  });
});

describe("a frame of a site that staff had opened, in a page that is open anyway", () => {
  const policy = fakePolicy({ unlocks: { longestMinutes: 60, never: [] } });
  const given = async (holders: readonly string[]) => {
    const school = await begun({ ...fakeConfig(policy), unlockKey });
    const view = await school.ask("unlock/request", { address: bets, what: "site" });
    const { world } = school;
    const minutes = 30;
    const opened = await school.send("unlock/enter", {
      request: view.request,
      code: codeFor(view, minutes),
      minutes,
      by: staffName,
      why: "The history lesson",
    });
    expect(opened.ok).toBe(true);
    world.openTabs = [{ id: 1, address: holders.at(-1) ?? "" }];
    world.framePaths.set("1/7", [bets, ...holders]);
    school.background.onNavigation("committed", {
      tabId: 1,
      frameId: 7,
      address: bets,
      atMs: world.nowMs,
    });
    await untilQuiet();
    expect(world.sent, "while it is open").toEqual([]);
    return { ...school, view };
  };
  const closed = [{ tabId: 1, address: `${origin}/blocked.html#u=${bets}` }];

  test("the end of its time takes the page along", async () => {
    const { world, background } = await given([open]);
    world.nowMs = world.alarmsAt.get("opened") ?? 0;
    background.onAlarm("opened");
    await untilQuiet();
    expect(world.sent).toEqual(closed);
  });

  test("given back before its time: the same", async () => {
    const { world, ask } = await given(["https://frame.test/", open]);
    const [unlock] = (await ask("status/read", {})).unlocks ?? [];
    await ask("unlock/end", { id: unlock?.id ?? "" });
    await untilQuiet();
    expect(world.sent).toEqual(closed);
  });

  test("a help site's page keeps it", async () => {
    const { world, background } = await given([`https://${helpHost}/`]);
    world.nowMs = world.alarmsAt.get("opened") ?? 0;
    background.onAlarm("opened");
    await untilQuiet();
    expect(world.sent).toEqual([]);
  });
});
