// What a handler answers: a value, or a reason in plain words for whoever reads the page.
import type { MessageAnswers, MessageName, MessageReply } from "../../contract/message.ts";

export function answerWith<Name extends MessageName>(
  value: MessageAnswers[Name],
): MessageReply<Name> {
  return { ok: true, value };
}

export function refuseWith(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}
