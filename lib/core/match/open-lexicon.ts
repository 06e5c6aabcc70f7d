// Opens packed bytes: views over the buffer, nothing built, nothing copied but the phrases that are asked for.
import { err, ok, problem, type Problem, type Result } from "../../contract/result.ts";
import {
  formatVersion,
  headerNumbers,
  magic,
  sectionCount,
  type sectionNames,
  type SectionName,
} from "./format.ts";
import type { Lexicon, LexiconPhrase, LexiconTables } from "./types.ts";

type Section = Uint8Array | Uint16Array | Uint32Array;

/** Opens a lexicon made by `lib/build/lexicon-pack.ts`. The buffer is kept and must not be changed. */
export function openLexicon(bytes: ArrayBuffer): Result<Lexicon> {
  const wrong = (what: string): { ok: false; error: readonly Problem[] } =>
    err([problem("lexicon", what, `a packed lexicon of format ${formatVersion}`)]);
  const headBytes = 4 * (headerNumbers + 3 * sectionCount);
  if (bytes.byteLength < headBytes) return wrong(`${bytes.byteLength} bytes`);
  const head = new Uint32Array(bytes, 0, headBytes / 4);
  if (head[0] !== magic) return wrong("other bytes");
  if (head[1] !== formatVersion) return wrong(`format ${head[1]}`);
  if (head[2] !== sectionCount) return wrong(`${head[2]} sections`);
  const views: Section[] = [];
  for (let place = headerNumbers; views.length < sectionCount; place += 3) {
    const section = viewOf(bytes, head[place] ?? 0, head[place + 1] ?? 0, head[place + 2] ?? 0);
    if (!section) return wrong(`section ${views.length} beyond the end`);
    views.push(section);
  }
  const tables = nameViews(views, head[3] ?? 0, head[4] ?? 0, head[6] ?? 0);
  return isWhole(tables, head[5] ?? 0)
    ? ok(new OpenedLexicon(tables))
    : wrong("sections that do not agree");
}

/** Written out, because an object filled name by name is a slow dictionary to V8. The order is `sectionNames`. */
function nameViews(
  views: readonly Section[],
  wordCount: number,
  span: number,
  gateWords: number,
): OpenedTables {
  const [
    pages,
    blocks,
    cells,
    out,
    passed,
    link,
    anchorFrom,
    anchors,
    wordKind,
    wordKinds,
    pairs,
    joins,
    gateKind,
    gateKinds,
    gateOf,
    gateLeft,
    gateRight,
    needReach,
    needs,
    phraseFrom,
    shapes,
    atom,
    after,
    before,
    ways,
    setFrom,
    members,
    text,
    signs,
    rows,
  ] = views as Named<typeof sectionNames>;
  return {
    wordCount,
    span,
    gateWords,
    pages,
    blocks,
    cells,
    out,
    passed,
    link,
    anchorFrom,
    anchors,
    wordKind,
    wordKinds,
    pairs,
    joins,
    gateKind,
    gateKinds,
    gateOf,
    gateLeft,
    gateRight,
    needReach,
    needs,
    phraseFrom,
    shapes,
    atom,
    after,
    before,
    ways,
    setFrom,
    members,
    text,
    signs,
    rows,
  };
}

type Named<Names extends readonly string[]> = readonly Section[] & {
  readonly [Place in keyof Names]: Section;
};
type OpenedTables = LexiconTables & Readonly<Record<SectionName, Section>>;

/** Whether sizes agree that must; enough that no loop runs away on damaged bytes. */
function isWhole(tables: OpenedTables, phraseCount: number): boolean {
  const { pages, blocks, cells, out, link, passed, anchorFrom, phraseFrom } = tables;
  const { wordCount, span, gateWords, wordKind, pairs, joins, needs } = tables;
  return (
    out.length === cells.length &&
    cells.length > 1 &&
    pages.length === 0x1100 &&
    blocks.length > 255 &&
    link.length >= wordCount &&
    passed.length === link.length &&
    gateWords < wordCount &&
    anchorFrom.length === gateWords + 1 &&
    wordKind.length === gateWords + 1 &&
    [pairs, joins, needs].every(({ length }) => isPowerOfTwo(length)) &&
    tables.shapes.length === phraseCount &&
    phraseFrom.length === phraseCount + 1 &&
    tables.rows.length === phraseCount &&
    span > 0 &&
    span <= 48
  );
}

function isPowerOfTwo(size: number): boolean {
  return size > 0 && (size & (size - 1)) === 0;
}

function viewOf(
  bytes: ArrayBuffer,
  offset: number,
  length: number,
  width: number,
): Section | undefined {
  if (offset % 4 !== 0 || offset + length > bytes.byteLength || length % Math.max(1, width) !== 0) {
    return undefined;
  }
  if (width === 1) return new Uint8Array(bytes, offset, length);
  if (width === 2) return new Uint16Array(bytes, offset, length / 2);
  if (width === 4) return new Uint32Array(bytes, offset, length / 4);
  return undefined;
}

class OpenedLexicon implements Lexicon {
  readonly tables: OpenedTables;
  readonly #read = new Map<number, LexiconPhrase>();
  #phrases: readonly LexiconPhrase[] | undefined;

  constructor(tables: OpenedTables) {
    this.tables = tables;
  }

  get phrases(): readonly LexiconPhrase[] {
    this.#phrases ??= Array.from({ length: this.tables.rows.length }, (_, index) =>
      readPhrase(this.tables, index),
    );
    return this.#phrases;
  }

  /** Read one by one: a page has few hits, and the whole would take longer to read than the page. */
  phraseAt(index: number): LexiconPhrase | undefined {
    if (!(index >= 0 && index < this.tables.rows.length)) return undefined;
    let phrase = this.#read.get(index);
    if (!phrase) this.#read.set(index, (phrase = readPhrase(this.tables, index)));
    return phrase;
  }
}

function readPhrase(tables: OpenedTables, index: number): LexiconPhrase {
  const { text, signs, rows } = tables;
  let json = "";
  // What a code stands for is left to do, the first part last.
  const left: number[] = [];
  let from = 0;
  for (let row = 0; row < index; row += 1) from += rows[row] as number;
  const stop = from + (rows[index] as number);
  for (let place = from; place < stop; place += 1) {
    left.push(text[place] as number);
    for (let code = left.pop(); code !== undefined; code = left.pop()) {
      if (code < 128) json += String.fromCharCode(code);
      else left.push(signs[2 * code - 255] ?? 32, signs[2 * code - 256] ?? 32);
    }
  }
  const [pattern, theme, weight, severity, language, group, options, isLookAlike] = JSON.parse(
    json,
  ) as PhraseRow;
  const phrase = { pattern, theme, weight, severity, language, group, options };
  return isLookAlike === 1 ? { ...phrase, isLookAlike: true } : phrase;
}

type PhraseRow = readonly [
  pattern: string,
  theme: LexiconPhrase["theme"],
  weight: number,
  severity: LexiconPhrase["severity"],
  language: string,
  group: string,
  options: Readonly<Record<string, string>>,
  isLookAlike?: 1,
];
