// What became of a request: from the desk's answer to what the device is told.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { RequestsAnswer } from "../../../collector/desk-types.ts";
import { loadSigner } from "../../../collector/signing.ts";
import {
  requestAnswersSchema,
  type RequestAnswers,
} from "../../../lib/contract/request-answers.ts";
import { signedSchema } from "../../../lib/contract/signed.ts";
import { makeRequest, sendBatch, someDevice } from "../../support/collector-seed.ts";
import { deviceToken, runApp, type RunningApp } from "./run-app.ts";

let app: RunningApp;
let cookie: string;
beforeEach(async () => {
  app = await runApp();
  app.freeze();
  cookie = await app.signIn();
});
afterEach(() => app.close());

const asking = (body: unknown, query = "", token = deviceToken) =>
  fetch(`${app.address}/api/v1/request-answers${query}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const question = (device: string, requests: readonly string[]) => ({
  format: 1,
  device,
  ask: "a question",
  requests,
});
async function told(device: string, id: string): Promise<RequestAnswers["requests"]> {
  const response = await asking(question(device, [id]));
  expect(response.status).toBe(200);
  const { payload } = signedSchema.parse(await response.json());
  const answer = requestAnswersSchema.parse(JSON.parse(payload));
  expect(answer).toMatchObject({ device, ask: "a question" });
  return answer.requests;
}
async function decide(outcome: string, note = ""): Promise<void> {
  const listed = await app.desk("/requests?live=1", { cookie });
  const [group] = ((await listed.json()) as RequestsAnswer).groups;
  const { host, wanted, version, receivedAtMs: upToMs } = group!;
  const given = { host, wanted, version, upToMs, outcome, note };
  expect((await app.desk("/requests/answer", { cookie, body: given })).status).toBe(200);
}
async function takeBack(): Promise<void> {
  const listed = await app.desk("/requests?live=1", { cookie });
  const [group] = ((await listed.json()) as RequestsAnswer).groups;
  const { host, wanted, version } = group!;
  const undone = await app.desk("/requests/undo", { cookie, body: { host, wanted, version } });
  expect(undone.status).toBe(200);
}

test("not known, received, decided, taken back: the device hears each, and never the note", async () => {
  const request = makeRequest({ words: "private-words" });
  const { id, device } = request;
  expect(await told(device, id)).toEqual([]);
  await sendBatch(app.address, deviceToken, [request]);
  expect(await told(device, id)).toEqual([{ id }]);
  await decide("noted", "private-note");
  const answered = await told(device, id);
  expect(answered).toEqual([{ id, decided: { decision: "looked-at", atMs: app.nowMs() } }]);
  expect(JSON.stringify(answered)).not.toContain("private");
  app.pass(1000);
  await takeBack();
  expect(await told(device, id)).toEqual([{ id }]);
  await decide("talk");
  expect(await told(device, id)).toEqual([
    { id, decided: { decision: "talk", atMs: app.nowMs() } },
  ]);
});

test("another device hears nothing of it", async () => {
  const request = makeRequest();
  await sendBatch(app.address, deviceToken, [request]);
  expect(await told(someDevice(), request.id)).toEqual([]);
});

test("signed with the collector's key, or as it is where that is asked for", async () => {
  const { device, id } = makeRequest();
  const { payload, signature } = signedSchema.parse(
    await (await asking(question(device, [id]))).json(),
  );
  expect(loadSigner(app.folder).sign(payload).signature).toBe(signature);
  const plain = await (await asking(question(device, [id]), "?signed=0")).json();
  expect(plain).toEqual(JSON.parse(payload));
});

test.each<[name: string, status: number, ask: () => Promise<Response>]>([
  ["without the credential", 401, () => asking(question(someDevice(), []), "", "wrong")],
  ["no JSON", 400, () => asking("{")],
  ["no device", 400, () => asking(question("me", []))],
  ["no event id", 400, () => asking(question(someDevice(), ["x"]))],
  [
    "too many",
    400,
    () =>
      asking(
        question(
          someDevice(),
          Array.from({ length: 51 }, () => makeRequest().id),
        ),
      ),
  ],
  ["more than is asked", 400, () => asking({ ...question(someDevice(), []), user: "a" })],
  ["too long", 413, () => asking(question("x".repeat(9000), []))],
])("%s: %i", async (_name, status, ask) => {
  expect((await ask()).status).toBe(status);
});
