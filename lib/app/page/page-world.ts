// What the page session needs of the world around it. `lib/platform/page-world.ts` and `page-engine.ts` are the real one.
import type { MessageInput, PageInstructions } from "../../contract/message.ts";
import type { PageEngine } from "./page-engine.ts";

export type FindingClaim = MessageInput<"page/finding">;
export type SignClaim = MessageInput<"page/signs">;
export type CircumventionClaim = MessageInput<"page/circumvention">;

/** Gives a frame below the engine of this one, once there is one; undefined where nothing is read here. */
export type Lend = () => Promise<PageEngine | undefined>;

/** Through which a frame comes by the scanner's engine, and frames below it too. */
export interface EngineDoor {
  /** The engine that is here by now. */
  here(): PageEngine | undefined;
  /** What the nearest frame above of the same origin lends; undefined where there is none. */
  above(): Lend | undefined;
  /** An engine that was lent is the one of this frame. */
  take(engine: PageEngine): void;
  lend(give: Lend): void;
}

export interface PageWorld {
  /** Asks the worker what to do here; undefined where it cannot be reached. */
  hello(): Promise<PageInstructions | undefined>;
  /** True once the worker has named the finding stored. */
  report(finding: FindingClaim): Promise<boolean>;
  /** True once the worker has heard of signs too light to report. */
  sign(signs: SignClaim): Promise<boolean>;
  /** True once the worker has taken note of a way round the filter. */
  tell(sign: CircumventionClaim): Promise<boolean>;
  /** Tells the worker, at most once a page, that this one was too much to be read to its end. */
  tellIncomplete(): Promise<boolean>;
  /** The shadow root of an element, closed ones too; null where there is none. */
  shadowRootOf(element: Element): ShadowRoot | null;
  /** Resolves when the page has nothing better to do: a background task of its own. */
  nextSlice(): Promise<void>;
  /** Runs once after `delayMs`; the answer cancels it. */
  after(delayMs: number, run: () => void): () => void;
  /** Milliseconds since some moment, monotonic. */
  nowMs(): number;
  /** 24 characters of good chance. */
  newClaim(): string;
  /** False once the extension has been replaced or removed under the page. */
  isAlive(): boolean;
}
