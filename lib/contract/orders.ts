// What staff open from the desk: POST /api/v1/orders asks what is in force for this device and person, and the answer
// names all of it. What is no longer named has ended. Times are Unix milliseconds by the collector's clock.
import { z } from "zod";
import { isUlid, type DeviceId } from "./ids.ts";

export const ordersRequestSchema = z.strictObject({
  format: z.literal(1),
  device: z.custom<DeviceId>((given) => typeof given === "string" && isUlid(given), {
    message: "a device id of 26 characters",
  }),
  /** What staff call the device (`deviceLabel` of the managed configuration), or "". */
  deviceLabel: z.string().max(120).default(""),
  /** The signed-in address, or "". */
  user: z.string().max(200),
  profile: z.string().max(60),
  /** Made anew for each question: the answer names it, so that no old answer can be shown again. */
  ask: z.string().max(60).default(""),
  /** The groups of the policy to which the person belongs. */
  groups: z.array(z.string().max(60)).max(200),
});
export type OrdersRequest = z.output<typeof ordersRequestSchema>;

const common = {
  id: z.string().min(1).max(60),
  fromMs: z.int().min(0),
  untilMs: z.int().min(0),
  by: z.string().max(120),
  why: z.string().max(300),
};

const siteOrderSchema = z.strictObject({
  ...common,
  kind: z.literal("site"),
  host: z.string().max(253),
  path: z.string().max(500).optional(),
});
const categoryOrderSchema = z.strictObject({
  ...common,
  kind: z.literal("category"),
  category: z.string().max(60),
});
const lessonOrderSchema = z.strictObject({
  ...common,
  kind: z.literal("lesson"),
  title: z.string().max(120),
  sites: z
    .array(z.strictObject({ host: z.string().max(253), path: z.string().max(500).optional() }))
    .min(1)
    .max(500),
  search: z.boolean(),
});
export const orderSchema = z.discriminatedUnion("kind", [
  siteOrderSchema,
  categoryOrderSchema,
  lessonOrderSchema,
]);
export type Order = z.output<typeof orderSchema>;

/** Travels signed (`signed.ts`) where a key is pinned, and as it is where none is. */
export const ordersAnswerSchema = z.strictObject({
  schoolgate: z.literal("orders"),
  /** Whom it is for: an answer for another device is refused. */
  device: z.string().max(60),
  /** As in the question: an answer to another one is refused. */
  ask: z.string().max(60).default(""),
  /** The collector's clock: sets a wrong device clock right. */
  nowMs: z.int().min(0),
  orders: z.array(orderSchema).max(100),
});
export type OrdersAnswer = z.output<typeof ordersAnswerSchema>;
