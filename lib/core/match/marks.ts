// What the reading of a text notes of words that look odd, and of the text as a whole.

/** No white space stands between this word and the one before. */
export const joinedMark = 1;
/** One letter or digit. */
export const singleMark = 2;
/** A letter three times in a row, or several doubled. */
export const stretchedMark = 4;
/** Unknown, but begins with a known word: perhaps words written together. */
export const compoundMark = 8;
/** Seems to be words written together and holds none. */
export const dullMark = 16;
/** Its gates are worth a look: those of phrases that name a risk, or of those that help to weigh. */
export const leadMark = 32;
export const helpMark = 64;
/** Letters and digits together, or one character for two letters. */
export const oddMark = 128;
/** A symbol that may be a letter stands directly before, or directly after. */
export const symbolBeforeMark = 256;
export const symbolAfterMark = 512;
/** Made from words that were hidden; set by the readings. */
export const disguisedMark = 1024;
/** In a row with hidden words in their places: a reading that no earlier row had. */
export const freshMark = 2048;

/** In an edited row: the word belongs to a run that counts only as a whole, and is its first or last. */
export const wholeMark = 1;
export const wholeFirstMark = 2;
export const wholeLastMark = 4;
/** In an edited row: a guess that needs company. */
export const weakMark = 8;

/** What follows from a run's letters alone. */
export const runMarks = singleMark | stretchedMark | compoundMark | dullMark | leadMark | helpMark;

/** What the text as a whole shows. */
export const flippedSignal = 1;
export const reversedSignal = 2;
export const encodedSignal = 4;
