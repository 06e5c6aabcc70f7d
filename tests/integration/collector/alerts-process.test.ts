// The collector as it is started: mail by its environment, secrets in files of its own account, two processes on one
// database.
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import { coverAll } from "../../../collector/review/alert-rules.ts";
import { startCollector, type RunningCollector } from "../../support/collector-process.ts";
import { makeWorry, sendBatch } from "../../support/collector-seed.ts";
import { openPostgresStore } from "../../../collector/store/postgres.ts";
import { findPostgres, whatPostgresNeeds } from "../../support/find-postgres.ts";
import { startPostgres } from "../../support/postgres.ts";
import { startMailServer, type MailServer } from "./alerts-servers.ts";
import { cookieOf } from "./run-app.ts";

const token = "token-for-alerts-as-a-process";
const password = "a plain invented password";
const secret = "the mail server's password";
let folder: string;
let mail: MailServer;
let running: RunningCollector[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "schoolgate-alerts-"));
  running = [];
  mail = await startMailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (given, _session, tell) =>
      tell(given.password === secret ? null : new Error("no"), { user: "desk" }),
  });
});
afterEach(async () => {
  for (const collector of running) await collector.stop();
  await mail.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(
  mode: number,
  { name = "data", database = "" } = {},
): Promise<RunningCollector> {
  const file = join(folder, "smtp-password");
  writeFileSync(file, `${secret}\n`, { mode });
  const collector = await startCollector({
    data: join(folder, name),
    env: {
      DATABASE_URL: database,
      SCHOOLGATE_DEVICE_TOKEN: token,
      SCHOOLGATE_DESK_PASSWORD: password,
      SCHOOLGATE_SMTP: `smtp://desk@127.0.0.1:${mail.port}`,
      SCHOOLGATE_SMTP_FROM: "alerts@example-academy.test",
      SCHOOLGATE_SMTP_PASSWORD_FILE: file,
    },
  });
  running.push(collector);
  return collector;
}

async function desk({ address }: RunningCollector) {
  const post = (path: string, body: unknown, cookie = "") =>
    fetch(`${address}/desk/api${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: address, cookie },
      body: JSON.stringify(body),
    });
  const cookie = cookieOf(await post("/sign-in", { name: "dsl", password }));
  return (path: string, body: unknown) => post(path, body, cookie);
}

const someone = {
  name: "Ms Maple",
  channel: "email",
  target: "maple@example-academy.test",
  place: 1,
  when: "always",
  cover: coverAll,
  digest: false,
};

test("from a worry to a mailbox, without a call to the desk; the mail's password stands nowhere in the folder", async () => {
  const collector = await start(0o600);
  const post = await desk(collector);
  const added = (await (await post("/alerts/contacts", someone)).json()) as { id: string };
  const code = /\d{4} \d{4}/.exec((await mail.mailWith("The code")).text)?.[0] ?? "";
  expect((await post(`/alerts/contacts/${added.id}/confirm`, { code })).status).toBe(200);
  await sendBatch(collector.address, token, [makeWorry()]);
  const alert = await mail.mailWith("1 worry from a pupil");
  expect(alert.text).toContain(`${collector.address}/desk/#/alert/`);
  expect(statSync(join(folder, "data", "alert-key")).mode & 0o777).toBe(0o600);
  for (const name of readdirSync(join(folder, "data"), { recursive: true, encoding: "utf8" })) {
    const path = join(folder, "data", name);
    if (!statSync(path).isFile()) continue;
    const bytes = readFileSync(path);
    expect([name, bytes.includes(secret), bytes.includes(code.replace(" ", ""))]).toEqual([
      name,
      false,
      false,
    ]);
  }
  expect(collector.errors()).toBe("");
});

test("a mail server that is set up wrongly is said, and keeps no worry from coming in", async () => {
  const collector = await start(0o644);
  expect(collector.errors()).toContain("SCHOOLGATE_SMTP_PASSWORD_FILE");
  expect(collector.errors()).not.toContain(secret);
  expect((await sendBatch(collector.address, token, [makeWorry()])).status).toBe(200);
});

const there = findPostgres() !== undefined;
if (!there) console.warn(whatPostgresNeeds);

test.skipIf(!there)(
  "two collectors on one database send each message once",
  { timeout: 300_000 },
  async () => {
    const server = await startPostgres();
    try {
      const database = await server.createDatabase();
      const first = await start(0o600, { name: "one", database });
      mkdirSync(join(folder, "two"));
      for (const file of ["signing-key.pem", "unlock-key", "alert-key"]) {
        copyFileSync(join(folder, "one", file), join(folder, "two", file));
      }
      const second = await start(0o600, { name: "two", database });
      const post = await desk(first);
      const added = (await (await post("/alerts/contacts", someone)).json()) as { id: string };
      const code = /\d{4} \d{4}/.exec((await mail.mailWith("The code")).text)?.[0] ?? "";
      // The code was made by whichever was quicker; each can check it.
      const other = await desk(second);
      expect((await other(`/alerts/contacts/${added.id}/confirm`, { code })).status).toBe(200);
      for (const { address } of [first, second]) {
        await sendBatch(address, token, [makeWorry(), makeWorry(), makeWorry()]);
      }
      const store = await openPostgresStore(database);
      try {
        const settled = async () => {
          const messages = await store.listMessages(50);
          const { unanswered } = await store.alertCounts();
          return unanswered === 6 && messages.some(({ kind }) => kind === "alert");
        };
        await waitUntil("all six are planned", settled);
        await waitUntil("what could go has gone", async () =>
          (await store.listMessages(50)).every(
            ({ dueAtMs, outcome }) => outcome === "sent" || dueAtMs > Date.now(),
          ),
        );
        const ids = mail.mails.map(({ text }) => /Message-ID: <(\w+)@/.exec(text)?.[1]);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toHaveLength(
          (await store.listMessages(50)).filter(({ outcome }) => outcome === "sent").length,
        );
      } finally {
        await store.close();
      }
    } finally {
      for (const collector of running.splice(0)) await collector.stop();
      await server.stop();
    }
  },
);
