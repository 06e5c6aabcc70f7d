// Whether a text may be in a language whose signs are not in every frame: by its letters, or by words that open what is
// looked for. Wrong is cheap: a script is brought that finds nothing.

const letters = /[ąćęłńśźżăâîșțşţŵŷ\u0400-\u052f\u0600-\u06ff\u0980-\u09ff\u0a00-\u0a7f]/i;
const words =
  /\b(?:[cg]wrdda?|[cg]yfarfod|n?gh?yfrinair|cyfrinair|mhin i|fy enw|dere|tyrd|has[lł]o|spotka\w*|sie|nazywam|jestem|przyj\w+|parola|vrei|hai|vino|numesc|aan|waa|kulan\w*|kaalay|guriga\w*|password(?:ka)?yg[au])\b/i;

export function mayBeOtherLanguage(text: string): boolean {
  return letters.test(text) || words.test(text);
}
