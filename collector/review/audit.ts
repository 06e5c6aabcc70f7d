// What the audit table says. Entries are only ever added; the database itself refuses to change or delete one.

export const auditActs = [
  "signed-in",
  "sign-in-refused",
  "signed-out",
  "password-changed",
  "case-opened",
  "case-state",
  "case-note",
  "requests-read",
  "request-answered",
  "request-answer-undone",
  "activity-read",
  "opened-for-a-time",
  "lesson-started",
  "ended-early",
  "code-made",
  "policy-released",
  "policy-rolled-back",
  "list-changed",
  "account-made",
  "account-named",
  "account-role",
  "account-closed",
  "account-opened",
  "account-password",
  "erased",
  "backup-made",
  "backup-restored",
  "alert-settings",
  "alert-contact-added",
  "alert-contact-changed",
  "alert-contact-confirmed",
  "alert-contact-removed",
  "alert-test",
  "alert-sent",
  "alert-given-up",
  "alert-taken",
  "case-held",
  "case-hold-ended",
  "keys-changed",
  "key-asked",
  "key-refused",
  "key-passphrase",
  "events-resealed",
  /** One person's records were asked for, and put together. */
  "records-asked",
  "records-archived",
  "keeping-changed",
  "device-shut-out",
  "device-let-in",
] as const;
export type AuditAct = (typeof auditActs)[number];

/** One line of the audit. `detail` is short, of our own words: never a pupil's, never page text. */
export interface AuditEntry {
  readonly atMs: number;
  readonly who: string;
  readonly act: AuditAct;
  readonly caseId: string | null;
  readonly detail: string;
}

/** Who the audit names where the collector itself did something. */
export const collectorName = "collector";

/** An entry as it will be stored; the caller owns the clock. */
export function auditEntry(
  atMs: number,
  who: string,
  act: AuditAct,
  more: { readonly caseId?: string; readonly detail?: string } = {},
): AuditEntry {
  return { atMs, who, act, caseId: more.caseId ?? null, detail: more.detail ?? "" };
}
