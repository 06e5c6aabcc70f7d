// The devices at the desk: which have enrolled, when they were last heard, and what was refused in their names.
import { Hono } from "hono";
import type { EventOf } from "../lib/contract/event.ts";
import { requireAbility, type DeskEnv, type DeskNeeds } from "./desk-session-routes.ts";
import { pageOf } from "./desk-tools.ts";
import type { KeptDevice } from "./store/device-store.ts";

const dayMs = 24 * 60 * 60_000;
const newestHealth = { offset: 0, most: 25 };

/** Without its id, which is nobody's business at the desk, and without its key. */
export type DeskDevice = Omit<KeptDevice, "id" | "key" | "tokenHash">;

export interface DevicesAnswer {
  /** Last heard first. */
  readonly devices: readonly DeskDevice[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** Enrolments that were refused in the last day, since too many came with one credential. */
  readonly tooMany: number;
  /** What devices said of their own keeping and sending, newest first. */
  readonly health: readonly (Pick<
    EventOf<"health">,
    "atMs" | "deviceLabel" | "what" | "detail" | "count"
  > & { readonly receivedAtMs: number })[];
}

export function deviceDeskRoutes({ store, now }: Pick<DeskNeeds, "store" | "now">): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get("/", requireAbility("read-filtering"), async (c) => {
    const page = pageOf(c);
    const { devices, total } = await store.listDevices(page.asked);
    const health = await store.listEvents("health", newestHealth);
    return c.json({
      devices: devices.map(({ id: _id, key: _key, tokenHash: _token, ...shown }) => shown),
      total,
      ...page.of(total),
      tooMany: await store.countEnrolRefusals(now() - dayMs),
      health: health.events.map(({ event, receivedAtMs }) => {
        const { atMs, deviceLabel, what, detail, count } = event;
        return { atMs, deviceLabel, what, detail, count, receivedAtMs };
      }),
    } satisfies DevicesAnswer);
  });

  return app;
}
