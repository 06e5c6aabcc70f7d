// A seal that Node's own crypto makes of the number of its keys: thrown away, the number rises.
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import type { Seal } from "../../../lib/app/ports.ts";

const tagBytes = 16;
const ivBytes = 12;

export function createFakeSeal(disk: { sealKeys: number }): Seal {
  const key = (): Buffer => createHash("sha256").update(`keys ${disk.sealKeys}`).digest();
  return {
    close(text) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", key(), iv);
      const sealed = [cipher.update(text, "utf8"), cipher.final()];
      return Promise.resolve(new Uint8Array(Buffer.concat([iv, ...sealed, cipher.getAuthTag()])));
    },
    open(stored) {
      if (!(stored instanceof Uint8Array)) return Promise.resolve(undefined);
      const bytes = Buffer.from(stored);
      if (bytes.length < ivBytes + tagBytes) return Promise.resolve(undefined);
      try {
        const decipher = createDecipheriv("aes-256-gcm", key(), bytes.subarray(0, ivBytes));
        decipher.setAuthTag(bytes.subarray(-tagBytes));
        const text = decipher.update(bytes.subarray(ivBytes, -tagBytes));
        return Promise.resolve(Buffer.concat([text, decipher.final()]).toString("utf8"));
      } catch {
        return Promise.resolve(undefined);
      }
    },
    nameOf: (text) =>
      Promise.resolve(createHmac("sha256", key()).update(text).digest("hex").slice(0, 16)),
    discard: () => Promise.resolve(void (disk.sealKeys += 1)),
  };
}
