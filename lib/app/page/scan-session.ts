// One document's session: asks what is wanted here, reads what a person can see, listens to what is typed,
// and tells the worker what is of concern. It changes nothing on the page, and it never breaks the page (law 9).
import type { PageInstructions } from "../../contract/message.ts";
import type { ScanSettings } from "../../core/match/types.ts";
import type { Result } from "../../contract/result.ts";
import type { PageWorld } from "./page-world.ts";
import { createTextJudge, type PageScanner, type TextJudge } from "./text-judge.ts";
import { createTextWork, type TextWork } from "./text-work.ts";
import { watchTyping } from "./typed-text.ts";
import { joinTexts } from "./visible-text.ts";

/** A frame with less text than this is no place to read; pages make thousands of empty ones. */
const fewestChars = 12;
/** When to look again for roots of custom elements that come to life late, after the page has loaded. */
const lateLooksMs = [1000, 4000, 12_000, 30_000];
const longestTitle = 300;

/** Makes a scanner from packed tables; the engine of `lib/core/match` in the product. */
export type OpenScanner = (tables: ArrayBuffer, settings: ScanSettings) => Result<PageScanner>;

export interface ScanSession {
  stop(): void;
}

export function startScanSession(
  document: Document,
  window: Window,
  world: PageWorld,
  openScanner: OpenScanner,
): ScanSession {
  let stopped = false;
  let judging: Promise<TextJudge | undefined> | undefined;
  let work: TextWork | undefined;
  const knownRoots = new WeakSet<ShadowRoot>();

  async function prepare(): Promise<TextJudge | undefined> {
    const instructions: PageInstructions | undefined = await world.hello();
    if (instructions?.scan === undefined) {
      stop();
      return undefined;
    }
    const tables = await world.loadLexicon();
    if (tables === undefined || stopped) return undefined;
    const scanner = openScanner(tables, { thresholds: instructions.scan.thresholds });
    if (!scanner.ok) return undefined;
    return createTextJudge({
      scanner: scanner.value,
      pause: () => world.nextSlice(),
      instructions: instructions.scan,
      newClaim: () => world.newClaim(),
      titleOf: () => document.title.slice(0, longestTitle),
      report: (claim) => void world.report(claim),
    });
  }
  const ready = (): Promise<TextJudge | undefined> => (judging ??= prepare());

  const typing = watchTyping({
    target: window,
    shadowRootOf: (element) => world.shadowRootOf(element),
    after: (delayMs, run) => world.after(delayMs, run),
    judge: (text) => void ready().then((judge) => judge?.judgeTyped(text)),
    onFirstFocus: () => void ready(),
  });

  const observer = new MutationObserver((records) => {
    if (!world.isAlive()) {
      stop();
      return;
    }
    for (const record of records) {
      if (record.type === "characterData") {
        changed(record.target);
        continue;
      }
      for (const node of record.addedNodes) {
        if (node === document.documentElement) typing.attach();
        if (node.nodeType === Node.ELEMENT_NODE || node.nodeType === Node.TEXT_NODE) changed(node);
      }
    }
  });
  const watched = { childList: true, characterData: true, subtree: true } as const;

  function onShadowRoot(root: ShadowRoot): void {
    if (knownRoots.has(root)) return;
    knownRoots.add(root);
    observer.observe(root, watched);
  }

  function changed(node: Node): void {
    if (work === undefined) void begin();
    else work.readChanged(node);
  }

  let beginning = false;
  async function begin(): Promise<void> {
    if (beginning || stopped) return;
    // A page made of components alone has no text of its own.
    if ((document.body?.textContent?.length ?? 0) < fewestChars && !hasComponents()) return;
    beginning = true;
    const judge = await ready();
    if (judge === undefined || stopped) return;
    work = createTextWork({
      nextSlice: () => world.nextSlice(),
      after: (delayMs, run) => world.after(delayMs, run),
      nowMs: () => world.nowMs(),
      shadowRootOf: (element) => world.shadowRootOf(element),
      onShadowRoot,
      judge: async (joined) => {
        const title = document.title.slice(0, longestTitle).trim();
        await judge.judgeRead(
          joined.text.includes(title) ? joined : joinTexts({ text: title, pieces: [] }, joined),
        );
      },
    });
    if (document.body !== null) work.read(document.body);
    for (const delayMs of lateLooksMs) world.after(delayMs, lookForLateRoots);
  }

  function hasComponents(): boolean {
    for (const element of document.body?.children ?? []) {
      if (element.localName.includes("-") || world.shadowRootOf(element) !== null) return true;
    }
    return false;
  }

  /** `attachShadow` makes no mutation: components that came to life after their host was read. */
  function lookForLateRoots(): void {
    if (stopped || work === undefined) return;
    for (const element of document.querySelectorAll("*")) {
      if (!element.localName.includes("-") && element.firstElementChild !== null) continue;
      const root = world.shadowRootOf(element);
      if (root === null || knownRoots.has(root)) continue;
      onShadowRoot(root);
      work.read(root);
    }
  }

  function onReady(): void {
    if (stopped) return;
    observer.observe(document, watched);
    void begin();
  }

  function stop(): void {
    stopped = true;
    observer.disconnect();
    typing.stop();
    work?.stop();
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
