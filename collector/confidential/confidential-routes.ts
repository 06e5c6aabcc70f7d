// What devices ask of the confidential list: the packed file, and whether one hash is really on it. Nothing is kept of
// who asked what.
import { Hono, type Context } from "hono";
import { createRateLimit, type RateRules } from "../auth/rate.ts";
import { hashSecret } from "../auth/secret.ts";
import { refuse, refuseForNow } from "../http/answers.ts";
import { readJsonBody } from "../http/read-body.ts";
import type { Store } from "../store/store.ts";
import type { ConfidentialSource } from "./confidential-source.ts";

export interface ConfidentialRoutesNeeds {
  readonly store: Pick<Store, "hasDeviceToken">;
  /** Absent: the collector was started without a list. */
  readonly confidential?: ConfidentialSource | undefined;
  readonly now: () => number;
  readonly confirmRate?: RateRules | undefined;
}

/**
 * Per credential. By chance a thousand pupils with 200,000 entries ask about once a minute; a program that tries
 * addresses out is held to this.
 */
const usualRate: RateRules = { burst: 120, perSecond: 0.5 };
const bodyBytesMost = 200;
const wholeHash = /^[A-Za-z0-9+/]{43}=$/;

export function confidentialRoutes(needs: ConfidentialRoutesNeeds): Hono {
  const { store, confidential, now } = needs;
  const rate = createRateLimit(needs.confirmRate ?? usualRate);
  const app = new Hono();

  /** The hash of the credential, or undefined. */
  async function credentialOf(c: Context): Promise<string | undefined> {
    const given = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(c.req.header("authorization") ?? "")?.[1];
    if (given === undefined) return undefined;
    const hash = hashSecret(given);
    return (await store.hasDeviceToken(hash)) ? hash : undefined;
  }

  const refuseCredential = (c: Context) =>
    refuse(c, 401, "no known device credential", "Authorization: Bearer and the device token", {
      "WWW-Authenticate": "Bearer",
    });

  app.get("/confidential/list.bin", async (c) => {
    if ((await credentialOf(c)) === undefined) return refuseCredential(c);
    const packed = (await confidential?.current())?.packed;
    if (packed === undefined) {
      return refuse(c, 404, "no confidential list", "a collector started with --confidential");
    }
    const headers = { ETag: packed.etag, "Cache-Control": "no-store" };
    const given = (c.req.header("if-none-match") ?? "").split(",");
    if (given.some((tag) => tag.trim().replace(/^W\//, "") === packed.etag)) {
      return c.body(null, 304, headers);
    }
    return c.body(packed.bytes, 200, { ...headers, "Content-Type": "application/octet-stream" });
  });

  app.post("/api/v1/confidential/confirm", async (c) => {
    const credential = await credentialOf(c);
    if (credential === undefined) return refuseCredential(c);
    const waitMs = rate.take(credential, now());
    if (waitMs > 0) return refuseForNow(c, "too many questions at once", waitMs);
    const body = await readJsonBody(c.req.raw, bodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const hash = hashIn(body.value);
    if (hash === undefined) return refuse(c, 400, "another shape", "a hash of 32 bytes in base64");
    const isListed = (await confidential?.current())?.isListed;
    // A device takes anything but a plain answer for "listed".
    if (isListed === undefined) {
      return refuse(c, 503, "no confidential list at hand", "a list that could be read");
    }
    return c.json({ listed: isListed(hash) });
  });

  return app;
}

function hashIn(body: unknown): string | undefined {
  const hash = typeof body === "object" && body !== null && "hash" in body ? body.hash : undefined;
  return typeof hash === "string" && wholeHash.test(hash) ? hash : undefined;
}
