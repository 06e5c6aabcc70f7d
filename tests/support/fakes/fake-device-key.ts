// A device's key by Node's own crypto, beside WebCrypto: the two are held to one behaviour by a test.
import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import type { DeviceKey } from "../../../lib/app/ports.ts";

/** What outlives the worker. */
export interface FakeKeyDisk {
  privateKey?: KeyObject;
  count?: number;
}

export function createFakeDeviceKey(disk: FakeKeyDisk): DeviceKey {
  const key = (): KeyObject => {
    disk.privateKey ??= generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    return disk.privateKey;
  };
  return {
    publicKey() {
      const { x = "", y = "" } = createPrivateKey(
        key().export({ type: "pkcs8", format: "pem" }),
      ).export({ format: "jwk" });
      const point = [Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")];
      return Promise.resolve(Buffer.concat(point).toString("base64url"));
    },
    nextCount(atLeast) {
      disk.count = Math.max((disk.count ?? 0) + 1, Math.floor(atLeast));
      return Promise.resolve(disk.count);
    },
    sign: (text) =>
      Promise.resolve(
        sign("sha256", Buffer.from(text), { key: key(), dsaEncoding: "ieee-p1363" }).toString(
          "base64url",
        ),
      ),
  };
}
