// What the reading of a text notes of words that look odd, and of the text as a whole.

/** No white space stands between this word and the one before. */
export const joinedMark = 1;
/** One letter or digit. */
export const singleMark = 2;
/** Letters and digits together, or one character for two letters. */
export const oddMark = 4;
/** A letter three times in a row, or several doubled. */
export const stretchedMark = 8;
/** Unknown, but begins with a known word: perhaps words written together. */
export const compoundMark = 16;
/** A symbol that may be a letter stands directly before, or directly after. */
export const symbolBeforeMark = 32;
export const symbolAfterMark = 64;
/** Made from words that were hidden; set by the readings. */
export const disguisedMark = 128;

/** What the text as a whole shows. */
export const flippedSignal = 1;
export const reversedSignal = 2;
export const encodedSignal = 4;
