// What TypeScript calls; `lib/core/match/wasm-engine.ts` is its other side.
export { open } from "./tables";
export { fill, fillAscii, forget } from "./window";
export { readWords, setCount } from "./words";
export { copyToRow, search, searchRow } from "./search";
export { nextOdd } from "./hidden";
export { holdsNothing } from "./short-text";
export { readHidden } from "./read-hidden";
export { searchHidden, startHidden } from "./match-hidden";
