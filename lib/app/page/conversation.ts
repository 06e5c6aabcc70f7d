// The last few messages beside a chat box: context for weighing what is typed, and nothing that is sent by itself.
import { readText } from "./visible-text.ts";

const feeds = '[role="log"],[role="feed"],[role="list"],[role="grid"],[aria-live="polite"]';
/** How far above the field a conversation is looked for. */
const mostLevels = 15;
const mostMessages = 4;
const mostCharsEach = 160;

/** The last messages of the conversation nearest to a field, oldest first, a line each; "" where there is none. */
export function conversationAround(
  field: Element,
  shadowRootOf: (element: Element) => ShadowRoot | null,
): string {
  let around: Node | null = field;
  for (let level = 0; level < mostLevels && around !== null; level += 1) {
    around = around instanceof ShadowRoot ? around.host : around.parentNode;
    if (!(around instanceof Element || around instanceof ShadowRoot)) return "";
    let feed: Element | undefined;
    for (const one of around.querySelectorAll(feeds)) {
      if (!one.contains(field) && one.firstElementChild !== null) feed = one;
    }
    if (feed !== undefined) return lastLines(feed, shadowRootOf);
  }
  return "";
}

function lastLines(feed: Element, shadowRootOf: (element: Element) => ShadowRoot | null): string {
  let list = feed;
  for (let only = list.firstElementChild; only !== null; only = list.firstElementChild) {
    if (list.childElementCount > 1) break;
    list = only;
  }
  if (list.childElementCount === 0) list = list.parentElement ?? list;
  const lines: string[] = [];
  let message = list.lastElementChild;
  // Empty ones (spacers, "typing …" marks) do not count, but they come to an end.
  for (let looks = 0; message !== null && looks < 20 && lines.length < mostMessages; looks += 1) {
    const line = readText(message, shadowRootOf, mostCharsEach).text.trim().slice(0, mostCharsEach);
    if (line !== "") lines.unshift(line);
    message = message.previousElementSibling;
  }
  return lines.join("\n");
}
