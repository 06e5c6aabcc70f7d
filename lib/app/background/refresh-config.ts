// What the administration has set (`chrome.storage.managed`), read with care and kept for the next start.
import { managedConfigSchema } from "../../contract/managed-config.ts";
import type { ManagedConfig } from "../../contract/managed-config.ts";
import { fingerprintText } from "../../core/dnr/fingerprint.ts";
import type { ManagedSource } from "../ports.ts";
import type { Memory } from "./memory.ts";

const keys = Object.keys(managedConfigSchema.shape) as (keyof ManagedConfig)[];

/** Chromium has checked each key against the managed schema already; what is not a text is left out all the same. */
function readConfig(raw: unknown): ManagedConfig {
  if (typeof raw !== "object" || raw === null) return {};
  const given = raw as Record<string, unknown>;
  const texts = keys.flatMap((key) => {
    const value = given[key];
    return typeof value === "string" && value.trim() !== "" ? [[key, value]] : [];
  });
  const parsed = managedConfigSchema.safeParse(Object.fromEntries(texts));
  return parsed.success ? parsed.data : {};
}

/**
 * Reads it and keeps it but for the policy's text. An empty answer means "not yet" (at first install) or a lost source:
 * what was known stays. Rejects only where the stores do.
 */
export async function refreshConfig(
  managed: ManagedSource,
  memory: Pick<Memory, "managed" | "managedPrint" | "sender">,
): Promise<ManagedConfig> {
  const now = readConfig(await managed.read());
  if (Object.keys(now).length === 0) return memory.managed.read();
  const print = fingerprintText(JSON.stringify(now));
  if (print === (await memory.managedPrint.read())) return now;
  const { policy: _, ...small } = now;
  await memory.managed.write(small);
  // A new collector or credential deserves a fresh try.
  await memory.sender.write({ ...(await memory.sender.read()), failures: 0, notBeforeMs: 0 });
  await memory.managedPrint.write(print);
  return now;
}
