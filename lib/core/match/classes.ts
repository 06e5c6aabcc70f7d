// The classes into which every character is folded. The table itself is built by
// `lib/build/lexicon-fold-table.ts` and travels in the packed lexicon; these are the numbers both sides share.
// Order matters: the hot loop tells kinds apart by comparing with one bound.

/** Not there at all: combining marks, zero-width and other invisible characters. */
export const skipClass = 0;
export const spaceClass = 1;
export const punctuationClass = 2;
/** Nothing inside a word (don't = dont), an edge outside one. */
export const apostropheClass = 3;
/** Punctuation that may stand for a letter: @ $ ! * and the like. */
export const symbolClass = 4;
/** & and %: perhaps the start of an encoded character. */
export const escapeClass = 5;
/** From here on: part of a word. One character that stands for several letters (ß, ﬁ). */
export const ligatureClass = 6;
/** 0 to 9 are 7 to 16. */
export const digitClass = 7;
/** a to z are 17 to 42, with everything that looks like them. */
export const letterClass = 17;
/** A letter or digit of no phrase. Classes above it are given to other scripts as the phrases need them. */
export const otherClass = 43;
export const firstFreeClass = 44;
/** A high surrogate: the class is that of the pair. */
export const surrogateClass = 255;
