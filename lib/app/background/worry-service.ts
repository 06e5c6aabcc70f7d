// A pupil's worry: on the disk first, then on its way, and the truth about both (law 3). It works with no policy and no
// network, and its words are never scored, counted together or logged.
import type { SchoolgateEvent } from "../../contract/event.ts";
import { referenceOf } from "../../contract/ids.ts";
import type { MessageInput, MessageReply, WorryReceipt } from "../../contract/message.ts";
import { worryKinds } from "../../contract/vocabulary.ts";
import { placeOf } from "../../core/queue/place.ts";
import type { World } from "../ports.ts";
import type { DraftService } from "./draft-service.ts";
import type { EnforcementService } from "./enforcement-service.ts";
import type { EventService } from "./event-service.ts";
import type { JudgeService } from "./judge-service.ts";
import type { Memory } from "./memory.ts";
import { answerWith, refuseWith } from "./outcome.ts";
import { faceOf, toPerson } from "./school-face.ts";
import type { Sender } from "./sender.ts";

export interface WorryService {
  options(): Promise<MessageReply<"worry/options">>;
  send(worry: MessageInput<"worry/send">): Promise<MessageReply<"worry/send">>;
  receipts(): Promise<MessageReply<"worry/receipts">>;
  forget(id: string): Promise<MessageReply<"worry/forget">>;
}

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

  async function pageUnderneath(): Promise<string> {
    const tab = await tabs.active();
    if (tab === undefined) return "";
    const { decision } = await judge.judge(tab.address, "main_frame");
    // A visit to a help site is nobody's business, not even offered.
    return decision.protected || decision.step === "not-web" ? "" : placeOf(tab.address);
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
    async options() {
      const effective = await enforcement.known();
      return answerWith<"worry/options">({
        school: faceOf(effective),
        people: effective.school.contacts.map((contact) => ({
          ...toPerson(contact),
          // A worry about an adult at school goes to the head or governor the policy names, who says so here.
          for: contact.for ?? (contact.id === effective.school.head?.id ? [...worryKinds] : []),
        })),
        unnamedAllowed: effective.reporting.unnamedWorries,
        user: await memory.user.read().catch(() => ""),
        pageAddress: await pageUnderneath().catch(() => ""),
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
