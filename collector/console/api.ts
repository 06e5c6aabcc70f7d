// The desk's API as typed calls. A call never rejects: what went wrong comes back as words for the reader.
import type { KeepDays } from "../keep-days.ts";
import type {
  AccountsAnswer,
  ActivityAnswer,
  AuditAnswer,
  CaseAnswer,
  CodeAnswer,
  CodeInput,
  DeskSession,
  OneTimeAnswer,
  OrderAnswer,
  OrderChoices,
  OrderInput,
  OrdersPage,
  PolicyCheckAnswer,
  PolicyPage,
  ProposeInput,
  QueueAnswer,
  ReleaseDraft,
  RequestAnswerInput,
  RequestName,
  RequestsAnswer,
  KeepKindsAnswer,
  KeysAnswer,
  SealedAnswer,
  SitesAnswer,
  StateInput,
} from "../desk-types.ts";
import { alertCalls, type AlertsApi } from "./alert-api.ts";
import type { ListsApi } from "./lists-view.tsx";
import type { DeviceName, DevicesAnswer } from "../desk-device-routes.ts";
import { recordCalls, type RecordsApi } from "./records/record-api.ts";
import type { HeldKey, KeyChange } from "../review/held-keys.ts";
import type { SealedParts } from "../store/key-store.ts";
import type { AccountChange, NewAccount } from "../review/account.ts";
import type { ActivityList } from "../review/activity.ts";
import type { KeepKinds } from "../review/retention.ts";
import type { DevicesFilter, QueueFilter } from "./route.ts";

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly words: string };

/** A key without the account: the collector knows who asks. */
export type OwnKey = Omit<HeldKey, "account">;

export interface DeskApi extends ListsApi, AlertsApi, RecordsApi {
  session(): Promise<Reply<DeskSession>>;
  signIn(name: string, password: string): Promise<Reply<DeskSession>>;
  signOut(): Promise<Reply<unknown>>;
  changePassword(now: string, next: string): Promise<Reply<DeskSession>>;
  changeName(fullName: string): Promise<Reply<DeskSession>>;
  /** `live`: the page reloads by itself; that does not keep the session awake. */
  queue(filter: QueueFilter, live: boolean): Promise<Reply<QueueAnswer>>;
  openCase(id: string, live: boolean): Promise<Reply<CaseAnswer>>;
  setState(id: string, input: StateInput): Promise<Reply<unknown>>;
  addNote(id: string, version: number, text: string): Promise<Reply<unknown>>;
  holdCase(id: string, why: string): Promise<Reply<unknown>>;
  endHold(id: string, why: string): Promise<Reply<unknown>>;
  requests(page: number, live: boolean): Promise<Reply<RequestsAnswer>>;
  answerRequest(input: RequestAnswerInput): Promise<Reply<unknown>>;
  undoRequestAnswer(name: RequestName): Promise<Reply<unknown>>;
  activity(list: ActivityList, page: number, live: boolean): Promise<Reply<ActivityAnswer>>;
  audit(page: number, live: boolean): Promise<Reply<AuditAnswer>>;
  keeping(live: boolean): Promise<Reply<KeepDays>>;
  keepKinds(live: boolean): Promise<Reply<KeepKindsAnswer>>;
  saveKeepKinds(before: KeepKinds, kinds: KeepKinds): Promise<Reply<unknown>>;
  devices(filter: DevicesFilter, live: boolean): Promise<Reply<DevicesAnswer>>;
  /** Shuts one device out, or lets it in again. */
  shutOutDevice(device: DeviceName, isOut: boolean): Promise<Reply<unknown>>;
  orderChoices(live: boolean): Promise<Reply<OrderChoices>>;
  orders(page: number, live: boolean): Promise<Reply<OrdersPage>>;
  addOrder(input: OrderInput): Promise<Reply<OrderAnswer>>;
  endOrder(id: string): Promise<Reply<unknown>>;
  /** Opens again what was ended before its time. */
  reopenOrder(id: string): Promise<Reply<unknown>>;
  cleanSites(text: string): Promise<Reply<SitesAnswer>>;
  makeCode(input: CodeInput): Promise<Reply<CodeAnswer>>;
  policy(page: number, live: boolean): Promise<Reply<PolicyPage>>;
  /** The policy in force, as people read it. */
  policyText(): Promise<Reply<{ readonly text: string }>>;
  checkPolicy(draft: Pick<ReleaseDraft, "text" | "stage">): Promise<Reply<PolicyCheckAnswer>>;
  releasePolicy(draft: ReleaseDraft): Promise<Reply<unknown>>;
  widenRelease(step: PolicyStepInput): Promise<Reply<unknown>>;
  rollBack(step: PolicyStepInput): Promise<Reply<unknown>>;
  proposeEntry(input: ProposeInput): Promise<Reply<{ readonly text: string }>>;
  accounts(live: boolean): Promise<Reply<AccountsAnswer>>;
  addAccount(input: NewAccount): Promise<Reply<OneTimeAnswer>>;
  changeAccount(name: string, change: AccountChange): Promise<Reply<unknown>>;
  newPassword(name: string): Promise<Reply<OneTimeAnswer>>;
  keys(): Promise<Reply<KeysAnswer>>;
  changeKeys(version: number, change: KeyChange): Promise<Reply<unknown>>;
  askForKey(held: OwnKey): Promise<Reply<unknown>>;
  refuseKey(account: string): Promise<Reply<unknown>>;
  changePassphrase(held: OwnKey): Promise<Reply<unknown>>;
  /** Sealed parts of events after that id, a portion at a time. */
  sealedParts(after: string): Promise<Reply<SealedAnswer>>;
  reseal(parts: readonly SealedParts[]): Promise<Reply<{ readonly done: number }>>;
}

export interface PolicyStepInput {
  readonly serial: number;
  readonly stage: string;
  readonly why: string;
}

/** Names this browser tab, so that it does not take its own changes for another's. */
export const tabName = Math.random().toString(36).slice(2);

const refusals: Readonly<Record<number, string>> = {
  0: "The collector cannot be reached. Check the network, then try again.",
  401: "You are signed out. Sign in again to go on.",
  403: "This is not open to your account.",
  404: "There is nothing here any more.",
  409: "Somebody changed this while you were reading. It has been loaded again: please check and repeat.",
};

export function createApi(send: typeof fetch = (input, init) => fetch(input, init)): DeskApi {
  async function call<T>(path: string, body?: unknown): Promise<Reply<T>> {
    const options: RequestInit =
      body === undefined
        ? { headers: { "x-desk-tab": tabName } }
        : {
            method: "POST",
            headers: { "content-type": "application/json", "x-desk-tab": tabName },
            body: JSON.stringify(body),
          };
    try {
      const response = await send(`/desk/api${path}`, options);
      const answer: unknown = await response.json();
      if (response.ok) return { ok: true, value: answer as T };
      const error = (answer as { error?: { what?: string; expected?: string } }).error;
      const own = `${error?.what ?? "It did not work"}: expected ${error?.expected ?? "something else"}.`;
      const words = refusals[response.status] ?? own.charAt(0).toUpperCase() + own.slice(1);
      return { ok: false, status: response.status, words };
    } catch {
      return { ok: false, status: 0, words: refusals[0] ?? "" };
    }
  }

  const query = (values: Readonly<Record<string, string | number | boolean>>) => {
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) {
      if (value === true) asked.set(name, "1");
      else if (value !== "" && value !== false) asked.set(name, String(value));
    }
    return `?${asked.toString()}`;
  };

  return {
    session: () => call("/session"),
    signIn: (name, password) => call("/sign-in", { name, password }),
    signOut: () => call("/sign-out", {}),
    changePassword: (now, next) => call("/password", { now, next }),
    changeName: (fullName) => call("/name", { fullName }),
    queue: (filter, live) => call(`/cases${query({ ...filter, live })}`),
    openCase: (id, live) => call(`/cases/${encodeURIComponent(id)}${query({ live })}`),
    setState: (id, input) => call(`/cases/${encodeURIComponent(id)}/state`, input),
    addNote: (id, version, text) =>
      call(`/cases/${encodeURIComponent(id)}/notes`, { version, text }),
    holdCase: (id, why) => call(`/cases/${encodeURIComponent(id)}/hold`, { why }),
    endHold: (id, why) => call(`/cases/${encodeURIComponent(id)}/hold/end`, { why }),
    requests: (page, live) => call(`/requests${query({ page, live })}`),
    answerRequest: (input) => call("/requests/answer", input),
    undoRequestAnswer: (name) => call("/requests/undo", name),
    activity: (list, page, live) => call(`/activity${query({ list, page, live })}`),
    audit: (page, live) => call(`/audit${query({ page, live })}`),
    keeping: (live) => call(`/keeping${query({ live })}`),
    keepKinds: (live) => call(`/keeping/kinds${query({ live })}`),
    saveKeepKinds: (before, kinds) => call("/keeping/kinds", { before, kinds }),
    devices: (filter, live) => call(`/devices${query({ ...filter, live })}`),
    shutOutDevice: (device, isOut) => call(isOut ? "/devices/shut-out" : "/devices/let-in", device),
    orderChoices: (live) => call(`/orders/choices${query({ live })}`),
    orders: (page, live) => call(`/orders${query({ page, live })}`),
    addOrder: (input) => call("/orders", input),
    endOrder: (id) => call(`/orders/${encodeURIComponent(id)}/end`, {}),
    reopenOrder: (id) => call(`/orders/${encodeURIComponent(id)}/again`, {}),
    cleanSites: (text) => call("/orders/sites", { text }),
    makeCode: (input) => call("/orders/code", input),
    policy: (page, live) => call(`/policy${query({ page, live })}`),
    policyText: () => call("/policy/text"),
    checkPolicy: (draft) => call("/policy/check", draft),
    releasePolicy: (draft) => call("/policy/release", draft),
    widenRelease: (step) => call("/policy/widen", step),
    rollBack: (step) => call("/policy/back", step),
    proposeEntry: (input) => call("/policy/propose", input),
    lists: (live) => call(`/lists${query({ live })}`),
    changeList: (id, what, body) => call(`/lists/${encodeURIComponent(id)}/${what}`, body),
    ...alertCalls(call),
    ...recordCalls(call),
    accounts: (live) => call(`/accounts${query({ live })}`),
    addAccount: (input) => call("/accounts", input),
    changeAccount: (name, change) => call(`/accounts/${encodeURIComponent(name)}`, change),
    newPassword: (name) => call(`/accounts/${encodeURIComponent(name)}/password`, {}),
    keys: () => call("/keys"),
    changeKeys: (version, change) => call("/keys", { version, change }),
    askForKey: (held) => call("/keys/ask", held),
    refuseKey: (account) => call(`/keys/refuse/${encodeURIComponent(account)}`, {}),
    changePassphrase: (held) => call("/keys/passphrase", held),
    sealedParts: (after) => call(`/keys/sealed${query({ after })}`),
    reseal: (parts) => call("/keys/sealed", { parts }),
  };
}
