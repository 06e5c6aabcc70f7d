// What the desk's page and its API say to one another.
import type { CaseOutcome, CaseState } from "../lib/contract/vocabulary.ts";
import type { Ability, Role } from "./review/access.ts";
import type { AuditEntry } from "./review/audit.ts";
import type { CaseHead } from "./review/case.ts";
import type { RequestOutcome } from "./review/request.ts";
import type { DatedChange, RequestGroup, StoredEvent, VisitGroup } from "./store/store.ts";

export interface DeskSession {
  readonly name: string;
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
  readonly events: readonly StoredEvent<"worry" | "finding">[];
  readonly changes: readonly DatedChange[];
  readonly openings: readonly { readonly atMs: number; readonly who: string }[];
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
  readonly problems: readonly StoredEvent<"policy-problem">[];
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
