// Opens packed bytes: views over the buffer, nothing built, nothing copied but the phrases that are asked for.
import { err, ok, problem, type Problem, type Result } from "../../contract/result.ts";
import { formatVersion, headerNumbers, magic, sectionNames, type SectionName } from "./format.ts";
import type { Lexicon, LexiconPhrase, LexiconTables } from "./types.ts";

type Section = Uint8Array | Uint16Array | Uint32Array;

/** Opens a lexicon made by `lib/build/lexicon-pack.ts`. The buffer is kept and must not be changed. */
export function openLexicon(bytes: ArrayBuffer): Result<Lexicon> {
  const wrong = (what: string): { ok: false; error: readonly Problem[] } =>
    err([problem("lexicon", what, `a packed lexicon of format ${formatVersion}`)]);
  const headBytes = 4 * (headerNumbers + 3 * sectionNames.length);
  if (bytes.byteLength < headBytes) return wrong(`${bytes.byteLength} bytes`);
  const head = new Uint32Array(bytes, 0, headBytes / 4);
  if (head[0] !== magic) return wrong("other bytes");
  if (head[1] !== formatVersion) return wrong(`format ${head[1]}`);
  if (head[2] !== sectionNames.length) return wrong(`${head[2]} sections`);
  const sections = new Map<SectionName, Section>();
  for (const [index, name] of sectionNames.entries()) {
    const place = headerNumbers + 3 * index;
    const section = viewOf(bytes, head[place] ?? 0, head[place + 1] ?? 0, head[place + 2] ?? 0);
    if (!section) return wrong(`section ${name} beyond the end`);
    sections.set(name, section);
  }
  const numbers = (name: SectionName): Section => sections.get(name) ?? new Uint8Array(0);
  const small = (name: SectionName): Uint8Array => {
    const section = numbers(name);
    return section instanceof Uint8Array ? section : new Uint8Array(0);
  };
  const tables: LexiconTables = {
    pages: small("pages"),
    blocks: small("blocks"),
    base: numbers("base"),
    check: numbers("check"),
    exact: numbers("exact"),
    prefix: numbers("prefix"),
    passed: small("passed"),
    link: numbers("link"),
    anchorFrom: numbers("anchorFrom"),
    anchors: numbers("anchors"),
    owner: numbers("owner"),
    atom: numbers("atom"),
    edge: small("edge"),
    afterFrom: numbers("afterFrom"),
    after: numbers("after"),
    beforeFrom: numbers("beforeFrom"),
    before: numbers("before"),
    setFrom: numbers("setFrom"),
    members: numbers("members"),
    bits: numbers("bits"),
    afterBits: numbers("afterBits"),
    beforeBits: numbers("beforeBits"),
    wordCount: head[3] ?? 0,
    span: head[4] ?? 0,
  };
  const fault = faultOf(tables, numbers("textFrom").length - 1 !== head[5]);
  if (fault) return wrong(fault);
  return ok(new OpenedLexicon(tables, numbers("textFrom"), numbers("text")));
}

/** Sizes that must agree; enough that no loop runs away on damaged bytes. */
function faultOf(tables: LexiconTables, phrasesDiffer: boolean): string | undefined {
  const { base, check, exact, prefix, passed, owner, atom, edge, wordCount, span } = tables;
  const states = base.length;
  if ([check, exact, prefix, passed].some((column) => column.length !== states))
    return "a broken trie";
  if (tables.pages.length !== 0x1100 || tables.blocks.length < 256)
    return "a broken character table";
  if (tables.link.length !== wordCount || tables.bits.length !== wordCount) return "broken words";
  if (tables.anchorFrom.length !== wordCount + 1) return "broken anchors";
  if (atom.length !== owner.length || edge.length !== owner.length) return "broken positions";
  if (tables.afterFrom.length !== owner.length + 1) return "broken positions";
  if (tables.beforeFrom.length !== owner.length + 1) return "broken positions";
  if (span < 1 || span > 48 || phrasesDiffer) return "a broken header";
  // A chain of endings always leads to shorter ones; a circle would hang the scan.
  for (let word = 0; word < wordCount; word += 1) {
    let steps = 0;
    for (let next = word; next !== 0; next = tables.link[next] ?? 0) {
      steps += 1;
      if (steps > 200) return "words in a circle";
    }
  }
  return undefined;
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
  readonly tables: LexiconTables;
  readonly #textFrom: Section;
  readonly #text: Section;
  #phrases: readonly LexiconPhrase[] | undefined;

  constructor(tables: LexiconTables, textFrom: Section, text: Section) {
    this.tables = tables;
    this.#textFrom = textFrom;
    this.#text = text;
  }

  /** Made at the first hit: most pages have none and pay nothing. */
  get phrases(): readonly LexiconPhrase[] {
    this.#phrases ??= this.#readPhrases();
    return this.#phrases;
  }

  #readPhrases(): readonly LexiconPhrase[] {
    const phrases: LexiconPhrase[] = [];
    for (let index = 0; index + 1 < this.#textFrom.length; index += 1) {
      const units = this.#text.subarray(this.#textFrom[index], this.#textFrom[index + 1]);
      const parts = JSON.parse(String.fromCharCode(...units)) as [
        string,
        LexiconPhrase["theme"],
        number,
        LexiconPhrase["severity"],
        string,
        string,
        Readonly<Record<string, string>>,
      ];
      const [pattern, theme, weight, severity, language, group, options] = parts;
      phrases.push({ pattern, theme, weight, severity, language, group, options });
    }
    return phrases;
  }
}
