// Devices' keys that were used last, read and made ready: nothing is asked of the database to check a signature again. It
// is no more than a memory: a count is taken only while the key is that device's (`SignedCount.key`).
import type { KeyObject } from "node:crypto";

export interface KnownKey {
  /** As the store has it. */
  readonly point: string;
  readonly key: KeyObject;
}

export interface KnownKeys {
  find(device: string): KnownKey | undefined;
  remember(device: string, key: KnownKey): void;
  forget(device: string): void;
}

/** About 2 kB each: the devices of a large trust. */
const keysMost = 20_000;

/** Of more, those that were remembered first are forgotten. */
export function createKnownKeys(most = keysMost): KnownKeys {
  const known = new Map<string, KnownKey>();
  return {
    find: (device) => known.get(device),
    remember(device, key) {
      known.set(device, key);
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
    },
    forget(device) {
      known.delete(device);
    },
  };
}
