// What a batch is worth: who signed it, and what becomes of one that nobody signed.
import type { Context } from "hono";
import { batchPath } from "../../lib/contract/device-signature.ts";
import type { DeviceAboutStore } from "../store/device-about-store.ts";
import type { DeviceRefusal, DeviceStore, SignedCount } from "../store/device-store.ts";
import { isSignedBy, keyOfPoint, signatureOf } from "./device-signature.ts";
import type { KnownKeys } from "./known-keys.ts";

/**
 * Batches that no device has signed: "allow" takes all (a school whose extensions are of an earlier version), "refuse"
 * none, "until-enrolled" those that name no device that has enrolled.
 */
export const unsignedRules = ["allow", "until-enrolled", "refuse"] as const;
export type UnsignedRule = (typeof unsignedRules)[number];

export interface Sender {
  /** Signed by this device, by this count, which is yet to be taken. */
  readonly signed?: SignedCount;
  /** It signs and is not known here: it should enrol. */
  readonly shouldEnrol?: true;
}

export type DeviceCheck =
  | { readonly kind: "sender"; readonly sender: Sender }
  | { readonly kind: "refused"; readonly what: string; readonly expected: string }
  /** Signed by this device, of which nothing is taken. */
  | { readonly kind: "shut-out" };

const refused = (what: string, expected: string): DeviceCheck => ({
  kind: "refused",
  what,
  expected,
});

/** What a device hears that somebody at the desk has shut out: what was refused, and what would be taken. */
export const shutOutWords = [
  "a device that the school has shut out",
  "a device that somebody lets in again at the desk",
] as const;

const enrolFirst = "a batch signed by a device that has enrolled (POST /api/v1/devices)";

/** Checks the signature of a batch, where it has one. `sent`: the body as it came. */
export async function checkDevice(
  c: Context,
  sent: Uint8Array,
  needs: {
    readonly store: DeviceStore & DeviceAboutStore;
    readonly unsigned: UnsignedRule;
    readonly atMs: number;
    readonly keys: KnownKeys;
  },
): Promise<DeviceCheck> {
  const { store, unsigned, atMs, keys } = needs;
  const read = signatureOf(c);
  if (read.kind === "malformed") return refused("a signature of another shape", enrolFirst);
  if (read.kind === "none") {
    return unsigned === "refuse"
      ? refused("a batch that is not signed", enrolFirst)
      : { kind: "sender", sender: {} };
  }
  const { device, count } = read.head;
  const request = { method: "POST", path: batchPath, sent };
  // Whether it is the device's key still is asked where its count is taken.
  const remembered = keys.find(device);
  if (remembered !== undefined && (await isSignedBy(remembered.key, read, request))) {
    return { kind: "sender", sender: { signed: { device, count, atMs, key: remembered.point } } };
  }
  const known = await store.readDevice(device);
  if (known === undefined) {
    return unsigned === "refuse"
      ? refused("a device that is not known", enrolFirst)
      : { kind: "sender", sender: { shouldEnrol: true } };
  }
  const key = keyOfPoint(known.key);
  if (key === undefined || !(await isSignedBy(key, read, request))) {
    await note(store, device, "signature", atMs);
    return refused("a signature that is not that device's", enrolFirst);
  }
  if (known.shutOutAtMs !== null) {
    await note(store, device, "shut-out", atMs);
    return { kind: "shut-out" };
  }
  keys.remember(device, { point: known.key, key });
  return { kind: "sender", sender: { signed: { device, count, atMs, key: known.key } } };
}

/** For the desk; what cannot be noted refuses nothing. */
export async function note(
  store: DeviceStore & DeviceAboutStore,
  device: string,
  why: DeviceRefusal,
  atMs: number,
  times = 1,
): Promise<void> {
  await store.noteRefused(device, why, times, atMs).catch(() => undefined);
  await store.noteRefusal(device, why, times, atMs).catch(() => undefined);
}
