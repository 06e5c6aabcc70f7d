// The one secret behind alerts. Codes and the secrets of webhooks are made from it: the database holds none of them.
import { createHmac } from "node:crypto";
import { loadKeyFile } from "../unlock-key.ts";

const fileName = "alert-key";

/** 32 bytes in base64, from the data folder, or made there (mode 0600). Several collectors share one file. */
export function loadAlertKey(dataDir: string): string {
  return loadKeyFile(dataDir, fileName);
}

function macOf(key: string, text: string): Buffer {
  return createHmac("sha256", Buffer.from(key, "base64")).update(text, "utf8").digest();
}

/** Eight digits, "1234 5678", that are mailed to an address to prove it. `nonce` is new with each code. */
export function confirmCode(key: string, contactId: string, nonce: string): string {
  const digits = String(macOf(key, `confirm ${contactId} ${nonce}`).readUInt32BE(0) % 1e8);
  const whole = digits.padStart(8, "0");
  return `${whole.slice(0, 4)} ${whole.slice(4)}`;
}

/** What a webhook's messages are signed with; both sides hold it. */
export function webhookSecret(key: string, contactId: string): string {
  return macOf(key, `webhook ${contactId}`).toString("base64url");
}
