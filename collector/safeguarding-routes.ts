// Whom devices seal to: the signed list, as the lead's browser made it.
import { createHash } from "node:crypto";
import { Hono } from "hono";
import { deviceCredential } from "./auth/device-credential.ts";
import { refuse } from "./http/answers.ts";
import type { Store } from "./store/store.ts";

export function safeguardingRoutes({ store }: { readonly store: Store }): Hono {
  const app = new Hono();
  app.get("/api/v1/safeguarding-keys", async (c) => {
    if ((await deviceCredential(c, store)) === undefined) {
      return refuse(c, 401, "no known device credential", "Authorization: Bearer and the token");
    }
    const kept = await store.readKeeping();
    const body = JSON.stringify(kept?.keeping.list ?? { schoolgate: "no-keys" });
    const etag = `"${createHash("sha256").update(body).digest("hex")}"`;
    const headers = { ETag: etag, "Cache-Control": "no-cache" };
    if (c.req.header("if-none-match") === etag) return c.body(null, 304, headers);
    return c.body(body, 200, { ...headers, "Content-Type": "application/json; charset=utf-8" });
  });
  return app;
}
