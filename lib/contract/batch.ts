// The one conversation between extension and collector: POST /api/v1/batches, and its answer.
import { z } from "zod";
import { isUlid, type DeviceId, type EventId } from "./ids.ts";

/** Largest body that a device sends and a collector reads, in bytes of UTF-8. */
export const batchBytesMost = 512 * 1024;
export const batchEventsMost = 500;

/** The events stand unchecked here: one bad event must not refuse the others (`eventSchema` is put to each). */
export const batchSchema = z.strictObject({
  format: z.literal(1),
  /** The device's clock when it sent, Unix milliseconds: lets the collector see a wrong clock. */
  sentAtMs: z.int().min(0),
  /** Needed where there are no events to name it: whose worries are asked about. Known to the device and the collector. */
  device: z
    .custom<DeviceId>((given) => typeof given === "string" && isUlid(given), {
      message: "a device id of 26 characters",
    })
    .optional(),
  /** May be empty: a quiet device asks whether anybody has opened its worries (`seen` in the answer). */
  events: z.array(z.unknown()).max(batchEventsMost),
});
export type Batch = z.output<typeof batchSchema>;

const eventId = z.custom<EventId>((given) => typeof given === "string" && isUlid(given), {
  message: "an event id of 26 characters",
});

/**
 * Only ids in `stored` may be deleted on the device. `refused` names events that will never be taken and why;
 * the device sets them apart. `seen` tells which of this device's worries a person has opened, and when.
 */
export const batchAnswerSchema = z.strictObject({
  schoolgate: z.literal("batch-answer"),
  stored: z.array(eventId),
  refused: z.array(z.strictObject({ id: z.string(), why: z.string() })),
  seen: z.array(z.strictObject({ id: eventId, atMs: z.int().min(0) })).default([]),
  /** Said to a device that signs and is not known (any more): it should enrol. */
  enrol: z.literal(true).optional(),
  /** Changes whenever the school's safeguarding keys do; 0: it has none. A device that knows another asks for them. */
  keys: z.int().min(0).default(0),
});
export type BatchAnswer = z.output<typeof batchAnswerSchema>;
