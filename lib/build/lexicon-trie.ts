// A trie of words over character classes, laid out as a double array.
import { at } from "./item-at.ts";
import type { WordKey } from "./lexicon-program.ts";

/** The layout `open-lexicon.ts` describes. Words are numbered from 1 in the order of `keys`. */
export interface PackedTrie {
  readonly base: number[];
  readonly check: number[];
  readonly exact: number[];
  readonly prefix: number[];
  readonly passed: number[];
  /** Word → the next shorter `word*` that fits it. */
  readonly link: number[];
}

interface Node {
  readonly next: Map<number, Node>;
  exact: number;
  prefix: number;
  state: number;
}

function makeNode(): Node {
  return { next: new Map(), exact: 0, prefix: 0, state: 0 };
}

/** Lays out the words; `keys` must be distinct. State 0 is none, state 1 the root. */
export function packTrie(keys: readonly WordKey[]): PackedTrie {
  const root = makeNode();
  for (const [index, key] of keys.entries()) {
    let node = root;
    for (let place = 0; place < key.classes.length; place += 1) {
      const letter = key.classes.charCodeAt(place);
      let next = node.next.get(letter);
      if (!next) {
        next = makeNode();
        node.next.set(letter, next);
      }
      node = next;
    }
    if (key.open) node.prefix = index + 1;
    else node.exact = index + 1;
  }
  return layOut(root, keys.length);
}

function layOut(root: Node, wordCount: number): PackedTrie {
  const trie: PackedTrie = {
    base: [0, 0],
    check: [0, 0],
    exact: [0, 0],
    prefix: [0, 0],
    passed: [0, 0],
    link: Array.from({ length: wordCount + 1 }, () => 0),
  };
  const grow = (size: number): void => {
    for (const column of [trie.base, trie.check, trie.exact, trie.prefix, trie.passed]) {
      while (column.length < size) column.push(0);
    }
  };
  // A state is taken when `check` is not 0; the root marks itself.
  trie.check[1] = 1;
  root.state = 1;
  let lowestFree = 2;
  // No two states share a base, so that a letter alone tells whose child a state is.
  const bases = new Set<number>();
  const queue: { node: Node; depth: number }[] = [{ node: root, depth: 0 }];
  for (let head = 0; head < queue.length; head += 1) {
    const { node, depth } = at(queue, head);
    settle(trie, node, depth);
    const letters = [...node.next.keys()].sort((a, b) => a - b);
    const first = letters[0];
    if (first === undefined) continue;
    while (lowestFree < trie.check.length && trie.check[lowestFree] !== 0) lowestFree += 1;
    let base = Math.max(1, lowestFree - first);
    let tries = 0;
    while (bases.has(base) || letters.some((letter) => (trie.check[base + letter] ?? 0) !== 0)) {
      base += 1;
      tries += 1;
    }
    // Holes that nothing fits are given up, or each node would try them all again.
    if (tries > 200) lowestFree = base;
    grow(base + (letters.at(-1) ?? 0) + 1);
    trie.base[node.state] = base;
    bases.add(base);
    for (const letter of letters) {
      const child = node.next.get(letter);
      if (!child) continue;
      child.state = base + letter;
      trie.check[child.state] = node.state;
      // What holds above holds below, until something longer is met.
      trie.prefix[child.state] = trie.prefix[node.state] ?? 0;
      trie.passed[child.state] = trie.passed[node.state] ?? 0;
      queue.push({ node: child, depth: depth + 1 });
    }
  }
  // The hot loop reads check[base + class] without asking whether it lies within.
  grow(trie.check.length + 256);
  return trie;
}

function settle(trie: PackedTrie, node: Node, depth: number): void {
  const above = trie.prefix[node.state] ?? 0;
  if (node.prefix) {
    trie.link[node.prefix] = above;
    trie.prefix[node.state] = node.prefix;
  }
  if (node.exact) {
    trie.exact[node.state] = node.exact;
    trie.link[node.exact] = node.prefix || above;
    if (depth >= 2) trie.passed[node.state] = 1;
  }
}

/** The trie in fewer columns, as the scanner reads it. */
export interface FoldedTrie {
  /** State → where its children are counted from << 8, and the letter that leads to it. */
  readonly cells: Uint32Array;
  readonly out: number[];
  readonly passed: number[];
  readonly link: number[];
}

/** Puts what a state says of words into one number: an exact word, or an outcome beyond the words. */
export function foldTrie(trie: PackedTrie): FoldedTrie {
  const link = [...trie.link];
  const passed = link.map(() => 0);
  const outcomes = new Map<string, number>([["0,0", 0]]);
  const out = trie.exact.map((exact, state) => {
    const [prefix, begun] = [at(trie.prefix, state), at(trie.passed, state)];
    if (exact !== 0) {
      passed[exact] = begun;
      return exact;
    }
    let outcome = outcomes.get(`${prefix},${begun}`);
    if (outcome === undefined) {
      outcome = link.length;
      outcomes.set(`${prefix},${begun}`, outcome);
      link.push(prefix);
      passed.push(begun);
    }
    return outcome;
  });
  const cells = Uint32Array.from(trie.check, (parent, state) => {
    const letter = parent === 0 || state === 1 ? 0 : state - at(trie.base, parent);
    return (at(trie.base, state) << 8) | letter;
  });
  return { cells, out, passed, link };
}
