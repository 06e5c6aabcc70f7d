// Every route of the desk by every role: who comes in, who does not.
import { afterAll, beforeAll, expect, test } from "vitest";
import { roles, type Role } from "../../../collector/review/access.ts";
import { makeAttempt, makeFinding, sendBatch } from "../../support/collector-seed.ts";
import { deviceToken, runApp, type RunningApp } from "./run-app.ts";

let app: RunningApp;
const cookies = new Map<Role, string>();
beforeAll(async () => {
  app = await runApp();
  for (const role of roles) cookies.set(role, await app.signInAs(role));
});
afterAll(() => app.close());

const all = roles;
const leads: readonly Role[] = ["dsl", "deputy", "head"];
const filtering: readonly Role[] = ["dsl", "deputy", "head", "it"];
const opening: readonly Role[] = ["dsl", "deputy", "head", "staff"];
const running: readonly Role[] = ["dsl", "head", "it"];
const someCase = "01K5200000000000000000EVT1";

/** A body that no route takes: whoever is let in hears 400 or 404, and nothing changes. */
const wrong = { nothing: "of use" };

const rows: readonly [method: "GET" | "POST", path: string, open: readonly Role[]][] = [
  ["GET", "/session", all],
  ["GET", "/keeping", all],
  ["GET", "/keeping/kinds", all],
  ["POST", "/keeping/kinds", ["dsl", "head"]],
  ["GET", "/devices", ["dsl", "deputy", "head", "it"]],
  ["POST", "/devices/shut-out", running],
  ["POST", "/devices/let-in", running],
  ["POST", "/records", ["dsl", "head"]],
  ["POST", "/records/names", ["dsl", "head"]],
  ["POST", "/records/events", ["dsl", "head"]],
  ["POST", "/records/about", ["dsl", "head"]],
  ["POST", "/records/sign", ["dsl", "head"]],
  ["GET", "/records/signer", ["dsl", "head"]],
  ["POST", "/records/done", ["dsl", "head"]],
  ["POST", "/name", all],
  ["GET", "/cases", leads],
  ["GET", `/cases/${someCase}`, leads],
  ["POST", `/cases/${someCase}/state`, leads],
  ["POST", `/cases/${someCase}/notes`, leads],
  ["GET", "/requests", filtering],
  ["POST", "/requests/answer", filtering],
  ["POST", "/requests/undo", filtering],
  ["GET", "/activity", leads],
  ["GET", "/activity?list=visits", leads],
  ["GET", "/activity?list=attempts", leads],
  ["GET", "/activity?list=agreements", leads],
  ["GET", "/activity?list=openings", filtering],
  ["GET", "/activity?list=problems", filtering],
  ["GET", "/activity?list=changes", filtering],
  ["GET", "/activity?list=lists", filtering],
  ["GET", "/activity?list=nonsense", leads],
  ["GET", "/audit", leads],
  ["GET", "/orders", opening],
  ["GET", "/orders/choices", opening],
  ["POST", "/orders", opening],
  ["POST", "/orders/sites", opening],
  ["POST", "/orders/code", opening],
  ["POST", "/orders/none/end", opening],
  ["POST", "/orders/none/again", opening],
  ["GET", "/policy", running],
  ["GET", "/policy/text", running],
  ["POST", "/policy/check", running],
  ["POST", "/policy/release", running],
  ["POST", "/policy/widen", running],
  ["POST", "/policy/back", running],
  ["POST", "/policy/propose", running],
  ["GET", "/accounts", running],
  ["POST", "/accounts", running],
  ["POST", "/accounts/nobody", running],
  ["POST", "/accounts/nobody/password", running],
];

test.each(rows)("%s %s", async (method, path, open) => {
  const body = method === "POST" ? { body: wrong } : {};
  for (const role of roles) {
    const cookie = cookies.get(role) ?? "";
    const { status } = await app.desk(path, { cookie, ...body });
    const isIn = open.includes(role);
    expect([role, isIn ? status !== 403 && status !== 401 : status === 403]).toEqual([role, true]);
  }
  expect((await app.desk(path, body)).status).toBe(401);
});

test("whoever may not read cases hears nothing of them on the live line", async () => {
  const lines = await Promise.all(
    (["dsl", "it", "staff"] as const).map(async (role) => {
      const response = await app.desk("/live", { cookie: cookies.get(role) ?? "" });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      await reader?.read();
      return { role, reader };
    }),
  );
  await sendBatch(app.address, deviceToken, [makeFinding(), makeAttempt({ sign: "wrong-code" })]);
  const staff = cookies.get("staff") ?? "";
  const made = await app.desk("/orders", {
    cookie: staff,
    body: {
      what: { kind: "site", address: "puzzles.example.test" },
      for: { kind: "everyone", value: "" },
      minutes: 30,
      why: "Maths club",
    },
  });
  expect(made.status).toBe(200);
  const account = await app.desk("/accounts", {
    cookie: cookies.get("it") ?? "",
    body: { name: "last", fullName: "Last Of All", role: "staff" },
  });
  expect(account.status).toBe(200);
  const last: Partial<Record<Role, string>> = { dsl: "accounts", it: "accounts", staff: "orders" };
  const heard: Partial<Record<Role, readonly string[]>> = {};
  for (const { role, reader } of lines) {
    let text = "";
    while (!text.includes(`"what":"${last[role]}"`)) {
      const part = await reader?.read();
      if (part === undefined || part.done) throw new Error("the line ended");
      text += part.value;
    }
    heard[role] = [...new Set(text.match(/(?<="what":")\w+/g))];
    await reader?.cancel();
  }
  expect(heard).toEqual({
    dsl: ["cases", "activity", "orders", "accounts"],
    it: ["activity", "accounts"],
    staff: ["orders"],
  });
});
