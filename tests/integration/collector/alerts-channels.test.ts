// How alerts leave: mail through a real server, signed webhooks to a real receiver; refused, cut off, led astray.
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { makeSelfSigned } from "../../../cli/kit/self-signed.ts";
import { confirmCode, loadAlertKey, webhookSecret } from "../../../collector/alerts/alert-key.ts";
import { sendMail } from "../../../collector/alerts/mail-channel.ts";
import { readMailConfig, type MailConfig } from "../../../collector/alerts/mail-config.ts";
import { isPrivateAddress } from "../../../collector/alerts/private-address.ts";
import {
  confirmWebhook,
  echoOf,
  sendWebhook,
  whyNotWebhook,
  type WebhookRules,
} from "../../../collector/alerts/webhook-channel.ts";
import { startHookServer, startMailServer } from "./alerts-servers.ts";

const folder = mkdtempSync(join(tmpdir(), "schoolgate-alerts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mail = {
  id: "01MESSAGE",
  to: "ms.maple@example-academy.test",
  subject: "Schoolgate: something waits for you: 1 worry from a pupil",
  text: "Something waits.\nhttp://127.0.0.1:1/desk/#/alert/01MESSAGE\n",
};
const plain = (port: number): MailConfig => ({
  host: "127.0.0.1",
  port,
  isSecure: false,
  requiresTls: false,
  from: "alerts@example-academy.test",
  user: "",
  password: "",
});

describe("mail", () => {
  test("arrives whole, names itself as automatic, and keeps its id at each try", async () => {
    const server = await startMailServer();
    expect(await sendMail(plain(server.port), mail)).toEqual({ ok: true });
    const [caught] = server.mails;
    await server.close();
    expect(caught?.to).toEqual([mail.to]);
    expect(caught?.text).toContain("#/alert/01MESSAGE");
    expect(caught?.text).toContain("Message-ID: <01MESSAGE@example-academy.test>");
    expect(caught?.text).toContain("Auto-Submitted: auto-generated");
  });

  test("where encryption is required and not offered, nothing is sent", async () => {
    const server = await startMailServer();
    const sent = await sendMail({ ...plain(server.port), requiresTls: true }, mail);
    await server.close();
    expect(sent).toMatchObject({ ok: false });
    expect(server.mails).toEqual([]);
  });

  test("STARTTLS: a certificate that nobody vouches for is refused; the school's own is taken", async () => {
    const { keyPem, certificatePem } = makeSelfSigned("localhost", Date.now());
    const server = await startMailServer({ key: keyPem, cert: certificatePem });
    const config = { ...plain(server.port), host: "localhost", requiresTls: true };
    const stranger = await sendMail(config, mail);
    const known = await sendMail({ ...config, ca: certificatePem }, mail);
    await server.close();
    expect(stranger).toEqual({ ok: false, why: "the mail server’s certificate is not trusted" });
    expect(known).toEqual({ ok: true });
    expect(server.mails.map(({ isEncrypted }) => isEncrypted)).toEqual([true]);
  });

  test("a wrong password, an unknown mailbox, a server that is down: each by its name, no server's words", async () => {
    const server = await startMailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, tell) =>
        tell(password === "right" ? null : new Error("bad secret words"), { user: "desk" }),
    });
    const config = { ...plain(server.port), user: "desk", password: "right" };
    expect(await sendMail({ ...config, password: "wrong" }, mail)).toEqual({
      ok: false,
      why: "the mail server refused the sign-in (535)",
    });
    expect(await sendMail(config, { ...mail, to: "nobody@example-academy.test" })).toEqual({
      ok: false,
      why: "the mail server refused the address (550)",
    });
    expect(await sendMail(config, mail)).toEqual({ ok: true });
    await server.close();
    expect(await sendMail(config, mail)).toEqual({
      ok: false,
      why: "the mail server cannot be reached",
    });
  });

  test("a name with a line break opens no second header", async () => {
    const server = await startMailServer();
    const evil = { ...mail, subject: "one\r\nBcc: stranger@elsewhere.test" };
    await sendMail(plain(server.port), evil);
    await server.close();
    expect(server.mails.flatMap(({ to }) => to)).toEqual([mail.to]);
    expect(server.mails[0]?.text).not.toMatch(/^Bcc:/m);
  });
});

describe("the mail server of the environment", () => {
  const from = { SCHOOLGATE_SMTP_FROM: "alerts@example-academy.test" };
  const read = (env: Record<string, string>) => {
    const config = readMailConfig({ ...from, ...env });
    return config.ok ? config.value : config.error[0]?.path;
  };
  test("none", () => {
    expect(read({})).toBeUndefined();
  });
  test("off this machine TLS is required, whatever is written", () => {
    for (const host of ["mail.example.org", "10.1.2.3", "127.0.0.1.example.org"]) {
      expect(read({ SCHOOLGATE_SMTP: `smtp://${host}` })).toMatchObject({
        port: 587,
        isSecure: false,
        requiresTls: true,
      });
    }
    expect(read({ SCHOOLGATE_SMTP: "smtps://mail.example.org" })).toMatchObject({
      port: 465,
      isSecure: true,
    });
    expect(read({ SCHOOLGATE_SMTP: "smtp://localhost:25" })).toMatchObject({ requiresTls: false });
  });
  test("a password in the address, or in a file that others can read, is refused", () => {
    const path = join(folder, "password");
    writeFileSync(path, "a secret\n", { mode: 0o644 });
    const address = { SCHOOLGATE_SMTP: "smtp://desk@mail.example.org" };
    expect(read({ SCHOOLGATE_SMTP: "smtp://desk:secret@mail.example.org" })).toBe(
      "SCHOOLGATE_SMTP",
    );
    expect(read({ ...address, SCHOOLGATE_SMTP_PASSWORD_FILE: path })).toBe(
      "SCHOOLGATE_SMTP_PASSWORD_FILE",
    );
    const own = join(folder, "own");
    writeFileSync(own, "a secret\n", { mode: 0o600 });
    expect(read({ ...address, SCHOOLGATE_SMTP_PASSWORD_FILE: own })).toMatchObject({
      user: "desk",
      password: "a secret",
    });
  });
  test("what is no mail server", () => {
    expect(read({ SCHOOLGATE_SMTP: "https://mail.example.org" })).toBe("SCHOOLGATE_SMTP");
    expect(read({ SCHOOLGATE_SMTP: "smtp://mail.example.org", SCHOOLGATE_SMTP_FROM: "x" })).toBe(
      "SCHOOLGATE_SMTP_FROM",
    );
  });
});

test("the key: made once, for its owner alone; codes and secrets differ by contact and by nonce", () => {
  const key = loadAlertKey(folder);
  expect(loadAlertKey(folder)).toBe(key);
  expect(statSync(join(folder, "alert-key")).mode & 0o777).toBe(0o600);
  expect(confirmCode(key, "a", "1")).toMatch(/^\d{4} \d{4}$/);
  const all = [confirmCode(key, "a", "1"), confirmCode(key, "a", "2"), confirmCode(key, "b", "1")];
  expect(new Set(all).size).toBe(3);
  expect(webhookSecret(key, "a")).not.toBe(webhookSecret(key, "b"));
});

test.each([
  ["8.8.8.8", false],
  ["127.0.0.1", true],
  ["10.0.0.1", true],
  ["172.16.9.9", true],
  ["172.32.0.1", false],
  ["192.168.1.1", true],
  ["169.254.169.254", true],
  ["100.64.0.1", true],
  ["0.0.0.0", true],
  ["::1", true],
  ["fd00::1", true],
  ["fe80::1", true],
  ["::ffff:10.0.0.1", true],
  ["64:ff9b::a00:1", true],
  ["2002:a00:1::", true],
  ["2606:4700::1111", false],
  ["example.org", true],
])("the address %s is private: %s", (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected);
});

describe("webhooks", () => {
  const rules = (given: Partial<WebhookRules> = {}): WebhookRules => ({
    privateHosts: ["127.0.0.1"],
    deadlineMs: 60_000,
    ...given,
  });
  const message = (target: string) => ({
    target,
    secret: "a shared secret",
    id: "01MESSAGE",
    body: { schoolgate: "alert", count: 2 },
  });

  test("the receiver can check who sent it, when, and that nothing was changed", async () => {
    const server = await startHookServer(() => ({ status: 204, body: "" }));
    const sent = await sendWebhook(message(server.address), rules(), 1_800_000_000_500);
    await server.close();
    expect(sent).toEqual({ ok: true });
    const [caught] = server.caught;
    const mac = createHmac("sha256", "a shared secret")
      .update(`1800000000.${caught?.body}`)
      .digest("hex");
    expect(caught?.headers["schoolgate-signature"]).toBe(`t=1800000000,v1=${mac}`);
    expect(caught?.headers["schoolgate-delivery"]).toBe("01MESSAGE");
    expect(JSON.parse(caught?.body ?? "")).toEqual({ schoolgate: "alert", count: 2 });
  });

  test("no redirect is followed", async () => {
    const second = await startHookServer(() => ({ status: 200 }));
    const first = await startHookServer(() => ({ status: 307, location: second.address }));
    const sent = await sendWebhook(message(first.address), rules(), 0);
    await first.close();
    await second.close();
    expect(sent).toEqual({
      ok: false,
      why: "it sent on to another address (307), which is not followed",
    });
    expect(second.caught).toEqual([]);
  });

  test.each([500, 404, 429])("an answer of %i is no delivery", async (status) => {
    const server = await startHookServer(() => ({ status }));
    const sent = await sendWebhook(message(server.address), rules(), 0);
    await server.close();
    expect(sent).toEqual({ ok: false, why: `it answered ${status}` });
  });

  test("a private network only where it is named; names are held to what they lead to", async () => {
    const server = await startHookServer(() => ({ status: 200 }));
    const { port } = new URL(server.address);
    const strict = rules({ privateHosts: [] });
    const reached = (host: string, more: Partial<WebhookRules> = {}) =>
      sendWebhook(message(`https://${host}:${port}/hook`), { ...strict, ...more }, 0);
    const no = { ok: false, why: "it leads into a private network" };
    expect(await reached("127.0.0.1")).toEqual(no);
    expect(await reached("localhost")).toEqual(no);
    expect(await reached("[::ffff:127.0.0.1]")).toEqual(no);
    expect(await reached("2130706433")).toEqual(no);
    const resolve = async () => [
      { address: "8.8.8.8", family: 4 },
      { address: "127.0.0.1", family: 4 },
    ];
    expect(await reached("inside.example.test", { resolve })).toEqual(no);
    await server.close();
    expect(server.caught).toEqual([]);
  });

  test("a name that is allowed to be private is reached there", async () => {
    const server = await startHookServer(() => ({ status: 200 }));
    const { port } = new URL(server.address);
    const sent = await sendWebhook(
      message(`http://hooks.example.test:${port}/hook`),
      rules({
        privateHosts: ["hooks.example.test"],
        resolve: async () => [{ address: "127.0.0.1", family: 4 }],
      }),
      0,
    );
    await server.close();
    expect(sent).toEqual({ ok: true });
    expect(server.caught[0]?.headers.host).toBe(`hooks.example.test:${port}`);
  });

  test.each([
    ["http://hooks.example.org/", "not an https address"],
    ["ftp://hooks.example.org/", "not an https address"],
    ["https://user:secret@hooks.example.org/", "a name or a password stands in it"],
    ["https://169.254.169.254/latest", "it leads into a private network"],
    ["nonsense", "not an address"],
    ["https://hooks.example.org/", ""],
  ])("%s: %s", (target, expected) => {
    expect(whyNotWebhook(target, rules())).toBe(expected);
  });

  test("https with a certificate that nobody vouches for is refused", async () => {
    const { keyPem, certificatePem } = makeSelfSigned("localhost", Date.now());
    const server = await startHookServer(() => ({ status: 200 }), {
      key: keyPem,
      cert: certificatePem,
    });
    const sent = await sendWebhook(message(server.address), rules(), 0);
    await server.close();
    expect(sent).toEqual({ ok: false, why: "its certificate is not trusted" });
    expect(server.caught).toEqual([]);
  });

  test("a receiver that is silent, or gone, is let go", async () => {
    const server = await startHookServer(() => ({ status: 0 }));
    const silent = await sendWebhook(message(server.address), rules({ deadlineMs: 100 }), 0);
    await server.close();
    const gone = await sendWebhook(message(server.address), rules(), 0);
    expect(silent).toEqual({ ok: false, why: "no answer in time" });
    expect(gone).toEqual({ ok: false, why: "it cannot be reached" });
  });

  test("confirmed only by whoever holds the secret", async () => {
    const right = await startHookServer(({ body }) => {
      const { challenge } = JSON.parse(body) as { challenge: string };
      return {
        status: 200,
        body: JSON.stringify({ challenge: echoOf("a shared secret", challenge) }),
      };
    });
    const parrot = await startHookServer(({ body }) => ({ status: 200, body }));
    const asked = (target: string) =>
      confirmWebhook({ target, secret: "a shared secret", id: "1" }, "some chance", rules(), 0);
    const [yes, no] = [await asked(right.address), await asked(parrot.address)];
    await right.close();
    await parrot.close();
    expect(yes).toEqual({ ok: true });
    expect(no).toEqual({ ok: false, why: "it answered without the signed echo" });
  });
});
