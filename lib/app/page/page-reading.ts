// The reading of one document, from the moment that there is something to read: what it needs is made then and not at the
// page's first moment, and in most frames never.
import { createSignBook } from "../../core/sequence/sign-book.ts";
import { embeddedText } from "./embedded-text.ts";
import { watchHiddenPieces } from "./hidden-pieces.ts";
import { joinTexts, type TextPiece } from "./joined-text.ts";
import { watchLateRoots } from "./late-roots.ts";
import type { PageWorld } from "./page-world.ts";
import { createPageTurns } from "./page-turns.ts";
import { isLeftOut } from "./secret-fields.ts";
import { seenPieces } from "./seen-text.ts";
import { createTextJudge, type TextJudge } from "./text-judge.ts";
import { createTextWork, type TextWork } from "./text-work.ts";
import { isWorthReading } from "./worth-reading.ts";

const longestTitle = 300;

export interface PageReading {
  /** Asks what is wanted here, once; undefined where nothing is. */
  ready(): Promise<unknown>;
  /** Begins, where the document is worth it by now. */
  begin(): Promise<void>;
  /** A piece of the page has changed. */
  changed(node: Node): void;
  /** True while a flood of changes waits to be read as a whole. */
  isFlooded(): boolean;
  judgeTyped(text: string, around: string, names: string): void;
  /** Words of the policy for fields that are not read. */
  readonly withoutFields: readonly string[];
  stop(): void;
}

interface PageReadingParts {
  readonly document: Document;
  readonly window: Window;
  readonly world: PageWorld;
  /** Told of each shadow root once, so that its changes are heard of. */
  readonly onShadowRoot: (root: ShadowRoot) => void;
  /** Nothing is wanted here. */
  readonly onUnwanted: () => void;
}

export function openPageReading(parts: PageReadingParts): PageReading {
  const { document, window, world } = parts;
  let stopped = false;
  let judging: Promise<TextJudge | undefined> | undefined;
  let work: TextWork | undefined;
  let withoutFields: readonly string[] = [];
  let isIncomplete = false;
  let beginning = false;
  const knownRoots = new WeakSet<ShadowRoot>();
  const after = (delayMs: number, run: () => void): (() => void) => world.after(delayMs, run);
  const nextSlice = (): Promise<void> => world.nextSlice();
  const shadowRootOf = (element: Element): ShadowRoot | null => world.shadowRootOf(element);
  const titleOf = (): string => document.title.slice(0, longestTitle).trim();
  // A page that is not shown has no frames in which boxes could be measured.
  const seenOf = (pieces: readonly TextPiece[], pause = nextSlice) =>
    seenPieces(pieces, pause, document.visibilityState === "hidden" ? undefined : after);

  function tellIncomplete(): void {
    if (!isIncomplete) void world.tellIncomplete();
    isIncomplete = true;
  }

  async function prepare(): Promise<TextJudge | undefined> {
    const instructions = await world.hello();
    if (instructions?.scan === undefined) parts.onUnwanted();
    if (instructions?.scan === undefined || stopped) return undefined;
    withoutFields = instructions.scan.withoutFields ?? [];
    const hidden = watchHiddenPieces({
      after,
      seenOf,
      isPageShown: () => !stopped && document.visibilityState !== "hidden" && world.isAlive(),
      onShown: (node) =>
        work?.read(node.nodeType === Node.TEXT_NODE ? (node.parentNode ?? node) : node),
    });
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

  function onShadowRoot(root: ShadowRoot): void {
    if (knownRoots.has(root)) return;
    knownRoots.add(root);
    parts.onShadowRoot(root);
  }

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

  return {
    ready,
    begin,
    changed(node) {
      if (work !== undefined) work.readChanged(node);
      else if (!beginning) void begin();
    },
    isFlooded: () => work?.isFlooded() === true,
    judgeTyped: (text, around, names) =>
      void ready().then((judge) => {
        // What was sent before the policy was known is held to it all the same.
        if (!isLeftOut(names, withoutFields)) void judge?.judgeTyped(text, around);
      }),
    get withoutFields() {
      return withoutFields;
    },
    stop() {
      stopped = true;
      work?.stop();
    },
  };
}
