// Two pages of the extension that are for reading: what is watched here, and the state of things for the IT lead.
import { visit, waitForWords } from "./hands.ts";
import { readStatus } from "./read-status.ts";
import { insist } from "./step-book.ts";
import { ownPage, type TourWorld } from "./tour-world.ts";

export async function readOwnPages(world: TourWorld): Promise<void> {
  const { book, camera, page } = world;
  await book.step(
    "What is watched here",
    "a page for pupils says what is looked at and who reads it",
    async () => {
      await visit(page, ownPage(world, "notice.html"));
      const text = await waitForWords(page, /What is watched here/);
      await camera.shoot(page, "notice", { dark: true });
      return text.slice(0, 120);
    },
  );
  await book.step(
    "Status",
    world.how === "forced"
      ? "the IT lead sees that every part of the protection is in force"
      : "the IT lead sees what is missing where nothing is force-installed",
    async () => {
      await visit(page, ownPage(world, "status.html"));
      await waitForWords(page, /admin|policy/i);
      const { checks, installType } = await readStatus(page);
      await camera.shoot(page, "status", { dark: true });
      const failing = checks.filter((check) => !check.ok).map((check) => check.name);
      if (world.how === "unpacked") {
        insist(failing.length > 0, "an unpacked extension says that all is well");
        return `installed as ${installType}; not in force: ${failing.join(", ")}`;
      }
      insist(installType === "admin", `installed as ${installType}`);
      insist(checks.length > 0 && failing.length === 0, `not in force: ${failing.join(", ")}`);
      return `installed as ${installType}; ${checks.length} checks, all well`;
    },
  );
}
