// Starts the collector: options, database, first-start matters, port, and an orderly end.
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import type { Server } from "node:http";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { loadAlertKey } from "./alerts/alert-key.ts";
import { openAlerts } from "./alerts/open-alerts.ts";
import { createApp } from "./app.ts";
import { startHeadKeeper } from "./audit/head-keeper.ts";
import { openConfidentialSource } from "./confidential/confidential-source.ts";
import { deskName, prepareAccount, prepareToken } from "./first-start.ts";
import { createListKeeper } from "./lists/list-keeper.ts";
import { startLists } from "./lists/start-lists.ts";
import { createLive } from "./live.ts";
import { readOptions, usage, type CollectorOptions } from "./options.ts";
import { commandOf, runPolicyCommand } from "./policy/command.ts";
import { readPolicyNow } from "./policy/policy-source.ts";
import { startRetention } from "./retention.ts";
import { printOf, strangeKeys } from "./shared-keys.ts";
import { shareLive } from "./shared-live.ts";
import { loadSigner } from "./signing.ts";
import { openStore } from "./store/open-store.ts";
import type { Store } from "./store/store.ts";
import { loadUnlockKey } from "./unlock-key.ts";

/** How long requests under way may take to finish at the end. */
const endMostMs = 5000;

/** Of collectors that start at once on an empty database one makes what has to be there; how long it is waited for. */
const firstStartMs = 15_000;
const firstStartAgainMs = 100;

/** How long erasing may keep the collector from serving at the start. */
const eraseFirstMostMs = 5000;

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const read = readOptions(process.argv.slice(2), process.env);
  if (!read.ok) {
    for (const { path, what, expected } of read.error)
      say(`${path}: found ${what}; expected ${expected}`);
    process.exitCode = 2;
    return;
  }
  const options = read.value;
  if (options.help) {
    process.stdout.write(usage);
    return;
  }
  // Everything the collector writes is for its own account alone.
  process.umask(0o077);
  const words = { out: (line: string) => process.stdout.write(`${line}\n`), say };
  if (options.maintain !== undefined) {
    const { maintain } = await import("./maintain.ts");
    process.exitCode = await maintain(options.maintain, options, words);
    return;
  }
  mkdirSync(options.data, { recursive: true });
  const store = await openStore(options);
  const signer = loadSigner(options.data);
  const unlockKey = loadUnlockKey(options.data);
  if (options.databaseUrl !== undefined) {
    const prints = [
      { file: "signing-key.pem", print: printOf(signer.publicKey) },
      { file: "unlock-key", print: printOf(unlockKey) },
      { file: "alert-key", print: printOf(loadAlertKey(options.data)) },
    ];
    const strange = await strangeKeys(store, prints, options.takeKeys);
    for (const file of strange) {
      say(`${join(options.data, file)} is not the one that the database's other collectors have:`);
    }
    if (strange.length > 0) {
      say("copy theirs into this folder, or say --take-keys where these shall be the keys of all");
      await store.close();
      process.exitCode = 1;
      return;
    }
  }
  const heads = { store, signer, dataDir: options.data, now: Date.now, log: say };
  const command = commandOf(options);
  if (command !== undefined) {
    const needs = { store, signer, now: Date.now, policyPath: options.policyPath };
    process.exitCode = await runPolicyCommand(command, needs, words);
    await startHeadKeeper(heads).end();
    await store.close();
    return;
  }
  const holder = createHash("sha256")
    .update(`${hostname()} ${resolve(options.data)}`)
    .digest("base64url");
  const { account, token } = await firstStart(store, options, holder);
  if (options.resetPassword) {
    say("The desk has a new password; whoever was signed in is signed out.");
    if (account.shown !== null) process.stdout.write(`${account.shown}\n`);
    await store.close();
    return;
  }
  const live = await shareLive(store, createLive(), say);
  const keeper = startHeadKeeper(heads);
  const retention = startRetention({
    store,
    now: Date.now,
    policyPath: options.policyPath,
    live,
    holder,
    log: say,
  });
  // Nothing is shown past its time. Years at once (a policy that was shortened) go on beside the serving.
  await Promise.race([retention.first, delay(eraseFirstMostMs, undefined, { ref: false })]);
  const lists = createListKeeper({
    folder: join(options.data, "lists"),
    readPolicy: () => readPolicyNow(store, options.policyPath),
    sign: (payload) => signer.sign(payload),
    now: Date.now,
    chance: Math.random,
    log: say,
    onChange: () => live.publish({ what: "lists", caseId: null, tab: "" }),
  });
  const looking = startLists(lists);
  const confidential =
    options.confidentialPath === undefined
      ? undefined
      : openConfidentialSource({
          listPath: options.confidentialPath,
          dataDir: options.data,
          now: Date.now,
          log: say,
        });
  // The first reading; the collector serves meanwhile.
  void confidential?.current();
  let listensOn = addressOf(options, options.port);
  const alerts = openAlerts({
    dataDir: options.data,
    env: process.env,
    store,
    live,
    deskAddress: () => options.publicAddress?.replace(/\/+$/, "") ?? listensOn,
    log: say,
  });
  const ending = new AbortController();
  const app = createApp({
    ending: ending.signal,
    live,
    store,
    now: Date.now,
    log: say,
    signer,
    unlockKey,
    lists,
    confidential,
    alerts,
    school: async () => (await readPolicyNow(store, options.policyPath))?.school.name ?? "",
    policyPath: options.policyPath,
    packagePath: options.packagePath,
    consolePath: options.consolePath,
    publicAddress: options.publicAddress,
    behindProxy: options.behindProxy,
    unsignedDevices: options.unsignedDevices,
    enrolmentsPerHour: options.enrolmentsPerHour,
  });
  const server = serve(
    {
      fetch: app.fetch,
      port: options.port,
      hostname: options.host,
      serverOptions: { requestTimeout: 30_000, headersTimeout: 15_000 },
    },
    (info) => {
      listensOn = addressOf(options, info.port);
      announce(options, listensOn, account.shown, token, signer.publicKey);
    },
  ) as Server;
  server.on("error", (error: NodeJS.ErrnoException) => {
    say(`cannot listen on ${options.host}:${options.port}: ${error.code ?? error.name}`);
    process.exit(1);
  });
  const end = () => {
    if (ending.signal.aborted) return;
    ending.abort();
    retention.end();
    alerts.end();
    looking.end();
    server.close(() => {
      live.end();
      void keeper
        .end()
        .then(() => store.close())
        .finally(() => process.exit(0));
    });
    // A connection that has just finished its request stays open for the next one: look again until all are gone.
    setInterval(() => server.closeIdleConnections(), 50).unref();
    setTimeout(() => server.closeAllConnections(), endMostMs).unref();
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

function addressOf({ host }: CollectorOptions, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** What must exist before serving. Passwords and credentials that are made here are known to this process alone. */
async function firstStart(store: Store, options: CollectorOptions, holder: string) {
  const task = "first-start";
  while (!(await store.claimTask(task, holder, Date.now(), Date.now() + firstStartMs))) {
    await delay(firstStartAgainMs);
  }
  const account = await prepareAccount(store, {
    password: process.env["SCHOOLGATE_DESK_PASSWORD"],
    reset: options.resetPassword,
    atMs: Date.now(),
  });
  const token = options.resetPassword
    ? null
    : await prepareToken(store, process.env["SCHOOLGATE_DEVICE_TOKEN"], Date.now());
  await store.releaseTask(task, holder);
  return { account, token };
}

function announce(
  options: CollectorOptions,
  address: string,
  password: string | null,
  token: string | null,
  policyKey: string,
): void {
  if (options.readyJson) {
    const line = {
      schoolgate: "collector-ready",
      address,
      signIn: { name: deskName, password },
      policyKey,
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    return;
  }
  const lines = [
    `The collector listens on ${address}`,
    `The desk: ${address}/desk/  (sign in as ${deskName})`,
  ];
  lines.push(
    `policyKey for the devices: ${policyKey}`,
    `unlockKey for the devices: in ${join(options.data, "unlock-key")}`,
  );
  if (password !== null) lines.push(`The desk's password, shown this once: ${password}`);
  if (token !== null) lines.push(`The device token, shown this once: ${token}`);
  process.stdout.write(`${lines.join("\n")}\n`);
}

try {
  await main();
} catch (error) {
  const { message, code } = error as NodeJS.ErrnoException;
  say(`the collector stops: ${message === "" ? (code ?? "an unknown fault") : message}`);
  process.exit(1);
}
