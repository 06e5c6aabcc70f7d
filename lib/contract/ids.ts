// Identifiers that cross a boundary. Free of zod. Randomness is an argument: the caller owns it.

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** 26 characters: 10 of time, 16 of chance; sorts by time of making (the ULID layout). */
export type EventId = Branded<"EventId">;
/** 26 characters as an event id, made once per installation. */
export type DeviceId = Branded<"DeviceId">;

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const shape = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/**
 * Makes an id. `atMs` is Unix time in milliseconds, `random` at least 16 bytes of good chance.
 * Source: the ULID specification (Crockford base 32); five of each byte's bits are used.
 */
function makeUlid(atMs: number, random: Uint8Array): string {
  let time = "";
  let rest = Math.max(0, Math.floor(atMs));
  for (let place = 0; place < 10; place += 1) {
    time = alphabet.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  let chance = "";
  for (let place = 0; place < 16; place += 1) {
    chance += alphabet.charAt((random[place] ?? 0) & 31);
  }
  return time + chance;
}

export function makeEventId(atMs: number, random: Uint8Array): EventId {
  return makeUlid(atMs, random) as EventId;
}

export function makeDeviceId(atMs: number, random: Uint8Array): DeviceId {
  return makeUlid(atMs, random) as DeviceId;
}

export function isUlid(text: string): boolean {
  return shape.test(text);
}

/**
 * A reference a pupil can read out: the last six characters of an event id in two groups, "7QX-M2K".
 * It names a worry to a person who already has the list; it is no secret and opens nothing.
 */
export function referenceOf(id: string): string {
  const tail = id.slice(-6);
  return `${tail.slice(0, 3)}-${tail.slice(3)}`;
}
