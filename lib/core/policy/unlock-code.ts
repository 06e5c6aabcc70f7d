// One-time codes for staff (requirement F5): a pupil's screen shows a request, the desk answers it with eight digits,
// and the device checks them without a network. Both sides make the same text from what is asked; the code is
// HMAC-SHA-256 (RFC 2104) of it, cut to decimal digits in the manner of HOTP (RFC 4226).
import type { UnlockKind } from "../../contract/vocabulary.ts";

/** Crockford's base 32: no letters that are taken for digits, or for one another. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const tailLetters = 4;
const chanceLetters = 6;

/** How many digits a code has: with five attempts a request, one guess in twenty million comes through. */
const codeDigits = 8;
/** How many random bytes a request is made of. */
export const requestBytes = chanceLetters;

export interface UnlockAsked {
  /** As `makeRequest` gives it. */
  readonly request: string;
  readonly what: UnlockKind;
  /** Host (with path), category id or lesson id. */
  readonly place: string;
  readonly minutes: number;
  /** Who opens it: the name that is typed at the screen and at the desk alike. */
  readonly by: string;
}

/** "K7Q4-9MZPTR": the end of the device's id, which binds it to the device, and `requestBytes` random bytes. */
export function makeRequest(device: string, bytes: Uint8Array): string {
  const letters = Array.from(bytes.subarray(0, chanceLetters), (byte) => alphabet[byte & 31]);
  return `${device.slice(-tailLetters)}-${letters.join("")}`;
}

/** What somebody typed, as `makeRequest` writes it; undefined where it can be no request. */
export function readRequest(typed: string): string | undefined {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  if (!/^[0-9A-HJKMNP-TV-Z]{10}$/.test(letters)) return undefined;
  return `${letters.slice(0, tailLetters)}-${letters.slice(tailLetters)}`;
}

/** The digits somebody typed; undefined where they can be no code. */
export function readCode(typed: string): string | undefined {
  const digits = typed.replaceAll(/[\s-]/g, "");
  return /^\d{8}$/.test(digits) ? digits : undefined;
}

/** What the code is made over: one line for each, so that no two things asked give the same text. */
export function unlockText({ request, what, place, minutes, by }: UnlockAsked): string {
  const lines = [request, what, place, String(minutes), by].map(normalise);
  return ["schoolgate-unlock-1", ...lines].join("\n");
}

function normalise(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/g, " ");
}

/** The whole digest modulo 10^8, as `codeDigits` decimal digits. */
export function codeOf(mac: Uint8Array): string {
  const most = 10 ** codeDigits;
  let rest = 0;
  for (const byte of mac) rest = (rest * 256 + byte) % most;
  return String(rest).padStart(codeDigits, "0");
}
