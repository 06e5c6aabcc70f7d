// Requests at the desk: the list, an answer, and taking an answer back.
import { Hono, type Context } from "hono";
import { z } from "zod";
import {
  deskBodyBytesMost,
  requireAbility,
  type DeskEnv,
  type DeskNeeds,
} from "./desk-session-routes.ts";
import { noDevice, pageOf, tabOf } from "./desk-tools.ts";
import type { RequestsAnswer } from "./desk-types.ts";
import { refuse } from "./http/answers.ts";
import { readJsonBody } from "./http/read-body.ts";
import type { Live } from "./live.ts";
import { auditEntry } from "./review/audit.ts";
import { answerRequest, requestOutcomes, settleMs } from "./review/request.ts";
import type { NewRequestAnswer } from "./store/store.ts";

const which = {
  host: z.string().max(300),
  wanted: z.enum(["open", "blocked"]),
  version: z.int().min(0),
};
const answerSchema = z.strictObject({
  ...which,
  upToMs: z.int().min(0),
  outcome: z.enum(requestOutcomes),
  note: z.string().max(1000).optional(),
});
const undoSchema = z.strictObject(which);

export function requestRoutes({
  store,
  now,
  live,
}: DeskNeeds & { readonly live: Live }): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get("/", requireAbility("read-requests"), async (c) => {
    const page = pageOf(c);
    if (c.req.query("live") !== "1") {
      await store.addAudit(auditEntry(now(), c.var.signedIn.account.name, "requests-read"));
    }
    const found = await store.listRequests(page.asked, now() - settleMs);
    const groups = found.groups.map((group) => ({ ...group, latest: group.latest.map(noDevice) }));
    return c.json({
      groups,
      total: found.total,
      ...page.of(found.total),
    } satisfies RequestsAnswer);
  });

  /** Writes if the request still stands as the reader saw it, and tells the other desks. */
  async function write(
    c: Context<DeskEnv>,
    answer: NewRequestAnswer,
    version: number,
  ): Promise<Response> {
    const act = answer.outcome === null ? "request-answer-undone" : "request-answered";
    // The site and the decision, so that a later reader can tell which; who asked, and their words, stay out.
    const asked = `${answer.wanted === "open" ? "open" : "block"} ${answer.host}`;
    const detail = answer.outcome === null ? asked : `${asked} → ${answer.outcome}`;
    const entry = auditEntry(now(), c.var.signedIn.account.name, act, { detail });
    if (!(await store.answerRequest(answer, version, entry))) {
      return refuse(c, 409, "the request has changed meanwhile", "the request as it stands now");
    }
    live.publish({ what: "requests", caseId: null, tab: tabOf(c) });
    return c.json({ done: true });
  }

  app.post("/answer", requireAbility("answer-requests"), async (c) => {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = answerSchema.safeParse(body.value);
    if (!given.success) {
      return refuse(c, 400, "not an answer", "host, wanted, version, upToMs, outcome, and a note");
    }
    const { host, wanted, version, upToMs } = given.data;
    const checked = answerRequest(wanted, given.data);
    if (!checked.ok) {
      const [first] = checked.error;
      return refuse(c, 400, `${first?.path}: ${first?.what}`, first?.expected ?? "");
    }
    return write(c, { host, wanted, upToMs, ...checked.value }, version);
  });

  app.post("/undo", requireAbility("answer-requests"), async (c) => {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = undoSchema.safeParse(body.value);
    if (!given.success) return refuse(c, 400, "not an undoing", "host, wanted and version");
    const { host, wanted, version } = given.data;
    return write(c, { host, wanted, outcome: null, note: "", upToMs: 0 }, version);
  });

  return app;
}
