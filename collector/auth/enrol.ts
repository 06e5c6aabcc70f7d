// A device makes itself known: with the school's token, and a key that it shows it has.
import type { Context } from "hono";
import { enrolPath } from "../../lib/contract/device-signature.ts";
import { enrolmentSchema, type EnrolmentAnswer } from "../../lib/contract/enrolment.ts";
import { refuse, refuseForNow } from "../http/answers.ts";
import { readPackedBody } from "../http/read-body.ts";
import type { DeviceAboutStore } from "../store/device-about-store.ts";
import type { DeviceStore } from "../store/device-store.ts";
import { note, shutOutWords } from "./device-check.ts";
import { isSignedBy, keyOfPoint, signatureOf } from "./device-signature.ts";

/** A school that gives Schoolgate to all its Chromebooks at once is through in some hours; a thief is slower than that. */
export const enrolmentsPerHour = 500;

const bodyMost = 4096;
const hourMs = 60 * 60_000;
/** Those who were too many come again at different times. */
const comeAgainMs = 10 * 60_000;

/**
 * Answers one enrolment. The same device with the same key may come as often as it likes; a device whose name is taken
 * by another key gets 409, and begins anew under another name. `credential`: of the token that it came with.
 */
export async function answerEnrolment(
  c: Context,
  credential: string,
  needs: {
    readonly store: DeviceStore & DeviceAboutStore;
    readonly atMs: number;
    readonly perHour: number;
  },
): Promise<Response> {
  const { store, atMs, perHour } = needs;
  const body = await readPackedBody(c, bodyMost);
  if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
  const asked = enrolmentSchema.safeParse(body.value.value);
  if (!asked.success) {
    const [first] = asked.error.issues;
    const place = first?.path.join(".") ?? "";
    return refuse(c, 400, `${place}: ${first?.message ?? ""}`, "an enrolment of format 1");
  }
  const { device, key, label } = asked.data;
  const read = signatureOf(c);
  const { sent } = body.value;
  const isItsOwn =
    read.kind === "signed" &&
    read.head.device === device &&
    (await isSignedBy(keyOfPoint(key), read, { method: "POST", path: enrolPath, sent }));
  if (!isItsOwn) {
    return refuse(
      c,
      403,
      "an enrolment that its own key did not sign",
      "the header Schoolgate-Device",
    );
  }
  const done = await store.enrolDevice({ id: device, key, tokenHash: credential, label }, atMs, {
    most: perHour,
    sinceMs: atMs - hourMs,
  });
  if (done === "shut-out") {
    // Never 409: whoever hears that begins anew under another name.
    await note(store, device, "shut-out", atMs);
    return refuse(c, 403, ...shutOutWords);
  }
  if (done === "taken") {
    await note(store, device, "key", atMs);
    return refuse(c, 409, "a device of this name with another key", "another device id");
  }
  if (done === "too-many") {
    return refuseForNow(c, "too many enrolments with this credential in an hour", comeAgainMs);
  }
  return c.json({ schoolgate: "enrolled", device } satisfies EnrolmentAnswer);
}
