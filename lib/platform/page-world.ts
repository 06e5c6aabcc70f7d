// The real world of a page session. A content script pays for every byte in every frame, so the bare `chrome`
// object is used here; the polyfill (10 kB) is for the worker and the pages.
import type { MessageEnvelope, MessageReply } from "../contract/message.ts";
import { isOwn } from "./own-elements.ts";
import type { PageWorld } from "../app/page/page-world.ts";

/** Waits before a report is tried again: the worker may have died while it was storing (law 3, law 4). */
const retryDelaysMs = [200, 1000, 4000, 15_000];

function waitMs(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

type PageClaim = "page/finding" | "page/signs" | "page/circumvention" | "page/incomplete";
type PageMessage = "page/hello" | "page/read" | "page/typed" | PageClaim;

async function ask<Name extends PageMessage>(
  envelope: MessageEnvelope<Name>,
): Promise<MessageReply<Name> | undefined> {
  try {
    return await chrome.runtime.sendMessage<MessageEnvelope<Name>, MessageReply<Name> | undefined>(
      envelope,
    );
  } catch {
    // The worker went away before it answered, or the extension was replaced under the page.
    return undefined;
  }
}

interface BackgroundScheduler {
  postTask(run: () => void, options: { priority: "background" }): Promise<void>;
}

export function createPageWorld(): PageWorld {
  // `chrome.runtime.id` becomes undefined when the extension is replaced or removed under the page.
  const isAlive = (): boolean => (chrome.runtime as { id?: string } | undefined)?.id !== undefined;

  /** Asks until the worker has answered: anything, or a yes where the answer means "stored". */
  async function insist<Name extends PageMessage>(
    envelope: MessageEnvelope<Name>,
    isYesWanted: boolean,
  ): Promise<MessageReply<Name> | undefined> {
    for (const delayMs of [0, ...retryDelaysMs]) {
      if (delayMs > 0) await waitMs(delayMs);
      if (!isAlive()) break;
      const reply = await ask(envelope);
      if (reply !== undefined && (reply.ok || !isYesWanted)) return reply;
    }
    return undefined;
  }
  const deliver = async (envelope: MessageEnvelope<PageClaim>): Promise<boolean> =>
    (await insist(envelope, true)) !== undefined;

  return {
    async hello() {
      const reply = await insist<"page/hello">({ schoolgate: "page/hello", body: {} }, false);
      return reply?.ok === true ? reply.value : undefined;
    },
    async read(text) {
      const reply = await insist<"page/read">({ schoolgate: "page/read", body: { text } }, true);
      return reply?.ok === true ? reply.value : undefined;
    },
    async typed(text) {
      const reply = await insist<"page/typed">({ schoolgate: "page/typed", body: text }, true);
      return reply?.ok === true ? reply.value : undefined;
    },
    report: (finding) => deliver({ schoolgate: "page/finding", body: finding }),
    sign: (signs) => deliver({ schoolgate: "page/signs", body: signs }),
    tell: (sign) => deliver({ schoolgate: "page/circumvention", body: sign }),
    tellIncomplete: () => deliver({ schoolgate: "page/incomplete", body: {} }),
    shadowRootOf(element) {
      if (!(element instanceof HTMLElement) || isOwn(element)) return null;
      return chrome.dom.openOrClosedShadowRoot(element);
    },
    async nextSlice() {
      const { scheduler } = globalThis as { scheduler?: BackgroundScheduler };
      if (scheduler === undefined) await waitMs(0);
      else await scheduler.postTask(() => {}, { priority: "background" });
    },
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    nowMs: () => performance.now(),
    newClaim() {
      const bytes = crypto.getRandomValues(new Uint8Array(12));
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    },
    isAlive,
  };
}
