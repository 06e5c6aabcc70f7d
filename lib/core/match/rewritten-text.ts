// Texts that say something else when written out: encoded characters, backwards, upside down, rot13. Each rewriting
// gives a second text with, for every unit, the offset it came from.

export interface Rewriting {
  readonly text: string;
  /** Where in the original a hit on `text` [start, end) stands; undefined where it does not count. */
  readonly place: (start: number, end: number) => readonly [start: number, end: number] | undefined;
}

interface Draft {
  text: string;
  /** Unit of `text` → the unit of the original it begins at, and the one it ends before. */
  readonly from: number[];
  readonly to: number[];
}

/** Units of the original around an encoded character that are written out with it. */
const around = 120;
/** Units of one rewriting; longer texts are rewritten piece by piece, a little overlapping. */
const pieceUnits = 2000;
const overlapUnits = 200;
/** Rewritings of one text: beyond it the text is an attack on the scanner, and reading on would serve it. */
const mostPieces = 1000;
const encoded = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});?|(?:%[\da-f]{2}){1,300}/iuy;
const names: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  shy: "",
  zwj: "",
  zwnj: "",
};

function add(draft: Draft, piece: string, from: number, to: number): void {
  for (let unit = 0; unit < piece.length; unit += 1) {
    draft.from.push(from);
    draft.to.push(to);
  }
  draft.text += piece;
}

/** Encoded characters in order. Most texts have few of the two signs that begin them, and are not read unit by unit. */
function* encodedIn(text: string): Generator<{ readonly index: number; readonly what: string }> {
  const nextOf = (sign: string, from: number): number => {
    const index = text.indexOf(sign, from);
    return index < 0 ? text.length : index;
  };
  let named = nextOf("&", 0);
  let percent = nextOf("%", 0);
  for (let index = Math.min(named, percent); index < text.length;) {
    encoded.lastIndex = index;
    const what = encoded.exec(text)?.[0];
    if (what !== undefined) yield { index, what };
    const next = index + (what?.length ?? 1);
    if (named < next) named = nextOf("&", next);
    if (percent < next) percent = nextOf("%", next);
    index = Math.min(named, percent);
  }
}

/** Decodes &#107;, &#x6b;, %6B and the like. One rewriting per cluster of them. */
export function* decodings(text: string): Generator<Rewriting> {
  let draft: Draft | undefined;
  let pieces: [number, number][] = [];
  let at = 0;
  let stop = 0;
  let made = 0;
  for (const { index, what } of encodedIn(text)) {
    if (draft && (index > stop || draft.text.length > pieceUnits)) {
      addPlain(draft, text, at, Math.min(stop, Math.max(at, index)));
      yield finish(draft, pieces);
      draft = undefined;
      made += 1;
      if (made > mostPieces) return;
    }
    if (!draft) {
      draft = { text: "", from: [], to: [] };
      pieces = [];
      at = Math.max(0, index - around);
    }
    addPlain(draft, text, at, index);
    const end = index + what.length;
    const begin = draft.text.length;
    addDecoded(draft, what, index);
    pieces.push([begin, draft.text.length]);
    at = end;
    stop = Math.min(text.length, end + around);
  }
  if (draft) {
    addPlain(draft, text, at, stop);
    yield finish(draft, pieces);
  }
}

function finish({ text, from, to }: Draft, pieces: readonly [number, number][]): Rewriting {
  return {
    text,
    place: (start, end) =>
      pieces.some(([begin, stop]) => begin < end && stop > start)
        ? [from[start] ?? 0, to[end - 1] ?? 0]
        : undefined,
  };
}

function addPlain(draft: Draft, text: string, from: number, to: number): void {
  for (let at = from; at < to; at += 1) add(draft, text.charAt(at), at, at + 1);
}

function addDecoded(draft: Draft, piece: string, index: number): void {
  if (!piece.startsWith("%")) {
    add(draft, decodeEntity(piece), index, index + piece.length);
    return;
  }
  const bytes = piece.slice(1).split("%");
  if (bytes.some((pair) => Number.parseInt(pair, 16) > 127)) {
    add(draft, decodeLong(piece), index, index + piece.length);
    return;
  }
  for (const [place, pair] of bytes.entries()) {
    const from = index + 3 * place;
    add(draft, String.fromCharCode(Number.parseInt(pair, 16)), from, from + 3);
  }
}

function decodeEntity(piece: string): string {
  const body = piece.slice(1).replace(/;$/, "").toLowerCase();
  if (!body.startsWith("#")) return names[body] ?? piece;
  const point = body[1] === "x" ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
  return point > 0 && point < 0x110000 ? String.fromCodePoint(point) : piece;
}

function decodeLong(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}

const flips: Readonly<Record<string, string>> = {
  d: "p",
  p: "d",
  b: "q",
  q: "b",
  n: "u",
  u: "n",
  m: "w",
  w: "m",
  ɔ: "c",
  ɟ: "f",
  ƃ: "g",
  ɾ: "j",
};
const flipped = /[ɐɔǝɟƃɥᴉɯɹʇʌʍʎʞɾ]/u;

/** The text of each stretch that a right-to-left override turns round; all of it when `whole`. */
export function* reversals(text: string, whole: boolean): Generator<Rewriting> {
  if (whole) {
    const turned = turn(text);
    yield { text: turned, place: mirror(text.length, longEnough(turned, 7)) };
    return;
  }
  let made = 0;
  for (let at = text.indexOf("\u202e"); at >= 0; at = text.indexOf("\u202e", at + 1)) {
    const rest = text.slice(at + 1, at + 1 + pieceUnits);
    const stop = rest.search(/[\u202c\u202e\n]/);
    const stretch = stop < 0 ? rest : rest.slice(0, stop);
    yield { text: turn(stretch), place: mirror(at + 1 + stretch.length, always) };
    made += 1;
    if (made > mostPieces) return;
  }
}

/** Pieces with letters that stand on their heads, turned upright: round, and where they stand. */
export function* uprights(text: string): Generator<Rewriting> {
  let made = 0;
  for (let at = 0; at < text.length && made < mostPieces; at += pieceUnits - overlapUnits) {
    const piece = text.slice(at, at + pieceUnits);
    if (!flipped.test(piece)) continue;
    made += 1;
    const upright = Array.from(piece, (letter) => flips[letter.toLowerCase()] ?? letter).join("");
    yield { text: turn(upright), place: mirror(at + piece.length, always) };
    yield { text: upright, place: (start, end) => [at + start, at + end] };
  }
}

/** Backwards, letter by letter; pairs of surrogates stay as they are. */
function turn(text: string): string {
  return Array.from(text).reverse().join("");
}

/** Places in a text that was turned round and ended at `stop`. */
function mirror(stop: number, counts: Rule): Rewriting["place"] {
  return (start, end) => (counts(start, end) ? [stop - end, stop - start] : undefined);
}

type Rule = (start: number, end: number) => boolean;
const always: Rule = () => true;

/** Backwards or in rot13 a hit must be long, or two words: "god" is no dog. */
function longEnough(text: string, least: number): Rule {
  return (start, end) => {
    const words = text.slice(start, end).trim();
    const letters = words.replace(/[^\p{L}\p{N}]/gu, "").length;
    return /\s/.test(words) ? letters >= least : letters >= least + 2;
  };
}

/** The text with every Latin letter moved by thirteen places. */
export function rotate(text: string): Rewriting {
  const turned = text.replace(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0);
    const first = code & 0x60;
    return String.fromCharCode(first + 1 + ((code - first - 1 + 13) % 26));
  });
  const counts = longEnough(turned, 9);
  return { text: turned, place: (start, end) => (counts(start, end) ? [start, end] : undefined) };
}
