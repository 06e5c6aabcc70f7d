// The devices at the desk: which have enrolled, when they were last heard, which are silent, what was refused in their
// names, and shutting one out. Nothing of a pupil: no name, no address, no event but what a device says of its own keeping.
import { Hono, type Context } from "hono";
import { z } from "zod";
import type { EventOf } from "../lib/contract/event.ts";
import {
  deskBodyBytesMost,
  requireAbility,
  type DeskEnv,
  type DeskNeeds,
} from "./desk-session-routes.ts";
import { pageOf, tabOf } from "./desk-tools.ts";
import { refuse } from "./http/answers.ts";
import { readJsonBody } from "./http/read-body.ts";
import type { Live } from "./live.ts";
import { readPolicyNow } from "./policy/policy-source.ts";
import { schoolDaysAgoMs } from "./review/alert-hours.ts";
import type { SchoolDays } from "./review/alert-rules.ts";
import { auditEntry } from "./review/audit.ts";
import {
  deviceFilters,
  silentDays,
  silentDaysUsual,
  type DeviceFilterName,
} from "./review/devices.ts";
import type { DeviceStanding } from "./store/device-about-store.ts";

const dayMs = 24 * 60 * 60_000;
const newestHealth = { offset: 0, most: 25 };

export interface DevicesAnswer {
  readonly devices: readonly DeviceStanding[];
  /** Of all, whatever is filtered. */
  readonly counts: Readonly<Record<DeviceFilterName, number>>;
  /** How many school days make silence here, and since when a device that was not heard counts as silent. */
  readonly silentDays: number;
  readonly silentBeforeMs: number;
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

const query = z.object({
  only: z.enum(deviceFilters).catch("all"),
  search: z.string().max(100).catch(""),
  days: z.coerce
    .number()
    .pipe(z.literal([...silentDays]))
    .catch(silentDaysUsual),
});

/** One of the list: several can have one label. */
export type DeviceName = Pick<DeviceStanding, "label" | "mark">;

const whichSchema = z.strictObject({ label: z.string().max(120), mark: z.string().max(40) });

export function deviceDeskRoutes({
  store,
  now,
  live,
  policyPath,
}: Pick<DeskNeeds, "store" | "now"> & {
  readonly live: Live;
  readonly policyPath?: string | undefined;
}): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  /** As alerts have them, or else as the policy does. */
  async function schoolDays(): Promise<SchoolDays> {
    const { settings } = await store.readAlertSettings();
    if (settings.terms.length + settings.closures.length > 0) return settings;
    const day = (await readPolicyNow(store, policyPath))?.day;
    return { ...settings, terms: day?.terms ?? [], closures: day?.closures ?? [] };
  }

  app.get("/", requireAbility("read-filtering"), async (c) => {
    const page = pageOf(c);
    const { only, search, days } = query.parse(c.req.query());
    const silentBeforeMs = schoolDaysAgoMs(await schoolDays(), days, now());
    const filter = { only, search, silentBeforeMs };
    const { devices, total, counts } = await store.listStanding(filter, page.asked);
    const health = await store.listEvents("health", newestHealth);
    return c.json({
      devices,
      counts,
      silentBeforeMs,
      silentDays: days,
      total,
      ...page.of(total),
      tooMany: await store.countEnrolRefusals(now() - dayMs),
      health: health.events.map(({ event, receivedAtMs }) => {
        const { atMs, deviceLabel, what, detail, count } = event;
        return { atMs, deviceLabel, what, detail, count, receivedAtMs };
      }),
    } satisfies DevicesAnswer);
  });

  /** Shuts one device out, or lets it in again. */
  const change = (isOut: boolean) => async (c: Context<DeskEnv>) => {
    const body = await readJsonBody(c.req.raw, deskBodyBytesMost);
    if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
    const which = whichSchema.safeParse(body.value);
    if (!which.success) return refuse(c, 400, "no device", "label and mark, as the list has them");
    const { label, mark } = which.data;
    const found = await store.findMarked(label, mark);
    if (found === undefined) return refuse(c, 404, "no such device", "one of the list");
    const who = c.var.signedIn.account.name;
    const act = isOut ? "device-shut-out" : "device-let-in";
    // Several can have one label, or none: the mark tells which it was.
    const detail = `${label === "" ? "without a name" : label} (${mark.slice(0, 6)})`;
    if (!(await store.shutOutDevice(found.id, isOut, auditEntry(now(), who, act, { detail })))) {
      return refuse(c, 409, "the device has changed meanwhile", "the device as it stands now");
    }
    live.publish({ what: "devices", caseId: null, tab: tabOf(c) });
    return c.json({ done: true });
  };
  app.post("/shut-out", requireAbility("shut-out-devices"), change(true));
  app.post("/let-in", requireAbility("shut-out-devices"), change(false));

  return app;
}
