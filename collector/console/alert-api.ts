// The calls of alerts.
import type {
  AlertedAnswer,
  AlertsAnswer,
  ContactAnswer,
  ContactChange,
  ContactInput,
} from "../alerts/desk-types.ts";
import type { AlertSettings } from "../review/alert-rules.ts";
import type { Reply } from "./api.ts";

export interface AlertsApi {
  alerts(live: boolean): Promise<Reply<AlertsAnswer>>;
  saveAlertSettings(settings: AlertSettings, version: number): Promise<Reply<unknown>>;
  addContact(input: ContactInput): Promise<Reply<ContactAnswer>>;
  changeContact(id: string, change: ContactChange): Promise<Reply<unknown>>;
  removeContact(id: string): Promise<Reply<unknown>>;
  /** `code`: what was mailed; "" for a webhook, which is asked for its signed echo. */
  confirmContact(id: string, code: string): Promise<Reply<unknown>>;
  newCode(id: string): Promise<Reply<unknown>>;
  testContact(id: string): Promise<Reply<unknown>>;
  /** What an alert is about. */
  alerted(id: string, live: boolean): Promise<Reply<AlertedAnswer>>;
  takeAlert(id: string): Promise<Reply<unknown>>;
}

export function alertCalls(
  call: <T>(path: string, body?: unknown) => Promise<Reply<T>>,
): AlertsApi {
  const of = (id: string) => `/alerts/contacts/${encodeURIComponent(id)}`;
  const awake = (live: boolean) => (live ? "?live=1" : "");
  return {
    alerts: (live) => call(`/alerts${awake(live)}`),
    saveAlertSettings: (settings, version) => call("/alerts/settings", { settings, version }),
    addContact: (input) => call("/alerts/contacts", input),
    changeContact: (id, change) => call(of(id), change),
    removeContact: (id) => call(`${of(id)}/remove`, {}),
    confirmContact: (id, code) => call(`${of(id)}/confirm`, code === "" ? {} : { code }),
    newCode: (id) => call(`${of(id)}/code`, {}),
    testContact: (id) => call(`${of(id)}/test`, {}),
    alerted: (id, live) => call(`/alerts/of/${encodeURIComponent(id)}${awake(live)}`),
    takeAlert: (id) => call(`/alerts/of/${encodeURIComponent(id)}/take`, {}),
  };
}
