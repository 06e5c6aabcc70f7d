// The desk's words for the contract's closed lists. Plain, and never a judgement of a pupil.
import type {
  Action,
  CaseOutcome,
  CaseState,
  CircumventionSign,
  Severity,
  TextSource,
  Theme,
  WorryKind,
} from "../../lib/contract/vocabulary.ts";
import type { KeepDays } from "../keep-days.ts";
import type { Role } from "../review/access.ts";
import type { AuditAct } from "../review/audit.ts";
import type { RequestOutcome } from "../review/request.ts";

export const themeWords: Readonly<Record<Theme, string>> = {
  extremism: "Extremism",
  hate: "Hate",
  grooming: "Grooming and exploitation",
  "sexual-harassment": "Sexual harassment",
  bullying: "Bullying",
  violence: "Violence and weapons",
  "self-harm": "Self-harm and suicide",
  "eating-disorder": "Eating disorders",
  drugs: "Drugs",
  "criminal-exploitation": "Criminal exploitation",
  "home-violence": "Violence at home",
  "running-away": "Running away",
  misinformation: "Radical misinformation",
  scams: "Scams and gambling",
};

export const worryWords: Readonly<Record<WorryKind, string>> = {
  unkind: "Somebody is being unkind",
  contact: "Somebody is contacting them and it feels wrong",
  upset: "They saw something upsetting",
  believe: "Somebody wants them to believe or join something",
  friend: "They are worried about a friend",
  myself: "They are worried about themselves",
  family: "Something at home",
  adult: "An adult at school",
  other: "Something else",
};

/** Ways round the filter, as something that was noticed: why a pupil did it is for a person to ask. */
export const signWords: Readonly<Record<CircumventionSign, string>> = {
  "proxy-framework": "A page that hides other sites",
  "cloaked-tab": "A tab made to look like another site",
  "carried-address": "A closed site through another service",
  "repeated-attempts": "Many tries at closed sites",
  "wrong-code": "Wrong codes typed at the closed page",
};

export const severityWords: Readonly<Record<Severity, string>> = {
  low: "Low",
  medium: "Medium",
  high: "High",
  critical: "Critical",
};

export const sourceWords: Readonly<Record<TextSource, string>> = {
  page: "Read",
  search: "Searched",
  typed: "Typed",
};

export const sourceLong: Readonly<Record<TextSource, string>> = {
  page: "Read on a page",
  search: "Searched for",
  typed: "Typed by the pupil",
};

export const stateWords: Readonly<Record<CaseState, string>> = {
  new: "New",
  looking: "Looking into it",
  closed: "Closed",
};

export const outcomeWords: Readonly<Record<CaseOutcome, string>> = {
  "no-concern": "Looked into, no concern",
  "false-alarm": "False alarm of the scanner",
  "supported-in-school": "Supported in school",
  "parents-informed": "Parents or carers informed",
  referred: "Referred to an agency",
  "filter-changed": "Filtering changed",
};

/** What was decided about a request, as a choice and as a fact. */
export const requestOutcomeWords: Readonly<Record<RequestOutcome, string>> = {
  opened: "Opened",
  "left-closed": "Left closed",
  blocked: "Blocked",
  "left-open": "Left open",
  talk: "To be talked about",
  noted: "Noted",
};

export const keepFromWords: Readonly<Record<KeepDays["from"], string>> = {
  policy: "The school’s policy says so.",
  "last-policy":
    "The school’s policy said so when it was last valid; its file cannot be read as a policy now.",
  default: "No valid policy has said otherwise yet, so the usual time holds.",
};

export const actionWords: Readonly<Record<Exclude<Action, "allow">, string>> = {
  block: "Blocked",
  warn: "Warned",
  monitor: "Recorded",
};

export const auditWords: Readonly<Record<AuditAct, string>> = {
  "device-shut-out": "Shut a device out",
  "device-let-in": "Let a device in again",
  "signed-in": "Signed in",
  "sign-in-refused": "Sign-in refused",
  "signed-out": "Signed out",
  "password-changed": "Changed the password",
  "case-opened": "Opened a case",
  "case-state": "Changed a case's state",
  "case-note": "Wrote a note",
  "requests-read": "Read the requests",
  "request-answered": "Answered a request",
  "request-answer-undone": "Took back an answer",
  "activity-read": "Read the activity",
  "opened-for-a-time": "Opened for a time",
  "lesson-started": "Started a lesson list",
  "ended-early": "Ended an opening early",
  "code-made": "Made a one-time code",
  "policy-released": "Released a policy",
  "policy-rolled-back": "Went back to an earlier policy",
  "list-changed": "Answered for a list",
  "account-made": "Made an account",
  "account-named": "Changed their own name",
  "account-role": "Changed a role",
  "account-closed": "Closed an account",
  "account-opened": "Opened an account again",
  "account-password": "Gave out a new password",
  erased: "Deleted what was kept long enough",
  "backup-made": "Made a backup",
  "backup-restored": "Read a backup in",
  "alert-settings": "Changed when alerts go out",
  "alert-contact-added": "Added somebody to alert",
  "alert-contact-changed": "Changed how somebody is alerted",
  "alert-contact-confirmed": "Confirmed somebody to alert",
  "alert-contact-removed": "Removed somebody to alert",
  "alert-test": "Sent a test message",
  "alert-sent": "Sent a message",
  "alert-given-up": "Gave up on a message",
  "alert-taken": "Took a case from an alert",
  "case-held": "Put a case on legal hold",
  "case-hold-ended": "Ended a legal hold",
  "keys-changed": "Changed whose keys open what is sealed",
  "key-asked": "Made a key and asked for it to be added",
  "key-refused": "Refused a key",
  "key-passphrase": "Chose another passphrase",
  "events-resealed": "Sealed events anew for those who hold keys",
  "records-asked": "Began to put a person’s records together",
  "records-archived": "Made an archive of a person’s records",
  "keeping-changed": "Changed how long activity is kept",
};

export const roleWords: Readonly<Record<Role, string>> = {
  dsl: "Safeguarding lead",
  deputy: "Deputy lead",
  head: "Head",
  it: "IT staff",
  staff: "Teaching staff",
};

/** What each role sees and does, for whoever gives it. */
export const roleHints: Readonly<Record<Role, string>> = {
  dsl: "Sees and does everything at the desk.",
  deputy: "Cases, requests, activity and the audit; opens sites. No policy, no accounts.",
  head: "Sees and does everything at the desk.",
  it: "Policy, lists, requests and accounts of IT and teaching staff. No case and no pupil’s activity.",
  staff: "Opens a site or starts a lesson list for a time, and makes codes. Nothing else.",
};

/** "self-harm" → "Self-harm"; "proxies-vpn" → "Proxies vpn": for category ids, which schools may make up. */
export function categoryWords(id: string): string {
  const spaced = id === "self-harm" ? id : id.replaceAll("-", " ");
  return spaced === "" ? "No category" : spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

export function profileWords(id: string): string {
  return /^ks\d$/i.test(id) ? id.toUpperCase() : categoryWords(id);
}

export function plural(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}
