// What reads a text and searches it for the phrases of one lexicon. There are two that say the same: in WebAssembly, and
// in TypeScript for where there is none.
import type { EditedRow } from "./edited-row.ts";
import type { KnownReadings } from "./known-readings.ts";
import type { EmitPlace } from "./match-hidden.ts";
import type { Emit, Part, Scratch } from "./match-phrases.ts";
import type { Budget } from "./spell-words.ts";
import type { Tokens, Walk } from "./tokenise.ts";
import type { Lexicon } from "./types.ts";

export interface Engine {
  readonly lexicon: Lexicon;
  /** The words in memory: a stretch of the text that is read. */
  readonly tokens: Tokens;
  /** Which phrases need no more hits. */
  readonly scratch: Pick<Scratch, "full" | "isAnyFull">;
  /** Words with hidden ones in their places. */
  readonly row: EditedRow;
  /** How odd words were read before. */
  readonly known: KnownReadings;
  /** Another text is read from here on. */
  begin(): void;
  /**
   * Whether a text surely has no hit of a part, read without patience: asked of each before it is read, and worth asking
   * of short ones only. Forgets the text. Absent where reading it costs no more.
   */
  readonly holdsNothing?: (text: string, part: Part) => boolean;
  /** Lets go of what is left of the text. */
  forget(): void;
  /**
   * Appends words of `text` from `walk.at` on until `tokens` is nearly full or the text ends; true when it has ended.
   * Linear in the units read, whatever they are.
   */
  tokenise(text: string, walk: Walk): boolean;
  /** Searches from the words from `from` on, before `until`. `emit` gets places in `tokens`. */
  search(from: number, until: number, part: Part, emit: Emit): void;
  /** The next word from `index` on, before `until`, that looks odd and may hold hidden words; at least `until` if none. */
  nextOdd(index: number, until: number): number;
  /**
   * Finds the phrases that hold hidden words, of those from `from` on before `until`, as `findHiddenWords` without patience
   * and `matchHidden` do, by as many steps of the budget. False where nothing was done, and these are to do it.
   */
  readonly matchHidden?: (
    from: number,
    until: number,
    part: Part,
    budget: Budget,
    emit: EmitPlace,
  ) => boolean;
}
