// What is kept for alerts, and what the store does with it. Times are Unix milliseconds.
import type { AuditEntry } from "../review/audit.ts";
import type { AlertCase, AlertContact, AlertSettings } from "../review/alert-rules.ts";
import type { DigestCounts } from "../review/alert-words.ts";
import type { CaseHead } from "../review/case.ts";

/** A contact with what is needed to confirm it. `nonce` is no secret: the code is made of it and of the alert key. */
export interface KeptContact extends AlertContact {
  readonly nonce: string;
  readonly nonceUntilMs: number;
  /** Wrong codes typed since the last one was sent. */
  readonly nonceTries: number;
  readonly addedAtMs: number;
}

export const messageKinds = ["alert", "test", "confirm", "digest"] as const;
export type MessageKind = (typeof messageKinds)[number];

/** "": still to go. "overtaken": somebody had looked before it went. "given-up": it could not be delivered for days. */
export type MessageOutcome = "" | "sent" | "overtaken" | "given-up";

/** One message to one contact, as the desk lists it. */
export interface AlertMessage {
  readonly id: string;
  readonly contactId: string;
  readonly contactName: string;
  readonly channel: AlertContact["channel"];
  readonly kind: MessageKind;
  readonly madeAtMs: number;
  readonly dueAtMs: number;
  readonly tries: number;
  readonly endedAtMs: number | null;
  readonly outcome: MessageOutcome;
  /** Why the last try failed, in our own words; "" where none did. */
  readonly trouble: string;
}

export interface NewMessage {
  readonly id: string;
  readonly contact: AlertContact;
  readonly kind: Exclude<MessageKind, "alert">;
  /** Counts of a digest or the nonce of a code, as JSON. */
  readonly detail: string;
  readonly atMs: number;
  /** Of those that share this name, one is ever made, over all collectors; "" where that does not matter. */
  readonly once: string;
}

/** A message that this collector alone may send until its lease runs out. */
export interface ClaimedMessage {
  readonly message: AlertMessage;
  readonly detail: string;
  /** Undefined: the contact was removed meanwhile. */
  readonly contact: KeptContact | undefined;
  /** Of an alert: the cases that still wait. */
  readonly cases: readonly Pick<AlertCase, "kind" | "severity">[];
}

export type Settled =
  | { readonly kind: "sent" | "overtaken"; readonly audit?: AuditEntry }
  | { readonly kind: "again"; readonly why: string; readonly dueAtMs: number }
  | { readonly kind: "given-up"; readonly why: string; readonly audit?: AuditEntry };

export interface AlertCounts {
  /** Messages that could not be delivered yet. A code is not among them: it is asked for and missed by a person. */
  readonly stuck: number;
  readonly stuckSinceMs: number | null;
  /** What was said of the latest of them. */
  readonly trouble: string;
  /** Worries and critical findings for which there was nobody to tell. */
  readonly unheard: number;
  /** Cases that somebody was told of and nobody has opened. */
  readonly unanswered: number;
}

export interface AlertStore {
  /** The defaults, at version 0, where nothing was ever written. */
  readAlertSettings(): Promise<{ readonly settings: AlertSettings; readonly version: number }>;
  /** Writes if they still have `version`; says whether it did. Everything that waits is looked at again. */
  writeAlertSettings(settings: AlertSettings, version: number, audit: AuditEntry): Promise<boolean>;

  /** In the on-call order; those who are not on call last. */
  listContacts(): Promise<readonly KeptContact[]>;
  readContact(id: string): Promise<KeptContact | undefined>;
  /** False where there are as many as there may be. */
  addContact(contact: KeptContact, audit: AuditEntry): Promise<boolean>;
  /**
   * Reads, lets `change` decide, and writes, in one transaction. Undefined from `change`: nothing is written. Says what
   * stands now; undefined where there is no such contact.
   */
  changeContact(
    id: string,
    change: (known: KeptContact) => { readonly next: KeptContact; readonly audit?: AuditEntry },
  ): Promise<KeptContact | undefined>;
  /** Its messages that have not gone yet never go. */
  removeContact(id: string, audit: (known: KeptContact) => AuditEntry): Promise<boolean>;

  /**
   * One step of every case that is due (`review/alert-step.ts`), in one transaction, and the messages that follow. How
   * many cases somebody is told of, and whether there may be more to do at once.
   */
  planAlerts(
    atMs: number,
    makeId: () => string,
  ): Promise<{ readonly told: number; readonly more: boolean }>;
  /** False where its `once` was used already. */
  addMessage(message: NewMessage, audit?: AuditEntry): Promise<boolean>;
  /** Takes what is due, for `leaseMs`. */
  claimMessages(
    holder: string,
    atMs: number,
    leaseMs: number,
    most: number,
  ): Promise<readonly ClaimedMessage[]>;
  /** False where the lease was lost meanwhile. */
  settleMessage(id: string, holder: string, atMs: number, settled: Settled): Promise<boolean>;
  /** Newest first. */
  listMessages(most: number): Promise<readonly AlertMessage[]>;
  alertCounts(): Promise<AlertCounts>;
  digestCounts(fromMs: number, toMs: number): Promise<DigestCounts>;

  /** The cases of an alert, gravest first, and whether each is still waited for; undefined: no such alert. */
  casesOfMessage(
    id: string,
  ): Promise<readonly { readonly head: CaseHead; readonly isWaiting: boolean }[] | undefined>;
  /** Somebody takes the cases of an alert upon themselves, each with its line in the audit. How many were still waited for; undefined: no such alert. */
  takeMessage(id: string, who: string, atMs: number): Promise<number | undefined>;
  /** Forgets what was sent, or not, before that. */
  sweepMessages(endedBeforeMs: number): Promise<void>;
}
