// An excerpt cut into plain and marked pieces. The offsets come from a device: they are believed only as far as they fit.

export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** The pieces in order; together they are exactly `text`. Overlapping and touching marks become one. */
export function markedPieces(
  text: string,
  marks: readonly { readonly start: number; readonly end: number }[],
): readonly Piece[] {
  const clean = marks
    .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(text.length, end) }))
    .filter(({ start, end }) => end > start)
    .sort((left, right) => left.start - right.start);
  const pieces: Piece[] = [];
  let done = 0;
  for (const { start, end } of clean) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    if (from > done) pieces.push({ text: text.slice(done, from), marked: false });
    const last = pieces.at(-1);
    if (last !== undefined && last.marked)
      pieces[pieces.length - 1] = { text: last.text + text.slice(from, end), marked: true };
    else pieces.push({ text: text.slice(from, end), marked: true });
    done = end;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), marked: false });
  return pieces;
}
