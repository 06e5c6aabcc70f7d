// The outbox: what is due is claimed, sent and settled. A collector that dies in between loses the claim, not the message.
import { keepTryingMs, retryDelayMs } from "../review/alert-gather.ts";
import { waitingOf, waitingWords } from "../review/alert-words.ts";
import { auditEntry, collectorName } from "../review/audit.ts";
import { webhookSecret } from "./alert-key.ts";
import type { AlertMessage, AlertStore, ClaimedMessage, KeptContact } from "./alert-types.ts";
import { notDelivered, type Delivery } from "./delivery.ts";
import { sendMail } from "./mail-channel.ts";
import type { MailConfig } from "./mail-config.ts";
import { renderMessage, type Rendered } from "./render-message.ts";
import { sendWebhook, type WebhookRules } from "./webhook-channel.ts";

/** Longer than any sending takes: only a collector that has died loses its claim. */
const leaseMs = 3 * 60_000;

/** Sent side by side. */
const atOnce = 8;

export interface SendNeeds {
  readonly store: AlertStore;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly chance: () => number;
  readonly key: string;
  readonly mail: MailConfig | undefined;
  readonly webhooks: WebhookRules;
  readonly deskAddress: () => string;
  /** Names this process among all collectors of the database. */
  readonly holder: string;
  /** One line about a fault; never given an address or a name. */
  readonly log: (line: string) => void;
}

/** Sends all that is due; how many messages were settled. Rejects where the store does. */
export async function sendMessages(needs: SendNeeds): Promise<number> {
  let settled = 0;
  for (;;) {
    const claimed = await needs.store.claimMessages(needs.holder, needs.now(), leaseMs, atOnce);
    if (claimed.length === 0) return settled;
    const { settings } = await needs.store.readAlertSettings();
    await Promise.all(claimed.map((one) => sendOne(one, settings.escalateMinutes, needs)));
    settled += claimed.length;
  }
}

async function sendOne(
  claimed: ClaimedMessage,
  escalateMinutes: number,
  needs: SendNeeds,
): Promise<void> {
  const { store, holder, now } = needs;
  const { message, contact } = claimed;
  if (contact === undefined || isOvertaken(claimed, contact, now())) {
    await store.settleMessage(message.id, holder, now(), { kind: "overtaken" });
    return;
  }
  const rendered = renderMessage(claimed, {
    deskAddress: needs.deskAddress(),
    key: needs.key,
    escalateMinutes,
  });
  const sent = await deliver(message, contact, rendered, needs);
  const atMs = now();
  const what =
    message.kind === "alert" ? waitingWords(waitingOf(claimed.cases)) : kindWords[message.kind];
  const detail = `${contact.name}: ${what}`;
  if (sent.ok) {
    const audit = auditEntry(atMs, collectorName, "alert-sent", { detail });
    await store.settleMessage(message.id, holder, atMs, { kind: "sent", audit });
    return;
  }
  const { why } = sent;
  if (message.tries === 0) needs.log(`alerts: a message did not go: ${why}; it is tried again`);
  if (atMs - message.madeAtMs > keepTryingMs) {
    const audit = auditEntry(atMs, collectorName, "alert-given-up", {
      detail: `${detail}: ${why}`,
    });
    await store.settleMessage(message.id, holder, atMs, { kind: "given-up", why, audit });
    return;
  }
  const dueAtMs = atMs + retryDelayMs(message.tries + 1, needs.chance());
  await store.settleMessage(message.id, holder, atMs, { kind: "again", why, dueAtMs });
}

const kindWords = { test: "test message", confirm: "code", digest: "weekly digest" } as const;

/** What it was for is over: somebody has looked, a newer code was asked for. */
function isOvertaken(
  { message, detail, cases }: ClaimedMessage,
  contact: KeptContact,
  atMs: number,
): boolean {
  if (message.kind === "confirm") return detail !== contact.nonce || atMs > contact.nonceUntilMs;
  if (contact.confirmedAtMs === null) return true;
  return message.kind === "alert" && cases.length === 0;
}

async function deliver(
  { id }: AlertMessage,
  contact: KeptContact,
  { subject, text, body }: Rendered,
  needs: SendNeeds,
): Promise<Delivery> {
  if (contact.channel === "webhook") {
    const secret = webhookSecret(needs.key, contact.id);
    return sendWebhook({ target: contact.target, secret, id, body }, needs.webhooks, needs.now());
  }
  if (needs.mail === undefined) return notDelivered("no mail server is set up");
  return sendMail(needs.mail, { id, to: contact.target, subject, text });
}
