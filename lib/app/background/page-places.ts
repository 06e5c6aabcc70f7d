// Where a content script's page is: what the browser says of the sender, never what the sender says (law 8).
import type { MessageFrom, Tabs } from "../ports.ts";

export interface Places {
  readonly top: string;
  readonly frame: string;
  readonly around: readonly string[];
}

const isWeb = (address: string): boolean => /^https?:\/\//i.test(address);

/**
 * The page's own address, its frame's, and those of the frames around that: what the browser says of the sender, never
 * what the sender says. A page is known by the address that came with its message: its tab may have moved on since.
 */
export async function placesOf(from: MessageFrom, tabs: Pick<Tabs, "framePath">): Promise<Places> {
  const url = from.url ?? "";
  if (from.frameId === 0 && isWeb(url)) return { top: url, frame: url, around: [] };
  const top = from.tab?.url ?? url;
  const around =
    from.frameId === undefined || from.tab?.id === undefined
      ? []
      : await tabs.framePath(from.tab.id, from.frameId);
  if (isWeb(url)) return { top, frame: url, around };
  // about:blank, srcdoc and blob frames have their maker's origin and no address of their own.
  const origin = from.origin ?? "";
  const isTops = top.startsWith(`${origin}/`) || !isWeb(origin);
  return { top, frame: isTops ? top : `${origin}/`, around };
}
