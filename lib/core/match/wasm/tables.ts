// The lexicon's tables as addresses; `lib/core/match/open-lexicon.ts` says what each holds. Set once, when it is opened.
import { layoutAt } from "../memory-layout";
import { openUnits } from "./unit-kinds";

export let pages: usize = 0;
export let blocks: usize = 0;
export let passed: usize = 0;
export let pairs: usize = 0;
export let joins: usize = 0;
export let gateKinds: usize = 0;
export let needs: usize = 0;
export let ways: usize = 0;
export let wordKinds: usize = 0;
export let cells: usize = 0;
export let out: usize = 0;
export let link: usize = 0;
export let anchorFrom: usize = 0;
export let wordKind: usize = 0;
export let phraseFrom: usize = 0;
export let shapes: usize = 0;
export let atom: usize = 0;
export let after: usize = 0;
export let before: usize = 0;
export let setFrom: usize = 0;
export let members: usize = 0;
/**
 * What `anchors` name, one after the other, four numbers each: what must stand on the right and on the left (24 bits,
 * above them how near), the phrase, where the gate's kind stands in `gateKinds`.
 */
export let gates: usize = 0;
/** Phrase → 1 when it needs no more hits. */
export let full: usize = 0;

/** Room for hits, three numbers each: phrase, first word, last word; and for how many. */
export let hitList: usize = 0;
export let mostHits: u32 = 0;

export let wordCount: u32 = 0;
export let gateWords: u32 = 0;
/** Words of the longest phrase. */
export let span: u32 = 0;
/** Lengths of tables of bits, less one. */
export let pairMask: u32 = 0;
export let joinMask: u32 = 0;
export let needMask: u32 = 0;
/** Where blocks and states end: damaged tables may name others. */
export let blockCount: u32 = 0;
export let cellCount: u32 = 0;

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
  needs = entry(7);
  ways = entry(8);
  wordKinds = entry(9);
  cells = entry(10);
  out = entry(11);
  link = entry(12);
  anchorFrom = entry(13);
  wordKind = entry(15);
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
  gates = entry(37);
  span = entry(39);
  openGates(entry(38));
  openUnits();
}

/** Lays the gates out as they are read: by word, and whole. */
function openGates(many: u32): void {
  const needReach = entry(6);
  const anchors = entry(14);
  const gateKind = entry(16);
  const gateOf = entry(17);
  const gateLeft = entry(18);
  const gateRight = entry(19);
  for (let place: u32 = 0; place < many; place += 1) {
    const gate = load<u32>(anchors + (place << 2)) << 2;
    const right = load<u32>(gateRight + gate);
    const left = load<u32>(gateLeft + gate);
    const row = gates + (place << 4);
    store<u32>(row, right | ((<u32>load<u8>(needReach + right)) << 24));
    store<u32>(row + 4, left | ((<u32>load<u8>(needReach + left)) << 24));
    store<u32>(row + 8, load<u32>(gateOf + gate));
    store<u32>(row + 12, gateKinds + 3 * load<u32>(gateKind + gate));
  }
}
