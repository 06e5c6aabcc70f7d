// "Did you mean …?": the known name nearest to one that was mistyped. Zod-free.

/** Edits (letter added, left out, changed, or two swapped) from one text to the other; texts of up to 60 letters. */
function countEdits(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let edits = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      }
      row.push(edits);
    }
    before = last;
    last = row;
  }
  return last[other.length] ?? 0;
}

/** The known name that was most likely meant, or undefined where none is near: a third of the letters may differ. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.slice(0, 60).toLowerCase();
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const one of known) {
    if (Math.abs(one.length - wanted.length) >= fewest) continue;
    const edits = countEdits(wanted, one.slice(0, 60).toLowerCase());
    if (edits < fewest) {
      fewest = edits;
      best = one;
    }
  }
  return best;
}

/** ` (did you mean "block"?)`, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const near = nearestName(name, known);
  return near === undefined ? "" : ` (did you mean "${near}"?)`;
}
