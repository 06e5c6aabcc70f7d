// One small value of the state store, read once a worker's life and written through. The worker is its only writer.
import type { StateStore } from "../ports.ts";

export interface Remembered<T> {
  read(): Promise<T>;
  write(value: T): Promise<void>;
  /** Reads, changes and writes as one step: of two that come at once, neither loses what the other said. */
  update(change: (value: T) => T): Promise<T>;
}

/**
 * `parse` turns whatever is stored (undefined at first, an older version's value later) into a value; never throws.
 * `pack` is the other way, where a value is not stored as it is.
 */
export function remember<T>(
  state: StateStore,
  name: string,
  parse: (stored: unknown) => T,
  pack: (value: T) => unknown = (value) => value,
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
    await state.set(name, pack(value));
    cached = Promise.resolve(value);
  }

  return {
    read,
    write,
    update(change) {
      const mine = lastUpdate.then(async () => {
        const value = change(await read());
        await write(value);
        return value;
      });
      lastUpdate = mine.catch(() => {});
      return mine;
    },
  };
}
