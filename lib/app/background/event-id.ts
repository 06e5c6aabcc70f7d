// The id of an event that is being made.
import { makeEventId, type DeviceId, type EventId } from "../../contract/ids.ts";
import type { World } from "../ports.ts";

/**
 * By chance; or by its claim, so that whoever claims the same again makes the same event, even where the first went past
 * a disk that took nothing and its answer was lost. Never rejects.
 */
export async function eventIdOf(
  { chance, crypt }: Pick<World, "chance" | "crypt">,
  given: { readonly device: DeviceId; readonly atMs: number; readonly claim?: string | undefined },
): Promise<EventId> {
  const { device, atMs, claim } = given;
  const byChance = makeEventId(atMs, chance.bytes(16));
  if (claim === undefined) return byChance;
  try {
    const hash = await crypt.sha256(new TextEncoder().encode(`${device}\n${claim}`));
    const first = hash.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
    return makeEventId(first, hash.subarray(6));
  } catch {
    return byChance;
  }
}
