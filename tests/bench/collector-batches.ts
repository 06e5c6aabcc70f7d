// What Chromebooks send, made as the extension makes it: events split and sealed to two keys, batches packed and signed by
// each device's own key. All of it is made before any clock starts.
import { createHash, createHmac, randomBytes } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";
import {
  makeAgreement,
  makeFinding,
  makeRequest,
  makeVisit,
  makeWorry,
  someDevice,
} from "../support/collector-seed.ts";
import { createFakeDeviceKey } from "../support/fakes/fake-device-key.ts";
import type { Batch } from "../../lib/contract/batch.ts";
import {
  batchPath,
  enrolPath,
  signatureHeader,
  signedText,
  writeSignature,
} from "../../lib/contract/device-signature.ts";
import type { Enrolment } from "../../lib/contract/enrolment.ts";
import type { SchoolgateEvent } from "../../lib/contract/event.ts";
import { makeEventId, type DeviceId } from "../../lib/contract/ids.ts";
import type { SafeguardingKey } from "../../lib/contract/safeguarding-keys.ts";
import { boundOf, splitEvent } from "../../lib/core/seal/split-event.ts";
import { createPack } from "../../lib/platform/pack.ts";
import { createSealer } from "../../lib/platform/sealer.ts";

/** What a HTTP/1.1 connection carries, head and body. */
export interface MadeRequest {
  readonly bytes: Buffer;
  /** Of a batch: its events in order. */
  readonly ids: readonly string[];
}

export interface MadeDevice {
  readonly device: DeviceId;
  readonly token: string;
  readonly key: ReturnType<typeof createFakeDeviceKey>;
  readonly user: string;
  readonly label: string;
}

/** A smaller body goes as it is, as the extension has it (`deliver.ts`). */
const packFromBytes = 1024;
/** As many sites as a pupil meets in a sitting. */
const sites = 12;

const sealer = createSealer();
const pack = createPack();

/** Of a hundred events: what a school's day brings, for the most part sites that were blocked. */
function someEvent(place: number, common: Partial<SchoolgateEvent>): SchoolgateEvent {
  const at = place % 100;
  const site = `https://site-${place % sites}.example.test/room/${place % 7}`;
  // Each line is one kind: what is common fits all of them.
  if (at < 66) return makeVisit({ ...(common as object), address: site });
  if (at < 86) return makeFinding({ ...(common as object), address: site });
  if (at < 92) return makeRequest({ ...(common as object), address: site });
  if (at < 98) return makeAgreement({ ...(common as object) });
  return makeWorry({ ...(common as object) });
}

/** A name on one device alone, as `nameOf` of the extension makes it. */
function tagOf(device: MadeDevice, text: string): string {
  return createHmac("sha256", device.device).update(text).digest("hex").slice(0, 16);
}

interface SealedParts {
  readonly sealed: string;
  readonly head: string;
}

export interface BatchMaker {
  readonly devices: readonly MadeDevice[];
  enrolment(device: MadeDevice, host: string): Promise<MadeRequest>;
  /** A batch of so many new events of one device. */
  batch(device: MadeDevice, events: number, host: string): Promise<MadeRequest>;
  /** A question for orders, as each Chromebook asks it once a minute. */
  question(device: MadeDevice, host: string): MadeRequest;
}

async function makeKey(holder: string): Promise<SafeguardingKey> {
  const pair = await generateKeyPair("ECDH-ES+A256KW", { crv: "P-256", extractable: true });
  const { x = "", y = "" } = await exportJWK(pair.publicKey);
  const jwk = { kty: "EC", crv: "P-256", x, y } as const;
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), holder, addedAtMs: 0 };
}

/** `texts`: so many are sealed at most; each stands in several events then, under ids of their own. */
export async function createBatchMaker(
  deviceCount: number,
  tokens: readonly string[],
  texts: number,
): Promise<BatchMaker> {
  const sealedMost = Math.min(texts, 600);
  const keys = [await makeKey("Ms Maple"), await makeKey("Mr Fiction")];
  const devices = Array.from({ length: deviceCount }, (_, place): MadeDevice => ({
    device: someDevice(),
    token: tokens[place % tokens.length] ?? "",
    key: createFakeDeviceKey({}),
    user: `pupil-${place}@pupils.example-academy.test`,
    label: `CB-${place}`,
  }));
  const parts: SealedParts[] = [];
  for (let place = 0; place < sealedMost; place += 1) {
    const event = someEvent(place, {});
    const { secret, head } = splitEvent(event, { user: "", place: "" });
    const bound = boundOf(event);
    parts.push({
      sealed: await sealer.seal(keys, JSON.stringify(secret), bound.sealed),
      head: await sealer.seal(keys, JSON.stringify(head), bound.head),
    });
  }

  let made = 0;
  function nextEvent(from: MadeDevice, atMs: number): SchoolgateEvent {
    const place = made % sealedMost;
    made += 1;
    const event = someEvent(place, {
      id: makeEventId(atMs, randomBytes(16)),
      atMs,
      device: from.device,
      deviceLabel: from.label,
      user: from.user,
    });
    const address = "address" in event ? event.address : "";
    const tags = { user: tagOf(from, event.user), place: tagOf(from, address) };
    return { ...splitEvent(event, tags).open, ...parts[place] };
  }

  async function signed(
    from: MadeDevice,
    path: string,
    value: object,
    host: string,
  ): Promise<Buffer> {
    const plain = new TextEncoder().encode(JSON.stringify(value));
    const isPacked = plain.length >= packFromBytes;
    const body = isPacked ? await pack.gzip(plain) : plain;
    const timeMs = Date.now();
    const head = { device: from.device, timeMs, count: await from.key.nextCount(timeMs) };
    const hash = createHash("sha256").update(body).digest("base64url");
    const signature = await from.key.sign(signedText(head, "POST", path, hash));
    return requestOf(path, host, body, {
      authorization: `Bearer ${from.token}`,
      [signatureHeader]: writeSignature(head, signature),
      ...(isPacked ? { "content-encoding": "gzip" } : {}),
    });
  }

  return {
    devices,
    async enrolment(from, host) {
      const asked: Enrolment = {
        format: 1,
        device: from.device,
        key: await from.key.publicKey(),
        label: from.label,
      };
      return { bytes: await signed(from, enrolPath, asked, host), ids: [] };
    },
    async batch(from, count, host) {
      const atMs = Date.now();
      const events = Array.from({ length: count }, () => nextEvent(from, atMs));
      const batch: Batch = { format: 1, sentAtMs: atMs, device: from.device, events };
      const bytes = await signed(from, batchPath, batch, host);
      return { bytes, ids: events.map(({ id }) => id) };
    },
    question(from, host) {
      const asked = {
        format: 1,
        device: from.device,
        deviceLabel: from.label,
        user: from.user,
        profile: "ks3",
        groups: ["year-8"],
      };
      const body = Buffer.from(JSON.stringify(asked));
      const headers = { authorization: `Bearer ${from.token}` };
      return { bytes: requestOf("/api/v1/orders", host, body, headers), ids: [] };
    },
  };
}

function requestOf(
  path: string,
  host: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
): Buffer {
  const lines = [
    `POST ${path} HTTP/1.1`,
    `host: ${host}`,
    "content-type: application/json",
    `content-length: ${body.length}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    "",
    "",
  ];
  return Buffer.concat([Buffer.from(lines.join("\r\n"), "latin1"), body]);
}
