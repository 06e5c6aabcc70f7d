import type { Chance, Clock } from "../app/ports.ts";

export function createClock(): Clock {
  return {
    nowMs: () => Date.now(),
    after: (delayMs) =>
      new Promise((resolve) => {
        setTimeout(() => resolve(undefined), delayMs);
      }),
  };
}

export function createChance(): Chance {
  return {
    bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    fraction: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
  };
}
