// A device makes itself known once, with the school's token and a key of its own: POST /api/v1/devices, signed by that
// key (`device-signature.ts`). The same device with the same key may come again, and is answered the same.
import { z } from "zod";
import { isUlid, type DeviceId } from "./ids.ts";

const deviceId = z.custom<DeviceId>((given) => typeof given === "string" && isUlid(given), {
  message: "a device id of 26 characters",
});

export const enrolmentSchema = z.strictObject({
  format: z.literal(1),
  device: deviceId,
  /** P-256, the point uncompressed (65 bytes), base64url. */
  key: z.string().regex(/^[A-Za-z0-9_-]{87}$/, "a P-256 key in base64url"),
  /** The name that staff know it by, or "". */
  label: z.string().max(120),
});
export type Enrolment = z.output<typeof enrolmentSchema>;

export const enrolmentAnswerSchema = z.strictObject({
  schoolgate: z.literal("enrolled"),
  device: deviceId,
});
export type EnrolmentAnswer = z.output<typeof enrolmentAnswerSchema>;
