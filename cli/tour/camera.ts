// A picture of every page a person sees, numbered in the order in which they saw it.
import { join } from "node:path";
import type { Page } from "puppeteer";
import { endAnimations } from "../kit/end-animations.ts";

const sizes = {
  window: { width: 1366, height: 768 },
  popup: { width: 400, height: 600 },
} as const;

export interface Camera {
  /** Takes NN-name.png; with `dark` also NN-name-dark.png. Returns the file's name. */
  shoot(
    page: Page,
    name: string,
    options?: { readonly size?: keyof typeof sizes; readonly dark?: boolean },
  ): Promise<string>;
}

export function openCamera(folder: string): Camera {
  let taken = 0;
  const wear = (page: Page, scheme: "light" | "dark"): Promise<void> =>
    page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: scheme },
      // A picture taken in the middle of a movement shows what nobody sees.
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);
  return {
    shoot: async (page, name, { size = "window", dark = false } = {}) => {
      taken += 1;
      const base = `${String(taken).padStart(2, "0")}-${name}`;
      await page.setViewport(sizes[size]);
      for (const scheme of dark ? (["light", "dark"] as const) : (["light"] as const)) {
        await wear(page, scheme);
        await page.evaluate(async () => {
          await document.fonts.ready;
          // Two frames: the first begins what moves, the second knows of it.
          for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
        });
        await endAnimations(page);
        const file = `${base}${scheme === "dark" ? "-dark" : ""}.png`;
        await page.screenshot({ path: join(folder, file) });
      }
      await wear(page, "light");
      return `${base}.png`;
    },
  };
}
