// An event sealed as a device seals it, without a device.
import { boundOf, splitEvent } from "../../lib/core/seal/split-event.ts";
import type { SchoolgateEvent } from "../../lib/contract/event.ts";
import type { SafeguardingKey } from "../../lib/contract/safeguarding-keys.ts";
import { createSealer } from "../../lib/platform/sealer.ts";

const sealer = createSealer();

export async function sealEvent<Event extends SchoolgateEvent>(
  event: Event,
  keys: readonly SafeguardingKey[],
): Promise<Event> {
  const tags = { user: "0123456789abcdef", place: "fedcba9876543210" };
  const { open, secret, head } = splitEvent(event, tags);
  const bound = boundOf(event);
  return {
    ...open,
    sealed: await sealer.seal(keys, JSON.stringify(secret), bound.sealed),
    head: await sealer.seal(keys, JSON.stringify(head), bound.head),
  } as Event;
}
