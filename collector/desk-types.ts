// What the desk's page and its API say to one another.
import type { EventKind } from "../lib/contract/event.ts";
import type { SafeguardingKey } from "../lib/contract/safeguarding-keys.ts";
import type { Signed } from "../lib/contract/signed.ts";
import type { Problem } from "../lib/contract/result.ts";
import type { CaseOutcome, CaseState, UnlockKind } from "../lib/contract/vocabulary.ts";
import type { Ability, Role } from "./review/access.ts";
import type { AuditEntry } from "./review/audit.ts";
import type { CaseHead } from "./review/case.ts";
import type { HeldKey } from "./review/held-keys.ts";
import type { OrderFor, OpeningLimits, PastedSites, StaffOrder } from "./review/order.ts";
import type { RequestOutcome } from "./review/request.ts";
import type { CaseHold, KeepKinds } from "./review/retention.ts";
import type { SealedParts } from "./store/key-store.ts";
import type { HostAnswer, KeptName, PersonCase, PersonEvent } from "./store/person-store.ts";
import type { PolicyRelease, PolicyStep } from "./store/staff-store.ts";
import type { DatedChange, RequestGroup, StoredEvent, VisitGroup } from "./store/store.ts";

export interface DeskSession {
  readonly name: string;
  readonly fullName: string;
  /** The password was given out: another must be chosen before anything else. */
  readonly mustChoosePassword: boolean;
  readonly role: Role;
  readonly may: readonly Ability[];
  readonly school: string;
  readonly signedInAtMs: number;
  readonly passwordAtMs: number;
  /** When this session ends at the latest. */
  readonly endsAtMs: number;
}

/** A case as the desk shows it. The device's id never leaves the collector. */
export type DeskCase = Omit<CaseHead, "device"> & {
  readonly reference: string;
  readonly unread: boolean;
  /** Who and where, sealed: of the event that opened it. */
  readonly sealed?: string;
};

export interface QueueAnswer {
  readonly cases: readonly DeskCase[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly counts: Readonly<Record<CaseState, number>>;
  readonly unread: number;
  readonly profiles: readonly string[];
}

export interface CaseAnswer {
  readonly head: DeskCase;
  readonly events: readonly StoredEvent<"worry" | "finding" | "circumvention">[];
  readonly changes: readonly DatedChange[];
  readonly openings: readonly { readonly atMs: number; readonly who: string }[];
  /** Whether it is on legal hold, and whether who asks may change that. */
  readonly kept?: { readonly hold: CaseHold | null; readonly mayHold: boolean };
}

export interface StateInput {
  readonly state: CaseState;
  readonly version: number;
  readonly outcome?: CaseOutcome;
  readonly reason?: string;
}

export interface RequestsAnswer {
  readonly groups: readonly RequestGroup[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** Which request is meant, and its version as the reader saw it. */
export interface RequestName {
  readonly host: string;
  readonly wanted: RequestGroup["wanted"];
  readonly version: number;
}

export interface RequestAnswerInput extends RequestName {
  readonly upToMs: number;
  readonly outcome: RequestOutcome;
  readonly note?: string;
}

export interface ActivityAnswer {
  readonly visits: readonly VisitGroup[];
  readonly agreements: readonly StoredEvent<"agreement">[];
  readonly attempts: readonly StoredEvent<"circumvention">[];
  readonly use: readonly StoredEvent<"visit-report">[];
  readonly openings: readonly StoredEvent<"unlock">[];
  readonly problems: readonly StoredEvent<"policy-problem">[];
  readonly changes: readonly StoredEvent<"policy-change">[];
  readonly lists: readonly StoredEvent<"list-problem">[];
  readonly checks: readonly StoredEvent<"filter-check">[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export interface AuditAnswer {
  readonly entries: readonly AuditEntry[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

interface Named {
  readonly id: string;
  readonly title: string;
}

/** What the policy lets staff open, and for whom. */
export interface OrderChoices extends OpeningLimits {
  readonly categories: readonly Named[];
  readonly profiles: readonly Named[];
  readonly groups: readonly Named[];
  readonly lessons: readonly (Named & {
    readonly minutes: number;
    readonly search: boolean;
    readonly sites: readonly string[];
  })[];
}

export interface OrdersPage {
  readonly open: readonly StaffOrder[];
  readonly past: readonly StaffOrder[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export interface OrderInput {
  readonly what:
    | { readonly kind: "site"; readonly address: string }
    | { readonly kind: "category"; readonly category: string }
    | { readonly kind: "lesson"; readonly lesson: string }
    | {
        readonly kind: "sites";
        readonly title: string;
        readonly text: string;
        readonly search: boolean;
      };
  readonly for: OrderFor;
  readonly minutes: number;
  readonly why: string;
}

export interface OrderAnswer {
  readonly order: StaffOrder;
  /** No Chromebook with this label has sent anything yet: it may be a slip. */
  readonly isDeviceUnknown: boolean;
}

export interface SitesAnswer {
  /** "example.org/page" */
  readonly sites: readonly string[];
  readonly wrong: PastedSites["wrong"];
}

export interface CodeInput {
  readonly request: string;
  readonly what: UnlockKind;
  readonly place: string;
  readonly minutes: number;
  readonly why: string;
}

/** The digits, and what has to be typed at the pupil's screen beside them, exactly so. */
export interface CodeAnswer {
  readonly request: string;
  readonly what: UnlockKind;
  readonly place: string;
  readonly minutes: number;
  readonly by: string;
  readonly code: string;
}

export interface PolicyPage {
  readonly from: "none" | "file" | "release";
  /** In force for everybody; 0 where it is a plain file or nothing. */
  readonly serial: number;
  readonly version: string;
  readonly profiles: readonly string[];
  readonly stages: readonly PolicyStep[];
  /** What devices pin as `policyKey`. */
  readonly publicKey: string;
  readonly releases: readonly (PolicyRelease & { readonly stages: readonly string[] })[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export interface PolicyCheckAnswer {
  readonly usable: boolean;
  readonly version: string;
  readonly problems: readonly Problem[];
  readonly changes: readonly string[];
}

export interface ReleaseDraft {
  readonly text: string;
  /** "" is everybody. */
  readonly stage: string;
  readonly why: string;
  /** The serial that was in force when the draft was read. */
  readonly now: number;
}

export interface ProposeInput {
  readonly host: string;
  readonly profile: string;
  readonly list: "allow" | "block";
  readonly why: string;
}

export interface DeskAccount {
  readonly name: string;
  readonly fullName: string;
  readonly role: Role;
  readonly oneTimeUntilMs: number | null;
  readonly disabledAtMs: number | null;
  readonly isOwn: boolean;
  /** Whether who asks may change it. */
  readonly mayChange: boolean;
}

export interface AccountsAnswer {
  readonly accounts: readonly DeskAccount[];
  /** The roles that who asks may give. */
  readonly roles: readonly Role[];
}

interface KeyHolder {
  readonly account: string;
  readonly key: SafeguardingKey;
}

export interface KeysAnswer {
  /** 0: the school has no keys yet, and nothing is sealed. */
  readonly version: number;
  readonly list: Signed | null;
  readonly sealedRoot: string;
  readonly holders: readonly KeyHolder[];
  readonly asking: readonly KeyHolder[];
  /** One's own, wrapped: held, or asked for. */
  readonly own: HeldKey | null;
}

export interface SealedAnswer {
  readonly parts: readonly (SealedParts & { readonly kind: EventKind })[];
}

/** Shown once. */
export interface OneTimeAnswer {
  readonly name: string;
  readonly password: string;
}

/** Of an archive of one person's records that was begun. */
export interface TicketAnswer {
  readonly ticket: string;
}

export interface NamesAnswer {
  readonly names: readonly KeptName[];
  /** With the first portion: whom things were opened for by name. */
  readonly orderNames: readonly string[];
  /** Fewer than this: there are no more. */
  readonly atOnce: number;
}

export interface RecordsPage {
  readonly events: readonly PersonEvent[];
}

/** A case as it goes into an archive. */
export type RecordsCase = Omit<PersonCase, "head"> & { readonly head: Omit<CaseHead, "device"> };

export interface RecordsAboutAnswer {
  readonly cases: readonly RecordsCase[];
  readonly orders: readonly StaffOrder[];
  readonly answers: readonly HostAnswer[];
  /** Whose name stands for which role. */
  readonly staff: readonly { readonly name: string; readonly role: Role }[];
}

export interface SignedManifestAnswer {
  readonly jws: string;
}

export interface KeepKindsAnswer {
  readonly kinds: KeepKinds;
  /** Whether who asks may change them. */
  readonly mayManage: boolean;
}
