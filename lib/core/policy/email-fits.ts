// Signed-in addresses against the patterns of a policy.

/** Whether "*" for any run of characters makes the pattern fit. Case does not count; "*" never crosses an "@". */
export function emailFits(pattern: string, email: string): boolean {
  const wanted = pattern.trim().toLowerCase().split("@");
  const given = email.trim().toLowerCase().split("@");
  if (wanted.length !== 2 || given.length !== 2 || given.includes("")) return false;
  return wanted.every((part, place) => globFits(part, given[place] ?? ""));
}

/** Greedy from the left: each piece between stars is found at its first place. Linear, no backtracking. */
function globFits(pattern: string, text: string): boolean {
  const pieces = pattern.split("*");
  const first = pieces[0] ?? "";
  const last = pieces.at(-1) ?? "";
  if (pieces.length === 1) return pattern === text;
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
