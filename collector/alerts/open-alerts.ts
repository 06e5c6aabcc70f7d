// Alerts as the process is told to run them: by its environment, and the key in its data folder.
import { readFileSync } from "node:fs";
import type { Live } from "../live.ts";
import { loadAlertKey } from "./alert-key.ts";
import { startAlerts, type AlertKeeper } from "./alert-keeper.ts";
import type { AlertStore } from "./alert-types.ts";
import { readMailConfig } from "./mail-config.ts";

const webhookMostMs = 10_000;

export interface OpenAlertsNeeds {
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly store: AlertStore;
  readonly live: Live;
  /** Where people reach the desk, without a slash at the end; asked for when a message goes out. */
  readonly deskAddress: () => string;
  readonly log: (line: string) => void;
}

/**
 * A mistake in the environment keeps no report from coming in: it is logged, the desk says that no mail can be sent,
 * and the collector serves.
 */
export function openAlerts({ dataDir, env, ...needs }: OpenAlertsNeeds): AlertKeeper {
  const mail = readMailConfig(env);
  if (!mail.ok) {
    for (const { path, what, expected } of mail.error) {
      needs.log(`alerts: ${path}: found ${what}; expected ${expected}; no mail is sent`);
    }
  }
  return startAlerts({
    ...needs,
    now: Date.now,
    chance: Math.random,
    key: loadAlertKey(dataDir),
    mail: mail.ok ? mail.value : undefined,
    webhooks: {
      privateHosts: (env["SCHOOLGATE_WEBHOOK_HOSTS"] ?? "")
        .split(",")
        .map((host) => host.trim().toLowerCase())
        .filter((host) => host !== ""),
      deadlineMs: webhookMostMs,
      ca: readCa(env["SCHOOLGATE_WEBHOOK_CA"], needs.log),
    },
  });
}

function readCa(path: string | undefined, log: (line: string) => void): string | undefined {
  if (path === undefined || path === "") return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch {
    log("alerts: SCHOOLGATE_WEBHOOK_CA: found a file that cannot be read; expected PEM");
    return undefined;
  }
}
