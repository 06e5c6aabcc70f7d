// What staff open for a time, at the desk: choices, what is open, opening, ending, and one-time codes.
import { randomBytes } from "node:crypto";
import { Hono, type Context } from "hono";
import { z } from "zod";
import { makeEventId } from "../lib/contract/ids.ts";
import type { Problem } from "../lib/contract/result.ts";
import { unlockKinds } from "../lib/contract/vocabulary.ts";
import { readRequest } from "../lib/core/policy/unlock-code.ts";
import {
  deskBodyBytesMost,
  requireAbility,
  type DeskEnv,
  type DeskNeeds,
} from "./desk-session-routes.ts";
import { pageOf, tabOf } from "./desk-tools.ts";
import type {
  CodeAnswer,
  OrderAnswer,
  OrderChoices,
  OrdersPage,
  SitesAnswer,
} from "./desk-types.ts";
import { refuse } from "./http/answers.ts";
import { readJsonBody } from "./http/read-body.ts";
import type { Live } from "./live.ts";
import { auditOf, choicesOf, codeWhat, wantedOf, whatSchema, whatWords } from "./order-asked.ts";
import { readPolicyNow } from "./policy/policy-source.ts";
import { auditEntry } from "./review/audit.ts";
import {
  audiences,
  checkOrder,
  isSameOrder,
  limitsOf,
  readPastedSites,
  siteWords,
  type OrderFor,
  type OrderWhat,
  type StaffOrder,
} from "./review/order.ts";
import type { Store } from "./store/store.ts";
import { makeCode } from "./unlock-key.ts";

const minutes = z.int().min(1).max(1440);
const why = z.string().trim().min(1).max(300);
const orderSchema = z.strictObject({
  what: whatSchema,
  for: z.strictObject({ kind: z.enum(audiences), value: z.string().trim().max(200) }),
  minutes,
  why,
});
const codeSchema = z.strictObject({
  request: z.string().max(40),
  what: z.enum(unlockKinds),
  place: z.string().trim().min(1).max(600),
  minutes,
  why,
});
const sitesSchema = z.strictObject({ text: z.string().max(100_000) });
const pastedBytesMost = 256 * 1024;

interface Needs extends DeskNeeds {
  readonly live: Live;
  readonly unlockKey: string;
  readonly policyPath?: string | undefined;
}

/** Routes below /desk/api/orders. */
export function orderRoutes(needs: Needs): Hono<DeskEnv> {
  const { store, now, live } = needs;
  const app = new Hono<DeskEnv>();
  app.use(requireAbility("open-for-a-time"));
  const policyNow = () => readPolicyNow(store, needs.policyPath);
  const tell = (c: Context) => live.publish({ what: "orders", caseId: null, tab: tabOf(c) });

  app.get("/", async (c) => {
    const page = pageOf(c);
    const atMs = now();
    const past = await store.pastOrders(atMs, page.asked);
    return c.json({
      open: await store.openOrders(atMs),
      past: past.orders,
      total: past.total,
      ...page.of(past.total),
    } satisfies OrdersPage);
  });

  app.get("/choices", async (c) => c.json(choicesOf(await policyNow()) satisfies OrderChoices));

  app.post("/sites", async (c) => {
    const body = await readJsonBody(c.req.raw, pastedBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = sitesSchema.safeParse(body.value);
    if (!given.success) return refuse(c, 400, "not a list of sites", "text, one site a line");
    const { sites, wrong } = readPastedSites(given.data.text);
    return c.json({ sites: sites.map(siteWords), wrong } satisfies SitesAnswer);
  });

  app.post("/", async (c) => {
    const body = await readJsonBody(c.req.raw, pastedBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = orderSchema.safeParse(body.value);
    if (!given.success) {
      return refuse(c, 400, "not an opening", "what, for whom, for how many minutes, and why");
    }
    const policy = await policyNow();
    const what = wantedOf(given.data.what, policy);
    if ("wrong" in what) return refuseProblem(c, what.wrong);
    const asked = { ...given.data, what: what.value };
    const [wrong] = checkOrder(asked, policy);
    if (wrong !== undefined) return refuseProblem(c, wrong);
    const isUnknown = asked.for.kind === "device" && !(await store.hasDeviceLabel(asked.for.value));
    const order = await keep(c, asked, now() + asked.minutes * 60_000);
    return c.json({ order, isDeviceUnknown: isUnknown } satisfies OrderAnswer);
  });

  async function keep(
    c: Context<DeskEnv>,
    asked: { readonly what: OrderWhat; readonly for: OrderFor; readonly why: string },
    untilMs: number,
  ): Promise<StaffOrder> {
    const atMs = now();
    const { account } = c.var.signedIn;
    const order: StaffOrder = {
      id: makeEventId(atMs, randomBytes(16)),
      how: "collector",
      what: asked.what,
      for: asked.for,
      fromMs: atMs,
      untilMs,
      who: account.name,
      by: nameOf(account),
      why: asked.why,
      endedAtMs: null,
      endedBy: "",
    };
    await store.addOrder(order, auditOf(order, atMs, account.name));
    tell(c);
    return order;
  }

  app.post("/:id/end", async (c) => {
    const known = await store.readOrder(c.req.param("id"));
    if (known === undefined) return refuse(c, 404, "no such opening", "the id of one");
    const who = c.var.signedIn.account.name;
    const entry = auditEntry(now(), who, "ended-early", { detail: whatWords(known.what) });
    if (!(await store.endOrder(known.id, who, entry))) {
      return refuse(c, 409, "it has ended already", "an opening that is still on");
    }
    tell(c);
    return c.json({ done: true });
  });

  // An opening that was ended by mistake: the same again, until when it would have ended.
  app.post("/:id/again", async (c) => {
    const known = await store.readOrder(c.req.param("id"));
    if (known === undefined || known.how === "code") {
      return refuse(c, 404, "no such opening", "the id of one");
    }
    const leftMs = known.untilMs - now();
    if (known.endedAtMs === null || leftMs <= 0) {
      return refuse(c, 409, "its time is over", "one that was ended early");
    }
    if ((await store.openOrders(now())).some((open) => isSameOrder(open, known))) {
      return refuse(c, 409, "it is open again already", "one that is not open");
    }
    // The policy may have changed since: what it refuses now is not opened again.
    const asked = { ...known, minutes: Math.ceil(leftMs / 60_000) };
    const [wrong] = checkOrder(asked, await policyNow());
    if (wrong !== undefined) return refuseProblem(c, wrong);
    const order = await keep(c, known, known.untilMs);
    return c.json({ order, isDeviceUnknown: false } satisfies OrderAnswer);
  });

  app.post("/code", async (c) => {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const given = codeSchema.safeParse(body.value);
    if (!given.success) {
      return refuse(c, 400, "not a code", "request, what, place, minutes and why");
    }
    const policy = await policyNow();
    if (!limitsOf(policy).codes) {
      return refuse(c, 400, "codes are not used here", "an opening from the desk");
    }
    const request = readRequest(given.data.request);
    if (request === undefined) {
      return refuse(c, 400, "request: not one", "ten letters and digits from the pupil's screen");
    }
    const read = codeWhat(given.data, policy);
    if ("wrong" in read) return refuseProblem(c, read.wrong);
    const { place, what } = read;
    const audience: OrderFor = { kind: "device", value: request };
    const [wrong] = checkOrder({ ...given.data, what, for: audience }, policy);
    if (wrong !== undefined) return refuseProblem(c, wrong);
    const atMs = now();
    const { account } = c.var.signedIn;
    const order: StaffOrder = {
      id: makeEventId(atMs, randomBytes(16)),
      how: "code",
      what,
      for: audience,
      fromMs: atMs,
      untilMs: atMs + given.data.minutes * 60_000,
      who: account.name,
      by: nameOf(account),
      why: given.data.why,
      endedAtMs: null,
      endedBy: "",
    };
    // Kept before it is shown: there is no code without its line in the audit.
    await store.addOrder(order, auditOf(order, atMs, account.name));
    tell(c);
    const asked = { request, what: what.kind, place, minutes: given.data.minutes, by: order.by };
    return c.json({ ...asked, code: makeCode(needs.unlockKey, asked) } satisfies CodeAnswer);
  });

  return app;
}

function nameOf({ name, fullName }: Awaited<ReturnType<Store["listAccounts"]>>[number]): string {
  return fullName === "" ? name : fullName;
}

function refuseProblem(c: Context, { path, what, expected }: Problem): Response {
  return refuse(c, 400, `${path}: ${what}`, expected);
}
