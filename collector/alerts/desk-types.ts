// What the desk's page and the routes of alerts say to one another.
import type { AlertContact, AlertSettings } from "../review/alert-rules.ts";
import type { CaseHead } from "../review/case.ts";
import type { AlertCounts, AlertMessage } from "./alert-types.ts";

export interface DeskContact extends AlertContact {
  /** A code was sent and can still be typed in. */
  readonly isCodeOut: boolean;
  /** A message to them was tried and has not gone yet. */
  readonly isFailing: boolean;
}

export interface AlertsAnswer {
  readonly settings: AlertSettings;
  readonly version: number;
  readonly contacts: readonly DeskContact[];
  readonly messages: readonly AlertMessage[];
  readonly counts: AlertCounts;
  /** Why nobody can be alerted, or null. */
  readonly nobody: "no-contact" | "none-confirmed" | "no-mail-server" | null;
  readonly hasMail: boolean;
  /** Of the policy in force: whom a contact can be told of. */
  readonly profiles: readonly { readonly id: string; readonly title: string }[];
  /** Of the policy in force: when there is school. */
  readonly policyDays: Pick<AlertSettings, "terms" | "closures">;
  readonly mayManage: boolean;
}

export interface ContactInput {
  readonly name: string;
  readonly channel: AlertContact["channel"];
  readonly target: string;
  readonly place: number | null;
  readonly when: AlertContact["when"];
  readonly cover: AlertContact["cover"];
  readonly digest: boolean;
}

export type ContactChange = Partial<Omit<ContactInput, "channel" | "target">>;

/** The secret of a webhook, shown this once. */
export interface ContactAnswer {
  readonly id: string;
  readonly secret: string | null;
}

/** A case of an alert, without anything of whom it is about. */
export type AlertedCase = Pick<CaseHead, "id" | "kind" | "what" | "severity" | "state"> & {
  readonly reference: string;
  readonly lastAtMs: number;
  readonly isWaiting: boolean;
};

export interface AlertedAnswer {
  readonly cases: readonly AlertedCase[];
  readonly waiting: number;
}
