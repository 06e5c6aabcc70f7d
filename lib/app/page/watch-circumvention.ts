// Shows the worker what of this document looks like a web proxy at work or a tab in disguise. It reads what stands
// there and changes nothing; the worker judges (`core/policy/proxy-signs.ts`).
import { proxyWords } from "../../core/policy/proxy-words.ts";
import type { PageWorld } from "./page-world.ts";

/** After the document is there; frameworks register their workers and load their transports late. */
const looksMs = [500, 3000, 12_000, 40_000];
/** Of scripts and of frames: more would cost a large page time, and the frameworks rewrite all there is. */
const mostElements = 150;
/** Links and pictures are asked for their attributes alone. */
const mostMarked = 40;
/** Attributes into which the frameworks put a page's true addresses. */
const mark = /^(?:__uv|scramjet)-attr-|-hammerhead-stored-value$/;

/** The script of the service worker that answers for this document. A sandboxed frame throws when it is asked. */
function workerOf({ navigator }: Window): string {
  try {
    // Where a page is not secure there is no container, and throwing costs a millisecond.
    const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    return workers?.controller?.scriptURL ?? "";
  } catch {
    return "";
  }
}

/** What of a document may hold such words. */
interface Traces {
  readonly marked: string | undefined;
  readonly loads: readonly string[];
  readonly inline: readonly string[];
  readonly isForeign: boolean;
}

function tracesOf(document: Document, window: Window): Traces {
  const { pathname, hostname } = window.location;
  const worker = workerOf(window);
  // A page about a framework may name its files in its own address; only the spelling of a carried one counts.
  const carried = /\/hvtr|\/[\da-f]{32}/i.test(pathname) ? pathname : "";
  const loads = [worker, carried].filter(Boolean);
  const inline: string[] = [];
  let marked: string | undefined;
  // Live collections are walked no further than they are asked.
  const { scripts, images, links } = document;
  const frames = document.getElementsByTagName("iframe");
  for (const all of [scripts, frames, images, links]) {
    const most = all === images || all === links ? mostMarked : mostElements;
    for (let at = 0; at < most; at += 1) {
      const element = all[at];
      if (element === undefined) break;
      marked ??= element.getAttributeNames().find((name) => mark.test(name));
      // What pictures ask for is nobody's framework.
      if (most === mostMarked) continue;
      const { src, text, type } = element as HTMLScriptElement;
      // Data in a page may well be the text of an article.
      if (src) loads.push(src);
      else if (all === scripts && text && !/json/.test(type)) inline.push(text.slice(0, 4000));
    }
  }
  for (const entry of window.performance.getEntriesByType("resource").slice(-300)) {
    if (!/img|css/.test((entry as PerformanceResourceTiming).initiatorType)) loads.push(entry.name);
  }
  // Answered by a worker, under an address that holds another, and by its own word another host's page.
  const { content } = document.querySelector<HTMLMetaElement>('[property="og:url"]') ?? {};
  const isForeign =
    worker !== "" && !!content && /%2f/i.test(pathname) && !content.includes(hostname);
  return { marked, loads, inline, isForeign };
}

/** Less than this to read is nothing: a title, a word that it loads. */
const fewUnits = 60;
/** The first text nodes of a page: one that hides more than these in front is found by other signs, or not at all. */
const mostTexts = 500;

function hasLittleToRead(document: Document): boolean {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let units = 0;
  for (let count = 0; count < mostTexts && texts.nextNode(); count += 1) {
    const { parentElement, data } = texts.currentNode as Text;
    const length = data.trim().length;
    if (length > 0 && parentElement?.checkVisibility({ visibilityProperty: true }) === true) {
      units += length;
      if (units >= fewUnits) return false;
    }
  }
  return true;
}

/**
 * Calls back with `title | icon | frame | host` where one frame fills the window and nothing else is to be read. The
 * browser tells the sizes by itself with its next frame: asking would force a layout.
 */
function watchDisguise(
  document: Document,
  window: Window & typeof globalThis,
  tell: (detail: string) => void,
): void {
  if (window !== window.top) return;
  const frames = [...document.querySelectorAll("iframe")]
    // A document shown in a window of its own is no disguise.
    .filter(({ src }) => /^http(?!.*\.pdf)/.test(src))
    .slice(0, mostElements);
  if (frames.length === 0) return;
  const observer = new window.IntersectionObserver((entries) => {
    observer.disconnect();
    for (const { target, boundingClientRect: box, rootBounds: view } of entries) {
      const fills = view !== null && box.width > view.width * 0.9 && box.height > view.height * 0.9;
      if (!fills || !hasLittleToRead(document)) continue;
      const icon = document.querySelector<HTMLLinkElement>("link[rel~=icon]")?.href ?? "";
      const parts = [
        document.title,
        icon,
        (target as HTMLIFrameElement).src,
        window.location.hostname,
      ];
      tell(parts.map((text) => text.replace(/^https?:\/\//, "").slice(0, 46)).join(" | "));
      return;
    }
  });
  for (const frame of frames) observer.observe(frame);
}

/** Starts looking. What has been said is not said again. */
export function watchCircumvention(
  document: Document,
  window: Window & typeof globalThis,
  world: PageWorld,
): void {
  const said = new Set([""]);
  const tell = (sign: "proxy-framework" | "cloaked-tab", detail: string): void => {
    if (said.has(detail)) return;
    said.add(detail);
    void world.tell({ claim: world.newClaim(), sign, detail: detail.slice(0, 200) });
  };
  /** Each step is a task of its own: together they are a long one where none has run before. */
  function look(): void {
    const { marked, loads, inline, isForeign } = tracesOf(document, window);
    world.after(0, () => {
      const loaded = proxyWords(loads);
      world.after(0, () => {
        const found = [marked, loaded];
        if (proxyWords(inline)) found.push("inline");
        if (isForeign) found.push("foreign");
        tell("proxy-framework", found.filter(Boolean).join(" "));
        watchDisguise(document, window, (detail) => tell("cloaked-tab", detail));
      });
    });
  }
  for (const delayMs of looksMs) {
    world.after(delayMs, () => {
      // Pages make thousands of empty frames.
      if (world.isAlive() && document.body?.firstElementChild) look();
    });
  }
}
