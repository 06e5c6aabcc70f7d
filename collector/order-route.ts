// POST /api/v1/orders: a device asks what staff have opened for it and the person at it.
import type { Context } from "hono";
import { ordersRequestSchema, type Order, type OrdersAnswer } from "../lib/contract/orders.ts";
import { shutOutWords } from "./auth/device-check.ts";
import { refuse } from "./http/answers.ts";
import { readPackedBody } from "./http/read-body.ts";
import type { StaffOrder } from "./review/order.ts";
import type { Signer } from "./signing.ts";
import type { Store } from "./store/store.ts";

const bodyBytesMost = 32 * 1024;
const ordersMost = 100;

/** Answers one request whose credential has been looked at. The answer is signed; `?signed=0` asks for it as it is. */
export async function answerOrders(
  c: Context,
  {
    store,
    now,
    signer,
  }: { readonly store: Store; readonly now: () => number; readonly signer: Signer },
): Promise<Response> {
  const body = await readPackedBody(c, bodyBytesMost);
  if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
  const asked = ordersRequestSchema.safeParse(body.value.value);
  if (!asked.success) {
    return refuse(
      c,
      400,
      "not a question for orders",
      "format 1 with device, user, profile, groups",
    );
  }
  const { device } = asked.data;
  if ((await store.shutOutAmong([device])).has(device)) return refuse(c, 403, ...shutOutWords);
  const nowMs = now();
  const found = await store.ordersFor(asked.data, nowMs, ordersMost);
  const answer: OrdersAnswer = {
    schoolgate: "orders",
    device,
    ask: asked.data.ask,
    nowMs,
    orders: found.map(orderOf),
  };
  return c.json(c.req.query("signed") === "0" ? answer : signer.sign(JSON.stringify(answer)));
}

/** What the device is told: not for whom it was meant, only what it is. */
function orderOf({ id, what, fromMs, untilMs, by, why }: StaffOrder): Order {
  const common = { id, fromMs, untilMs, by, why };
  if (what.kind === "site") {
    const { host, path } = what;
    return { ...common, kind: "site", host, ...(path === undefined ? {} : { path }) };
  }
  if (what.kind === "category") return { ...common, kind: "category", category: what.category };
  const sites = what.sites.map(({ host, path }) => ({
    host,
    ...(path === undefined ? {} : { path }),
  }));
  return { ...common, kind: "lesson", title: what.title, sites, search: what.search };
}
