// Starts the collector: options, database, first-start matters, port, and an orderly end.
import { mkdirSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { openAlerts } from "./alerts/open-alerts.ts";
import { createApp } from "./app.ts";
import { openConfidentialSource } from "./confidential/confidential-source.ts";
import { deskName, prepareAccount, prepareToken } from "./first-start.ts";
import { createListKeeper } from "./lists/list-keeper.ts";
import { startLists } from "./lists/start-lists.ts";
import { createLive } from "./live.ts";
import { readOptions, usage, type CollectorOptions } from "./options.ts";
import { commandOf, runPolicyCommand } from "./policy/command.ts";
import { readPolicyNow } from "./policy/policy-source.ts";
import { startRetention } from "./retention.ts";
import { loadSigner } from "./signing.ts";
import { openSqliteStore } from "./store/sqlite.ts";
import { loadUnlockKey } from "./unlock-key.ts";

/** How long requests under way may take to finish at the end. */
const endMostMs = 5000;

/** How long erasing may keep the collector from serving at the start. */
const eraseFirstMostMs = 5000;

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const read = readOptions(process.argv.slice(2));
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
  mkdirSync(options.data, { recursive: true });
  const store = openSqliteStore(join(options.data, "collector.sqlite"));
  const signer = loadSigner(options.data);
  const unlockKey = loadUnlockKey(options.data);
  const command = commandOf(options);
  if (command !== undefined) {
    const needs = { store, signer, now: Date.now, policyPath: options.policyPath };
    process.exitCode = await runPolicyCommand(command, needs, {
      out: (line) => process.stdout.write(`${line}\n`),
      say,
    });
    await store.close();
    return;
  }
  const account = await prepareAccount(store, {
    password: process.env["SCHOOLGATE_DESK_PASSWORD"],
    reset: options.resetPassword,
    atMs: Date.now(),
  });
  if (options.resetPassword) {
    say("The desk has a new password; whoever was signed in is signed out.");
    if (account.shown !== null) process.stdout.write(`${account.shown}\n`);
    await store.close();
    return;
  }
  const token = await prepareToken(store, process.env["SCHOOLGATE_DEVICE_TOKEN"], Date.now());
  const live = createLive();
  const retention = startRetention({
    store,
    now: Date.now,
    policyPath: options.policyPath,
    live,
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
    server.close(() => void store.close().finally(() => process.exit(0)));
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

await main();
