// The lexicon's tables as addresses; `lib/core/match/open-lexicon.ts` says what each holds. Set once, when it is opened.
import { layoutAt } from "../memory-layout";

export let pages: usize = 0;
export let blocks: usize = 0;
export let passed: usize = 0;
export let pairs: usize = 0;
export let joins: usize = 0;
export let gateKinds: usize = 0;
export let needReach: usize = 0;
export let needs: usize = 0;
export let ways: usize = 0;
export let wordKinds: usize = 0;
export let cells: usize = 0;
export let out: usize = 0;
export let link: usize = 0;
export let anchorFrom: usize = 0;
export let anchors: usize = 0;
export let wordKind: usize = 0;
export let gateKind: usize = 0;
export let gateOf: usize = 0;
export let gateLeft: usize = 0;
export let gateRight: usize = 0;
export let phraseFrom: usize = 0;
export let shapes: usize = 0;
export let atom: usize = 0;
export let after: usize = 0;
export let before: usize = 0;
export let setFrom: usize = 0;
export let members: usize = 0;
/** Phrase → 1 when it needs no more hits. */
export let full: usize = 0;

/** Room for hits, three numbers each: phrase, first word, last word; and for how many. */
export let hitList: usize = 0;
export let mostHits: u32 = 0;

export let wordCount: u32 = 0;
export let gateWords: u32 = 0;
/** Lengths of tables of bits, less one. */
export let pairMask: u32 = 0;
export let joinMask: u32 = 0;
export let needMask: u32 = 0;
/** Where blocks and states end: damaged tables may name others. */
export let blockCount: u32 = 0;
export let cellCount: u32 = 0;

// @ts-ignore: decorator
@inline
function entry(place: i32): u32 {
  return load<u32>(layoutAt + (place << 2));
}

/** Reads where the tables stand: the order is that of `shared-memory.ts`. */
export function open(): void {
  pages = entry(0);
  blocks = entry(1);
  passed = entry(2);
  pairs = entry(3);
  joins = entry(4);
  gateKinds = entry(5);
  needReach = entry(6);
  needs = entry(7);
  ways = entry(8);
  wordKinds = entry(9);
  cells = entry(10);
  out = entry(11);
  link = entry(12);
  anchorFrom = entry(13);
  anchors = entry(14);
  wordKind = entry(15);
  gateKind = entry(16);
  gateOf = entry(17);
  gateLeft = entry(18);
  gateRight = entry(19);
  phraseFrom = entry(20);
  shapes = entry(21);
  atom = entry(22);
  after = entry(23);
  before = entry(24);
  setFrom = entry(25);
  members = entry(26);
  full = entry(27);
  hitList = entry(28);
  mostHits = entry(29);
  wordCount = entry(30);
  gateWords = entry(31);
  pairMask = entry(32);
  joinMask = entry(33);
  needMask = entry(34);
  blockCount = entry(35);
  cellCount = entry(36);
}
