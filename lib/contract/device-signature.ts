// How a device signs what it sends: the header, and the text under the signature. Free of zod; both ends use it.
//
//   Schoolgate-Device: v=1, device=ULID, time=UNIX_MS, count=N, signature=BASE64URL
//
// The signature is ECDSA P-256 with SHA-256 (64 bytes, r and s) by the device's own key over the lines of `signedText`.
// `count` rises with each request of a device and is never used twice: the collector refuses one it has seen. `time` is
// the device's clock, for whoever reads a refusal; a wrong clock refuses nothing. The body is hashed as it was sent,
// compressed where it was.
import { isUlid, type DeviceId } from "./ids.ts";

export const signatureHeader = "Schoolgate-Device";
/** Which version of the extension sends; beside the signature, and not under it: it is shown and decides nothing. */
export const versionHeader = "Schoolgate-Version";

/** Below the collector's address, whatever stands before them there. */
export const batchPath = "/api/v1/batches";
export const enrolPath = "/api/v1/devices";

export interface SignedHead {
  readonly device: DeviceId;
  /** The device's clock, Unix ms. */
  readonly timeMs: number;
  readonly count: number;
}

/** `bodyHash`: SHA-256 of the body as sent, base64url without padding. */
export function signedText(
  head: SignedHead,
  method: string,
  path: string,
  bodyHash: string,
): string {
  const { device, timeMs, count } = head;
  return ["schoolgate-device-1", method, path, device, timeMs, count, bodyHash].join("\n");
}

export function writeSignature({ device, timeMs, count }: SignedHead, signature: string): string {
  return `v=1, device=${device}, time=${timeMs}, count=${count}, signature=${signature}`;
}

const shape =
  /^v=1, device=([0-9A-Z]{26}), time=(\d{1,15}), count=(\d{1,15}), signature=([A-Za-z0-9_-]{86})$/;

/** Undefined for what is no such header. */
export function readSignature(
  header: string,
): { readonly head: SignedHead; readonly signature: string } | undefined {
  const found = shape.exec(header);
  const [, device = "", time = "", count = "", signature = ""] = found ?? [];
  if (found === null || !isUlid(device)) return undefined;
  return {
    head: { device: device as DeviceId, timeMs: Number(time), count: Number(count) },
    signature,
  };
}
