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
  const fault = faultOf(tables, head[5] ?? 0);
  return fault ? wrong(fault) : ok(new OpenedLexicon(tables));
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
    reaches,
    farthest,
    pairs,
    joins,
    gateAt,
    gateOf,
    gateLeft,
    gateRight,
    gateBack,
    gateAhead,
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
    reaches,
    farthest,
    pairs,
    joins,
    gateAt,
    gateOf,
    gateLeft,
    gateRight,
    gateBack,
    gateAhead,
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

/** Sizes that must agree; enough that no loop runs away on damaged bytes. */
function faultOf(tables: OpenedTables, phraseCount: number): string | undefined {
  const { pages, blocks, cells, out, link, passed, anchorFrom, phraseFrom } = tables;
  const { wordCount, span, gateWords, reaches, pairs, joins } = tables;
  if (out.length !== cells.length || cells.length < 2) return "a broken trie";
  if (pages.length !== 0x1100 || blocks.length < 256) return "a broken character table";
  if (link.length < wordCount || passed.length !== link.length) return "broken words";
  if (anchorFrom.length !== 4 * (gateWords + 1) + 1) return "broken anchors";
  if (reaches.length !== gateWords + 1 || gateWords >= wordCount) return "broken gates";
  if (
    !isPowerOfTwo(pairs.length) ||
    !isPowerOfTwo(joins.length) ||
    !isPowerOfTwo(tables.needs.length)
  )
    return "broken pairs";
  if (tables.shapes.length !== phraseCount) return "broken shapes";
  if (phraseFrom.length !== phraseCount + 1 || tables.rows.length !== phraseCount)
    return "broken phrases";
  if (span < 1 || span > 48) return "a broken header";
  // A chain of endings always leads to shorter ones; a circle would hang the scan.
  for (let word = 0; word < link.length; word += 1) {
    let steps = 0;
    for (let next = link[word] ?? 0; next !== 0; next = link[next] ?? 0) {
      steps += 1;
      if (steps > 200) return "words in a circle";
    }
  }
  return undefined;
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
  const [pattern, theme, weight, severity, language, group, options] = JSON.parse(
    json,
  ) as PhraseRow;
  return { pattern, theme, weight, severity, language, group, options };
}

type PhraseRow = readonly [
  pattern: string,
  theme: LexiconPhrase["theme"],
  weight: number,
  severity: LexiconPhrase["severity"],
  language: string,
  group: string,
  options: Readonly<Record<string, string>>,
];
