// One document's session: asks what is wanted here, reads what a person can see, listens to what is typed,
// and tells the worker what is of concern. It changes nothing on the page, and it never breaks the page (law 9).
import type { LanguageTag } from "../../contract/vocabulary.ts";
import type { PageInstructions } from "../../contract/message.ts";
import type { ScanSettings } from "../../core/match/types.ts";
import type { Result } from "../../contract/result.ts";
import { createSignBook } from "../../core/sequence/sign-book.ts";
import { embeddedText } from "./embedded-text.ts";
import { watchHiddenPieces } from "./hidden-pieces.ts";
import { joinTexts, type TextPiece } from "./joined-text.ts";
import { watchLateRoots } from "./late-roots.ts";
import type { PageWorld } from "./page-world.ts";
import { labelNames } from "./read-elements.ts";
import { isLeftOut } from "./secret-fields.ts";
import { seenPieces } from "./seen-text.ts";
import { createTextJudge, type PageScanner, type TextJudge } from "./text-judge.ts";
import { createTextWork, type TextWork } from "./text-work.ts";
import { watchTyping } from "./typed-text.ts";

/** A frame with less text than this is no place to read; pages make thousands of empty ones. */
const fewestChars = 12;
const longestTitle = 300;

/** The packed tables of another language. */
interface LanguageTables {
  readonly language: LanguageTag;
  readonly tables: ArrayBuffer;
}

/** Makes a scanner from packed tables; the school's own phrases and those of other languages are packed likewise. */
export type OpenScanner = (
  tables: ArrayBuffer,
  settings: ScanSettings,
  ownPhrases: ArrayBuffer | undefined,
  others: readonly LanguageTables[],
) => Result<PageScanner>;

/** What the worker packs travels as base64. */
function bytesOf(packed: string | undefined): ArrayBuffer | undefined {
  if (packed === undefined) return undefined;
  try {
    return Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0)).buffer;
  } catch {
    return undefined;
  }
}

export interface ScanSession {
  stop(): void;
}

export function startScanSession(
  document: Document,
  window: Window,
  world: PageWorld,
  /** What opens a scanner, once the worker has answered. */
  engine: () => OpenScanner | undefined,
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
  const seenOf = (pieces: readonly TextPiece[]) =>
    seenPieces(pieces, document.visibilityState === "hidden" ? undefined : after);

  const hidden = watchHiddenPieces({
    after,
    seenOf,
    isPageShown: () => !stopped && document.visibilityState !== "hidden" && world.isAlive(),
    onShown: (node) =>
      work?.read(node.nodeType === Node.TEXT_NODE ? (node.parentNode ?? node) : node),
  });

  /** A language that cannot be had leaves the others to be looked for. */
  async function loadLanguages(wanted: readonly LanguageTag[]): Promise<LanguageTables[]> {
    const loaded = await Promise.all(
      wanted.map(async (language) => ({ language, tables: await world.loadLexicon(language) })),
    );
    return loaded.filter((one): one is LanguageTables => one.tables !== undefined);
  }

  /** A page that could not be read at all is told of as one that was read in part. */
  function fail(): undefined {
    tellIncomplete();
    return undefined;
  }
  function tellIncomplete(): void {
    if (!isIncomplete) void world.tellIncomplete();
    isIncomplete = true;
  }

  async function prepare(): Promise<TextJudge | undefined> {
    const instructions: PageInstructions | undefined = await world.hello();
    if (instructions?.scan === undefined) {
      stop();
      return undefined;
    }
    withoutFields = instructions.scan.withoutFields ?? [];
    const [tables, others] = await Promise.all([
      world.loadLexicon(),
      loadLanguages(instructions.scan.languages ?? []),
    ]);
    if (stopped) return undefined;
    if (tables === undefined) return fail();
    const { thresholds, signThemes, ownPhrases } = instructions.scan;
    const signs = createSignBook(signThemes ?? [], (source, found) => {
      void world.sign({ claim: world.newClaim(), source, signs: found });
    });
    const settings = { thresholds, onWeighed: signs.onWeighed };
    const scanner = engine()?.(tables, settings, bytesOf(ownPhrases), others);
    if (scanner?.ok !== true) return fail();
    return createTextJudge({
      scanner: scanner.value,
      instructions: instructions.scan,
      signs,
      newClaim: () => world.newClaim(),
      titleOf,
      report: (claim) => void world.report(claim),
      seenOf,
      onHidden: (pieces) => hidden.keep(pieces),
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
        if (!isLeftOut(names, withoutFields)) judge?.judgeTyped(text, around);
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
    // A page made of components alone has no text of its own.
    if (!hasText() && !hasComponents()) return;
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
      judge: async (joined, pause) => {
        const title = titleOf();
        const isTold = joined.text.slice(0, 2000).includes(title);
        await judge.judgeRead(
          isTold ? joined : joinTexts({ text: title, pieces: [] }, joined),
          pause,
        );
      },
      onIncomplete: tellIncomplete,
    });
    if (document.body !== null) work.read(document.body);
    const painted = embeddedText(document);
    if (painted !== "") await judge.judgeRead({ text: painted, pieces: [] }, nextSlice);
  }

  /** Whether there is a little text or a label; asks no more of a large page than it has to. */
  function hasText(): boolean {
    const { body } = document;
    if (body === null) return false;
    const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    let chars = 0;
    while (chars < fewestChars && walk.nextNode() !== null) {
      chars += (walk.currentNode as Text).length;
    }
    return chars >= fewestChars || body.querySelector("[alt],[title],[aria-label]") !== null;
  }

  function hasComponents(): boolean {
    for (const element of document.body?.children ?? []) {
      if (element.localName.includes("-") || shadowRootOf(element) !== null) return true;
    }
    return false;
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
