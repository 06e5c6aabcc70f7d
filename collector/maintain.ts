// What is done with all that is kept, beside a running collector: the audit walked, a backup made or read.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type pg from "pg";
import { headPath, readHeadFile, startHeadKeeper } from "./audit/head-keeper.ts";
import { checkAudit } from "./audit/verify.ts";
import type { CollectorOptions, Maintenance } from "./options.ts";
import { auditEntry, collectorName } from "./review/audit.ts";
import { hasSigner, loadSigner } from "./signing.ts";
import { makeBackup } from "./store/backup/make-backup.ts";
import { restoreToPostgres, restoreToSqlite } from "./store/backup/restore-backup.ts";
import { postgresSnapshot, sqliteSnapshot } from "./store/backup/snapshot.ts";
import { openStore, sqlitePath } from "./store/open-store.ts";
import { openPool } from "./store/postgres-driver.ts";

interface Words {
  readonly out: (line: string) => void;
  readonly say: (line: string) => void;
}

/** The secrets of a data folder. Without them a restored collector is another one to the devices. */
const keyFiles = ["signing-key.pem", "unlock-key", "alert-key"] as const;

/** The exit code: 0 done and fine, 1 something is wrong, with reasons. Prints JSON. */
export async function maintain(
  what: Maintenance,
  options: CollectorOptions,
  words: Words,
): Promise<0 | 1> {
  const { data, databaseUrl } = options;
  const needsOne = what.kind !== "restore" && databaseUrl === undefined;
  if (needsOne && !existsSync(sqlitePath(data))) {
    words.say(`${sqlitePath(data)}: there is no database`);
    return 1;
  }
  if (what.kind === "verify-audit") return verifyAudit(options, words);
  return what.kind === "backup"
    ? backUp(what.file, what.withKeys, options, words)
    : restore(what.file, options, words);
}

async function verifyAudit(options: CollectorOptions, { out, say }: Words): Promise<0 | 1> {
  const { data } = options;
  const store = await openStore(options);
  try {
    const file = data === "" ? undefined : readHeadFile(headPath(data));
    const publicKey = data !== "" && hasSigner(data) ? loadSigner(data).publicKey : undefined;
    const { head, seals, otherSeals, broken } = await checkAudit({ store, publicKey, file });
    out(
      JSON.stringify({
        schoolgate: "audit-checked",
        whole: broken === undefined,
        entries: head.number,
        hash: head.hash,
        seals,
        otherSeals,
        headFile: file !== undefined,
        ...(broken === undefined ? {} : { broken }),
      }),
    );
    if (broken === undefined) return 0;
    say(`the audit is broken at entry ${broken.number}: ${broken.why}`);
    return 1;
  } finally {
    await store.close();
  }
}

async function backUp(
  file: string,
  withKeys: boolean,
  options: CollectorOptions,
  { out, say }: Words,
): Promise<0 | 1> {
  const { data, databaseUrl } = options;
  const atMs = Date.now();
  // Its line in the audit stands before the moment that it shows.
  const store = await openStore(options);
  const detail = `${basename(file)}${withKeys ? ", with the keys" : ""}`;
  await store.addAudit(auditEntry(atMs, collectorName, "backup-made", { detail }));
  await store.close();
  const keys = withKeys ? readKeys(data) : undefined;
  const made =
    databaseUrl === undefined
      ? await withSnapshot(sqliteSnapshot(sqlitePath(data)))
      : await withPool(databaseUrl, async (pool) => withSnapshot(await postgresSnapshot(pool)));
  out(JSON.stringify({ schoolgate: "backup-made", file, ...made }));
  if (!withKeys) {
    say(`The keys in the data folder (${keyFiles.join(", ")}) are not in it: keep them safe, too.`);
  }
  return 0;

  async function withSnapshot(snapshot: Awaited<ReturnType<typeof postgresSnapshot>>) {
    try {
      return await makeBackup(snapshot, file, { atMs, keys });
    } finally {
      await snapshot.close();
    }
  }
}

async function withPool<T>(address: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = openPool(address);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

function readKeys(data: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    keyFiles
      .filter((name) => existsSync(join(data, name)))
      .map((name) => [name, readFileSync(join(data, name), "utf8")]),
  );
}

async function restore(
  file: string,
  options: CollectorOptions,
  { out, say }: Words,
): Promise<0 | 1> {
  const { data, databaseUrl } = options;
  if (data !== "") mkdirSync(data, { recursive: true });
  const { header, rows } =
    databaseUrl === undefined
      ? await restoreToSqlite(file, sqlitePath(data))
      : await restoreToPostgres(file, databaseUrl);
  if (data !== "" && header.keys !== undefined) writeKeys(data, header.keys, say);
  // A head of what was here before is no head of this: it is kept under another name.
  if (data !== "" && existsSync(headPath(data))) {
    renameSync(headPath(data), join(data, `audit-head-before-${Date.now()}.json`));
  }
  const store = await openStore(options);
  try {
    const detail = `${basename(file)}, of ${new Date(header.atMs).toISOString()}`;
    await store.addAudit(auditEntry(Date.now(), collectorName, "backup-restored", { detail }));
    if (data !== "" && hasSigner(data)) {
      const needs = { store, signer: loadSigner(data), dataDir: data, now: Date.now, log: say };
      await startHeadKeeper(needs).end();
    }
    const { broken } = await checkAudit({ store, publicKey: undefined, file: undefined });
    out(JSON.stringify({ schoolgate: "backup-restored", rows, ofMs: header.atMs }));
    if (data !== "" && !hasSigner(data)) {
      say(`Put the old keys (${keyFiles.join(", ")}) into ${data} before it starts:`);
      say("devices refuse policies that are signed with a new one.");
    }
    if (broken === undefined) return 0;
    say(`the audit in it is broken at entry ${broken.number}: ${broken.why}`);
    return 1;
  } finally {
    await store.close();
  }
}

/** Only names that are known, and never over a key that is there: that one may be in use. */
function writeKeys(
  data: string,
  keys: Readonly<Record<string, string>>,
  say: (line: string) => void,
): void {
  for (const name of keyFiles) {
    const text = keys[name];
    if (text === undefined) continue;
    const path = join(data, name);
    if (!existsSync(path)) writeFileSync(path, text, { mode: 0o600, flag: "wx" });
    else if (readFileSync(path, "utf8") !== text) say(`${path} is another one, and stays`);
  }
}
