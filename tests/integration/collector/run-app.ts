// The collector's application on a real port with a real SQLite file, in this process, with a clock that can be moved.
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { serve } from "@hono/node-server";
import { loadAlertKey } from "../../../collector/alerts/alert-key.ts";
import {
  startAlerts,
  type AlertKeeper,
  type AlertKeeperNeeds,
} from "../../../collector/alerts/alert-keeper.ts";
import { createApp, type AppNeeds } from "../../../collector/app.ts";
import { hashPassword } from "../../../collector/auth/password.ts";
import { hashSecret } from "../../../collector/auth/secret.ts";
import { createLive } from "../../../collector/live.ts";
import type { Role } from "../../../collector/review/access.ts";
import { loadSigner } from "../../../collector/signing.ts";
import { openSqliteStore } from "../../../collector/store/sqlite.ts";
import { loadUnlockKey } from "../../../collector/unlock-key.ts";
import type { Store } from "../../../collector/store/store.ts";

export const deviceToken = "a-device-token-for-tests";
export const deskPassword = "an invented password";
const cheap = { N: 2 ** 10, r: 8, p: 1 };

export interface RunningApp {
  readonly address: string;
  readonly store: Store;
  readonly alerts: AlertKeeper;
  readonly folder: string;
  readonly logged: string[];
  /** Stops the collector's clock, now or at a moment: how long a busy machine takes no longer matters. */
  freeze(atMs?: number): void;
  /** What its clock says, Unix ms. */
  nowMs(): number;
  /** Moves the collector's clock forward. */
  pass(ms: number): void;
  /** A request to the desk's API, from the desk's own origin. */
  desk(path: string, options?: DeskRequest): Promise<Response>;
  /** Signs in; the cookie to send, "name=value". */
  signIn(name?: string, password?: string): Promise<string>;
  /** Makes an account with the password of all; the cookie of a session of it. */
  signInAs(role: Role): Promise<string>;
  close(): Promise<void>;
}

interface DeskRequest {
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function runApp(
  given: Partial<AppNeeds> | ((folder: string) => Partial<AppNeeds>) = {},
  alerting: Partial<AlertKeeperNeeds> = {},
): Promise<RunningApp> {
  const folder = mkdtempSync(join(tmpdir(), "schoolgate-collector-"));
  const store = openSqliteStore(join(folder, "collector.sqlite"));
  await store.addDeviceToken(hashSecret(deviceToken), "tests", 0);
  await store.putAccount({
    name: "dsl",
    fullName: "Ms Maple",
    role: "dsl",
    password: await hashPassword(deskPassword, cheap),
    passwordAtMs: 0,
    oneTimeUntilMs: null,
    disabledAtMs: null,
  });
  let aheadMs = 0;
  let frozenAtMs: number | undefined;
  const logged: string[] = [];
  const ending = new AbortController();
  const now = () => (frozenAtMs ?? Date.now()) + aheadMs;
  const live = createLive();
  const alerts = startAlerts({
    store,
    live,
    now,
    chance: () => 0.5,
    key: loadAlertKey(folder),
    mail: undefined,
    webhooks: { privateHosts: [], deadlineMs: 20_000 },
    deskAddress: () => "https://desk.example-academy.test",
    log: (line) => logged.push(line),
    ...alerting,
  });
  const app = createApp({
    store,
    live,
    alerts,
    now,
    school: async () => "Example Academy",
    signer: loadSigner(folder),
    unlockKey: loadUnlockKey(folder),
    behindProxy: false,
    cost: cheap,
    ending: ending.signal,
    log: (line) => logged.push(line),
    ...(typeof given === "function" ? given(folder) : given),
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }) as Server;
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const desk: RunningApp["desk"] = (path, { cookie, body, headers } = {}) =>
    fetch(`${address}/desk/api${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        ...(cookie === undefined ? {} : { cookie }),
        ...(body === undefined ? {} : { "content-type": "application/json", origin: address }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const signIn = async (name = "dsl", password = deskPassword) => {
    const response = await desk("/sign-in", { body: { name, password } });
    if (!response.ok) throw new Error(`sign-in answered ${response.status}`);
    return cookieOf(response);
  };
  return {
    address,
    store,
    alerts,
    folder,
    logged,
    desk,
    freeze: (atMs = Date.now()) => {
      frozenAtMs = atMs;
    },
    nowMs: now,
    pass: (ms) => {
      aheadMs += ms;
    },
    signIn,
    async signInAs(role) {
      const name = `one-${role}`;
      const password = await hashPassword(deskPassword, cheap);
      const closed = { oneTimeUntilMs: null, disabledAtMs: null };
      await store.putAccount({ name, fullName: "", role, password, passwordAtMs: 0, ...closed });
      return signIn(name);
    },
    async close() {
      ending.abort();
      alerts.end();
      server.closeAllConnections();
      server.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** "name=value" of the cookie that an answer sets. */
export function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}
