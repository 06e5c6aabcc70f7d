// What staff opened from the desk: asked of the collector now and then, and brought to what is open on this device.
// Without an answer everything stays as it is until its own end.
import { ordersAnswerSchema } from "../../contract/orders.ts";
import type { Order, OrdersRequest } from "../../contract/orders.ts";
import { illegalCategory } from "../../core/policy/category.ts";
import { cleanSite } from "../../core/policy/site-entry.ts";
import type { EffectivePolicy } from "../../core/policy/types.ts";
import type { World } from "../ports.ts";
import type { Enforcement } from "./enforcement-service.ts";
import type { EventService } from "./event-service.ts";
import type { JudgeService } from "./judge-service.ts";
import type { Memory } from "./memory.ts";
import { isInTime } from "./opened-record.ts";
import type { OpenedPlace, OpenedRecord, UnlockDesk } from "./opened-record.ts";
import { unlockEvent } from "./opened-service.ts";
import { runOnce } from "./run-once.ts";
import { belowAddress } from "./safe-address.ts";
import { openSigned } from "./signed-text.ts";
import type { TrueTime } from "./true-time.ts";

/** As the contract has it. */
const longestLabel = 120;

export const orderAlarm = "orders";
const askEachMs = 60_000;
/** The block page asks whenever it is loaded; the collector need not hear each. */
const pauseMs = 5000;

export interface OrderService {
  /**
   * Sets the alarm for the next question: a minute from now, or the moment that an earlier life has set, else a worker
   * that is woken each half minute would never ask. Never rejects.
   */
  keepTime(): Promise<void>;
  /**
   * Asks and reconciles; true where something was opened or closed. Never rejects. One question at a time, and not
   * again within five seconds.
   */
  ask(): Promise<boolean>;
}

type Place = Pick<OpenedRecord, "what" | "place" | "title">;

export function createOrderService(
  world: Pick<World, "clock" | "network" | "crypt" | "alarms" | "chance">,
  memory: Memory,
  parts: {
    readonly judge: Pick<JudgeService, "current">;
    readonly events: Pick<EventService, "add">;
    readonly time: Pick<TrueTime, "learn">;
  },
): OrderService {
  const { clock, network, crypt, alarms, chance } = world;
  const { judge, events, time } = parts;
  let hasChanged = false;
  let askedAtMs = Number.NEGATIVE_INFINITY;

  async function fetchOrders(): Promise<readonly Order[] | undefined> {
    const [{ effective }, managed, device, user] = await Promise.all([
      judge.current(),
      memory.managed.read(),
      memory.device(),
      memory.user.read(),
    ]);
    const collector = managed.collectorAddress ?? effective.reporting.endpoint ?? "";
    const address = belowAddress(collector, "api/v1/orders");
    if (collector === "" || address === undefined) return undefined;
    const { profile, groups } = effective;
    const deviceLabel = (managed.deviceLabel ?? "").slice(0, longestLabel);
    const asked: OrdersRequest = {
      format: 1,
      device,
      deviceLabel,
      user,
      profile,
      ask: Array.from(chance.bytes(16), (byte) => byte.toString(16).padStart(2, "0")).join(""),
      groups: [...groups],
    };
    const posted = await network.postBatch({
      address,
      token: managed.deviceToken ?? "",
      body: JSON.stringify(asked),
    });
    if (posted.kind !== "answered") return undefined;
    const body = await openSigned(posted.body, managed.policyKey, crypt);
    const answer = ordersAnswerSchema.safeParse(body);
    // An answer for another device, or to another question, is an old one or one that was led here: it opens nothing,
    // and sets no clock.
    if (!answer.success || answer.data.device !== device) return undefined;
    if (answer.data.ask !== asked.ask) return undefined;
    await time.learn(answer.data.nowMs);
    return answer.data.orders;
  }

  function toRecord(order: Order, found: Place, user: string): OpenedRecord {
    const { id, fromMs, untilMs, by, why } = order;
    return { ...found, id, fromMs, untilMs, by, why, user, how: "collector", isTold: false };
  }

  /** Kept as ended, so that it is told once however often it is named. */
  async function refuse(order: Order, user: string): Promise<OpenedRecord> {
    const place = order.kind === "category" ? order.category : order.id;
    const record = toRecord(order, { what: nowhere(order), place, title: place }, user);
    const nowMs = clock.nowMs();
    await events.add(unlockEvent(record, "refused", nowMs), {
      claim: `unlock-${order.id}-refused`,
    });
    return { ...record, isTold: true, endedAtMs: nowMs, isEndTold: true };
  }

  async function reconcile(orders: readonly Order[]): Promise<void> {
    const [{ effective, words }, user] = await Promise.all([judge.current(), memory.user.read()]);
    const before = await memory.unlockDesk.read();
    const known = new Set(before.opened.map((one) => one.id));
    const fresh: OpenedRecord[] = [];
    for (const order of orders) {
      if (known.has(order.id)) continue;
      const found = placeOf(order, effective, words);
      const record = found === undefined ? await refuse(order, user) : toRecord(order, found, user);
      if (isInTime(record, clock.nowMs())) fresh.push(record);
    }
    const named = new Map(orders.map((order) => [order.id, order]));
    if (!isNews(before, fresh, named, user)) return;
    const nowMs = clock.nowMs();
    await memory.unlockDesk.update((desk) => ({
      ...desk,
      opened: [
        ...desk.opened.map((one) => brought(one, named, user, nowMs)),
        ...fresh.filter((one) => !desk.opened.some(({ id }) => id === one.id)),
      ],
    }));
    hasChanged = true;
  }

  const run = runOnce(async () => {
    const orders = await fetchOrders();
    if (orders !== undefined) await reconcile(orders);
  });

  return {
    async keepTime() {
      try {
        const nowMs = clock.nowMs();
        const setMs = await memory.nextOrdersAtMs.read();
        const isGood = setMs > nowMs && setMs - nowMs <= askEachMs;
        const nextMs = isGood ? setMs : nowMs + askEachMs;
        if (!isGood) await memory.nextOrdersAtMs.write(nextMs);
        await alarms.at(orderAlarm, nextMs);
      } catch {
        // The next life of the worker sets it.
      }
    },
    async ask() {
      const sinceMs = clock.nowMs() - askedAtMs;
      if (sinceMs >= 0 && sinceMs < pauseMs) return false;
      askedAtMs = clock.nowMs();
      try {
        await run();
      } catch {
        // The stores would not answer: asked again in a minute.
      }
      const changed = hasChanged;
      hasChanged = false;
      return changed;
    },
  };
}

/** What an order opens; undefined where this person's policy lets nobody open that. */
function placeOf(
  order: Order,
  effective: EffectivePolicy,
  words: Enforcement["words"],
): Place | undefined {
  if (order.kind === "site") {
    const site = toSite(order);
    if (site === undefined) return undefined;
    const place = site.host + (site.path ?? "");
    return { what: { kind: "site", ...site }, place, title: place };
  }
  if (order.kind === "category") {
    const { category } = order;
    const isKnown = Object.hasOwn(effective.categories, category);
    const isLocked = effective.categories[category]?.isLocked === true;
    if (!isKnown || isLocked || category === illegalCategory) return undefined;
    const title = words[category]?.title ?? category;
    return { what: { kind: "category", category }, place: category, title };
  }
  const sites = order.sites.flatMap((site) => toSite(site) ?? []);
  if (sites.length === 0) return undefined;
  const what: OpenedPlace = { kind: "lesson", sites, search: order.search };
  return { what, place: order.id, title: order.title };
}

function nowhere(order: Order): OpenedPlace {
  if (order.kind === "category") return { kind: "category", category: order.category };
  if (order.kind === "site") return { kind: "site", host: "" };
  return { kind: "lesson", sites: [], search: false };
}

function toSite(site: {
  readonly host: string;
  readonly path?: string | undefined;
}): { readonly host: string; readonly path?: string } | undefined {
  const { host, path } = site;
  const clean = cleanSite(path === undefined ? { host } : { host, path }, "");
  if (clean === undefined) return undefined;
  return clean.path === undefined ? { host: clean.host } : { host: clean.host, path: clean.path };
}

/** One that is no longer named has ended; one that is named goes on until the time that is named now. */
function brought(
  one: OpenedRecord,
  named: ReadonlyMap<string, Order>,
  user: string,
  nowMs: number,
): OpenedRecord {
  if (one.how !== "collector" || one.endedAtMs !== undefined) return one;
  const order = named.get(one.id);
  if (order === undefined || one.user !== user) return { ...one, endedAtMs: nowMs };
  return order.untilMs === one.untilMs ? one : { ...one, untilMs: order.untilMs };
}

function isNews(
  desk: UnlockDesk,
  fresh: readonly OpenedRecord[],
  named: ReadonlyMap<string, Order>,
  user: string,
): boolean {
  return fresh.length > 0 || desk.opened.some((one) => brought(one, named, user, 0) !== one);
}
