// Small signs over days (`core/sequence`): kept sealed on this device, and told once they are more than their parts.
import type { EventOf } from "../../contract/event.ts";
import type { MessageInput } from "../../contract/message.ts";
import type { SequenceKind, Theme } from "../../contract/vocabulary.ts";
import { addSigns, forget } from "../../core/sequence/book.ts";
import { conversationAt } from "../../core/sequence/place-name.ts";
import { readSigns } from "../../core/sequence/read-signs.ts";
import { kindPlans, meanings } from "../../core/sequence/stage-table.ts";
import { dueOf, noteDue, noteTold } from "../../core/sequence/tell-due.ts";
import type { TellAsk, TellWhere } from "../../core/sequence/tell-due.ts";
import type { PlacedSign, SequenceBook, Telling } from "../../core/sequence/types.ts";
import type { EffectivePolicy } from "../../core/policy/types.ts";
import type { World } from "../ports.ts";
import type { EnforcementService } from "./enforcement-service.ts";
import type { EventService } from "./event-service.ts";
import type { Memory } from "./memory.ts";
import { createSequenceStore } from "./sequence-store.ts";

type Monitoring = EffectivePolicy["monitoring"];
type PageSigns = MessageInput<"page/signs">;

export interface SignsFrom {
  /** Where the page is, whole: only a keyed hash of it is kept. */
  readonly frame: string;
  /** The same as an event may tell it. */
  readonly address: string;
  readonly title: string;
  readonly monitoring: Monitoring;
}

export interface SequenceService {
  /** Keeps the signs of one text, and tells what they add up to. False where nothing is kept of them. */
  take(given: PageSigns, from: SignsFrom): Promise<boolean>;
  /** Forgets what is to be forgotten, and tells what an earlier life could not. Never rejects. */
  settle(): Promise<void>;
}

/** More than any score can be: the theme is not looked for. */
const mostScore = 100;

/** Whether signs of a kind are kept under this policy. Without typed text nobody takes part in anything. */
export function isKindKept({ sources, thresholds }: Monitoring, kind: SequenceKind): boolean {
  const threshold = thresholds[kindPlans[kind].theme];
  return sources.includes("typed") && threshold !== undefined && threshold <= mostScore;
}

/** The same for any time of the day: what was kept in the hours of monitoring is not forgotten after them. */
function isKindEverKept(monitoring: Monitoring, kind: SequenceKind): boolean {
  const { everWatched } = monitoring;
  if (everWatched === undefined) return isKindKept(monitoring, kind);
  return (
    everWatched.sources.includes("typed") && everWatched.themes.includes(kindPlans[kind].theme)
  );
}

/** The themes whose light phrases a page shows us; [] where none are wanted. */
export function signThemesOf(monitoring: Monitoring): readonly Theme[] {
  if (!monitoring.sources.includes("typed")) return [];
  return (Object.keys(meanings) as Theme[]).filter(
    (theme) => (monitoring.thresholds[theme] ?? Infinity) <= mostScore,
  );
}

function toFinding(telling: Telling): Omit<EventOf<"finding">, keyof Filled> {
  const { theme, score, severity, fact } = telling.assessment;
  return {
    kind: "finding",
    address: telling.address,
    title: telling.title,
    source: telling.source,
    theme,
    severity,
    score,
    // No words are kept, so none can be shown.
    excerpt: "",
    matches: [],
    excuses: [],
    count: 1,
    sequence: fact,
  };
}
type Filled = Pick<
  EventOf<"finding">,
  "format" | "id" | "atMs" | "device" | "deviceLabel" | "user" | "profile" | "policyVersion"
>;

export function createSequenceService(
  world: Pick<World, "blobs" | "seal" | "clock" | "chance" | "session">,
  memory: Pick<Memory, "user">,
  {
    enforcement,
    events,
  }: { readonly enforcement: EnforcementService; readonly events: EventService },
): SequenceService {
  const { clock, chance, seal, session } = world;

  /** Where nobody is known to be signed in, one run of the browser is one person, and its end is their end. */
  async function personOf(user: string): Promise<string> {
    return seal.nameOf(user === "" ? `run ${await session.runName()}` : `user ${user}`);
  }

  const store = createSequenceStore(world, async () => personOf(await memory.user.read()));
  const newClaim = (): string =>
    Array.from(chance.bytes(13), (byte) => byte.toString(16).padStart(2, "0")).join("");

  function asking({ thresholds }: Monitoring, where?: TellWhere): TellAsk {
    const ask = { nowMs: clock.nowMs(), thresholds, newClaim };
    return where === undefined ? ask : { ...ask, where };
  }

  /** Stored first, then noted as told: who dies between tells it again, under the same claim, and once. */
  async function deliver(told: SequenceBook): Promise<void> {
    for (const telling of dueOf(told)) {
      const claim = `sequence ${telling.claim}`;
      const event = await events.make(toFinding(telling), { claim });
      // Somebody else may have signed in meanwhile: nobody is told of for what another did.
      if ((await personOf(event.user)) !== told.person) return;
      await events.store(event, { claim });
      await store.update((book) => noteTold(book, telling.claim));
    }
  }

  async function place(
    given: PageSigns,
    { frame, monitoring }: SignsFrom,
  ): Promise<{ readonly signs: readonly PlacedSign[]; readonly place: string }> {
    const conversation = conversationAt(frame);
    const here = await seal.nameOf(`place ${conversation}`);
    const text = (await seal.nameOf(`text ${given.claim}`)).slice(0, 8);
    const atMs = clock.nowMs();
    const signs = await Promise.all(
      readSigns(given.signs, given.source)
        .filter(({ kind }) => isKindKept(monitoring, kind))
        .map(async ({ kind, stage, points, mark }) => ({
          kind,
          place: kindPlans[kind].isOnePlace ? here : "",
          stage,
          by: given.source,
          mark: (await seal.nameOf(`mark ${conversation} ${mark}`)).slice(0, 8),
          text,
          points: Math.round(points),
          atMs,
        })),
    );
    return { signs, place: here };
  }

  return {
    async take(given, from) {
      const { monitoring, address, title } = from;
      if (conversationAt(from.frame) === "" || !monitoring.sources.includes(given.source)) {
        return false;
      }
      // The book is opened first: with another person's go the keys, and names are made with the new ones.
      const { person } = await store.update((book) => book);
      const { signs, place: here } = await place(given, from);
      if (signs.length === 0) return false;
      const where = { address, title, source: given.source, place: here };
      const book = await store.update((known) => {
        if (known.person !== person) return known;
        const ask = asking(monitoring, where);
        const added = addSigns(known, signs, given.claim);
        return noteDue(
          forget(added, ask.nowMs, (kind) => isKindEverKept(monitoring, kind)),
          ask,
        );
      });
      // They are kept: what cannot be told just now is told by `settle`.
      await deliver(book).catch(() => {});
      return book.person === person;
    },
    async settle() {
      try {
        const { monitoring } = await enforcement.known();
        const book = await store.update((known) => {
          const ask = asking(monitoring);
          return noteDue(
            forget(known, ask.nowMs, (kind) => isKindEverKept(monitoring, kind)),
            ask,
          );
        });
        await deliver(book);
      } catch {
        // A store that fails: the next wake-up tries again.
      }
    },
  };
}
