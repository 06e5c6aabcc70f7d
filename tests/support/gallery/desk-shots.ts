// Pictures of the desk in every view and state, light and dark.
import { join } from "node:path";
import { openDesk, setScheme } from "../desk-browser.ts";
import type { Picture } from "./contact-sheet.ts";
import { walkDesk } from "./desk-walk.ts";
import { axeFinds } from "./page-checks.ts";

/** Takes them into `folder`; what axe finds, what the page logged as wrong, or where the walk ended early, is in `problems`. */
export async function photographDesk(
  folder: string,
): Promise<{ readonly pictures: readonly Picture[]; readonly problems: readonly string[] }> {
  const pictures: Picture[] = [];
  const problems: string[] = [];
  const desk = await openDesk();
  const { page } = desk;
  try {
    await walkDesk(desk, async (view) => {
      for (const scheme of ["light", "dark"] as const) {
        const name = `desk-${view}-${scheme}`;
        await setScheme(page, scheme);
        const size = page.viewport();
        const wholePx = await page.evaluate(() => document.documentElement.scrollHeight);
        if (size !== null)
          await page.setViewport({ ...size, height: Math.max(wholePx, size.height) });
        await page.screenshot({ path: join(folder, `${name}.png`) });
        await page.setViewport(size);
        const found = await axeFinds(page, scheme === "light" ? "all" : "colours");
        problems.push(...found.map((one) => `${name}: ${one}`));
        pictures.push({ section: `desk-${scheme}`, name, file: `${name}.png`, width: 455 });
      }
    });
  } catch (error) {
    problems.push(`desk: ended early: ${String(error)}`);
  } finally {
    problems.push(...desk.troubles.map((trouble) => `desk: ${trouble}`));
    await desk.close();
  }
  return { pictures, problems };
}
