// What the desk does with a request that is read out to it: the code, made from the school's secret.
import { createHmac } from "node:crypto";
import type { UnlockRequestView } from "../../lib/contract/message.ts";
import { codeOf, unlockText } from "../../lib/core/policy/unlock-code.ts";

const deskSecret = Buffer.alloc(32, 9);

/** The `unlockKey` of the managed configuration that fits. */
export const unlockKey = deskSecret.toString("base64");

export const staffName = "Mr Tam Sample";

export function codeFor(
  view: Pick<UnlockRequestView, "request" | "what" | "place">,
  minutes: number,
  by = staffName,
): string {
  const { request, what, place } = view;
  const text = unlockText({ request, what, place, minutes, by });
  return codeOf(createHmac("sha256", deskSecret).update(text).digest());
}
