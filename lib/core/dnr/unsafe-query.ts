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

export interface UnsafeQuery {
  /** What follows the path. */
  readonly regex: string;
  /** So many signs of paths' beginnings fit into one rule beside it (measured). */
  readonly mostStartSigns: number;
}

/**
 * What follows the path of an address in which the parameter is missing, has another value, or stands twice: three
 * regular expressions in which case counts. In doubt an address counts as safe: the gates look at pages and frames.
 */
export function unsafeQueries(key: string, value: string): readonly UnsafeQuery[] {
  const start = `${key}=`;
  const name = escape(start);
  const missing = `(?:[?&]${notBeginning(start.slice(0, mostOfName))})*(?:#|$)`;
  const other = `${inQuery}*[?&]${name}${notBeginning(value.slice(0, mostOfValue))}(?:[&#]|$)`;
  const twice = `${inQuery}*[?&]${name}${inQuery}*&${name}`;
  return [
    { regex: missing, mostStartSigns: 10 },
    { regex: other, mostStartSigns: 27 },
    { regex: twice, mostStartSigns: 27 },
  ];
}
