// The page's side of the signs: what was read there, held until the person at the device takes part.
import type { Sign } from "./types.ts";

/** Texts whose signs wait for somebody to write on the page. */
const mostWaiting = 20;
/** Words that are told apart on one page; a page that shows more has long been told of. */
const mostSeen = 400;

export interface SignBook {
  /** These were read on the page, and can be seen. */
  read(signs: readonly Sign[]): void;
  /** Something was typed. */
  typed(): void;
  /** The marks of what was typed: it is shown on the page a moment later, and then they are nobody else's words. */
  own(marks: readonly number[]): void;
}

/**
 * What is only read leaves nothing: articles, stories and feeds hold every sign there is. What is read counts from the
 * moment on that somebody writes on that page, for then it is a conversation. Each text's signs go by themselves.
 */
export function createSignBook(send: (signs: Sign[]) => void): SignBook {
  let waiting: Sign[][] = [];
  let doesTakePart = false;
  const seen = new Set<number>();
  const own = new Set<number>();

  return {
    read(given) {
      const signs = given.filter(({ mark }) => !own.has(mark));
      // A text is told again as a whole where one sign of it is new: what it is about may lie in the others.
      if (signs.every(({ mark }) => seen.has(mark)) || seen.size >= mostSeen) return;
      for (const { mark } of signs) seen.add(mark);
      if (doesTakePart) send(signs);
      else if (waiting.length < mostWaiting) waiting.push(signs);
    },
    typed() {
      doesTakePart = true;
      for (const read of waiting) send(read);
      waiting = [];
    },
    own(marks) {
      for (const mark of marks) own.add(mark);
    },
  };
}
