// What is different between the agreement that somebody agreed to and the one that is asked now.
import type { AgreedBefore } from "../../contract/message.ts";

export interface AgreementSheet {
  readonly rules: readonly string[];
  readonly promise: string;
}

/** A comma or a capital more is no other rule. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Undefined where both say the same, in whatever order. */
export function agreementChanges(
  before: AgreementSheet,
  now: AgreementSheet,
): AgreedBefore["changes"] {
  const were = new Set(before.rules.map(plain));
  const are = new Set(now.rules.map(plain));
  const added = now.rules.filter((rule) => !were.has(plain(rule)));
  const removed = before.rules.filter((rule) => !are.has(plain(rule)));
  const isPromiseNew = plain(before.promise) !== plain(now.promise);
  if (added.length + removed.length === 0 && !isPromiseNew) return undefined;
  return { added, removed, isPromiseNew };
}
