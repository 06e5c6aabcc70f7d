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
  /** The signs of the text that was scanned last; from then on the text is held no longer. */
  take(text: string): Sign[];
  /** These were read on the page, and can be seen. */
  read(signs: readonly Sign[]): void;
  /** Something was typed, and these were in it. */
  typed(signs: readonly Sign[]): void;
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
  /** What was typed is shown on the page a moment later: those are nobody else's words. */
  const own = new Set<number>();

  return {
    onWeighed({ text }, weighed) {
      if (last?.text === text) last.weighed.push(...weighed);
      else last = { text, weighed: [...weighed] };
    },
    take(text) {
      const weighed = last?.text === text ? last.weighed : [];
      last = undefined;
      return signsOf(text, weighed, wanted);
    },
    read(given) {
      const signs = given.filter(({ mark }) => !own.has(mark));
      // A text is told again as a whole where one sign of it is new: what it is about may lie in the others.
      if (signs.every(({ mark }) => seen.has(mark)) || seen.size >= mostSeen) return;
      for (const { mark } of signs) seen.add(mark);
      if (doesTakePart) send("page", signs);
      else if (waiting.length < mostWaiting) waiting.push(signs);
    },
    typed(signs) {
      doesTakePart = true;
      for (const { mark } of signs) own.add(mark);
      if (signs.length > 0) send("typed", [...signs]);
      for (const read of waiting) send("page", read);
      waiting = [];
    },
  };
}
