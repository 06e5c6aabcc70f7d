// How our own pages ask the worker. One door, so that a page need not know that workers die. The bare `chrome` object:
// the polyfill would add 10 kB to each page for this one call.
import type {
  MessageEnvelope,
  MessageInput,
  MessageName,
  MessageReply,
} from "../contract/message.ts";

/** A second try wakes a worker that died under the first. */
const retryDelaysMs = [0, 150, 600];

function waitMs(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

function isReply<Name extends MessageName>(given: unknown): given is MessageReply<Name> {
  return typeof given === "object" && given !== null && "ok" in given;
}

/**
 * Asks the worker and waits for its answer. Never rejects: a worker that cannot be reached is
 * `{ok: false, error}`. What is stored carries a claim (`worry/send`), so a repeat is harmless.
 */
export async function sendMessage<Name extends MessageName>(
  name: Name,
  body: MessageInput<Name>,
): Promise<MessageReply<Name>> {
  const envelope: MessageEnvelope<Name> = { schoolgate: name, body };
  for (const delayMs of retryDelaysMs) {
    if (delayMs > 0) await waitMs(delayMs);
    try {
      const reply: unknown = await chrome.runtime.sendMessage(envelope);
      if (isReply<Name>(reply)) return reply;
    } catch {
      // The worker died before it answered, or the extension was replaced under the page.
    }
  }
  return { ok: false, error: "Schoolgate did not answer on this Chromebook." };
}
