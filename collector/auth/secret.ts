// Random secrets and what is kept of them. A secret of 128 bits or more needs no slow hash.
import { createHash, randomBytes } from "node:crypto";

/** 32 bytes of chance in URL-safe letters: a session id or a device credential. */
export function makeSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 in hexadecimal: all that the database knows of a session id or a device credential. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret, "utf8").digest("hex");
}
