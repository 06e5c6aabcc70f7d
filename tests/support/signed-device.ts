// A device that enrols and signs, as the extension does, over real HTTP.
import { createHash } from "node:crypto";
import type { BatchAnswer } from "../../lib/contract/batch.ts";
import {
  batchPath,
  enrolPath,
  signatureHeader,
  signedText,
  writeSignature,
} from "../../lib/contract/device-signature.ts";
import type { DeviceId } from "../../lib/contract/ids.ts";
import { someDevice } from "./collector-seed.ts";
import { createFakeDeviceKey } from "./fakes/fake-device-key.ts";

export interface SentRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answered {
  readonly status: number;
  readonly answer: Partial<BatchAnswer> & { readonly error?: { readonly what: string } };
  readonly retryAfter: string | null;
}

export interface SignedDevice {
  readonly device: DeviceId;
  /** What this device would send: to be sent by `deliver`, changed or not, once or more often. */
  batch(events: readonly unknown[], more?: object): Promise<SentRequest>;
  enrolment(label?: string): Promise<SentRequest>;
  deliver(request: SentRequest): Promise<Answered>;
  enrol(): Promise<Answered>;
  send(...events: readonly unknown[]): Promise<Answered>;
}

/** `device`: its name; its key is its own whatever the name. */
export function signedDevice(
  address: string,
  token: string,
  device: DeviceId = someDevice(),
): SignedDevice {
  const key = createFakeDeviceKey({});

  async function request(path: string, value: object): Promise<SentRequest> {
    const body = JSON.stringify(value);
    const head = { device, timeMs: Date.now(), count: await key.nextCount(Date.now()) };
    const hash = createHash("sha256").update(body).digest("base64url");
    const signature = await key.sign(signedText(head, "POST", path, hash));
    const headers = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      [signatureHeader]: writeSignature(head, signature),
    };
    return { path, headers, body };
  }

  const one: SignedDevice = {
    device,
    batch: (events, more = {}) =>
      request(batchPath, { format: 1, sentAtMs: Date.now(), events, ...more }),
    enrolment: async (label = "") =>
      request(enrolPath, { format: 1, device, key: await key.publicKey(), label }),
    async deliver({ path, headers, body }) {
      const response = await fetch(`${address}${path}`, { method: "POST", headers, body });
      return {
        status: response.status,
        answer: (await response.json()) as Answered["answer"],
        retryAfter: response.headers.get("retry-after"),
      };
    },
    enrol: async () => one.deliver(await one.enrolment()),
    send: async (...events) => one.deliver(await one.batch(events)),
  };
  return one;
}
