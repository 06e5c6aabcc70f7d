// Where everything stands in the memory that the engine's WebAssembly and TypeScript share. Both read this file: it holds
// numbers alone, in a form that either language understands. Areas of fixed size come first, the lexicon's tables last.

/** UTF-16 units of a text that are in memory at one time, at most. */
export const windowUnits = 32768;
/** Words that are in memory at one time, at most. */
export const mostTokens = 2048;
/** Words of a row with hidden ones in their places, at most. */
export const rowTokens = 4096;
/** Units that are cut into runs at one go. */
export const stretchUnits = 4096;
/** Sets of four places for runs met before: four hashes of the letters, then four times the word and its marks. */
export const metSets = 4096;
export const metSetBytes = 64;
/** Places for runs that look odd: a hash with what is known of it, and a number. */
export const knownRuns = 4096;

/** Bytes that are never read for what they say, around areas that are read 16 bytes at a time. */
const edge = 64;

/** What WebAssembly says when it has stopped: the next unit, how many words and hits there are, what was met (signals). */
export const stateAt = 16;
/** Addresses of the tables, in the order of `tableNames`; the numbers after them are said in `shared-memory.ts`. */
export const layoutAt = 64;
/** Bits by which letters, and what is odd, are told: 16 bytes for a unit's low half, 16 for its high half, of each. */
export const letterLowAt = 512;
export const oddLowAt = 528;
export const highBitsAt = 544;
/** 16 bytes of ones, then 16 of nothing: the first so many letters of a run. */
export const maskAt = 576;
/** Unit, or printed sign, that is not ASCII → the ASCII unit that says as much. */
export const foldedAt = 640;
export const knownUnits = 384;
export const printedSigns = 0x2000;
export const signCount = 0x70;
/** What a digit, and what a sign, may stand for: letters as `wasm/spell-units.ts` packs them; how many signs there are. */
export const digitsAt = 1152;
export const signsAt = 1200;
/** Edges of runs, two bytes each: begin, end, begin, end. */
export const edgesAt = 2048;
/** Where a search stands: positions, and the last step that reached each. */
export const currentAt = edgesAt + 2 * stretchUnits + edge;
export const nextAt = currentAt + 256;
export const reachedAt = nextAt + 256;
/** Words of a stretch of text, column by column; then a row of words in which hidden ones are put in their places. */
export const wordsAt = reachedAt + 1024 + edge;
export const startsAt = wordsAt + 4 * rowTokens + edge;
export const endsAt = startsAt + 4 * rowTokens + edge;
export const marksAt = endsAt + 4 * rowTokens + edge;
/** How far the columns of the row stand behind those of the text. */
export const rowShift = marksAt + 2 * rowTokens + edge - wordsAt;
export const metAt = wordsAt + 2 * rowShift;
export const knownRunsAt = metAt + metSetBytes * metSets;
/** Letters of a hidden word, twelve bytes each: a few more than the most there may be, since one sign may be three. */
export const mostLetters = 64;
export const lettersAt = knownRunsAt + 16 * knownRuns + edge;
export const letterBytes = 12 * (mostLetters + 8);
/** Readings of a hidden word, of so many words at most, twelve bytes each: word, start, end; the one that is tried first. */
export const readingBytes = 12 * (mostLetters + 8);
export const readingsAt = lettersAt + letterBytes + edge;
/** Hidden words of a stretch of text, and the words that they were read as. */
export const mostEdits = 512;
export const mostEditWords = 1536;
export const editsAt = readingsAt + 4 * readingBytes + edge;
export const editWordsAt = editsAt + 16 * mostEdits + edge;
/** The text: as UTF-8, as it came; as UTF-16; and with each unit as one of ASCII. */
export const utf8At = editWordsAt + 12 * mostEditWords + edge;
export const unitsAt = utf8At + 3 * windowUnits + edge;
export const plainAt = unitsAt + 2 * windowUnits + edge;
export const tablesAt = plainAt + windowUnits + 2 * edge;
