// Text of a page in the order in which it is read, and where each part of it stands.

/** One node's share of a text. `start` and `end` are offsets in the joined text. */
export interface TextPiece {
  /** A text node, or the element whose `alt`, `title` or `aria-label` it is. */
  readonly node: Node;
  readonly start: number;
  readonly end: number;
}

export interface JoinedText {
  readonly text: string;
  readonly pieces: readonly TextPiece[];
}

/** Puts one text before another, a line apart. */
export function joinTexts(first: JoinedText, second: JoinedText): JoinedText {
  if (first.text === "") return second;
  const shift = first.text.length + 1;
  const moved = second.pieces.map(({ node, start, end }): TextPiece => ({
    node,
    start: start + shift,
    end: end + shift,
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
    left.push({ node: piece.node, start, end: shown.length });
  }
  return { text: shown + text.slice(from), pieces: left };
}
