// Text of a page in the order in which it is read, and where each part of it stands.

/** One node's share of a text. `start` and `end` are offsets in the joined text. */
export interface TextPiece {
  /** A text node, an element read as a whole, or one whose `alt`, `title` or `aria-label` it is. */
  readonly node: Node;
  readonly start: number;
  readonly end: number;
  /** The element's own text, all of its nodes': `splitPieces` tells them apart. "gone": it is not there any more. */
  readonly whole?: "here" | "gone";
}

export interface JoinedText {
  readonly text: string;
  readonly pieces: readonly TextPiece[];
}

/** Puts one text before another, a line apart. */
export function joinTexts(first: JoinedText, second: JoinedText): JoinedText {
  if (first.text === "") return second;
  const shift = first.text.length + 1;
  const moved = second.pieces.map((piece): TextPiece => ({
    ...piece,
    start: piece.start + shift,
    end: piece.end + shift,
  }));
  return { text: `${first.text}\n${second.text}`, pieces: [...first.pieces, ...moved] };
}

/** The same text with only these of its pieces; what stands between two pieces (a line's end) is kept. */
export function onlyPieces({ text, pieces }: JoinedText, kept: ReadonlySet<TextPiece>): JoinedText {
  let shown = "";
  let from = 0;
  const left: TextPiece[] = [];
  for (const piece of pieces) {
    shown += text.slice(from, piece.start);
    from = piece.end;
    if (!kept.has(piece)) continue;
    const start = shown.length;
    shown += text.slice(piece.start, piece.end);
    left.push({ ...piece, start, end: shown.length });
  }
  return { text: shown + text.slice(from), pieces: left };
}

/** As the white space of a page's text shows: each run of it as one space. */
export function foldSpace(text: string): string {
  for (const sign of ["\n", "  ", "\t", "\r", "\f"]) {
    if (text.includes(sign)) return text.replace(/[ \n\t\r\f]+/g, " ");
  }
  return text;
}

/** The text nodes below a node. Most elements read as a whole hold one and nothing else. */
function textsIn(whole: Node): readonly Text[] {
  const { firstChild } = whole;
  if (firstChild?.nodeType === Node.TEXT_NODE && firstChild.nextSibling === null) {
    return [firstChild as Text];
  }
  const walker = (whole.ownerDocument ?? document).createTreeWalker(whole, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    found.push(node as Text);
  }
  return found;
}

/** The nodes of a piece that was read as a whole; undefined where the page has changed it since. */
function nodesOf(text: string, { node: whole, start, end }: TextPiece): TextPiece[] | undefined {
  const found: TextPiece[] = [];
  let at = start;
  for (const node of textsIn(whole)) {
    let share = foldSpace(node.data);
    // A space after a space, or where a line begins, does not show.
    if (share.startsWith(" ") && !text.startsWith(share, at)) share = share.slice(1);
    if (share === "") continue;
    if (!text.startsWith(share, at)) return undefined;
    found.push({ node, start: at, end: at + share.length });
    at += share.length;
  }
  return at === end ? found : undefined;
}

/**
 * A piece for each node of a piece of this text. What has been changed since it was read is "gone": it is read again by
 * itself, and until then nobody can say what of it shows.
 */
function splitPiece(text: string, piece: TextPiece): readonly TextPiece[] {
  if (piece.whole !== "here") return [piece];
  return nodesOf(text, piece) ?? [{ ...piece, whole: "gone" }];
}

/** Pieces that are told apart at one go: some 5 µs each. */
const splitsAGo = 64;

/** The same text with a piece for each node; `pause` gives the page its turn. */
export async function splitPieces(
  { text, pieces }: JoinedText,
  pause: () => Promise<void>,
): Promise<JoinedText> {
  const split: TextPiece[] = [];
  for (const [at, piece] of pieces.entries()) {
    if (at % splitsAGo === splitsAGo - 1) await pause();
    split.push(...splitPiece(text, piece));
  }
  return { text, pieces: split };
}
