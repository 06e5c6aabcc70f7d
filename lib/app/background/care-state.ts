// What is known of care while the browser runs: when card and note were last shown, and for which tab a card is due. In
// `storage.session`: gone when the browser ends. No address and no word of a page stands in it.
import type { CareTopic } from "../../contract/vocabulary.ts";
import type { World } from "../ports.ts";

interface CardDue {
  readonly tabId: number;
  /** The page's document; absent where one of its frames was judged. */
  readonly documentId?: string;
  readonly topic: CareTopic;
  /** A card that did not come by then (Unix ms) would stand on another page. */
  readonly untilMs: number;
}

interface CareState {
  readonly quietUntilMs: number;
  /** Minutes in use since the last break, and when the last of them was counted, Unix ms. */
  readonly minutes: number;
  readonly minuteAtMs: number;
  /** At how many of those minutes the note was shown last. */
  readonly restAt: number;
  /** A page was judged to be about something hard, and its card is not shown yet. */
  readonly due?: CardDue;
  /** Documents that have had their card, by the browser's own ids; the last ones. */
  readonly shownIn: readonly string[];
}

const nothing: CareState = {
  quietUntilMs: 0,
  minutes: 0,
  minuteAtMs: 0,
  restAt: 0,
  shownIn: [],
};

interface CareMemory {
  read(): Promise<CareState>;
  /** One change after another: two at once would each take the other's away. */
  change(to: (state: CareState) => CareState): Promise<void>;
}

export function createCareMemory(session: World["session"]): CareMemory {
  /** Order only: what is kept stands in the session. */
  let last: Promise<unknown> = Promise.resolve();

  async function read(): Promise<CareState> {
    const kept = await session.care();
    return typeof kept === "object" && kept !== null ? { ...nothing, ...kept } : nothing;
  }

  return {
    read,
    change(to) {
      const done = last.then(async () => session.keepCare(to(await read())));
      last = done.catch(() => undefined);
      return done;
    },
  };
}
