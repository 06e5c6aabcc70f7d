// One RegExp of many phrases with their common beginnings written once, as a careful author would write it.

interface Branch {
  readonly next: Map<string, Branch>;
  isEnd: boolean;
}

function write(branch: Branch): string {
  const ways = [...branch.next].map(([letter, next]) => letter + write(next));
  if (ways.length === 0) return "";
  const all = ways.length === 1 && !branch.isEnd ? ways.join("") : `(?:${ways.join("|")})`;
  return branch.isEnd ? `${all}?` : all;
}

/** The source of a RegExp that takes the longest of the phrases at each place. Letters and spaces only. */
export function factorPhrases(phrases: readonly string[]): string {
  const root: Branch = { next: new Map(), isEnd: false };
  for (const phrase of phrases) {
    let branch = root;
    for (const letter of phrase) {
      let next = branch.next.get(letter);
      if (next === undefined) {
        next = { next: new Map(), isEnd: false };
        branch.next.set(letter, next);
      }
      branch = next;
    }
    branch.isEnd = true;
  }
  return write(root);
}
