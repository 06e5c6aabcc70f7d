// How long things are kept, at the desk: the policy's number for everything, and shorter times for kinds of activity.
import { Hono } from "hono";
import { z } from "zod";
import {
  deskBodyBytesMost,
  requireAbility,
  type DeskEnv,
  type DeskNeeds,
} from "./desk-session-routes.ts";
import type { KeepKindsAnswer } from "./desk-types.ts";
import { refuse } from "./http/answers.ts";
import { readJsonBody } from "./http/read-body.ts";
import { readKeepDays, type KeepDays } from "./keep-days.ts";
import { may } from "./review/access.ts";
import { auditEntry } from "./review/audit.ts";
import { activityKinds, inOrder, keepDaysMost } from "./review/retention.ts";

const kindsSchema = z.partialRecord(z.enum(activityKinds), z.int().min(1).max(keepDaysMost));
const bodySchema = z.strictObject({ before: kindsSchema, kinds: kindsSchema });

/** Routes below /desk/api/keeping. */
export function keepingRoutes({
  store,
  now,
  policyPath,
}: DeskNeeds & { readonly policyPath?: string | undefined }): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get("/", async (c) => c.json((await readKeepDays(store, policyPath)) satisfies KeepDays));

  app.get("/kinds", async (c) =>
    c.json({
      kinds: await store.keepKinds(),
      mayManage: may(c.var.signedIn.account.role, "manage-keeping"),
    } satisfies KeepKindsAnswer),
  );

  app.post("/kinds", requireAbility("manage-keeping"), async (c) => {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = bodySchema.safeParse(body.value);
    if (!given.success) {
      return refuse(c, 400, "not times to keep", `days from 1 to ${keepDaysMost} by kind`);
    }
    const [before, kinds] = [inOrder(given.data.before), inOrder(given.data.kinds)];
    const words = Object.entries(kinds).map(([kind, days]) => `${kind} ${days}`);
    const detail = words.length === 0 ? "all as the policy says" : `days: ${words.join(", ")}`;
    const entry = auditEntry(now(), c.var.signedIn.account.name, "keeping-changed", { detail });
    if (!(await store.writeKeepKinds(before, kinds, entry))) {
      return refuse(c, 409, "changed meanwhile", "the times as they stand now");
    }
    return c.json({ done: true });
  });

  return app;
}
