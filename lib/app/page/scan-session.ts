// One document's session: asks what is wanted here, reads what a person can see, listens to what is typed,
// and tells the worker what is of concern. It changes nothing on the page, and it never breaks the page (law 9).
import { createSignBook } from "../../core/sequence/sign-book.ts";
import { embeddedText } from "./embedded-text.ts";
import { watchHiddenPieces } from "./hidden-pieces.ts";
import { joinTexts, type TextPiece } from "./joined-text.ts";
import { watchLateRoots } from "./late-roots.ts";
import type { PageWorld } from "./page-world.ts";
import { labelNames } from "./read-elements.ts";
import { createPageTurns } from "./page-turns.ts";
import { isLeftOut } from "./secret-fields.ts";
import { seenPieces } from "./seen-text.ts";
import { createTextJudge, type TextJudge } from "./text-judge.ts";
import { createTextWork, type TextWork } from "./text-work.ts";
import { watchTyping } from "./typed-text.ts";
import { isWorthReading } from "./worth-reading.ts";

const longestTitle = 300;

export interface ScanSession {
  stop(): void;
}

export function startScanSession(
  document: Document,
  window: Window,
  world: PageWorld,
): ScanSession {
  let stopped = false;
  let judging: Promise<TextJudge | undefined> | undefined;
  let work: TextWork | undefined;
  let withoutFields: readonly string[] = [];
  let isIncomplete = false;
  const knownRoots = new WeakSet<ShadowRoot>();
  const after = (delayMs: number, run: () => void): (() => void) => world.after(delayMs, run);
  const nextSlice = (): Promise<void> => world.nextSlice();
  const shadowRootOf = (element: Element): ShadowRoot | null => world.shadowRootOf(element);
  const titleOf = (): string => document.title.slice(0, longestTitle).trim();
  // A page that is not shown has no frames in which boxes could be measured.
  const seenOf = (pieces: readonly TextPiece[], pause = nextSlice) =>
    seenPieces(pieces, pause, document.visibilityState === "hidden" ? undefined : after);

  const hidden = watchHiddenPieces({
    after,
    seenOf,
    isPageShown: () => !stopped && document.visibilityState !== "hidden" && world.isAlive(),
    onShown: (node) =>
      work?.read(node.nodeType === Node.TEXT_NODE ? (node.parentNode ?? node) : node),
  });

  function tellIncomplete(): void {
    if (!isIncomplete) void world.tellIncomplete();
    isIncomplete = true;
  }

  async function prepare(): Promise<TextJudge | undefined> {
    const instructions = await world.hello();
    if (instructions?.scan === undefined) stop();
    if (instructions?.scan === undefined || stopped) return undefined;
    withoutFields = instructions.scan.withoutFields ?? [];
    return createTextJudge({
      world,
      instructions: instructions.scan,
      signs: createSignBook((signs) => {
        void world.sign({ claim: world.newClaim(), source: "page", signs });
      }),
      titleOf,
      report: (claim) => void world.report(claim),
      seenOf,
      onHidden: (pieces) => hidden.keep(pieces),
      onUnread: tellIncomplete,
    });
  }
  const ready = (): Promise<TextJudge | undefined> => (judging ??= prepare());

  const typing = watchTyping({
    target: window,
    shadowRootOf,
    after,
    nowMs: () => world.nowMs(),
    fieldsWithout: () => withoutFields,
    judge: (text, around, names) =>
      void ready().then((judge) => {
        // What was sent before the policy was known is held to it all the same.
        if (!isLeftOut(names, withoutFields)) void judge?.judgeTyped(text, around);
      }),
    onFirstFocus: () => void ready(),
  });

  const observer = new MutationObserver((records) => {
    if (!world.isAlive()) {
      stop();
      return;
    }
    for (const record of records) {
      if (work?.isFlooded() === true) return;
      if (record.type !== "childList") {
        changed(record.target);
        continue;
      }
      for (const node of record.addedNodes) {
        if (work?.isFlooded() === true) return;
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

  function onShadowRoot(root: ShadowRoot): void {
    if (knownRoots.has(root)) return;
    knownRoots.add(root);
    observer.observe(root, watched);
  }

  function changed(node: Node): void {
    if (work !== undefined) work.readChanged(node);
    else if (!beginning) void begin();
  }

  let beginning = false;
  async function begin(): Promise<void> {
    if (beginning || stopped) return;
    if (!isWorthReading(document, shadowRootOf, window.parent !== window)) return;
    beginning = true;
    const judge = await ready();
    if (judge === undefined || stopped) return;
    const lateRoots = watchLateRoots({
      after,
      nextSlice,
      shadowRootOf,
      found: (root) => {
        if (stopped || knownRoots.has(root)) return;
        onShadowRoot(root);
        work?.read(root);
      },
    });
    work = createTextWork({
      nextSlice,
      after,
      nowMs: () => world.nowMs(),
      shadowRootOf,
      onShadowRoot,
      onRootless: (element) => lateRoots.keep(element),
      judge: async (joined, turns) => {
        const title = titleOf();
        const isTold = joined.text.slice(0, 2000).includes(title);
        await judge.judgeRead(
          isTold ? joined : joinTexts({ text: title, pieces: [] }, joined),
          turns,
        );
      },
      onIncomplete: tellIncomplete,
    });
    await nextSlice();
    if (document.body !== null) work.read(document.body);
    const painted = embeddedText(document);
    if (painted !== "") {
      const turns = createPageTurns({ nextSlice, nowMs: () => world.nowMs() });
      await judge.judgeRead({ text: painted, pieces: [] }, turns);
    }
  }

  function onReady(): void {
    if (stopped) return;
    observer.observe(document, watched);
    // In a task of its own: this one is the page's.
    after(0, () => void begin());
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
