// One small value of the state store, read once a worker's life and written through. The worker is its only writer.
import type { StateStore } from "../ports.ts";

export interface Remembered<T> {
  read(): Promise<T>;
  write(value: T): Promise<void>;
}

/** `parse` turns whatever is stored (undefined at first, an older version's value later) into a value; never throws. */
export function remember<T>(
  state: StateStore,
  name: string,
  parse: (stored: unknown) => T,
): Remembered<T> {
  let cached: Promise<T> | undefined;
  return {
    read() {
      if (cached !== undefined) return cached;
      const reading = state.get(name).then(parse);
      cached = reading;
      // A read that failed is tried again by the next who asks.
      reading.catch(() => {
        if (cached === reading) cached = undefined;
      });
      return reading;
    },
    async write(value) {
      // Stored before it is believed: what is acted upon has outlived us already.
      await state.set(name, value);
      cached = Promise.resolve(value);
    },
  };
}
