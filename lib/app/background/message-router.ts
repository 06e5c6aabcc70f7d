// Every message: the sender first, the shape second, the amount third, then one handler (law 8). Never throws, always
// answers.
import { messageSchemas, messageTiers } from "../../contract/message.ts";
import type { MessageName, MessageReply, SenderTier } from "../../contract/message.ts";
import type { z } from "zod";
import type { MessageFrom, Self } from "../ports.ts";
import type { MessageLimit } from "./message-limit.ts";
import { refuseWith } from "./outcome.ts";

export type MessageBody<Name extends MessageName> = z.output<(typeof messageSchemas)[Name]>;
export type MessageHandlers = {
  readonly [Name in MessageName]: (
    body: MessageBody<Name>,
    from: MessageFrom,
  ) => Promise<MessageReply<Name>>;
};

/** By what the browser says of the sender: one of our own pages, a content script of ours in a web page, or nobody. */
export function tierOf(
  from: MessageFrom,
  self: Pick<Self, "id" | "origin">,
): SenderTier | undefined {
  if (from.id !== self.id) return undefined;
  const isOurPage =
    from.url?.startsWith(`${self.origin}/`) === true &&
    (from.origin === undefined || from.origin === self.origin);
  if (isOurPage) return "extension";
  // Other parts of an extension have no tab: what is left with one runs in a web page.
  return from.tab?.id === undefined ? undefined : "content";
}

function isName(name: unknown): name is MessageName {
  return typeof name === "string" && Object.hasOwn(messageSchemas, name);
}

async function put<Name extends MessageName>(
  name: Name,
  body: unknown,
  from: MessageFrom,
  handlers: MessageHandlers,
  limit: MessageLimit | undefined,
): Promise<MessageReply<Name>> {
  const parsed = messageSchemas[name].safeParse(body);
  if (!parsed.success) return refuseWith("the message has another shape than expected");
  const source = "source" in parsed.data ? parsed.data.source : "";
  const chars = "text" in parsed.data ? parsed.data.text.length : 0;
  if (limit?.mayBeHeard(name, from, source, chars) === false) return refuseWith("too much at once");
  return handlers[name](parsed.data as MessageBody<Name>, from);
}

/** The answer to one message. Reasons never repeat what a message held. */
export async function routeMessage(
  message: unknown,
  from: MessageFrom,
  self: Pick<Self, "id" | "origin">,
  handlers: MessageHandlers,
  limit?: MessageLimit,
): Promise<MessageReply<MessageName>> {
  const tier = tierOf(from, self);
  if (tier === undefined) return refuseWith("the sender is not known");
  if (typeof message !== "object" || message === null || !("schoolgate" in message)) {
    return refuseWith("not a message of Schoolgate");
  }
  const name = message.schoolgate;
  if (!isName(name)) return refuseWith("there is no such message");
  if (messageTiers[name] !== tier) return refuseWith("the sender may not ask this");
  try {
    return await put(name, "body" in message ? message.body : undefined, from, handlers, limit);
  } catch {
    return refuseWith("Schoolgate could not do this just now. Please try again.");
  }
}
