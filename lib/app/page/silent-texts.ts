// Short texts that were judged and hold nothing: a page that draws the same lines again and again (a chat, a feed, a
// list that is made anew each second) has each of them judged once. No text is kept, only a number of each.

/** Texts that are remembered; a new one takes the place of an older one. */
const most = 4096;
/** Longer texts are not worth the counting. */
const longest = 4000;

export interface SilentTexts {
  /** The number of a text; undefined where it is too long to be remembered. */
  keyOf(text: string): number | undefined;
  has(key: number): boolean;
  add(key: number): void;
}

/** `seed`: of chance, so that no page can make two texts of one number. */
export function createSilentTexts(seed: number): SilentTexts {
  let keys: Float64Array | undefined;

  /** 53 bits. */
  function keyOf(text: string): number | undefined {
    if (text.length > longest) return undefined;
    let high = 0xdeadbeef ^ seed;
    let low = 0x41c6ce57 ^ Math.imul(seed, 0x9e3779b1);
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      high = Math.imul(high ^ unit, 0x9e3779b1);
      high ^= high >>> 15;
      low = Math.imul(low ^ unit, 0x5f356495);
      low ^= low >>> 13;
    }
    return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0);
  }

  return {
    keyOf,
    has: (key) => keys !== undefined && keys[key % most] === key + 1,
    add(key) {
      keys ??= new Float64Array(most);
      // 0 is an empty place.
      keys[key % most] = key + 1;
    },
  };
}
