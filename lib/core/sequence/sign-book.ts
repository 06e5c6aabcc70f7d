// The page's side of the signs: what the scanner weighed, held until the person at the device takes part.
import type { SignSource, Theme } from "../../contract/vocabulary.ts";
import type { ScanInput } from "../match/types.ts";
import type { WeighedHit } from "../match/weigh-window.ts";
import { signsOf } from "./signs-of.ts";
import type { Sign } from "./types.ts";

/** Texts whose signs wait for somebody to write on the page. */
const mostWaiting = 20;
/** Words that are told apart on one page; a page that shows more has long been told of. */
const mostSeen = 400;

export interface SignBook {
  /** For the scanner's settings: hears what was weighed. */
  readonly onWeighed: (input: ScanInput, weighed: readonly WeighedHit[]) => void;
  /** Whether the text that was scanned last holds signs: then it is worth asking what of it can be seen. */
  has(text: string): boolean;
  /** The text scanned last was read on the page, and can be seen. */
  read(text: string): void;
  /** The text scanned last was typed. */
  typed(text: string): void;
}

/**
 * What is only read leaves nothing: articles, stories and feeds hold every sign there is. What is read counts from the
 * moment on that somebody writes on that page, for then it is a conversation. Each text's signs go by themselves.
 */
export function createSignBook(
  wanted: readonly Theme[],
  send: (source: SignSource, signs: Sign[]) => void,
): SignBook {
  let last: { readonly text: string; readonly weighed: WeighedHit[] } | undefined;
  let waiting: Sign[][] = [];
  let doesTakePart = false;
  const seen = new Set<number>();

  function take(text: string): Sign[] {
    const weighed = last?.text === text ? last.weighed : [];
    // The text itself is held no longer than until it is judged.
    last = undefined;
    return signsOf(text, weighed, wanted);
  }

  return {
    onWeighed({ text }, weighed) {
      if (last?.text === text) last.weighed.push(...weighed);
      else last = { text, weighed: [...weighed] };
    },
    has: (text) => last?.text === text && signsOf(text, last.weighed, wanted).length > 0,
    read(text) {
      const signs = take(text);
      // A text is told again as a whole where one sign of it is new: what it is about may lie in the others.
      if (signs.every(({ mark }) => seen.has(mark)) || seen.size >= mostSeen) return;
      for (const { mark } of signs) seen.add(mark);
      if (doesTakePart) send("page", signs);
      else if (waiting.length < mostWaiting) waiting.push(signs);
    },
    typed(text) {
      doesTakePart = true;
      const signs = take(text);
      if (signs.length > 0) send("typed", signs);
      for (const read of waiting) send("page", read);
      waiting = [];
    },
  };
}
