// What the page session needs of the world around it. `lib/platform/page-world.ts` is the real one.
import type {
  MessageInput,
  PageInstructions,
  TextRead,
  TextTyped,
} from "../../contract/message.ts";

export type FindingClaim = MessageInput<"page/finding">;
export type SignClaim = MessageInput<"page/signs">;
export type CircumventionClaim = MessageInput<"page/circumvention">;

export type TypedText = MessageInput<"page/typed">;

export interface PageWorld {
  /** Asks the worker what to do here; undefined where it cannot be reached. */
  hello(): Promise<PageInstructions | undefined>;
  /** What the worker finds in a text that the page shows; undefined where it could not look. */
  read(text: string): Promise<TextRead | undefined>;
  /** Hands over what was typed, and is done with it: also where the page goes away before the answer. */
  typed(text: TypedText): Promise<TextTyped | undefined>;
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
