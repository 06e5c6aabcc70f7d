// What the routes of the desk share.
import type { Context } from "hono";
import type { EventKind } from "../lib/contract/event.ts";
import type { StoredEvent } from "./store/store.ts";

const pageSize = 25;

/** The page a request asks for, and how the answer names it. */
export function pageOf(c: Context) {
  const number = Math.min(10_000, Math.max(1, Math.trunc(Number(c.req.query("page") ?? 1)) || 1));
  return {
    asked: { offset: (number - 1) * pageSize, most: pageSize },
    of: (total: number) => ({
      page: number,
      pages: Math.max(1, Math.ceil(total / pageSize)),
    }),
  };
}

/** The browser tab that asks, as it names itself. */
export function tabOf(c: Context): string {
  return (c.req.header("x-desk-tab") ?? "").slice(0, 40);
}

/** A stored event without the device's id: what the desk shows is its label. */
export function noDevice<Kind extends EventKind>(stored: StoredEvent<Kind>): StoredEvent<Kind> {
  return { ...stored, event: { ...stored.event, device: "" } };
}
