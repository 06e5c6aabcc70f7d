// Keeps alerts going: looks when something comes in, and every few seconds for what time alone makes due.
import { randomBytes } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { makeEventId } from "../../lib/contract/ids.ts";
import type { Live } from "../live.ts";
import { lastDigest, londonWeek } from "../review/alert-hours.ts";
import { confirmCode, webhookSecret } from "./alert-key.ts";
import type { KeptContact } from "./alert-types.ts";
import type { Delivery } from "./delivery.ts";
import { sendMessages, type SendNeeds } from "./send-messages.ts";
import { confirmWebhook, whyNotWebhook } from "./webhook-channel.ts";

const lookEveryMs = 5000;

/** Cases that come in together are told of together. */
const gatherMs = 200;

/** A digest that could not be made in this time is left out; the next week's comes. */
const digestLateMs = 3 * 24 * 60 * 60_000;

const sweepEveryMs = 60 * 60_000;
const keepMessagesMs = 90 * 24 * 60 * 60_000;

export interface AlertKeeper {
  readonly hasMail: boolean;
  /** Looks now; settles when all that was due has been tried once. Never rejects. */
  run(): Promise<void>;
  /** Why a webhook may not be used; "" where it may. */
  whyNotHook(target: string): string;
  /** Sends a challenge and checks its signed echo. */
  confirmHook(contact: KeptContact): Promise<Delivery>;
  /** The code that proves an address; only the mail and who compares what was typed may see it. */
  codeOf(contact: Pick<KeptContact, "id" | "nonce">): string;
  /** What the receiver of a webhook checks messages with; shown once. */
  secretOf(contactId: string): string;
  end(): void;
}

export interface AlertKeeperNeeds extends Omit<SendNeeds, "holder"> {
  readonly live: Live;
}

export const makeAlertId = (atMs: number): string => makeEventId(atMs, randomBytes(16));

/** Begins at once. Its timers keep no process alive. */
export function startAlerts(given: AlertKeeperNeeds): AlertKeeper {
  const { store, live, now, log } = given;
  const needs: SendNeeds = { ...given, holder: randomBytes(9).toString("base64url") };
  /** Digests that this process has seen made: asked for once, not every few seconds. A cache. */
  const digestsMade = new Set<string>();
  let sweptAtMs = 0;
  let hasEnded = false;
  let isAskedAgain = false;

  async function planDigests(): Promise<void> {
    const { settings } = await store.readAlertSettings();
    const due = lastDigest(settings, now());
    if (due === undefined || now() - due.dueMs > digestLateMs) return;
    const { dueMs, fromMs, isLater } = due;
    for (const contact of await store.listContacts()) {
      const { confirmedAtMs, digest, id } = contact;
      if (!digest || confirmedAtMs === null || confirmedAtMs > dueMs) continue;
      const once = `digest ${londonWeek(dueMs)}${isLater ? " later" : ""} ${id}`;
      if (digestsMade.has(once)) continue;
      const detail = JSON.stringify(await store.digestCounts(fromMs, dueMs));
      const atMs = now();
      await store.addMessage({
        id: makeAlertId(atMs),
        contact,
        kind: "digest",
        detail,
        atMs,
        once,
      });
      digestsMade.add(once);
    }
  }

  async function look(): Promise<void> {
    let told = 0;
    for (let more = true; more;) {
      const planned = await store.planAlerts(now(), () => makeAlertId(now()));
      told += planned.told;
      ({ more } = planned);
      // Devices are answered in between.
      await breathe();
    }
    await planDigests();
    const settled = await sendMessages(needs);
    if (now() - sweptAtMs > sweepEveryMs) {
      sweptAtMs = now();
      await store.sweepMessages(now() - keepMessagesMs);
    }
    if (told + settled > 0) live.publish({ what: "alerts", caseId: null, tab: "" });
    // Whom a message did not reach is passed over: the next in the order is told now, not in a few seconds.
    if (told + settled > 0 && !hasEnded) isAskedAgain = true;
  }

  let running: Promise<void> | undefined;
  async function goOn(): Promise<void> {
    while (isAskedAgain) {
      isAskedAgain = false;
      try {
        await look();
      } catch (error) {
        log(`fault: alerts ${error instanceof Error ? error.name : ""}; again shortly`);
      }
    }
    running = undefined;
  }
  const run = (): Promise<void> => {
    if (hasEnded) return Promise.resolve();
    isAskedAgain = true;
    running ??= goOn();
    return running;
  };

  let gathering: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = live.subscribe(({ what }) => {
    if (what !== "cases" || gathering !== undefined) return;
    gathering = setTimeout(() => {
      gathering = undefined;
      void run();
    }, gatherMs);
    gathering.unref();
  });
  const timer = setInterval(() => void run(), lookEveryMs);
  timer.unref();
  void run();

  return {
    hasMail: given.mail !== undefined,
    run,
    whyNotHook: (target) => whyNotWebhook(target, given.webhooks),
    async confirmHook({ id, target }) {
      const challenge = randomBytes(32).toString("base64url");
      const secret = webhookSecret(given.key, id);
      const message = { target, secret, id: makeAlertId(now()) };
      return confirmWebhook(message, challenge, given.webhooks, now());
    },
    codeOf: ({ id, nonce }) => confirmCode(given.key, id, nonce),
    secretOf: (contactId) => webhookSecret(given.key, contactId),
    end() {
      hasEnded = true;
      unsubscribe();
      clearInterval(timer);
      clearTimeout(gathering);
    },
  };
}
