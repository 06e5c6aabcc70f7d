// One small value of the state store, read once a worker's life and written through. The worker is its only writer.
import type { StateStore, Vault } from "../ports.ts";

export interface Remembered<T> {
  read(): Promise<T>;
  write(value: T): Promise<void>;
  /** Reads, changes and writes as one step: of two that come at once, neither loses what the other said. */
  update(change: (value: T) => T): Promise<T>;
  /** The same for what makes things stricter: where the disk does not take it, it is believed for this life. */
  hold(change: (value: T) => T): Promise<T>;
}

/** What is stored as something else than itself. */
interface Packing<T> {
  readonly parse: (stored: unknown) => T | Promise<T>;
  readonly pack: (value: T) => unknown;
}

/**
 * `parse` turns whatever is stored (undefined at first, an older version's value later) into a value; never throws.
 * `pack` is the other way, where a value is not stored as it is.
 */
export function remember<T>(
  state: StateStore,
  name: string,
  parse: Packing<T>["parse"],
  pack: Packing<T>["pack"] = (value) => value,
): Remembered<T> {
  let cached: Promise<T> | undefined;
  let lastUpdate: Promise<unknown> = Promise.resolve();

  function read(): Promise<T> {
    if (cached !== undefined) return cached;
    const reading = state.get(name).then(parse);
    cached = reading;
    // A read that failed is tried again by the next who asks.
    reading.catch(() => {
      if (cached === reading) cached = undefined;
    });
    return reading;
  }

  async function write(value: T): Promise<void> {
    // Stored before it is believed: what is acted upon has outlived us already.
    await state.set(name, await pack(value));
    cached = Promise.resolve(value);
  }

  function inTurn(change: (value: T) => T, keep: (value: T) => Promise<void>): Promise<T> {
    const mine = lastUpdate.then(async () => {
      const value = change(await read());
      await keep(value);
      return value;
    });
    lastUpdate = mine.catch(() => {});
    return mine;
  }

  return {
    read,
    write,
    update: (change) => inTurn(change, write),
    hold: (change) =>
      inTurn(change, async (value) => {
        await write(value).catch(() => {
          cached = Promise.resolve(value);
        });
      }),
  };
}

/**
 * The same for a value that tells where somebody was, or who: on the disk it is closed with the vault's keys. `isEmpty`
 * values are not kept at all, so that most wake-ups need no key. Rejects where the vault does.
 */
export function rememberClosed<T>(
  { state, vault }: { readonly state: StateStore; readonly vault: Vault },
  name: string,
  empty: T,
  isEmpty: (value: T) => boolean,
): Remembered<T> {
  return remember<T>(
    state,
    name,
    async (stored) => {
      const bytes = toBytes(stored);
      const text = bytes === undefined ? undefined : await vault.open(bytes);
      return text === undefined ? empty : (JSON.parse(text) as T);
    },
    async (value) =>
      isEmpty(value) ? undefined : toBase64(await vault.close(JSON.stringify(value))),
  );
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Undefined for what was never closed: nothing, or something of another version. */
function toBytes(stored: unknown): Uint8Array | undefined {
  if (typeof stored !== "string") return undefined;
  try {
    return Uint8Array.from(atob(stored), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
