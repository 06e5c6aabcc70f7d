// The scanner's engine stands in a script of its own: most frames of the web hold nothing to read and never load it.
// The worker puts it beside the content script, in the same world, where the two meet under one name.
import type { OpenScanner } from "../app/page/scan-session.ts";

const here = globalThis as { schoolgateEngine?: OpenScanner };

export function provideEngine(open: OpenScanner): void {
  here.schoolgateEngine = open;
}

/** Undefined until the worker has brought it. */
export function engineHere(): OpenScanner | undefined {
  return here.schoolgateEngine;
}
