// Alerts at the desk: contacts are confirmed before they are used, every act is written down, and by role.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AlertsAnswer, AlertedAnswer } from "../../../collector/alerts/desk-types.ts";
import { echoOf } from "../../../collector/alerts/webhook-channel.ts";
import { roles, type Role } from "../../../collector/review/access.ts";
import { alertDefaults, coverAll } from "../../../collector/review/alert-rules.ts";
import { makeFinding, makeWorry, sendBatch } from "../../support/collector-seed.ts";
import { startHookServer, startMailServer, type MailServer } from "./alerts-servers.ts";
import { deviceToken, runApp, type RunningApp } from "./run-app.ts";

let mail: MailServer;
let app: RunningApp;
let cookie: string;
beforeEach(async () => {
  mail = await startMailServer();
  app = await runApp(
    {},
    {
      mail: {
        host: "127.0.0.1",
        port: mail.port,
        isSecure: false,
        requiresTls: false,
        from: "alerts@example-academy.test",
        user: "",
        password: "",
      },
      webhooks: { privateHosts: ["127.0.0.1"], deadlineMs: 20_000 },
    },
  );
  cookie = await app.signIn();
});
afterEach(async () => {
  await app.close();
  await mail.close();
});

const someone = {
  name: "Ms Maple",
  channel: "email",
  target: "maple@example-academy.test",
  place: 1,
  when: "always",
  cover: coverAll,
  digest: false,
};
const post = (path: string, body: unknown = {}) => app.desk(`/alerts${path}`, { cookie, body });
async function read(): Promise<AlertsAnswer> {
  return (await (await app.desk("/alerts", { cookie })).json()) as AlertsAnswer;
}
async function add(given: object = {}): Promise<{ id: string; secret: string | null }> {
  const answer = await post("/contacts", { ...someone, ...given });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { id: string; secret: string | null };
}
async function codeFor(target: string): Promise<string> {
  const caught = await mail.mailWith(`To: ${target}`);
  return /\d{4} \d{4}/.exec(caught.text)?.[0] ?? "";
}
async function confirmed(given: object = {}): Promise<string> {
  const { id } = await add(given);
  const { target } = { ...someone, ...given };
  const code = await codeFor(target);
  expect((await post(`/contacts/${id}/confirm`, { code })).status).toBe(200);
  mail.mails.length = 0;
  return id;
}
const acts = async () =>
  (await app.store.listAudit({ offset: 0, most: 50 })).entries
    .filter(({ act }) => act.startsWith("alert"))
    .map(({ act, who }) => `${who} ${act}`)
    .reverse();

test("an address is used only after the code that was mailed to it was typed in", async () => {
  expect((await read()).nobody).toBe("no-contact");
  const { id, secret } = await add();
  expect(secret).toBeNull();
  expect(await read()).toMatchObject({
    nobody: "none-confirmed",
    contacts: [{ confirmedAtMs: null, isCodeOut: true }],
  });
  await sendBatch(app.address, deviceToken, [makeWorry()]);
  await app.alerts.run();
  const code = await codeFor(someone.target);
  expect(mail.mails).toHaveLength(1);
  const wrong = code === "0000 0000" ? "1111 1111" : "0000 0000";
  expect((await post(`/contacts/${id}/confirm`, { code: wrong })).status).toBe(400);
  expect((await post(`/contacts/${id}/test`)).status).toBe(400);
  expect((await post(`/contacts/${id}/confirm`, { code: code.replace(" ", "") })).status).toBe(200);
  const alert = await mail.mailWith("1 worry from a pupil");
  expect(alert.text).toContain("https://desk.example-academy.test/desk/#/alert/");
  expect(await read()).toMatchObject({ nobody: null, contacts: [{ isCodeOut: false }] });
  await app.alerts.run();
  expect(await acts()).toEqual([
    "dsl alert-contact-added",
    "collector alert-sent",
    "dsl alert-contact-confirmed",
    "collector alert-sent",
  ]);
});

test("a code holds for five tries and a day; a new one takes its place, no faster than one a minute", async () => {
  app.freeze();
  const { id } = await add();
  const first = await codeFor(someone.target);
  const other = first === "0000 0000" ? "1111 1111" : "0000 0000";
  for (let tries = 0; tries < 5; tries += 1) {
    expect((await post(`/contacts/${id}/confirm`, { code: other })).status).toBe(400);
  }
  expect((await post(`/contacts/${id}/confirm`, { code: first })).status).toBe(400);
  expect((await post(`/contacts/${id}/code`)).status).toBe(429);
  app.pass(60_000);
  mail.mails.length = 0;
  expect((await post(`/contacts/${id}/code`)).status).toBe(200);
  const second = await codeFor(someone.target);
  app.pass(24 * 60 * 60_000 + 1);
  cookie = await app.signIn();
  expect((await post(`/contacts/${id}/confirm`, { code: second })).status).toBe(400);
  mail.mails.length = 0;
  expect((await post(`/contacts/${id}/code`)).status).toBe(200);
  const third = await codeFor(someone.target);
  expect((await post(`/contacts/${id}/confirm`, { code: third })).status).toBe(200);
  expect((await post(`/contacts/${id}/code`)).status).toBe(400);
});

test("a webhook is used only after its signed echo; its secret is shown once and stands in no answer again", async () => {
  let secret = "";
  const hook = await startHookServer(({ body }) => {
    const given = JSON.parse(body) as { schoolgate: string; challenge?: string };
    const challenge = given.challenge === undefined ? "" : echoOf(secret, given.challenge);
    return { status: 200, body: JSON.stringify({ challenge }) };
  });
  const made = await add({ channel: "webhook", target: hook.address });
  expect((await post(`/contacts/${made.id}/confirm`)).status).toBe(400);
  secret = made.secret ?? "";
  expect((await post(`/contacts/${made.id}/confirm`)).status).toBe(200);
  await sendBatch(app.address, deviceToken, [makeFinding({ severity: "critical" })]);
  await app.alerts.run();
  await hook.close();
  const alert = hook.caught.map(({ body }) => body).find((body) => body.includes('"alert"'));
  expect(JSON.parse(alert ?? "{}")).toEqual({
    schoolgate: "alert",
    format: 1,
    id: expect.stringMatching(/^\w{26}$/),
    madeAtMs: expect.any(Number),
    kinds: { worry: 0, finding: 1, circumvention: 0 },
    gravest: "critical",
    link: expect.stringContaining("https://desk.example-academy.test/desk/#/alert/"),
  });
  expect(JSON.stringify(await read())).not.toContain(secret);
});

test.each([
  ["no mail address", { target: "not an address" }],
  ["two addresses at once", { target: "a@example.test, b@example.test" }],
  [
    "a webhook in the school's own network that nobody named",
    { channel: "webhook", target: "https://10.1.2.3/" },
  ],
  ["a webhook without encryption", { channel: "webhook", target: "http://hooks.example.org/" }],
  ["no name", { name: " " }],
  ["a name of two lines", { name: "one\ntwo" }],
  ["a place that there is not", { place: 10 }],
])("a contact is refused: %s", async (_name, given) => {
  expect((await post("/contacts", { ...someone, ...given })).status).toBe(400);
  expect((await read()).contacts).toEqual([]);
});

test("taking what an alert is about, by its link; the page shows kinds and no names", async () => {
  await confirmed();
  const second = { name: "Mr Oak", target: "oak@example-academy.test", place: 2 };
  await confirmed(second);
  const worry = makeWorry();
  await sendBatch(app.address, deviceToken, [worry, makeFinding({ severity: "critical" })]);
  await app.alerts.run();
  const id = /#\/alert\/(\w+)/.exec((await mail.mailWith("1 worry")).text)?.[1] ?? "";
  const answer = await app.desk(`/alerts/of/${id}`, { cookie });
  const text = await answer.text();
  expect((JSON.parse(text) as AlertedAnswer).waiting).toBe(2);
  for (const secret of [worry.user, worry.words, worry.device, worry.deviceLabel, "Room 7"]) {
    expect(text).not.toContain(secret);
  }
  // Looking at the list is no promise: only who says so takes it.
  expect((await read()).counts.unanswered).toBe(2);
  expect(await (await post(`/of/${id}/take`)).json()).toEqual({ taken: 2 });
  expect((await read()).counts.unanswered).toBe(0);
  app.pass(60 * 60_000);
  await app.alerts.run();
  expect(mail.mails.flatMap(({ to }) => to)).toEqual([someone.target]);
  cookie = await app.signIn();
  expect((await app.desk("/alerts/of/unknown", { cookie })).status).toBe(404);
  expect((await post("/of/unknown/take")).status).toBe(404);
});

test("opening the case is enough", async () => {
  await confirmed();
  await confirmed({ target: "oak@example-academy.test", place: 2 });
  const worry = makeWorry();
  await sendBatch(app.address, deviceToken, [worry]);
  await app.alerts.run();
  expect((await app.desk(`/cases/${worry.id}`, { cookie })).status).toBe(200);
  app.pass(60 * 60_000);
  await app.alerts.run();
  expect(mail.mails.flatMap(({ to }) => to)).toEqual([someone.target]);
});

test("settings: checked, kept, and not overwritten unseen", async () => {
  const terms = [{ title: "Autumn", from: "2026-09-01", to: "2026-12-18" }];
  const settings = { ...alertDefaults, terms, escalateMinutes: 5 };
  expect((await post("/settings", { settings, version: 0 })).status).toBe(200);
  expect((await post("/settings", { settings, version: 0 })).status).toBe(409);
  expect((await read()).settings).toEqual(settings);
  for (const wrong of [
    { hours: { days: ["mon"], from: "17:00", to: "08:00" } },
    { hours: { days: [], from: "08:00", to: "17:00" } },
    { escalateMinutes: 0 },
    { inHoursFrom: null },
    { worries: "never" },
    { digest: { day: "mon", at: "8" } },
    { terms: [{ from: "2026-12-18", to: "2026-09-01" }] },
    { closures: [{ from: "2026-02-30", to: "2026-03-01" }] },
  ]) {
    const answer = await post("/settings", { settings: { ...settings, ...wrong }, version: 1 });
    expect([wrong, answer.status]).toEqual([wrong, 400]);
  }
});

test("a test message goes at once, one a minute; what fails stands in the list with its reason", async () => {
  app.freeze();
  const id = await confirmed();
  expect((await post(`/contacts/${id}/test`)).status).toBe(200);
  expect((await mail.mailWith("This is a test")).to).toEqual([someone.target]);
  expect((await post(`/contacts/${id}/test`)).status).toBe(429);
  app.pass(60_000);
  mail.setDown(true);
  await post(`/contacts/${id}/test`);
  expect(await read()).toMatchObject({
    counts: { stuck: 1, trouble: "the mail server refused the address (451)" },
    contacts: [{ isFailing: true }],
  });
  expect(app.logged.join()).not.toContain(someone.target);
});

test("a contact is changed and removed", async () => {
  const id = await confirmed();
  expect((await post(`/contacts/${id}`, { place: null, digest: true })).status).toBe(200);
  expect((await read()).contacts).toMatchObject([
    { id, name: "Ms Maple", place: null, digest: true, when: "always" },
  ]);
  expect((await post(`/contacts/${id}`, { target: "other@example.test" })).status).toBe(400);
  expect((await post(`/contacts/${id}/remove`)).status).toBe(200);
  expect((await post(`/contacts/${id}/remove`)).status).toBe(404);
  expect((await post(`/contacts/${id}`, { digest: true })).status).toBe(404);
  expect((await read()).nobody).toBe("no-contact");
});

test("by role", async () => {
  const leads: readonly Role[] = ["dsl", "head"];
  const readers: readonly Role[] = ["dsl", "head", "deputy"];
  const rows: readonly ["GET" | "POST", string, readonly Role[]][] = [
    ["GET", "", readers],
    ["GET", "/of/none", readers],
    ["POST", "/of/none/take", readers],
    ["POST", "/settings", leads],
    ["POST", "/contacts", leads],
    ["POST", "/contacts/none", leads],
    ["POST", "/contacts/none/remove", leads],
    ["POST", "/contacts/none/code", leads],
    ["POST", "/contacts/none/confirm", leads],
    ["POST", "/contacts/none/test", leads],
  ];
  const cookies = new Map<Role, string>();
  for (const role of roles) cookies.set(role, await app.signInAs(role));
  for (const [method, path, open] of rows) {
    const body = method === "POST" ? { body: { nothing: "of use" } } : {};
    for (const role of roles) {
      const as = { cookie: cookies.get(role) ?? "", ...body };
      const { status } = await app.desk(`/alerts${path}`, as);
      expect([path, role, status === 403]).toEqual([path, role, !open.includes(role)]);
    }
    expect((await app.desk(`/alerts${path}`, body)).status).toBe(401);
  }
});
