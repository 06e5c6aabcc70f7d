// The secret that one-time codes are made with: in the data folder, and in the managed configuration of the devices.
import { createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeOf, unlockText, type UnlockAsked } from "../lib/core/policy/unlock-code.ts";

const fileName = "unlock-key";
const keyBytes = 32;

/** 32 bytes in base64, from the data folder, or made there (mode 0600). Throws where the folder cannot be written. */
export function loadUnlockKey(dataDir: string): string {
  return loadKeyFile(dataDir, fileName);
}

/** As `loadUnlockKey`, under another name. */
export function loadKeyFile(dataDir: string, name: string): string {
  const path = join(dataDir, name);
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true });
    // "wx": of two that start at once, one makes it and both read it.
    try {
      const text = `${randomBytes(keyBytes).toString("base64")}\n`;
      writeFileSync(path, text, { mode: 0o600, flag: "wx" });
    } catch (error) {
      if (!existsSync(path)) throw error;
    }
  }
  const key = readFileSync(path, "utf8").trim();
  if (Buffer.from(key, "base64").length !== keyBytes) {
    throw new Error(`${path} is no key of ${keyBytes} bytes in base64`);
  }
  return key;
}

/** The digits that answer a request at a pupil's screen. */
export function makeCode(unlockKey: string, asked: UnlockAsked): string {
  const mac = createHmac("sha256", Buffer.from(unlockKey, "base64")).update(
    unlockText(asked),
    "utf8",
  );
  return codeOf(mac.digest());
}
