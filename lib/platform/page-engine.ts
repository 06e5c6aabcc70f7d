// Where a frame finds the scanner's engine. It stands in a script of its own: most frames of the web hold nothing to
// read and never load it. The worker puts it beside the content script, in the same world, where the two meet under one
// name. Frames of one origin see each other's world of this extension, which no page can: a frame uses the engine of
// the nearest such frame above it, whose document outlives all documents below.
import { languagePackName, type LanguageTag } from "../contract/vocabulary.ts";
import type { PageEngine } from "../app/page/page-engine.ts";
import type { EngineDoor, Lend } from "../app/page/page-world.ts";

interface FrameWorld {
  schoolgateEngine?: PageEngine;
  schoolgateLend?: Lend;
}
const here = globalThis as FrameWorld;

/** Undefined until the worker has brought it, or a frame above has lent its own. */
export function engineHere(): PageEngine | undefined {
  return here.schoolgateEngine;
}

/** The one that is here first stays: another would open the same tables again. */
export function provideEngine(make: () => PageEngine): void {
  here.schoolgateEngine ??= make();
}

/** What the nearest frame above lends that is of our origin; frames of other origins in between do not matter. */
function lenderAbove(window: Window): Lend | undefined {
  for (let frame = window; frame !== frame.parent;) {
    frame = frame.parent;
    try {
      const { schoolgateLend } = frame as FrameWorld;
      if (schoolgateLend !== undefined) return schoolgateLend;
    } catch {
      // Of another origin.
    }
  }
  return undefined;
}

export function createEngineDoor(window: Window): EngineDoor {
  return {
    here: engineHere,
    above: () => lenderAbove(window),
    take(engine) {
      here.schoolgateEngine ??= engine;
    },
    lend(give) {
      here.schoolgateLend = give;
    },
  };
}

/**
 * The packed phrase tables of the package, English or another language. Not by `fetch`: that hands a file of this size
 * over in many small tasks.
 */
export function loadTables(language?: LanguageTag): Promise<ArrayBuffer | undefined> {
  return new Promise((resolve) => {
    const give = (): void => {
      const bytes: unknown = request.response;
      resolve(bytes instanceof ArrayBuffer && bytes.byteLength > 0 ? bytes : undefined);
    };
    const request = new XMLHttpRequest();
    request.addEventListener("loadend", give);
    try {
      const name = language === undefined ? "lexicon.bin" : languagePackName(language);
      request.open("GET", chrome.runtime.getURL(name));
      request.responseType = "arraybuffer";
      request.send();
    } catch {
      // The extension was replaced under the page.
      resolve(undefined);
    }
  });
}
