// One batch on its way: packed, signed by this device's own key once the collector knows it, and the answer as it is.
import { batchAnswerSchema, type Batch, type BatchAnswer } from "../../contract/batch.ts";
import {
  batchPath,
  enrolPath,
  signatureHeader,
  signedText,
  versionHeader,
  writeSignature,
} from "../../contract/device-signature.ts";
import { enrolmentAnswerSchema, type Enrolment } from "../../contract/enrolment.ts";
import type { DeviceId } from "../../contract/ids.ts";
import { longestRetryAfterMs, readRetryAfter } from "../../core/queue/backoff.ts";
import type { PostedBatch, World } from "../ports.ts";
import type { EnforcementService } from "./enforcement-service.ts";
import type { Memory } from "./memory.ts";
import { belowAddress } from "./safe-address.ts";

/** A smaller body is not worth packing. */
const packFromBytes = 1024;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** A collector that knows nothing of enrolling is asked again after an update, or the next day. */
const unknownThereMs = dayMs;
const enrolAgainMs = 5 * minuteMs;
const labelMost = 120;

export interface Target {
  /** The collector's own address, as configured. */
  readonly collector: string;
  readonly token: string;
}

export type Delivered =
  | { readonly kind: "taken"; readonly answer: BatchAnswer; readonly dateMs: number | undefined }
  | Exclude<PostedBatch, { kind: "answered" }>;

export interface Deliver {
  /** Where this device sends to; undefined where nothing (safe) is configured. */
  target(): Promise<Target | undefined>;
  /** Sends one batch. Never rejects for what the network does; rejects where the stores do. */
  post(to: Target, batch: Batch, deadlineMs: number): Promise<Delivered>;
}

export function createDeliver(
  world: Pick<World, "clock" | "network" | "crypt" | "pack" | "deviceKey" | "self">,
  memory: Pick<Memory, "managed" | "enrolled" | "device" | "renewDevice">,
  enforcement: Pick<EnforcementService, "known">,
): Deliver {
  const { clock, network, crypt, pack, deviceKey, self } = world;
  /** A collector of an earlier version reads no packed bodies: learnt anew by each life. */
  let readsPacked = true;

  async function hashOf(bytes: Uint8Array): Promise<string> {
    return toBase64Url(await crypt.sha256(bytes));
  }

  async function signed(
    path: string,
    device: DeviceId,
    body: Uint8Array,
  ): Promise<Record<string, string>> {
    const timeMs = clock.nowMs();
    const head = { device, timeMs, count: await deviceKey.nextCount(timeMs) };
    const text = signedText(head, "POST", path, await hashOf(body));
    return {
      [signatureHeader]: writeSignature(head, await deviceKey.sign(text)),
      [versionHeader]: self.version,
    };
  }

  async function send(
    to: Target,
    path: string,
    body: Uint8Array,
    headers: Record<string, string>,
    deadlineMs: number,
  ): Promise<PostedBatch> {
    const address = belowAddress(to.collector, path.slice(1));
    if (address === undefined) {
      return { kind: "failed", why: "no safe address", retryAfter: null };
    }
    return network.postBatch({ address, token: to.token, body, headers, deadlineMs });
  }

  async function sourceOf(to: Target, device: DeviceId): Promise<string> {
    return hashOf(new TextEncoder().encode(`${to.collector}\n${to.token}\n${device}`));
  }

  /** Makes this device known, where that is due. What fails here fails at the batch too, or need not hold it up. */
  async function enrolled(to: Target, deadlineMs: number): Promise<DeviceId | undefined> {
    const device = await memory.device();
    const source = await sourceOf(to, device);
    const known = await memory.enrolled.read();
    const isKnown = known.source === source;
    if (isKnown && known.isEnrolled) return device;
    const nowMs = clock.nowMs();
    const isBelieved = known.nextAtMs - nowMs <= Math.max(longestRetryAfterMs, unknownThereMs);
    if (isKnown && known.nextAtMs > nowMs && isBelieved) return undefined;
    const { deviceLabel = "" } = await memory.managed.read();
    const asked: Enrolment = {
      format: 1,
      device,
      key: await deviceKey.publicKey(),
      label: deviceLabel.slice(0, labelMost),
    };
    const body = new TextEncoder().encode(JSON.stringify(asked));
    const posted = await send(
      to,
      enrolPath,
      body,
      await signed(enrolPath, device, body),
      deadlineMs,
    );
    if (posted.kind === "answered") {
      const answer = enrolmentAnswerSchema.safeParse(posted.body);
      if (answer.success && answer.data.device === device) {
        await memory.enrolled.write({ source, isEnrolled: true, nextAtMs: 0 });
        return device;
      }
    }
    const status = posted.kind === "failed" ? posted.status : undefined;
    // Nobody there, or a portal: the next batch asks again.
    if (status === undefined) return undefined;
    // Known there by a key that is lost here: this device begins anew, under another name.
    if (status === 409) await memory.renewDevice();
    const wait = posted.kind === "failed" ? posted.retryAfter : null;
    const askedMs = readRetryAfter(wait, nowMs, (text) => Date.parse(text)) ?? enrolAgainMs;
    const waitMs = status === 404 || status === 405 ? unknownThereMs : askedMs;
    const nextAtMs = nowMs + Math.min(Math.max(0, waitMs), dayMs);
    await memory.enrolled.write({ source, isEnrolled: false, nextAtMs });
    return undefined;
  }

  async function forgetEnrolment(): Promise<void> {
    await memory.enrolled.update((known) => ({ ...known, isEnrolled: false, nextAtMs: 0 }));
  }

  async function postOnce(to: Target, batch: Batch, deadlineMs: number): Promise<PostedBatch> {
    const device = await enrolled(to, deadlineMs).catch(() => undefined);
    const plain = new TextEncoder().encode(JSON.stringify(underName(batch, device)));
    const isPacked = readsPacked && plain.length >= packFromBytes;
    const body = isPacked ? await pack.gzip(plain) : plain;
    const encoding = isPacked ? { "content-encoding": "gzip" } : {};
    let signature = {};
    try {
      if (device !== undefined) signature = await signed(batchPath, device, body);
    } catch {
      // Unsigned, the collector would refuse what this device has to say: it waits until it can sign again.
      return { kind: "failed", why: "this device's key could not be used", retryAfter: null };
    }
    return send(to, batchPath, body, { ...encoding, ...signature }, deadlineMs);
  }

  return {
    async target() {
      const [managed, effective] = await Promise.all([memory.managed.read(), enforcement.known()]);
      const collector = managed.collectorAddress ?? effective.reporting.endpoint;
      if (collector === undefined || collector === "") return undefined;
      if (belowAddress(collector, batchPath.slice(1)) === undefined) return undefined;
      return { collector, token: managed.deviceToken ?? "" };
    },
    async post(to, batch, deadlineMs) {
      let posted = await postOnce(to, batch, deadlineMs);
      if (posted.kind === "failed" && posted.status === 415 && readsPacked) {
        readsPacked = false;
        posted = await postOnce(to, batch, deadlineMs);
      }
      // Two of ours have overtaken one another on the way: signed anew, with a higher count.
      if (posted.kind === "failed" && posted.status === 409) {
        posted = await postOnce(to, batch, deadlineMs);
      }
      if (posted.kind === "failed" && posted.status === 401) await forgetEnrolment();
      if (posted.kind !== "answered") return posted;
      // A captive portal answers 200 with something of its own: what is not our answer is no answer.
      const answer = batchAnswerSchema.safeParse(posted.body);
      if (!answer.success) {
        return {
          kind: "failed",
          why: "something else than a collector answered, as a network's sign-in page does",
          retryAfter: null,
        };
      }
      if (answer.data.enrol === true) await forgetEnrolment();
      return { kind: "taken", answer: answer.data, dateMs: posted.dateMs };
    },
  };
}

/** What a device signs is its own: an event made before it had to begin anew goes under its name of today. */
function underName(batch: Batch, device: DeviceId | undefined): Batch {
  if (device === undefined) return batch;
  const events = batch.events.map((event) =>
    typeof event === "object" && event !== null ? { ...event, device } : event,
  );
  return { ...batch, device, events };
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}
