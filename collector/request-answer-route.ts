// POST /api/v1/request-answers: a device asks what became of what was asked for at it.
import type { Context } from "hono";
import {
  requestAnswersQuestionSchema,
  type RequestAnswers,
} from "../lib/contract/request-answers.ts";
import { shutOutWords } from "./auth/device-check.ts";
import { refuse } from "./http/answers.ts";
import { readPackedBody } from "./http/read-body.ts";
import { decisionOf } from "./review/request.ts";
import type { Signer } from "./signing.ts";
import type { Store } from "./store/store.ts";

const bodyBytesMost = 8 * 1024;

/** Answers one question whose credential has been looked at. The answer is signed; `?signed=0` asks for it as it is. */
export async function answerAboutRequests(
  c: Context,
  { store, signer }: { readonly store: Store; readonly signer: Signer },
): Promise<Response> {
  const body = await readPackedBody(c, bodyBytesMost);
  if (!body.ok) return refuse(c, body.error.status, body.error.what, body.error.expected);
  const asked = requestAnswersQuestionSchema.safeParse(body.value.value);
  if (!asked.success) {
    return refuse(c, 400, "not a question about requests", "format 1 with device, ask, requests");
  }
  const { device, ask, requests } = asked.data;
  if ((await store.shutOutAmong([device])).has(device)) return refuse(c, 403, ...shutOutWords);
  const found = await store.answersTo(requests, device);
  const answer: RequestAnswers = {
    schoolgate: "request-answers",
    device,
    ask,
    requests: found.map(({ id, answer: given }) => ({
      id,
      ...(given === null
        ? {}
        : { decided: { decision: decisionOf(given.outcome), atMs: given.atMs } }),
    })),
  };
  return c.json(c.req.query("signed") === "0" ? answer : signer.sign(JSON.stringify(answer)));
}
