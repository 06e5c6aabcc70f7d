// Accounts of several people: one-time passwords, roles, closing.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AccountsAnswer, DeskSession, OneTimeAnswer } from "../../../collector/desk-types.ts";
import type { Role } from "../../../collector/review/access.ts";
import { oneTimeMs } from "../../../collector/review/account.ts";
import { runApp, type RunningApp } from "./run-app.ts";

let app: RunningApp;
let cookie: string;
beforeEach(async () => {
  app = await runApp();
  cookie = await app.signIn();
});
afterEach(() => app.close());

const post = (path: string, body: object, as = cookie) => app.desk(path, { cookie: as, body });
const status = async (path: string, as: string) => (await app.desk(path, { cookie: as })).status;

async function make(name: string, role: Role, as = cookie): Promise<OneTimeAnswer> {
  const response = await post("/accounts", { name, fullName: "Mr Fiction", role }, as);
  expect([name, response.status]).toEqual([name, 200]);
  return (await response.json()) as OneTimeAnswer;
}

test("a one-time password opens the door only to choose another, and then no more", async () => {
  const { name, password } = await make("Fiction.T ", "staff");
  expect(name).toBe("fiction.t");
  const first = await app.signIn(name, password);
  const session = (await (await app.desk("/session", { cookie: first })).json()) as DeskSession;
  expect(session).toMatchObject({
    role: "staff",
    mustChoosePassword: true,
    fullName: "Mr Fiction",
  });
  expect(await status("/orders", first)).toBe(403);
  const own = "four plain invented words";
  const chosen = await post("/password", { now: password, next: own }, first);
  expect(await chosen.json()).toMatchObject({ mustChoosePassword: false });
  await expect(app.signIn(name, password)).rejects.toThrow(/401/);
  expect(await status("/orders", await app.signIn(name, own))).toBe(200);
});

test("a one-time password that nobody used is worth nothing after a week", async () => {
  const { name, password } = await make("fiction", "staff");
  app.pass(oneTimeMs);
  await expect(app.signIn(name, password)).rejects.toThrow(/401/);
  const again = await post(`/accounts/${name}/password`, {}, await app.signIn());
  expect(again.status).toBe(200);
  const fresh = (await again.json()) as OneTimeAnswer;
  expect(await app.signIn(name, fresh.password)).not.toBe("");
});

test("closing an account ends its sessions at once; it can be opened again", async () => {
  const staff = await app.signInAs("staff");
  expect(await status("/orders", staff)).toBe(200);
  expect((await post("/accounts/one-staff", { isDisabled: true })).status).toBe(200);
  expect(await status("/orders", staff)).toBe(401);
  await expect(app.signIn("one-staff")).rejects.toThrow(/401/);
  expect((await post("/accounts/one-staff", { isDisabled: false })).status).toBe(200);
  expect(await status("/orders", await app.signIn("one-staff"))).toBe(200);
});

test("a new role holds at the next click, and every change stands in the audit", async () => {
  await app.signInAs("staff");
  expect((await post("/accounts/one-staff", { role: "deputy" })).status).toBe(200);
  expect(await status("/cases", await app.signIn("one-staff"))).toBe(200);
  await make("fiction", "it");
  const { entries } = await app.store.listAudit({ offset: 0, most: 20 });
  expect(entries.map(({ who, act, detail }) => [who, act, detail])).toEqual(
    expect.arrayContaining([
      ["dsl", "account-role", "one-staff: staff → deputy"],
      ["dsl", "account-made", "fiction as it"],
    ]),
  );
  expect(JSON.stringify(entries)).not.toMatch(/[b-z2-9]{4}-[b-z2-9]{4}-[b-z2-9]{4}/);
});

test.each<[name: string, as: Role, path: string, body: object, refused: number]>([
  ["lift their own role", "it", "/accounts/one-it", { role: "dsl" }, 403],
  ["change their own role at all", "dsl", "/accounts/one-dsl", { role: "it" }, 403],
  ["close their own account", "head", "/accounts/one-head", { isDisabled: true }, 403],
  ["make a DSL as IT", "it", "/accounts", { name: "x1", fullName: "X", role: "dsl" }, 400],
  ["make a deputy as IT", "it", "/accounts", { name: "x2", fullName: "X", role: "deputy" }, 400],
  ["give the DSL a new password as IT", "it", "/accounts/dsl/password", {}, 403],
  ["close the DSL's account as IT", "it", "/accounts/dsl", { isDisabled: true }, 403],
  ["lift somebody to DSL as IT", "it", "/accounts/other", { role: "dsl" }, 403],
  [
    "take a name that is taken",
    "dsl",
    "/accounts",
    { name: "DSL", fullName: "X", role: "it" },
    400,
  ],
  ["take a name with a slash", "dsl", "/accounts", { name: "a/b", fullName: "X", role: "it" }, 400],
  ["give no name of a person", "dsl", "/accounts", { name: "x3", fullName: " ", role: "it" }, 400],
  ["give a role that there is not", "dsl", "/accounts/other", { role: "root" }, 400],
  ["change two things at once", "dsl", "/accounts/other", { role: "it", isDisabled: true }, 400],
  ["change somebody who is not there", "dsl", "/accounts/nobody", { role: "it" }, 404],
])("nobody can %s", async (_name, role, path, body, refused) => {
  await make("other", "staff");
  const before = await app.store.listAccounts();
  const as = await app.signInAs(role);
  expect((await post(path, body, as)).status).toBe(refused);
  const after = (await app.store.listAccounts()).filter(({ name }) => name !== `one-${role}`);
  expect(after).toEqual(before);
});

test("the last DSL stays: closing or lowering is refused until there is another", async () => {
  const head = await app.signInAs("head");
  for (const body of [{ isDisabled: true }, { role: "staff" }]) {
    expect((await post("/accounts/dsl", body, head)).status).toBe(400);
  }
  await app.signInAs("dsl");
  expect((await post("/accounts/dsl", { role: "staff" }, head)).status).toBe(200);
  expect((await post("/accounts/one-dsl", { isDisabled: true }, head)).status).toBe(400);
});

test("the list says who may be changed, and what roles may be given", async () => {
  const it = await app.signInAs("it");
  const listed = (await (await app.desk("/accounts", { cookie: it })).json()) as AccountsAnswer;
  expect(listed.roles).toEqual(["it", "staff"]);
  expect(listed.accounts.map(({ name, isOwn, mayChange }) => [name, isOwn, mayChange])).toEqual([
    ["dsl", false, false],
    ["one-it", true, false],
  ]);
  expect(JSON.stringify(listed)).not.toContain("scrypt");
});
