// Numbers by which pairs of words are filed as bits (`word-pairs.ts`), for TypeScript and WebAssembly alike.

/** The second word follows, or precedes, within as many words as a gate asks; or follows directly, in one phrase. */
export const rightSide = 1;
export const leftSide = 2;
export const joinSide = 3;
/** The second follows directly, and a gate stands at one of them. */
export const besideSide = 0;

/** Words of more letters are not filed as following one another: what is written together of them is looked at anyway. */
export const longestShort = 3;

// Numbers below 2^30 are the only ones that code which is not yet warm reckons with cheaply: with less than 26,000 words
// all of this stays there.
export const pairMix = 40503;
export const otherMix = 30011;
export const sideMix = 0x0a3d70a3;
