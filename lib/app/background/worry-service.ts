// A pupil's worry: on the disk first, then on its way, and the truth about both (law 3). It works with no policy and no
// network, and its words are never scored, counted together or logged.
import type { SchoolgateEvent } from "../../contract/event.ts";
import { referenceOf } from "../../contract/ids.ts";
import type {
  MessageInput,
  MessageReply,
  WorryOptions,
  WorryReceipt,
} from "../../contract/message.ts";
import { placeOf } from "../../core/queue/place.ts";
import { kindsFor } from "../../core/report/worry-people.ts";
import type { Pressed, World } from "../ports.ts";
import type { DraftService } from "./draft-service.ts";
import type { EnforcementService } from "./enforcement-service.ts";
import type { EventService } from "./event-service.ts";
import type { JudgeService } from "./judge-service.ts";
import type { Memory } from "./memory.ts";
import { answerWith, refuseWith } from "./outcome.ts";
import { faceOf, toPerson } from "./school-face.ts";
import type { Sender } from "./sender.ts";

export interface WorryService {
  /** The next form to open is about this place. */
  notePressed(pressed: Pressed): void;
  options(): Promise<MessageReply<"worry/options">>;
  send(worry: MessageInput<"worry/send">): Promise<MessageReply<"worry/send">>;
  receipts(): Promise<MessageReply<"worry/receipts">>;
  forget(id: string): Promise<MessageReply<"worry/forget">>;
}

/** A form that opens later than this was not opened by that press. */
const pressedForMs = 30_000;
const mostMarked = 1000;

/** How long the pupil waits for "sent" before being told "kept": the sending goes on behind it. */
const sendWaitMs = 4_000;

/** A disk that says nothing for so long is not waited for. */
const storeWaitMs = 8_000;
const notKept =
  "This Chromebook could not keep your worry, and school cannot be reached from it just now. Please try once more, or talk to an adult you trust.";

export function createWorryService(
  world: Pick<World, "clock" | "events" | "tabs">,
  memory: Memory,
  parts: {
    readonly enforcement: EnforcementService;
    readonly judge: JudgeService;
    readonly events: EventService;
    readonly sender: Sender;
    readonly drafts: DraftService;
  },
): WorryService {
  const { clock, tabs } = world;
  const { enforcement, judge, events, sender, drafts } = parts;

  /** A convenience for the form that opens next; lost with the worker, the page underneath is offered as always. */
  let pressed: (Pressed & { readonly atMs: number }) | undefined;

  function takePressed(): Pressed | undefined {
    const last = pressed;
    pressed = undefined;
    return last !== undefined && Math.abs(clock.nowMs() - last.atMs) < pressedForMs
      ? last
      : undefined;
  }

  /** A visit to a help site is nobody's business, not even offered. */
  async function offered(address: string): Promise<string> {
    const { decision } = await judge.judge(address, "main_frame");
    return decision.protected || decision.step === "not-web" ? "" : placeOf(address);
  }

  async function pageUnderneath(): Promise<string> {
    const tab = await tabs.active();
    return tab === undefined ? "" : offered(tab.address);
  }

  /** What the form may offer of the place where it was opened. */
  async function placeOffered(): Promise<Pick<WorryOptions, "pageAddress" | "isLink" | "marked">> {
    const from = takePressed();
    if (from === undefined) return { pageAddress: await pageUnderneath() };
    const page = await offered(from.pageAddress);
    const link = from.linkAddress === "" ? "" : await offered(from.linkAddress);
    return {
      pageAddress: link === "" ? page : link,
      ...(link === "" ? {} : { isLink: true }),
      ...(page === "" || from.words === "" ? {} : { marked: from.words.slice(0, mostMarked) }),
    };
  }

  async function receiptOf(id: string): Promise<WorryReceipt | undefined> {
    return (await world.events.receipts()).map(toShown).find((one) => one.id === id);
  }

  /** Of whoever is signed in now: another user of this Chromebook is told nothing of them. */
  async function ownReceipts(): Promise<readonly WorryReceipt[]> {
    const [receipts, user] = await Promise.all([world.events.receipts(), memory.user.read()]);
    return receipts.filter((one) => one.user === undefined || one.user === user).map(toShown);
  }

  /** The address the pupil chose to add; never a help site's, and none where that cannot be told. */
  async function addressToTell(address: string): Promise<string> {
    if (address === "") return "";
    const judged = await judge.judge(address, "main_frame").catch(() => undefined);
    return judged === undefined || judged.decision.protected ? "" : placeOf(address);
  }

  return {
    notePressed(place) {
      pressed = { ...place, atMs: clock.nowMs() };
    },

    async options() {
      const effective = await enforcement.known();
      return answerWith<"worry/options">({
        school: faceOf(effective),
        people: effective.school.contacts.map((contact) => ({
          ...toPerson(contact),
          for: kindsFor(contact, effective.school.head?.id),
        })),
        unnamedAllowed: effective.reporting.unnamedWorries,
        user: await memory.user.read().catch(() => ""),
        ...(await placeOffered().catch(() => ({ pageAddress: "" }))),
      });
    },

    async send({ what, tell, words, reach, address, named, claim }) {
      const effective = await enforcement.known();
      const contact = effective.school.contacts.find((one) => one.id === tell);
      // A school that wants names gets them; one that takes worries without is believed about it.
      const isNamed = named || !effective.reporting.unnamedWorries;
      const tellName = contact?.name ?? "";
      const user = await memory.user.read().catch(() => "");
      const receiptFor = (event: SchoolgateEvent): WorryReceipt => ({
        id: event.id,
        reference: referenceOf(event.id),
        atMs: event.atMs,
        what,
        tellName,
        state: "kept",
      });
      const event = await events.make(
        {
          kind: "worry",
          what,
          tell: contact?.id ?? "",
          tellName,
          words,
          reach,
          address: await addressToTell(address),
          named: isNamed,
        },
        { unnamed: !isNamed, claim },
      );
      const added = await Promise.race([
        events
          .store(event, {
            claim,
            receipt: (made) => ({ ...receiptFor(made), ...(user === "" ? {} : { user }) }),
          })
          .catch(() => undefined),
        clock.after(storeWaitMs),
      ]);
      // A disk that is full or broken is no reason not to be heard: the collector's is as good.
      if (added === undefined) {
        const hasGone = await events.seal(event).then(
          (closed) => sender.sendUnstored(closed),
          () => false,
        );
        if (!hasGone) return refuseWith(notKept);
        void drafts.wasSent(words);
        return answerWith<"worry/send">({
          ...receiptFor(event),
          state: "sent",
          sentAtMs: clock.nowMs(),
        });
      }
      // It is safe from here on, and what was kept of it half-written may go. Now the sending, which may take its time.
      void drafts.wasSent(words);
      await Promise.race([sender.sendAtOnce(), clock.after(sendWaitMs)]);
      const receipt = await receiptOf(added.id).catch(() => undefined);
      return answerWith<"worry/send">(receipt ?? { ...receiptFor(event), id: added.id });
    },

    async receipts() {
      const receipts = await ownReceipts();
      // Somebody is looking: a worry that still waits is tried again, as soon as the last failure allows.
      if (receipts.some((one) => one.state === "kept")) void sender.send();
      else if (receipts.some((one) => one.state === "sent")) void sender.askWhatWasSeen();
      return answerWith<"worry/receipts">({
        receipts: [...receipts].sort((a, b) => b.atMs - a.atMs),
      });
    },

    async forget(id) {
      const isOwn = (await ownReceipts()).some((one) => one.id === id);
      return answerWith<"worry/forget">({
        forgotten: isOwn && (await world.events.forgetReceipt(id)),
      });
    },
  };
}

function toShown(receipt: WorryReceipt): WorryReceipt {
  const { user: _, ...shown } = receipt;
  return shown;
}
