// Which addresses of a search page are not safe yet, as regular expressions. The browser gives up on a redirect that
// leads to the very same address, and with it on rules below (measured on Chromium 156): so the redirect must not match
// where a search is safe already. RE2 knows no "not followed by"; hence the long way round. Browsers spell addresses in
// ASCII, and a class like [^&] that takes in all of Unicode would be too big for the 2 kB that a rule may take.

const regexSigns = /[\\^$.*+?()[\]{}|/-]/g;
const escape = (text: string): string => text.replaceAll(regexSigns, String.raw`\$&`);

/** The signs of an address in ASCII but these, as a class. */
export function anySignBut(signs: string): string {
  let ranges = "";
  let from = 0x21;
  for (let code = 0x21; code <= 0x7f; code += 1) {
    if (code < 0x7f && !signs.includes(String.fromCharCode(code))) continue;
    if (code > from) ranges += `\\x${from.toString(16)}-\\x${(code - 1).toString(16)}`;
    from = code + 1;
  }
  return `[${ranges}]`;
}

const inQuery = anySignBut("#");
const inPiece = anySignBut("&#");

/** A piece of a query between "&" and "&" that does not begin with the word. */
function notBeginning(word: string): string {
  const [first, ...rest] = word;
  if (first === undefined) return "";
  const further = rest.length === 0 ? "" : `|${escape(first)}${notBeginning(rest.join(""))}`;
  return `(?:${anySignBut(`${first}&#`)}${inPiece}*${further})?`;
}

/** So many signs of a name and of a value are compared: more would not fit, and the gates compare all. */
const mostOfName = 5;
const mostOfValue = 2;
/** And so many of the name behind another parameter that has to stand there. */
const mostBeside = 3;

export interface UnsafeQuery {
  /** What follows the path. */
  readonly regex: string;
  /** So many signs of paths' beginnings fit into one rule beside it (measured). */
  readonly mostStartSigns: number;
}

/**
 * Pieces that do not begin with the word; with `beside`, one of them is of one of these names. Before that one the first
 * sign alone is compared: more would not fit, and a piece too many counts as safe.
 */
function piecesWithout(word: string, beside: readonly string[] | undefined): string {
  const pieces = (without: string): string => `(?:[?&]${notBeginning(without)})*`;
  if (beside === undefined) return pieces(word);
  const named = `[?&](?:${beside.map(escape).join("|")})=${inPiece}*`;
  return `(?:[?&]${anySignBut(`${word.slice(0, 1)}&#`)}${inPiece}*)*${named}${pieces(word.slice(0, mostBeside))}`;
}

/**
 * What follows the path of an address in which the parameter is missing, has another value, or stands twice: three
 * regular expressions in which case counts. In doubt an address counts as safe: the gates look at pages and frames.
 * `beside`: where it is missing, only addresses in which one of these parameters stands are meant.
 */
export function unsafeQueries(
  key: string,
  value: string,
  beside?: readonly string[],
): readonly UnsafeQuery[] {
  const start = `${key}=`;
  const name = escape(start);
  const missing = `${piecesWithout(start.slice(0, mostOfName), beside)}(?:#|$)`;
  const other = `${inQuery}*[?&]${name}${notBeginning(value.slice(0, mostOfValue))}(?:[&#]|$)`;
  const twice = `${inQuery}*[?&]${name}${inQuery}*&${name}`;
  return [
    { regex: missing, mostStartSigns: 10 },
    { regex: other, mostStartSigns: 27 },
    { regex: twice, mostStartSigns: 27 },
  ];
}
