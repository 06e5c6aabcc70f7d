// The two hands by which a pupil goes through a page in a real browser: a pointer, or the keyboard alone.
import type { ElementHandle, Page } from "puppeteer";
import { waitUntil } from "../../cli/kit/wait-until.ts";

export interface Hand {
  /** Presses, or chooses, what is called so: a button, a card to choose, a link, what opens and closes. */
  press(words: RegExp): Promise<void>;
  /** Writes into the field of this name, behind what stands there. */
  write(label: RegExp, text: string): Promise<void>;
  /** Leaves the form at once, as this hand does. */
  leave(): Promise<void>;
}

export type HandName = "pointer" | "keyboard";

export const handOf = (name: HandName, page: Page): Hand =>
  name === "pointer" ? pointerOn(page) : keyboardOn(page);

/** Waits until the page's words match. */
export const says = (page: Page, words: RegExp): Promise<true> =>
  waitUntil(
    `the page says ${String(words)}`,
    async () => {
      const text = await page.evaluate(() => document.body.innerText);
      if (words.test(text)) return true;
      // The end of the page's own part: what has just been said, and what may be pressed.
      const [main] = await page.$$eval("main", (all) => all.map((one) => one.innerText));
      throw new Error((main ?? text).slice(-500));
    },
    { deadlineMs: 60_000 },
  );

/**
 * From a closed page back to the one of this heading. Pressed again where the closed page is there once more: it was open
 * for a moment, before the rules were, and stands in the tab's past.
 */
export const goesBack = (page: Page, hand: Hand, heading: string): Promise<true> =>
  waitUntil(
    `back on the page ${heading}`,
    async () => {
      const isThere = () => page.$eval("h1", (one) => one.textContent).catch(() => "");
      if ((await isThere()) === heading) return true;
      await hand.press(/^Go back/);
      await waitUntil("it is there", async () => (await isThere()) === heading, {
        deadlineMs: 2_500,
      });
      return true;
    },
    { deadlineMs: 30_000 },
  );

function pointerOn(page: Page): Hand {
  /** The first in sight of this name. */
  const find = (among: string, words: RegExp): Promise<ElementHandle> =>
    waitUntil(`there is ${String(words)} to press`, async () => {
      const found = await page.evaluateHandle(
        (selector, source, flags) =>
          [...document.querySelectorAll<HTMLElement>(selector)].find(
            (one) =>
              one.checkVisibility() &&
              new RegExp(source, flags).test(one.textContent.replaceAll(/\s+/g, " ").trim()),
          ),
        among,
        words.source,
        words.flags,
      );
      return found.asElement() as ElementHandle | null;
    });
  const press = async (among: string, words: RegExp): Promise<void> => {
    // What is drawn anew under the hand is looked for again.
    await waitUntil(`${String(words)} is pressed`, async () => {
      const target = await find(among, words);
      await target.scrollIntoView();
      await target.click();
      return true;
    });
  };
  return {
    press: (words) => press("button, label, a[href], summary", words),
    async write(label, text) {
      await press("label", label);
      await page.keyboard.press("End");
      await page.keyboard.type(text);
    },
    leave: () => press("button", /Close now/),
  };
}

/** Runs in the page: what has the focus, as it is called. */
function readFocus(): {
  readonly name: string;
  readonly group: readonly string[];
  readonly kind: string;
} {
  const on = document.activeElement;
  const nameOf = (one: Element | null | undefined) =>
    (one instanceof HTMLInputElement ||
    one instanceof HTMLTextAreaElement ||
    one instanceof HTMLSelectElement
      ? (one.labels?.[0]?.textContent ?? "")
      : (one?.textContent ?? "")
    )
      .replaceAll(/\s+/g, " ")
      .trim();
  const isRadio = on instanceof HTMLInputElement && on.type === "radio";
  const group = isRadio
    ? [...document.querySelectorAll(`input[name="${on.name}"]`)].map(nameOf)
    : [];
  return { name: nameOf(on), group, kind: isRadio ? "radio" : (on?.localName ?? "") };
}

function keyboardOn(page: Page): Hand {
  const mostStops = 120;
  /** Tabs on until the focus is on it; within a group of choices the arrows go to it. */
  const tabTo = async (words: RegExp, kinds: RegExp): Promise<string> => {
    const met: string[] = [];
    for (let stop = 0; stop < mostStops; stop += 1) {
      let at = await page.evaluate(readFocus);
      if (kinds.test(at.kind) && at.group.some((one) => words.test(one))) {
        for (let step = 0; step < at.group.length && !words.test(at.name); step += 1) {
          await page.keyboard.press("ArrowDown");
          at = await page.evaluate(readFocus);
        }
      }
      if (kinds.test(at.kind) && words.test(at.name)) return at.kind;
      met.push(at.name.slice(0, 30));
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab met ${[...new Set(met)].join(" · ")}`);
  };
  // What a press brings may be a moment in coming: the focus goes round again.
  const goTo = (words: RegExp, kinds: RegExp): Promise<string> =>
    waitUntil(`Tab reaches ${String(words)}`, () => tabTo(words, kinds));
  return {
    async press(words) {
      const kind = await goTo(words, /^(button|a|summary|radio|input)$/);
      await page.keyboard.press(kind === "radio" || kind === "input" ? "Space" : "Enter");
    },
    async write(label, text) {
      await goTo(label, /^(input|textarea)$/);
      await page.keyboard.press("End");
      await page.keyboard.type(text);
    },
    async leave() {
      await page.keyboard.press("Escape");
      // The page may be gone before the key is up.
      await page.keyboard.press("Escape").catch(() => undefined);
    },
  };
}
