// One document's session: asks what is wanted here, reads what a person can see, listens to what is typed,
// and tells the worker what is of concern. It changes nothing on the page, and it never breaks the page (law 9).
// It begins before the page's first script, with listeners and nothing else: the rest is made when it is needed.
import { openPageReading, type PageReading } from "./page-reading.ts";
import type { PageWorld } from "./page-world.ts";
import { labelNames } from "./read-elements.ts";
import { watchTyping } from "./typed-text.ts";

export interface ScanSession {
  stop(): void;
}

export function startScanSession(
  document: Document,
  window: Window,
  world: PageWorld,
): ScanSession {
  let stopped = false;
  let isReady = false;
  let opened: PageReading | undefined;

  function onShadowRoot(root: ShadowRoot): void {
    observer.observe(root, watched);
  }

  function reading(): PageReading {
    opened ??= openPageReading({ document, window, world, onShadowRoot, onUnwanted: stop });
    return opened;
  }

  const typing = watchTyping({
    target: window,
    shadowRootOf: (element) => world.shadowRootOf(element),
    after: (delayMs, run) => world.after(delayMs, run),
    nowMs: () => world.nowMs(),
    fieldsWithout: () => opened?.withoutFields ?? [],
    judge: (text, around, names) => reading().judgeTyped(text, around, names),
    onFirstFocus: () => void reading().ready(),
  });

  const observer = new MutationObserver((records) => {
    if (!world.isAlive()) {
      stop();
      return;
    }
    for (const record of records) {
      if (opened?.isFlooded() === true) return;
      if (record.type !== "childList") {
        changed(record.target);
        continue;
      }
      for (const node of record.addedNodes) {
        if (opened?.isFlooded() === true) return;
        if (node === document.documentElement) typing.attach();
        if (node.nodeType === Node.ELEMENT_NODE || node.nodeType === Node.TEXT_NODE) changed(node);
      }
    }
  });
  const watched = {
    childList: true,
    characterData: true,
    subtree: true,
    attributeFilter: ["alt", ...labelNames],
  };

  function changed(node: Node): void {
    // A page that is on its way is read when it is there; one that was written over by `document.open()` never says so.
    if (isReady || document.body !== null) reading().changed(node);
  }

  function onReady(): void {
    if (stopped) return;
    isReady = true;
    observer.observe(document, watched);
    // In a task of its own: this one is the page's.
    world.after(0, () => void reading().begin());
  }

  function stop(): void {
    stopped = true;
    observer.disconnect();
    typing.stop();
    opened?.stop();
  }

  window.addEventListener("pagehide", () => typing.flush(), { capture: true });
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", onReady, { once: true });
    // `document.open()` in a fresh frame takes the listener away: the root it makes is seen here.
    observer.observe(document, { childList: true });
  } else {
    onReady();
  }
  return { stop };
}
