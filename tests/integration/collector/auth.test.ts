// Signing in at the desk: cookie, expiry, limits, fixation, forged requests.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { auditEntry } from "../../../collector/review/audit.ts";
import { sessionAgeMs, sessionIdleMs } from "../../../collector/auth/session.ts";
import { cookieOf, deskPassword, runApp, type RunningApp } from "./run-app.ts";

let app: RunningApp;
beforeEach(async () => {
  app = await runApp();
  app.freeze();
});
afterEach(() => app.close());

const right = { name: "dsl", password: deskPassword };
const status = async (cookie: string, path = "/session") =>
  (await app.desk(path, { cookie })).status;

test("the cookie is HttpOnly, SameSite=Strict, for the desk alone, and ends", async () => {
  const response = await app.desk("/sign-in", { body: right });
  const cookie = response.headers.getSetCookie()[0] ?? "";
  expect(cookie).toMatch(/^schoolgate_desk=[A-Za-z0-9_-]{43};/);
  expect(cookie).toContain("HttpOnly");
  expect(cookie).toContain("SameSite=Strict");
  expect(cookie).toContain("Path=/desk");
  expect(cookie).toContain(`Max-Age=${sessionAgeMs / 1000}`);
  expect(cookie).not.toContain("Secure");
  expect(cookie).not.toContain("Domain");
});

test("over https it is Secure", async () => {
  await app.close();
  const publicAddress = "https://desk.example-academy.test";
  app = await runApp({ publicAddress });
  const response = await app.desk("/sign-in", { body: right, headers: { origin: publicAddress } });
  expect(response.headers.getSetCookie()[0]).toContain("Secure");
});

test.each([
  "/session",
  "/cases",
  "/cases/01K5200000000000000000EVT1",
  "/requests",
  "/activity",
  "/audit",
  "/keeping",
  "/live",
  "/nothing",
])("%s is closed to who is not signed in", async (path) => {
  expect(await status("", path)).toBe(401);
  expect(await status("schoolgate_desk=made-up", path)).toBe(401);
});

test("the database holds no session id and no password", async () => {
  const cookie = await app.signIn();
  const secret = cookie.split("=")[1] ?? "";
  const account = await app.store.readAccount("dsl");
  expect(account?.password).not.toContain(deskPassword);
  expect(await app.store.readSession(secret)).toBeUndefined();
});

test("a session id chosen beforehand is never raised to a session, and the old one ends", async () => {
  const chosen = "schoolgate_desk=chosen-by-somebody-else-chosen-by-somebody";
  const first = cookieOf(await app.desk("/sign-in", { body: right, cookie: chosen }));
  expect(first).not.toBe(chosen);
  expect(await status(chosen)).toBe(401);
  const second = cookieOf(await app.desk("/sign-in", { body: right, cookie: first }));
  expect(second).not.toBe(first);
  expect(await status(first)).toBe(401);
  expect(await status(second)).toBe(200);
});

describe("the end of a session", () => {
  test("idle", async () => {
    const cookie = await app.signIn();
    app.pass(sessionIdleMs - 1000);
    expect(await status(cookie)).toBe(200);
    app.pass(sessionIdleMs - 1000);
    expect(await status(cookie)).toBe(200);
    app.pass(sessionIdleMs);
    expect(await status(cookie)).toBe(401);
  });
  test("a page that reloads by itself does not keep it awake", async () => {
    const cookie = await app.signIn();
    app.pass(sessionIdleMs - 1000);
    expect(await status(cookie, "/cases?live=1")).toBe(200);
    app.pass(2000);
    expect(await status(cookie)).toBe(401);
  });
  test("age, however busy", async () => {
    const cookie = await app.signIn();
    for (
      let passedMs = 0;
      passedMs + sessionIdleMs / 2 < sessionAgeMs;
      passedMs += sessionIdleMs / 2
    ) {
      expect(await status(cookie)).toBe(200);
      app.pass(sessionIdleMs / 2);
    }
    app.pass(sessionIdleMs / 2);
    expect(await status(cookie)).toBe(401);
  });
  test("by signing out", async () => {
    const cookie = await app.signIn();
    expect((await app.desk("/sign-out", { cookie, body: {} })).status).toBe(200);
    expect(await status(cookie)).toBe(401);
  });
});

describe("attempts", () => {
  // A busy machine may take longer for a sign-in than the second that the next one has to wait.
  beforeEach(() => app.freeze());
  const wrong = { name: "dsl", password: "not the one" };
  test("after a few wrong ones even the right one waits, longer each time", async () => {
    const waits: string[] = [];
    for (let count = 0; count < 8; count += 1) {
      const response = await app.desk("/sign-in", { body: wrong });
      waits.push(response.headers.get("retry-after") ?? String(response.status));
    }
    expect(waits.slice(0, 4)).toEqual(["401", "401", "401", "401"]);
    expect(waits.slice(4)).toEqual(["1", "1", "1", "1"]);
    expect((await app.desk("/sign-in", { body: right })).status).toBe(429);
    app.pass(1100);
    expect((await app.desk("/sign-in", { body: wrong })).status).toBe(401);
    expect((await app.desk("/sign-in", { body: wrong })).headers.get("retry-after")).toBe("2");
    app.pass(2100);
    expect((await app.desk("/sign-in", { body: right })).status).toBe(200);
  });
  test("sent all at once they are counted all the same", async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => app.desk("/sign-in", { body: wrong })),
    );
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(4);
  });
  test("a wrong name and a wrong password read the same", async () => {
    const [one, two] = await Promise.all([
      app.desk("/sign-in", { body: wrong }),
      app.desk("/sign-in", { body: { name: "nobody", password: "not the one" } }),
    ]);
    expect([one.status, await one.text()]).toEqual([two.status, await two.text()]);
  });
  test.each([
    {},
    { name: "dsl" },
    { name: 1, password: 2 },
    { ...right, extra: 1 },
    [],
    "x",
    { name: "dsl", password: "x".repeat(201) },
  ])("what is no sign-in is refused: %j", async (body) => {
    expect((await app.desk("/sign-in", { body })).status).toBe(400);
  });
  test("behind a proxy the address is the one it names", async () => {
    await app.close();
    app = await runApp({ behindProxy: true });
    app.freeze();
    const from = (address: string) =>
      app.desk("/sign-in", { body: wrong, headers: { "x-forwarded-for": `6.6.6.6, ${address}` } });
    for (let count = 0; count < 4; count += 1) await from("10.0.0.1");
    expect((await from("10.0.0.1")).status).toBe(429);
    expect((await from("10.0.0.2")).status).toBe(401);
  });
});

describe("a restart", () => {
  const wrong = { name: "dsl", password: "not the one" };
  /** A second collector on the same database: all that it knows is what was written. */
  async function restarted(work: (again: RunningApp) => Promise<void>): Promise<void> {
    const again = await runApp({ store: app.store });
    // However long the tries took on a busy machine: at the same moment.
    again.freeze(app.nowMs());
    try {
      await work(again);
    } finally {
      await again.close();
    }
  }

  test("forgives no wrong try", async () => {
    for (let count = 0; count < 4; count += 1) await app.desk("/sign-in", { body: wrong });
    await restarted(async (again) => {
      expect((await again.desk("/sign-in", { body: right })).status).toBe(429);
      again.pass(1500);
      expect((await again.desk("/sign-in", { body: right })).status).toBe(200);
    });
    expect(await app.store.readTries()).toEqual([]);
  });
  test("nor tries at names that nobody has: the address is remembered, the names are not", async () => {
    for (let count = 0; count < 20; count += 1) {
      const body = { name: `secret in the wrong box ${count}`, password: "x" };
      expect((await app.desk("/sign-in", { body })).status).toBe(401);
    }
    expect(JSON.stringify(await app.store.readTries())).not.toContain("secret");
    await restarted(async (again) => {
      expect((await again.desk("/sign-in", { body: right })).status).toBe(429);
    });
  });
  test("tries are forgotten after an hour of quiet, on disk too", async () => {
    await app.desk("/sign-in", { body: wrong });
    const [before] = await app.store.readTries();
    app.pass(60 * 60_000 + 1000);
    await app.desk("/sign-in", { body: { name: "nobody", password: "x" } });
    const after = await app.store.readTries();
    expect(after.map(({ limit }) => limit)).toEqual(["address"]);
    expect(after[0]?.lastAtMs).toBeGreaterThan(before?.lastAtMs ?? 0);
  });
  test("a store that cannot count lets nobody try", async () => {
    const broken = await runApp({
      store: { ...app.store, putTries: () => Promise.reject(new Error("disk full")) },
    });
    expect((await broken.desk("/sign-in", { body: right })).status).toBe(500);
    await broken.close();
  });
});

describe("forged requests", () => {
  const rows: readonly [name: string, status: number, headers: Record<string, string>][] = [
    ["another origin", 403, { origin: "https://evil.example.test" }],
    ["the null origin", 403, { origin: "null" }],
    ["our host on another scheme", 403, { origin: "https://127.0.0.1" }],
    ["cross-site by the browser's word", 403, { "sec-fetch-site": "cross-site" }],
    ["a sibling's", 403, { "sec-fetch-site": "same-site" }],
    ["a form's type", 415, { "content-type": "text/plain" }],
    ["our own", 200, { "sec-fetch-site": "same-origin" }],
  ];
  test.each(rows)("%s: %i", async (_name, expected, headers) => {
    const cookie = await app.signIn();
    // With a type that is no JSON the guard of the body speaks; sign-in reads one, so does password.
    const path = "/sign-in";
    const response = await app.desk(path, { cookie, body: right, headers });
    expect(response.status).toBe(expected);
  });
  test("no origin at all", async () => {
    const response = await fetch(`${app.address}/desk/api/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(right),
    });
    expect(response.status).toBe(403);
  });
  test("reading from another site", async () => {
    const cookie = await app.signIn();
    const response = await app.desk("/cases", {
      cookie,
      headers: { origin: "https://evil.example.test" },
    });
    expect(response.status).toBe(403);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("changing the password", () => {
  const next = "a wholly different one";
  test("needs the present one, and a long enough next one", async () => {
    const cookie = await app.signIn();
    expect((await app.desk("/password", { cookie, body: { now: "no", next } })).status).toBe(403);
    expect(
      (await app.desk("/password", { cookie, body: { now: deskPassword, next: "short" } })).status,
    ).toBe(400);
    expect(await status(cookie)).toBe(200);
  });
  test("ends every other session and gives this one a new id", async () => {
    const other = await app.signIn();
    const cookie = await app.signIn();
    const response = await app.desk("/password", { cookie, body: { now: deskPassword, next } });
    expect(response.status).toBe(200);
    expect([await status(other), await status(cookie), await status(cookieOf(response))]).toEqual([
      401, 401, 200,
    ]);
    expect((await app.desk("/sign-in", { body: right })).status).toBe(401);
    expect((await app.desk("/sign-in", { body: { name: "dsl", password: next } })).status).toBe(
      200,
    );
  });
});

test.each<[name: string, path: string, body: object]>([
  ["password", "/password", { now: deskPassword, next: "another invented password" }],
  ["name", "/name", { fullName: "Ms Oak" }],
])("an account that is closed while its own %s is changed stays closed", async (_, path, body) => {
  const cookie = await app.signInAs("deputy");
  const known = await app.store.readAccount("one-deputy");
  if (known === undefined) throw new Error("the account is there");
  // The moment between reading who asks and writing what they asked for: a password's hash takes most of a second.
  const write = app.store.changeOwnAccount.bind(app.store);
  (app.store as { changeOwnAccount: typeof write }).changeOwnAccount = async (...given) => {
    const audit = auditEntry(1, "dsl", "account-closed");
    await app.store.changeAccount({ ...known, disabledAtMs: 1 }, known, audit);
    return write(...given);
  };
  expect((await app.desk(path, { cookie, body })).status).toBe(409);
  expect(await app.store.readAccount("one-deputy")).toEqual({ ...known, disabledAtMs: 1 });
  expect(await status(cookie)).toBe(401);
});

test("an account without the ability is told no, and sees no content", async () => {
  const dsl = await app.store.readAccount("dsl");
  if (dsl === undefined) throw new Error("the account is there");
  await app.store.putAccount({ ...dsl, role: "it" });
  const cookie = await app.signIn();
  for (const path of ["/cases", "/activity", "/audit", "/cases/01K5200000000000000000EVT1"]) {
    expect([path, await status(cookie, path)]).toEqual([path, 403]);
  }
});

test("sign-ins stand in the audit, without what was typed", async () => {
  await app.desk("/sign-in", { body: { name: "my secret typed in the wrong box", password: "x" } });
  await app.desk("/sign-in", { body: { name: "dsl", password: "wrong" } });
  await app.signIn();
  const { entries } = await app.store.listAudit({ offset: 0, most: 10 });
  expect(entries.map(({ who, act }) => [who, act])).toEqual([
    ["dsl", "signed-in"],
    ["dsl", "sign-in-refused"],
    ["", "sign-in-refused"],
  ]);
  expect(JSON.stringify(entries)).not.toContain("secret");
});
