// What devices ask of the collector: batches, the policy, the extension's updates.
import { readFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { Hono, type Context } from "hono";
import { batchBytesMost, type BatchAnswer } from "../lib/contract/batch.ts";
import { batchPath, enrolPath } from "../lib/contract/device-signature.ts";
import { deviceCredential } from "./auth/device-credential.ts";
import { checkDevice, note, shutOutWords, type UnsignedRule } from "./auth/device-check.ts";
import { createDeviceVersions } from "./auth/device-versions.ts";
import { answerEnrolment, enrolmentsPerHour } from "./auth/enrol.ts";
import { createKnownKeys } from "./auth/known-keys.ts";
import { batchRate, createRateLimit, deviceRate, type RateRules } from "./auth/rate.ts";
import { requestAnswersPath } from "../lib/contract/request-answers.ts";
import { refuse, refuseForNow } from "./http/answers.ts";
import { readPackedBody } from "./http/read-body.ts";
import { senderOf } from "./http/incoming.ts";
import { ingest, notSigned, replay, type Ingested } from "./ingest.ts";
import type { Live } from "./live.ts";
import { answerOrders } from "./order-route.ts";
import { readPolicyInForce } from "./policy/policy-source.ts";
import { readPolicyFile } from "./policy-files.ts";
import { stagePattern } from "./policy/release.ts";
import type { Signer } from "./signing.ts";
import { answerAboutRequests } from "./request-answer-route.ts";
import { activityKinds } from "./review/retention.ts";
import type { Store } from "./store/store.ts";

export interface DeviceRoutesNeeds {
  readonly store: Store;
  readonly live: Live;
  readonly now: () => number;
  readonly policyPath?: string | undefined;
  readonly packagePath?: string | undefined;
  /** What a proxy says of where a request comes from is believed. */
  readonly behindProxy?: boolean | undefined;
  readonly rate?: RateRules | undefined;
  /** Of one device that signs. */
  readonly deviceRate?: RateRules | undefined;
  /** Batches that no device has signed; default: until that device has enrolled. */
  readonly unsignedDevices?: UnsignedRule | undefined;
  /** Enrolments with one credential in an hour; default 500. */
  readonly enrolmentsPerHour?: number | undefined;
  /** Signs policies and orders. */
  readonly signer: Signer;
}

export function deviceRoutes(needs: DeviceRoutesNeeds): Hono {
  const { store, live, now } = needs;
  const rate = createRateLimit(needs.rate ?? batchRate);
  const orderRate = createRateLimit(needs.rate ?? batchRate);
  const answerRate = createRateLimit(needs.rate ?? batchRate);
  const enrolRate = createRateLimit(needs.rate ?? batchRate);
  const ownRate = createRateLimit(needs.deviceRate ?? deviceRate);
  const keys = createKnownKeys();
  const unsigned = needs.unsignedDevices ?? "until-enrolled";
  const versions = createDeviceVersions(store);
  const app = new Hono();

  const credentialOf = (c: Context) => deviceCredential(c, store);

  const refuseCredential = (c: Context) =>
    refuse(c, 401, "no known device credential", "Authorization: Bearer and the device token", {
      "WWW-Authenticate": "Bearer",
    });

  app.post(enrolPath, async (c) => {
    const credential = await credentialOf(c);
    if (credential === undefined) return refuseCredential(c);
    const waitMs = enrolRate.take(credential, now());
    if (waitMs > 0) return refuseForNow(c, "too many enrolments at once", waitMs);
    const perHour = needs.enrolmentsPerHour ?? enrolmentsPerHour;
    return answerEnrolment(c, credential, { store, atMs: now(), perHour });
  });

  app.post(batchPath, async (c) => {
    const credential = await credentialOf(c);
    if (credential === undefined) return refuseCredential(c);
    const waitMs = rate.take(credential, now());
    if (waitMs > 0) return refuseForNow(c, "too many batches at once", waitMs);
    const body = await readPackedBody(c, batchBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const atMs = now();
    const check = await checkDevice(c, body.value.sent, { store, unsigned, atMs, keys });
    const challenge = { "WWW-Authenticate": "Schoolgate-Device" };
    if (check.kind === "shut-out") return refuse(c, 403, ...shutOutWords);
    if (check.kind === "refused") {
      return refuse(c, 401, check.what, check.expected, challenge);
    }
    const { signed, shouldEnrol } = check.sender;
    if (signed !== undefined) {
      const ownWaitMs = ownRate.take(signed.device, atMs);
      if (ownWaitMs > 0) {
        await note(store, signed.device, "flood", atMs);
        return refuseForNow(c, "too many batches of this device at once", ownWaitMs);
      }
    }
    const done = await ingest(store, body.value.value, atMs, {
      signed,
      unsigned,
      sentFrom: senderOf(c, needs.behindProxy ?? false),
    });
    if (!done.ok) {
      const [first] = done.error;
      return refuse(c, 400, `${first?.path ?? ""}: ${first?.what ?? ""}`, first?.expected ?? "");
    }
    if (done.value === replay) {
      if (signed !== undefined) {
        keys.forget(signed.device);
        // Its key was remembered here, and the desk has shut it out since.
        if ((await store.shutOutAmong([signed.device])).has(signed.device)) {
          await note(store, signed.device, "shut-out", atMs);
          return refuse(c, 403, ...shutOutWords);
        }
        await note(store, signed.device, "replay", atMs);
      }
      return refuse(c, 409, "a batch whose count was used before", "a higher count, signed anew");
    }
    if (done.value === notSigned) {
      return refuse(
        c,
        401,
        "a batch that is not signed",
        "a batch signed by this device",
        challenge,
      );
    }
    publish(live, done.value);
    const { answer, freshEvents } = done.value;
    if (signed !== undefined) await versions.note(c, signed.device, freshEvents, atMs);
    return c.json((shouldEnrol ? { ...answer, enrol: true } : answer) satisfies BatchAnswer);
  });

  app.post("/api/v1/orders", async (c) => {
    const credential = await credentialOf(c);
    if (credential === undefined) return refuseCredential(c);
    const waitMs = orderRate.take(credential, now());
    if (waitMs > 0) return refuseForNow(c, "too many questions at once", waitMs);
    return answerOrders(c, needs);
  });

  app.post(requestAnswersPath, async (c) => {
    const credential = await credentialOf(c);
    if (credential === undefined) return refuseCredential(c);
    const waitMs = answerRate.take(credential, now());
    if (waitMs > 0) return refuseForNow(c, "too many questions at once", waitMs);
    return answerAboutRequests(c, needs);
  });

  // A release travels signed. A plain file is served as it stands, and signed where `?signed=1` asks for it.
  app.get("/policy/policy.json", async (c, next) => {
    if ((await credentialOf(c)) === undefined) return refuseCredential(c);
    const stage = c.req.query("stage") ?? "";
    const known = stagePattern.test(stage) ? stage : "";
    const found = await readPolicyInForce(store, needs.policyPath, known);
    const isPlain = found?.serial === null && c.req.query("signed") !== "1";
    // The file's own bytes, for whoever compares them.
    if (found === undefined || isPlain) return next();
    const body = JSON.stringify(needs.signer.sign(found.text));
    const etag = `"${createHash("sha256").update(body).digest("hex")}"`;
    const headers = { ETag: etag, "Cache-Control": "no-cache" };
    if (namesTag(c.req.header("if-none-match"), etag)) return c.body(null, 304, headers);
    const type = { "Content-Type": "application/json; charset=utf-8" };
    return c.body(body, 200, { ...headers, ...type });
  });

  app.get("/policy/*", async (c) => {
    if ((await credentialOf(c)) === undefined) return refuseCredential(c);
    const name = decoded(new URL(c.req.url).pathname.slice("/policy/".length));
    const found =
      needs.policyPath === undefined || name === undefined
        ? undefined
        : await readPolicyFile(needs.policyPath, name);
    if (found === undefined)
      return refuse(c, 404, "no such file", "policy.json or a list beside it");
    const headers = { ETag: found.etag, "Cache-Control": "no-cache" };
    if (namesTag(c.req.header("if-none-match"), found.etag)) return c.body(null, 304, headers);
    return c.body(found.body, 200, { ...headers, "Content-Type": found.type });
  });

  const packaged = (file: string, type: string) => async (c: Context) => {
    const body =
      needs.packagePath === undefined
        ? undefined
        : await readFile(join(needs.packagePath, file)).catch(() => undefined);
    return body === undefined
      ? refuse(c, 404, `no ${file}`, "a collector started with --package")
      : c.body(new Uint8Array(body), 200, { "Content-Type": type, "Cache-Control": "no-cache" });
  };
  app.get("/update/updates.xml", packaged("updates.xml", "application/xml; charset=utf-8"));
  app.get("/update/schoolgate.crx", packaged("schoolgate.crx", "application/x-chrome-extension"));

  return app;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** RFC 9110, 13.1.2: a list of tags or "*", compared weakly. */
function namesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((tag) => ["*", etag].includes(tag.trim().replace(/^W\//, "")));
}

function publish(live: Live, { kept, freshEvents }: Ingested): void {
  for (const caseId of kept.cases) live.publish({ what: "cases", caseId, tab: "" });
  const kinds = new Set(freshEvents.map((event) => event.kind));
  if (kinds.has("review-request")) live.publish({ what: "requests", caseId: null, tab: "" });
  if (activityKinds.some((kind) => kind !== "review-request" && kinds.has(kind))) {
    live.publish({ what: "activity", caseId: null, tab: "" });
  }
}
