// What became of requests for review: POST /api/v1/request-answers asks about some by id, and the answer tells what was
// decided at the desk: a word and a moment. Notes at the desk are written for colleagues and stay there.
import { z } from "zod";
import { isUlid, type DeviceId, type EventId } from "./ids.ts";
import { requestDecisions } from "./vocabulary.ts";

export const requestAnswersPath = "/api/v1/request-answers";
/** Of how many requests at once a device asks. */
export const requestsAskedMost = 50;

const eventId = z.custom<EventId>((given) => typeof given === "string" && isUlid(given), {
  message: "an event id of 26 characters",
});

export const requestAnswersQuestionSchema = z.strictObject({
  format: z.literal(1),
  device: z.custom<DeviceId>((given) => typeof given === "string" && isUlid(given), {
    message: "a device id of 26 characters",
  }),
  /** Made anew for each question: the answer names it, so that no old answer can be shown again. */
  ask: z.string().max(60),
  requests: z.array(eventId).max(requestsAskedMost),
});
export type RequestAnswersQuestion = z.output<typeof requestAnswersQuestionSchema>;

/** Travels signed (`signed.ts`) where a key is pinned, and as it is where none is. */
export const requestAnswersSchema = z.strictObject({
  schoolgate: z.literal("request-answers"),
  device: z.string().max(60),
  ask: z.string().max(60),
  /** Those that the collector has. One without `decided` waits for an answer, or its answer was taken back. */
  requests: z
    .array(
      z.strictObject({
        id: eventId,
        /** When: Unix ms, the collector's clock. */
        decided: z
          .strictObject({ decision: z.enum(requestDecisions), atMs: z.int().min(0) })
          .optional(),
      }),
    )
    .max(requestsAskedMost),
});
export type RequestAnswers = z.output<typeof requestAnswersSchema>;
