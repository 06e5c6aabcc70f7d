// The desk's own API: the queue, the cases, the lists, the audit, and the live line.
import { Hono, type Context } from "hono";
import { z } from "zod";
import type { EventKind } from "../lib/contract/event.ts";
import { referenceOf } from "../lib/contract/ids.ts";
import { caseOutcomes, caseStates } from "../lib/contract/vocabulary.ts";
import type { AlertKeeper } from "./alerts/alert-keeper.ts";
import { accountRoutes } from "./desk-account-routes.ts";
import { alertRoutes } from "./desk-alert-routes.ts";
import { keyRoutes } from "./desk-key-routes.ts";
import { holdRoutes } from "./desk-hold-routes.ts";
import { orderRoutes } from "./desk-order-routes.ts";
import { policyRoutes } from "./desk-policy-routes.ts";
import { requestRoutes } from "./desk-request-routes.ts";
import {
  deskBodyBytesMost,
  requireAbility,
  requireSignedIn,
  sessionRoutes,
  type DeskEnv,
  type DeskNeeds,
} from "./desk-session-routes.ts";
import { noDevice, pageOf, tabOf } from "./desk-tools.ts";
import type { ActivityAnswer, CaseAnswer, DeskCase, QueueAnswer } from "./desk-types.ts";
import { refuse } from "./http/answers.ts";
import { readJsonBody } from "./http/read-body.ts";
import { liveRoute } from "./live-route.ts";
import { deviceDeskRoutes } from "./desk-device-routes.ts";
import { keepingRoutes } from "./desk-keeping-routes.ts";
import { recordRoutes } from "./desk-record-routes.ts";
import { deskListRoutes } from "./lists/desk-list-routes.ts";
import type { ListKeeper } from "./lists/list-keeper.ts";
import type { Live } from "./live.ts";
import { may } from "./review/access.ts";
import { abilityOf, activityLists, type ActivityList } from "./review/activity.ts";
import { auditEntry } from "./review/audit.ts";
import { caseKinds, isUnread, type CaseHead } from "./review/case.ts";
import { decideCase } from "./review/decision.ts";
import type { Signer } from "./signing.ts";
import type { CaseFile, DatedChange } from "./store/store.ts";

const queueQuery = z.object({
  state: z.enum([...caseStates, "open", "all"]).catch("open"),
  kind: z.enum(caseKinds).optional().catch(undefined),
  profile: z.string().min(1).max(60).optional().catch(undefined),
  search: z.string().max(100).optional().catch(undefined),
});
const stateSchema = z.strictObject({
  state: z.enum(caseStates),
  version: z.int(),
  outcome: z.enum(caseOutcomes).optional(),
  reason: z.string().max(1000).optional(),
});
const noteSchema = z.strictObject({ version: z.int(), text: z.string().trim().min(1).max(4000) });

export function deskRoutes(
  needs: DeskNeeds & {
    readonly live: Live;
    readonly ending: AbortSignal;
    readonly policyPath?: string | undefined;
    readonly signer: Signer;
    readonly unlockKey: string;
    readonly lists?: ListKeeper | undefined;
    readonly alerts?: AlertKeeper | undefined;
  },
): Hono<DeskEnv> {
  const { store, now, live, ending } = needs;
  const app = new Hono<DeskEnv>();
  app.route("/", sessionRoutes(needs));
  app.use(requireSignedIn(needs));

  app.get("/cases", requireAbility("read-cases"), async (c) => {
    const { kind, profile, search, state } = queueQuery.parse(c.req.query());
    const page = pageOf(c);
    const filter = {
      state,
      ...(kind === undefined ? {} : { kind }),
      ...(profile === undefined ? {} : { profile }),
      ...(search === undefined ? {} : { search }),
    };
    const found = await store.listCases(filter, page.asked);
    const heads = await store.headsOf(found.cases.map(({ id }) => id));
    return c.json({
      ...found,
      cases: found.cases.map((head) => deskCase(head, heads.get(head.id))),
      ...page.of(found.total),
    } satisfies QueueAnswer);
  });

  app.get("/cases/:id", requireAbility("read-cases"), async (c) => {
    const before = await store.readCase(c.req.param("id"));
    const who = c.var.signedIn.account.name;
    const file =
      before === undefined
        ? undefined
        : await store.openCase(before.id, who, now(), c.req.query("live") === "1");
    if (before === undefined || file === undefined) {
      return refuse(c, 404, "no such case", "the id of a case");
    }
    if (isUnread(before)) live.publish({ what: "cases", caseId: before.id, tab: tabOf(c) });
    const hold = (await store.readHold(before.id)) ?? null;
    const mayHold = may(c.var.signedIn.account.role, "hold-cases");
    return c.json({ ...caseAnswer(file), kept: { hold, mayHold } } satisfies CaseAnswer);
  });

  /** Both kinds of change walk the same way: read, decide, write if nobody else has, tell. */
  async function change(
    c: Context<DeskEnv>,
    version: number,
    work: (
      known: CaseHead,
    ) =>
      | { next: CaseHead; change: DatedChange; act: "case-state" | "case-note" }
      | { wrong: { what: string; expected: string } },
  ): Promise<Response> {
    const known = await store.readCase(c.req.param("id") ?? "");
    if (known === undefined) return refuse(c, 404, "no such case", "the id of a case");
    const done = work(known);
    if ("wrong" in done) return refuse(c, 400, done.wrong.what, done.wrong.expected);
    const who = c.var.signedIn.account.name;
    const detail = done.change.kind === "state" ? `${known.state} → ${done.next.state}` : "";
    const entry = auditEntry(now(), who, done.act, { caseId: known.id, detail });
    if (!(await store.changeCase(done.next, version, done.change, entry))) {
      return refuse(c, 409, "the case has changed meanwhile", "the case as it stands now");
    }
    live.publish({ what: "cases", caseId: known.id, tab: tabOf(c) });
    return c.json({ done: true });
  }

  app.post("/cases/:id/state", requireAbility("decide-cases"), async (c) => {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = stateSchema.safeParse(body.value);
    if (!given.success) return refuse(c, 400, "not a state", "state and version, and how it ended");
    return change(c, given.data.version, (known) => {
      const decided = decideCase(known, given.data, now());
      if (!decided.ok) {
        const [first] = decided.error;
        return {
          wrong: { what: `${first?.path}: ${first?.what}`, expected: first?.expected ?? "" },
        };
      }
      const { outcome, reason, state } = decided.value;
      const who = c.var.signedIn.account.name;
      return {
        next: decided.value,
        change: { kind: "state", from: known.state, to: state, outcome, reason, atMs: now(), who },
        act: "case-state",
      };
    });
  });

  app.post("/cases/:id/notes", requireAbility("decide-cases"), async (c) => {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = noteSchema.safeParse(body.value);
    if (!given.success) return refuse(c, 400, "not a note", "version, and text of 1 to 4000");
    return change(c, given.data.version, (known) => ({
      next: { ...known, version: known.version + 1 },
      change: {
        kind: "note",
        text: given.data.text,
        atMs: now(),
        who: c.var.signedIn.account.name,
      },
      act: "case-note",
    }));
  });

  app.route("/cases", holdRoutes(needs));
  app.route("/requests", requestRoutes(needs));
  app.route("/orders", orderRoutes(needs));
  app.route("/policy", policyRoutes(needs));
  app.route("/accounts", accountRoutes(needs));
  app.route("/keys", keyRoutes(needs));
  app.route("/devices", deviceDeskRoutes(needs));
  app.route("/records", recordRoutes(needs));
  app.route("/keeping", keepingRoutes(needs));
  if (needs.alerts !== undefined) {
    app.route("/alerts", alertRoutes({ ...needs, alerts: needs.alerts }));
  }
  if (needs.lists !== undefined) {
    const note = async (who: string, detail: string) => {
      await store.addAudit(auditEntry(now(), who, "list-changed", { detail }));
    };
    const mayRead = requireAbility("read-filtering");
    const mayChange = requireAbility("manage-lists");
    app.route("/lists", deskListRoutes({ keeper: needs.lists, mayRead, mayChange, note }));
  }

  app.get("/activity", async (c) => {
    const list = z.enum(activityLists).catch("visits").parse(c.req.query("list"));
    if (!may(c.var.signedIn.account.role, abilityOf(list))) {
      return refuse(c, 403, "not open to this role", `an account that may ${abilityOf(list)}`);
    }
    const page = pageOf(c);
    if (c.req.query("live") !== "1") {
      const who = c.var.signedIn.account.name;
      await store.addAudit(auditEntry(now(), who, "activity-read", { detail: list }));
    }
    const visits =
      list === "visits" ? await store.listVisits(page.asked) : { groups: [], total: 0 };
    let total = visits.total;
    const listed = async <Kind extends EventKind>(name: ActivityList, kind: Kind) => {
      if (name !== list) return [];
      const found = await store.listEvents(kind, page.asked);
      total += found.total;
      return found.events.map(noDevice);
    };
    const answer = {
      visits: visits.groups,
      agreements: await listed("agreements", "agreement"),
      attempts: await listed("attempts", "circumvention"),
      use: await listed("use", "visit-report"),
      openings: await listed("openings", "unlock"),
      problems: await listed("problems", "policy-problem"),
      changes: await listed("changes", "policy-change"),
      lists: await listed("lists", "list-problem"),
      checks: await listed("checks", "filter-check"),
    };
    return c.json({
      ...answer,
      total,
      ...page.of(total),
    } satisfies { [Key in keyof ActivityAnswer]: unknown });
  });

  app.get("/audit", requireAbility("read-audit"), async (c) => {
    const page = pageOf(c);
    const found = await store.listAudit(page.asked);
    return c.json({ ...found, ...page.of(found.total) });
  });

  app.get("/live", liveRoute({ store, now, live, ending }));

  app.all("*", (c) => refuse(c, 404, "no such address", "an address of the desk"));
  return app;
}

/** `sealed`: the sealed head of the event that opened it. */
function deskCase(head: CaseHead, sealed?: string): DeskCase {
  const { device: _device, ...rest } = head;
  return {
    ...rest,
    ...(sealed === undefined ? {} : { sealed }),
    reference: referenceOf(head.id),
    unread: isUnread(head),
  };
}

function caseAnswer(file: CaseFile): CaseAnswer {
  return {
    head: deskCase(
      file.head,
      file.events.find(({ event }) => event.id === file.head.id)?.event.head,
    ),
    events: file.events.map(noDevice) as unknown as CaseAnswer["events"],
    changes: file.changes,
    openings: file.openings,
  };
}
