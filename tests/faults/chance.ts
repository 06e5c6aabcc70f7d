// Chance that is the same again for the same seed (mulberry32).

export interface Dice {
  /** In [0, 1). */
  fraction(): number;
  /** In [0, below). */
  whole(below: number): number;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** True so often. */
  chance(of: number): boolean;
}

export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number): number => Math.floor(fraction() * below);
  return {
    fraction,
    whole,
    pick: (from) => from[whole(from.length)] ?? from[0],
    chance: (of) => fraction() < of,
  };
}
