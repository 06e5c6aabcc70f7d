// Everything the collector keeps, behind one interface: SQLite or PostgreSQL. Times are Unix milliseconds.
import type { EventId } from "../../lib/contract/ids.ts";
import type { EventKind, EventOf, SchoolgateEvent } from "../../lib/contract/event.ts";
import type { CaseOutcome, CaseState } from "../../lib/contract/vocabulary.ts";
import type { Role } from "../review/access.ts";
import type { AlertStore } from "../alerts/alert-types.ts";
import type { AuditEntry } from "../review/audit.ts";
import type { CaseHead } from "../review/case.ts";
import type { RequestAnswer, RequestOutcome, Wanted } from "../review/request.ts";
import type { Erased } from "../review/retention.ts";
import type { AuditStore } from "./audit-store.ts";
import type { NoticeStore } from "./notice-store.ts";
import type { DeviceAboutStore } from "./device-about-store.ts";
import type { DeviceStore, SignedCount } from "./device-store.ts";
import type { KeepKindStore } from "./keep-kind-store.ts";
import type { KeyStore } from "./key-store.ts";
import type { HoldStore } from "./hold-store.ts";
import type { PersonStore } from "./person-store.ts";
import type { OrderStore, PolicyStore } from "./staff-store.ts";
import type { TaskStore } from "./task-store.ts";

export interface IncomingEvent {
  readonly event: SchoolgateEvent;
  readonly receivedAtMs: number;
  /** The collector's clock less the device's when it sent. */
  readonly skewMs: number;
  /** The address it was sent from, as the collector saw it; "" where it is not known. */
  readonly sentFrom?: string;
}

export interface KeptEvents {
  /** All ids that now stand in the store, whether they came now or before. */
  readonly stored: readonly EventId[];
  /** Those that came now. */
  readonly fresh: readonly EventId[];
  /** Cases that were opened or grew. */
  readonly cases: readonly string[];
  /** The signed request has come before: nothing was kept of it. */
  readonly isReplay?: true;
}

export interface StoredEvent<Kind extends EventKind = EventKind> {
  readonly event: EventOf<Kind>;
  readonly receivedAtMs: number;
  readonly skewMs: number;
  /** The address it was sent from, as the collector saw it; "" where it is not known. */
  readonly sentFrom: string;
}

export interface CaseFilter {
  /** "open" is new and looking together. */
  readonly state: CaseState | "open" | "all";
  readonly kind?: CaseHead["kind"];
  readonly profile?: string;
  /** Looked for in name, device label, host, title, theme and reference; never in page text or a pupil's words. */
  readonly search?: string;
}

interface Page {
  readonly offset: number;
  readonly most: number;
}

interface CaseList {
  readonly cases: readonly CaseHead[];
  readonly total: number;
  readonly counts: Readonly<Record<CaseState, number>>;
  readonly unread: number;
  readonly profiles: readonly string[];
}

export type CaseChange =
  | {
      readonly kind: "state";
      readonly from: CaseState;
      readonly to: CaseState;
      readonly outcome: CaseOutcome | null;
      readonly reason: string;
    }
  | { readonly kind: "note"; readonly text: string };

export type DatedChange = CaseChange & { readonly atMs: number; readonly who: string };

export interface CaseFile {
  readonly head: CaseHead;
  readonly events: readonly StoredEvent[];
  readonly changes: readonly DatedChange[];
  readonly openings: readonly { readonly atMs: number; readonly who: string }[];
}

export interface RequestGroup {
  readonly host: string;
  readonly wanted: Wanted;
  readonly category: string;
  readonly people: number;
  readonly count: number;
  readonly lastAtMs: number;
  /** When the collector received the latest: an answer names it, so that nobody answers what they have not seen. */
  readonly receivedAtMs: number;
  /** Raised with each answer and each undoing; 0 before the first. */
  readonly version: number;
  /** The answer that was given last and not taken back; it may be older than the latest request. */
  readonly answer: RequestAnswer | null;
  /** How many requests came after that answer. */
  readonly since: number;
  readonly latest: readonly StoredEvent<"review-request">[];
}

export interface VisitGroup {
  readonly user: string;
  readonly deviceLabel: string;
  readonly profile: string;
  readonly host: string;
  readonly category: string;
  readonly rule: string;
  readonly action: "block" | "warn" | "monitor";
  readonly count: number;
  readonly accidents: number;
  readonly proceeded: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** Who and where, sealed, of its latest event. */
  readonly sealed?: { readonly id: string; readonly head: string };
}

/** An answer to a request, or the taking back of one (outcome null). */
export interface NewRequestAnswer {
  readonly host: string;
  readonly wanted: Wanted;
  readonly outcome: RequestOutcome | null;
  readonly note: string;
  readonly upToMs: number;
}

/** What is kept by name: how long things are kept, and prints of the keys that collectors of one database share. */
type SettingName = "keep-days" | `key ${string}`;

/** Which limit of the sign-in a count of wrong tries belongs to. */
export type TryLimit = "pair" | "address" | "name";

export interface KeptTry {
  readonly limit: TryLimit;
  readonly key: string;
  readonly count: number;
  readonly lastAtMs: number;
}

export interface Account {
  readonly name: string;
  /** As others read it: "Ms Maple"; "" where none was given. */
  readonly fullName: string;
  readonly role: Role;
  readonly password: string;
  readonly passwordAtMs: number;
  /** The password was given out by somebody else: it opens until then, and only to choose another. Null: their own. */
  readonly oneTimeUntilMs: number | null;
  /** When it was closed; null: it is open. */
  readonly disabledAtMs: number | null;
}

export interface Session {
  readonly idHash: string;
  readonly account: string;
  readonly madeAtMs: number;
  readonly usedAtMs: number;
}

export interface Store
  extends
    AlertStore,
    HoldStore,
    AuditStore,
    DeviceAboutStore,
    DeviceStore,
    NoticeStore,
    KeepKindStore,
    KeyStore,
    OrderStore,
    PersonStore,
    PolicyStore,
    TaskStore {
  /** Adds a credential if its hash is unknown; says whether it was. */
  addDeviceToken(hash: string, label: string, atMs: number): Promise<boolean>;
  hasDeviceToken(hash: string): Promise<boolean>;
  countDeviceTokens(): Promise<number>;

  /**
   * One transaction: when the promise settles, all of it is on disk. An id that is known already is left as it was.
   * With `signed`, all of it or nothing, by whether that count is new.
   */
  keepEvents(incoming: readonly IncomingEvent[], signed?: SignedCount): Promise<KeptEvents>;
  /** Worries of these devices that a person has opened since `sinceMs`, newest first. */
  seenWorries(
    devices: readonly string[],
    sinceMs: number,
    most: number,
  ): Promise<readonly { readonly id: EventId; readonly atMs: number }[]>;
  countEvents(): Promise<number>;

  listCases(filter: CaseFilter, page: Page): Promise<CaseList>;
  readCase(id: string): Promise<CaseHead | undefined>;
  /**
   * Records the opening first, in the same transaction; a case's content leaves the store no other way.
   * `again`: a page that shows the case loads it anew by itself. That is no opening where this person has opened it
   * since anything last came in.
   */
  openCase(id: string, who: string, atMs: number, again: boolean): Promise<CaseFile | undefined>;
  /** Writes the case if it still has `version`; says whether it did. */
  changeCase(
    next: CaseHead,
    version: number,
    change: DatedChange,
    audit: AuditEntry,
  ): Promise<boolean>;

  /** What waits for an answer, or was answered after `settledMs`, newest first; then what was answered before. */
  listRequests(
    page: Page,
    settledMs: number,
  ): Promise<{ readonly groups: readonly RequestGroup[]; readonly total: number }>;
  /**
   * Adds an answer if the group still has `version` and nothing came in after `upToMs`; says whether it did. The audit
   * entry is written in the same transaction.
   */
  answerRequest(answer: NewRequestAnswer, version: number, audit: AuditEntry): Promise<boolean>;
  /** Those of these requests that this device has sent, each with the answer that stands for it, or null. */
  answersTo(
    ids: readonly EventId[],
    device: string,
  ): Promise<
    readonly {
      readonly id: EventId;
      readonly answer: Pick<RequestAnswer, "outcome" | "atMs"> | null;
    }[]
  >;
  listVisits(
    page: Page,
  ): Promise<{ readonly groups: readonly VisitGroup[]; readonly total: number }>;
  listEvents<Kind extends EventKind>(
    kind: Kind,
    page: Page,
  ): Promise<{ readonly events: readonly StoredEvent<Kind>[]; readonly total: number }>;

  /**
   * Erases at most `most` cases and as many events of activity that are due (`review/retention.ts`), with their events,
   * history and answers, in one transaction, and writes what went to the audit. Zeros: nothing is due.
   */
  eraseDue(sinceMs: number, atMs: number, most: number): Promise<Erased>;
  /** Makes what was erased gone from the files too. False where another program holds the database. */
  clearTraces(): Promise<boolean>;

  readSetting(name: SettingName): Promise<string | undefined>;
  writeSetting(name: SettingName, value: string): Promise<void>;
  /** Writes it where there is none yet; the value that stands. */
  settleSetting(name: SettingName, value: string): Promise<string>;

  readAccount(name: string): Promise<Account | undefined>;
  /** By name; those that are closed too. */
  listAccounts(): Promise<readonly Account[]>;
  /** Makes the account or replaces all of it. */
  putAccount(account: Account): Promise<void>;
  /** Makes it, with its line in the audit; false where the name is taken. */
  addAccount(account: Account, audit: AuditEntry): Promise<boolean>;
  /**
   * Replaces it, with its line in the audit, and ends its sessions. Nothing is changed where no open account of a DSL would
   * remain ("no-lead"), or where it is not any more as it was `known` ("changed").
   */
  changeAccount(
    account: Account,
    known: Account,
    audit: AuditEntry,
  ): Promise<"done" | "no-lead" | "changed">;
  /**
   * What somebody changes of their own account: all else stays as it stands by now, whatever they came with. A new password
   * ends their sessions. Undefined, and nothing changed, where the account was closed, or its password is not any more
   * what it was `known` to be.
   */
  changeOwnAccount(
    known: Account,
    change: Pick<Account, "fullName"> | Pick<Account, "password" | "passwordAtMs">,
    audit: AuditEntry,
  ): Promise<Account | undefined>;
  addSession(session: Session): Promise<void>;
  readSession(idHash: string): Promise<Session | undefined>;
  touchSession(idHash: string, atMs: number): Promise<void>;
  endSession(idHash: string): Promise<void>;
  /** Ends all of an account's sessions, but the one named. */
  endSessions(account: string, exceptIdHash?: string): Promise<void>;
  dropSessionsBefore(usedBeforeMs: number, madeBeforeMs: number): Promise<void>;
  readTries(): Promise<readonly KeptTry[]>;
  /** Writes these counts and forgets all whose last try was before `forgetBeforeMs`. */
  putTries(tries: readonly KeptTry[], forgetBeforeMs: number): Promise<void>;
  dropTries(tries: readonly Pick<KeptTry, "limit" | "key">[]): Promise<void>;
  dropAllTries(): Promise<void>;

  close(): Promise<void>;
}
