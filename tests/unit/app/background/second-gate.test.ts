// Frames as the second gate sees them: committed although blocked, so neither rules nor first gate had a say.
import { describe, expect, test } from "vitest";
import { begun, helpHost, origin } from "../../../support/fakes/begin-background.ts";
import { untilQuiet } from "../../../support/fakes/until-quiet.ts";

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
