// Legal hold at the desk: a case that the police, a court or an inquiry may ask for is kept until the hold is ended.
import { Hono } from "hono";
import { z } from "zod";
import {
  deskBodyBytesMost,
  requireAbility,
  type DeskEnv,
  type DeskNeeds,
} from "./desk-session-routes.ts";
import { tabOf } from "./desk-tools.ts";
import { refuse } from "./http/answers.ts";
import { readJsonBody } from "./http/read-body.ts";
import type { Live } from "./live.ts";
import { auditEntry } from "./review/audit.ts";

const holdSchema = z.strictObject({ why: z.string().trim().min(1).max(300) });

/** Routes below /desk/api/cases. */
export function holdRoutes({
  store,
  now,
  live,
}: DeskNeeds & { readonly live: Live }): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  const mayHold = requireAbility("hold-cases");

  for (const act of ["case-held", "case-hold-ended"] as const) {
    app.post(act === "case-held" ? "/:id/hold" : "/:id/hold/end", mayHold, async (c) => {
      const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
      if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
      const given = holdSchema.safeParse(body.value);
      if (!given.success) return refuse(c, 400, "no reason", "why, 1 to 300 characters");
      const caseId = c.req.param("id");
      if ((await store.readCase(caseId)) === undefined) {
        return refuse(c, 404, "no such case", "the id of a case");
      }
      const { name: who } = c.var.signedIn.account;
      const { why } = given.data;
      const audit = auditEntry(now(), who, act, { caseId, detail: why });
      const isDone =
        act === "case-held"
          ? await store.holdCase(caseId, { atMs: now(), who, why }, audit)
          : await store.endHold(caseId, audit);
      if (!isDone) return refuse(c, 409, "changed meanwhile", "the case as it stands now");
      live.publish({ what: "cases", caseId, tab: tabOf(c) });
      return c.json({ done: true });
    });
  }

  return app;
}
