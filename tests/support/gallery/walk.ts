// Walks a page of the gallery to the state that is to be looked at; runs in the page itself.
import type { Step } from "./shot-list.ts";

const deadlineMs = 60_000;

/** What `find` finds, as soon as the page has it. Rejects with `what` after the deadline. */
function appears<Found>(what: string, find: () => Found | undefined | null): Promise<Found> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = find();
      if (found === undefined || found === null) return;
      observer.disconnect();
      clearTimeout(deadline);
      resolve(found);
    };
    const observer = new MutationObserver(look);
    const deadline = setTimeout(() => {
      observer.disconnect();
      reject(new Error(`no ${what}`));
    }, deadlineMs);
    observer.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    look();
  });
}

/** Three frames in which nothing changed: effects that set a state do so within two. */
function settles(): Promise<void> {
  return new Promise((resolve) => {
    let frames = 0;
    const observer = new MutationObserver(() => {
      frames = 0;
    });
    observer.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    const frame = (): void => {
      frames += 1;
      if (frames <= 3) {
        requestAnimationFrame(frame);
        return;
      }
      observer.disconnect();
      resolve();
    };
    requestAnimationFrame(frame);
  });
}

const said = (element: Element): string => element.textContent.replaceAll(/\s+/g, " ").trim();

async function take(step: Step): Promise<void> {
  if ("write" in step) {
    const [selector, text] = step.write;
    const field = await appears(selector, () =>
      document.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector),
    );
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else {
    const target = await appears(JSON.stringify(step), () => {
      if ("press" in step) {
        return [...document.querySelectorAll<HTMLElement>("button, summary")].find(
          (one) => said(one) === step.press,
        );
      }
      return document.querySelector<HTMLElement>(
        "click" in step ? step.click : `input[value="${step.choose}"]`,
      );
    });
    // A button that waits says so; what it waits for comes by itself.
    await appears(`ready ${JSON.stringify(step)}`, () =>
      target.getAttribute("aria-disabled") === "true" ? undefined : target,
    );
    target.click();
  }
  await settles();
}

/** Takes the steps one after the other; rejects with the step that could not be taken. */
export async function walk(steps: readonly Step[]): Promise<void> {
  await appears("h1", () => document.querySelector("h1"));
  await settles();
  for (const step of steps) await take(step);
}
