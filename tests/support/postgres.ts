// A throwaway PostgreSQL for tests: a cluster of its own in a temporary folder, on a port of loopback, with fsync on.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "../../cli/kit/free-port.ts";
import { waitUntil } from "../../cli/kit/wait-until.ts";
import { findPostgres } from "./find-postgres.ts";

export interface TestPostgres {
  /** Makes an empty database; "postgres://…" of it. */
  createDatabase(): Promise<string>;
  dropDatabase(address: string): Promise<void>;
  /** SIGKILL of the server and all its processes, as a machine that loses power; then started again. */
  killAndRestart(): Promise<void>;
  /** Stops it and removes its folder. */
  stop(): Promise<void>;
}

/** Starts one. Throws where there is no PostgreSQL here: ask `findPostgres` first. */
export async function startPostgres(): Promise<TestPostgres> {
  const bin = findPostgres();
  if (bin === undefined) throw new Error("there is no PostgreSQL on this machine");
  const folder = mkdtempSync(join(tmpdir(), "schoolgate-postgres-"));
  const user = serverUser();
  const password = randomBytes(12).toString("hex");
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) {
    chownSync(folder, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  const data = join(folder, "data");
  const as = user ?? {};
  const init = spawnSync(
    join(bin, "initdb"),
    ["-D", data, "-U", "school", "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8"],
    { ...as, cwd: folder, encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" } },
  );
  if (init.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`initdb: ${init.stderr}`);
  }
  let port = await freePort(0);
  const addressOf = (name: string) => `postgres://school:${password}@127.0.0.1:${port}/${name}`;

  let child: ChildProcess | undefined;
  const end = () => void child?.kill("SIGQUIT");
  process.once("exit", end);

  async function start(): Promise<void> {
    let said = "";
    const started = spawn(
      join(bin ?? "", "postgres"),
      ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder, "-c", "fsync=on"],
      // A group of its own, so that it can be killed whole.
      { ...as, cwd: folder, detached: true, stdio: ["ignore", "ignore", "pipe"] },
    );
    child = started;
    started.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-2000);
    });
    const answer = await waitUntil("PostgreSQL answers", async () => {
      if (started.exitCode !== null) return { ended: said };
      return onServer("postgres", (client) => client.query("SELECT 1")).then(() => ({
        ended: undefined,
      }));
    });
    if (answer.ended !== undefined) throw new Error(`PostgreSQL ended: ${answer.ended}`);
  }

  async function onServer<T>(name: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: addressOf(name) });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  try {
    await start();
  } catch {
    // Somebody was quicker to take the port.
    port = await freePort(0);
    await start();
  }
  let made = 0;
  return {
    async createDatabase() {
      made += 1;
      const name = `school_${made}`;
      await onServer("postgres", (client) => client.query(`CREATE DATABASE ${name}`));
      return addressOf(name);
    },
    async dropDatabase(address) {
      const name = new URL(address).pathname.slice(1);
      await onServer("postgres", (client) =>
        client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      );
    },
    async killAndRestart() {
      const running = child;
      if (running?.pid === undefined) throw new Error("PostgreSQL is not running");
      const gone = once(running, "exit");
      // Its backends lead groups of their own, and would finish what they are at. Stopped, it begins no more of them.
      process.kill(running.pid, "SIGSTOP");
      for (const pid of [...childrenOf(running.pid), running.pid]) killNow(pid);
      await gone;
      // The kernel may hold their shared memory for a moment longer.
      await waitUntil("PostgreSQL starts again", () => start().then(() => true), {
        deadlineMs: 60_000,
      });
    },
    async stop() {
      process.off("exit", end);
      if (child !== undefined && child.exitCode === null) {
        const gone = once(child, "exit");
        child.kill("SIGINT");
        await gone;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
    return text.trim().split(/\s+/).filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

/** The account that the server runs under: it refuses to run as root. Undefined: this one. */
function serverUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) =>
      Number(spawnSync("id", [flag, name], { encoding: "utf8" }).stdout.trim() || Number.NaN),
    );
    if (uid !== undefined && gid !== undefined && uid > 0 && gid > 0) return { uid, gid };
  }
  throw new Error("PostgreSQL refuses to run as root, and there is no account postgres or nobody");
}
