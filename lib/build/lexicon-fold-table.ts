// Builds the table from code point to character class: what a letter looks like is decided here, once.
import {
  apostropheClass,
  digitClass,
  escapeClass,
  firstFreeClass,
  letterClass,
  ligatureClass,
  otherClass,
  punctuationClass,
  skipClass,
  spaceClass,
  surrogateClass,
  symbolClass,
} from "../core/match/classes.ts";

/** Two-stage table: `blocks[pages[cp >> 8] << 8 | cp & 255]` is the class of code point `cp`. */
export interface FoldTable {
  readonly pages: Uint8Array;
  readonly blocks: Uint8Array;
}

/** Letters that look like Latin ones, by the Latin letter. Source: Unicode's confusables, picked by eye. */
const lookAlikes: Readonly<Record<string, string>> = {
  a: "аαɑᎪΑАａᴀɐ∂⍺ꭺ",
  b: "ЬьвВβΒʙᏼƄƀɓᏏꮟƂ฿Ⴆ",
  c: "сСϲϹᴄⅽᏟƈȼꮯƇ",
  d: "ԁᴅɖɗđĐᎠꭰⅾðÐԀ",
  e: "еЕεΕєЄэᴇɛǝɘҽҿᎬꭼ℮əƏԑεԐɇⴹ",
  f: "ƒꜰϝғҒẝꞙՖ",
  g: "ɡցɢƃԍᏀꮐǥɠԌ",
  h: "һҺհНнΗʜɥᏂᎻꮋꮒħĦԋ",
  i: "іІιΙɪıᎥꭵӀїᴉɩլΪϊ",
  j: "јЈϳʝᴊᎫꭻɾյɈɉ",
  k: "кКκΚᴋʞᏦꮶҟқҚƙКҠ",
  l: "ӏⅼʟłŁƚᏞꮮɫℓℒℓꓡ",
  m: "мМΜᴍɯᎷꮇⅿɱ",
  n: "пոηΝɴƞռηᴨή",
  o: "оОοΟօՕᴏσøØθΘ᧐ჿⲟⲞѳѲϴ໐",
  p: "рРρΡᴘᏢꮲƿϱþ",
  q: "ԛԚգզɋƣ",
  r: "гґᴦʀɹᏒᎡꭱꮢɼɽřяЯ",
  s: "ѕЅꜱᏚꮪʂƨՏઽς",
  t: "тТτΤᴛʇᎢꭲŧŦƭҭտҬ",
  u: "υսᴜմцʊԱՍ",
  v: "νѵѴᴠʌᏙꮩⅴ∨ⱱ",
  w: "ԝԜωᴡшʍᎳꮃɯ̈щѡաա",
  x: "хХχΧⅹ×ҳҲ᙭",
  y: "уУγΥүҮʏʎყУүɣұҰꭚᎩƴ",
  z: "ᴢʐƶȥᏃꮓΖʑζ",
};

/** Punctuation that stands for letters in hidden words; `lib/core/match/spellings.ts` says for which. */
const symbols = "@$!*+|#_?€£¢¥©®§¡•●∗✱¦";
const apostrophes = "'’‘ʼ＇`´ʹ′‛ʻ";
const braille = "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵";
/** Runs of 26 letters that the compatibility decomposition leaves alone: negative circled, squared, flags. */
const alphabetsFrom = [0x1f150, 0x1f170, 0x1f1e6];
/** Invisible, but letters or symbols to Unicode: Hangul fillers, the Braille blank; and the Arabic line that stretches. */
const invisible = new Set([0x115f, 0x1160, 0x3164, 0xffa0, 0x2800, 0x640]);
/**
 * Letters of Arabic script that keyboards of its languages give for one another, by the one they count as. The two-eyed
 * he (U+06BE) is not among them: it makes other words of Urdu.
 */
const arabicTwins: Readonly<Record<string, string>> = {
  ى: "ي",
  ی: "ي",
  ک: "ك",
  ة: "ه",
  ہ: "ه",
  ۃ: "ه",
  ە: "ه",
  ٱ: "ا",
};

const latin = new Map<number, number>();
for (const [letter, twins] of Object.entries(lookAlikes)) {
  for (const twin of twins) {
    const point = twin.codePointAt(0) ?? 0;
    if (/\p{M}/u.test(twin)) continue;
    if (!latin.has(point)) latin.set(point, letterClass + letter.charCodeAt(0) - 97);
  }
}
for (let place = 0; place < 26; place += 1) {
  latin.set(braille.charCodeAt(place), letterClass + place);
  for (const from of alphabetsFrom) latin.set(from + place, letterClass + place);
}

const invisibleKind = /^[\p{Mn}\p{Me}\p{Cf}\p{Default_Ignorable_Code_Point}]$/u;
const spaceKind = /^[\s\p{Z}\p{Cc}]$/u;
const wordKind = /^[\p{L}\p{N}\p{Mc}]$/u;

/**
 * A vowel of an Indic script, which makes another word; to Unicode some of them are marks as accents are. The blocks
 * from Devanagari to Malayalam are laid out alike: vowel signs stand from 3E to 4C of each 128.
 */
function isVowelSign(point: number): boolean {
  const place = point & 0x7f;
  return point >= 0x900 && point < 0xd80 && place >= 0x3e && place <= 0x4c;
}

/** The class of one code point; `extra` are the classes given to letters of other scripts. */
export function classOf(point: number, extra: ReadonlyMap<number, number>): number {
  if (point >= 0xd800 && point < 0xdc00) return surrogateClass;
  if (point >= 0xdc00 && point < 0xe000) return punctuationClass;
  const text = String.fromCodePoint(point);
  if (invisible.has(point)) return skipClass;
  const twin = latin.get(point);
  if (twin !== undefined) return twin;
  if (spaceKind.test(text)) return spaceClass;
  const isVowel = isVowelSign(point);
  if (!isVowel && invisibleKind.test(text)) return skipClass;
  if (apostrophes.includes(text)) return apostropheClass;
  if (symbols.includes(text)) return symbolClass;
  if (text === "&" || text === "%") return escapeClass;
  const plain = plainOf(text);
  if (/^[a-z]$/.test(plain)) return letterClass + plain.charCodeAt(0) - 97;
  if (/^[0-9]$/.test(plain)) return digitClass + plain.charCodeAt(0) - 48;
  if (/^[a-z0-9]{2,}$/.test(plain) && !/^[⒈-⒛]$/u.test(text)) return ligatureClass;
  const own = extra.get(point) ?? extra.get(plain.codePointAt(0) ?? 0);
  if (own !== undefined && (extra.has(point) || plain.length === 1)) return own;
  if (isVowel || wordKind.test(text)) {
    const first = latin.get(plain.codePointAt(0) ?? 0);
    return plain.length === 1 && first !== undefined ? first : otherClass;
  }
  return punctuationClass;
}

/** The letters and digits of a character without accents, compatibility forms or case. */
export function plainOf(text: string): string {
  const special: Readonly<Record<string, string>> = {
    ß: "ss",
    ẞ: "ss",
    æ: "ae",
    Æ: "ae",
    œ: "oe",
    Œ: "oe",
  };
  return (
    special[text] ??
    text
      .normalize("NFKD")
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[^\p{L}\p{N}]/gu, "")
      .replace(/[\u0600-\u06ff]/g, (letter) => arabicTwins[letter] ?? letter)
  );
}

/** Gives a class of its own to each letter of the phrases that is neither Latin nor a look-alike. */
export function classesForLetters(texts: Iterable<string>): Map<number, number> | "too many" {
  const found = new Set<number>();
  const none = new Map<number, number>();
  for (const text of texts) {
    for (const letter of text) {
      const point = letter.codePointAt(0) ?? 0;
      if (classOf(point, none) !== otherClass) continue;
      const plain = plainOf(letter);
      found.add(Array.from(plain).length === 1 ? (plain.codePointAt(0) ?? point) : point);
    }
  }
  const given = new Map<number, number>();
  let next = firstFreeClass;
  for (const point of [...found].sort((a, b) => a - b)) {
    if (next >= surrogateClass) return "too many";
    given.set(point, next);
    next += 1;
  }
  return given;
}

// Asking Unicode of every character takes most of a second, so the answer is kept for the life of the process.
let plainClasses: Uint8Array | undefined;
const tables = new Map<string, FoldTable>();
/** Planes 0 and 1 letter by letter; 2 to 13 are ideographs; 14 to 16 hold tags and private characters. */
const pageCount = 0x1100;
const wholePages = 0x200;
const lastPages = 0xe00;

function classesOfPlanes(): Uint8Array {
  if (plainClasses) return plainClasses;
  const classes = new Uint8Array(pageCount << 8).fill(otherClass);
  const none = new Map<number, number>();
  for (let page = 0; page < pageCount; page += 1) {
    // Beyond plane 14's first pages nothing differs from its neighbours.
    if (page >= wholePages && (page < lastPages || page > lastPages + 1)) continue;
    for (let low = 0; low < 256; low += 1) {
      classes[(page << 8) | low] = classOf((page << 8) | low, none);
    }
  }
  plainClasses = classes;
  return classes;
}

/** The whole table, equal blocks stored once. */
export function buildFoldTable(extra: ReadonlyMap<number, number>): FoldTable {
  const key = [...extra].join(";");
  const known = tables.get(key);
  if (known) return known;
  const classes = classesOfPlanes().slice();
  if (extra.size > 0) {
    for (let point = 0; point < wholePages << 8; point += 1) {
      if (classes[point] === otherClass && !isIdeograph(point)) {
        classes[point] = classOf(point, extra);
      }
    }
    for (const [point, given] of extra) classes[point] = given;
  }
  const table = compress(classes);
  tables.set(key, table);
  return table;
}

/** The great blocks of letters that no lexicon's alphabet decomposes to. */
function isIdeograph(point: number): boolean {
  return (point >= 0x3400 && point < 0xa000) || (point >= 0xac00 && point < 0xd7b0);
}

function compress(classes: Uint8Array): FoldTable {
  const pages = new Uint8Array(pageCount);
  const numbers = new Map<string, number>();
  const blocks: Uint8Array[] = [];
  for (let page = 0; page < pageCount; page += 1) {
    const block = classes.subarray(page << 8, (page + 1) << 8);
    const key = String.fromCharCode(...block);
    let number = numbers.get(key);
    if (number === undefined) {
      number = blocks.length;
      numbers.set(key, number);
      blocks.push(block);
    }
    pages[page] = number;
  }
  if (blocks.length > 256) throw new Error("more than 256 different blocks of characters");
  const joined = new Uint8Array(blocks.length * 256);
  for (const [number, block] of blocks.entries()) joined.set(block, number * 256);
  return { pages, blocks: joined };
}
