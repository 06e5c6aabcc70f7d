// The collector as a child process: started, paused as a network fault would, ended.
import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { projectRoot } from "./project-root.ts";
import { runScript } from "./run-script.ts";
import { patience } from "./wait-until.ts";

export interface CollectorInput {
  readonly dataDir: string;
  readonly port: number;
  /** Holds schoolgate.crx and updates.xml. */
  readonly packageDir: string;
  readonly policyFile: string;
  readonly consoleDir: string;
  readonly deviceToken: string;
  /** PostgreSQL's address; absent: the embedded database in the data folder, whatever this shell is for. */
  readonly databaseUrl?: string;
  /** A confidential list of addresses; absent: none. */
  readonly confidentialFile?: string;
  /** Of the desk; taken at the first start on a data folder only. Absent: the collector makes one. */
  readonly deskPassword?: string;
  /** Where its standard error goes, line by line. */
  readonly onLine?: (line: string) => void;
}

export interface CollectorProcess {
  /** "http://127.0.0.1:PORT" */
  readonly address: string;
  /** `password` is null where one was set at an earlier start. */
  readonly signIn: { readonly name: string; readonly password: string | null };
  /** What devices pin as `policyKey`. */
  readonly policyKey: string;
  /** The secret behind one-time codes, for the devices' `unlockKey`. */
  readonly unlockKey: string;
  readonly pid: number;
  /** Stops answering without closing anything (SIGSTOP): a network that has gone quiet. */
  pause(): void;
  resume(): void;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
}

const readyDeadlineMs = 30_000 * patience;
const stopDeadlineMs = 10_000 * patience;

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

interface ReadyLine {
  readonly schoolgate: "collector-ready";
  readonly address: string;
  readonly signIn: { readonly name: string; readonly password: string | null };
  readonly policyKey: string;
}

function readReady(line: string): ReadyLine | undefined {
  try {
    const said: unknown = JSON.parse(line);
    const fits =
      typeof said === "object" &&
      said !== null &&
      "schoolgate" in said &&
      said.schoolgate === "collector-ready";
    return fits ? (said as ReadyLine) : undefined;
  } catch {
    return undefined;
  }
}

/** Starts the collector; settles when it listens. Throws with what it said when it does not. */
export async function startCollector(input: CollectorInput): Promise<CollectorProcess> {
  const child = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      join(projectRoot, "collector/main.ts"),
      "--data",
      input.dataDir,
      "--port",
      String(input.port),
      "--host",
      "127.0.0.1",
      "--package",
      input.packageDir,
      "--policy",
      input.policyFile,
      "--console",
      input.consoleDir,
      ...(input.confidentialFile === undefined ? [] : ["--confidential", input.confidentialFile]),
      "--ready-json",
    ],
    {
      cwd: projectRoot,
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own: Ctrl-C is for the starter, who ends it in order.
      detached: true,
      env: {
        ...process.env,
        DATABASE_URL: input.databaseUrl ?? "",
        SCHOOLGATE_DEVICE_TOKEN: input.deviceToken,
        ...(input.deskPassword === undefined
          ? {}
          : { SCHOOLGATE_DESK_PASSWORD: input.deskPassword }),
      },
    },
  );
  running.add(child);
  const ended = new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("exit", () => resolve());
  }).then(() => {
    running.delete(child);
  });
  let said = "";
  createInterface({ input: child.stderr }).on("line", (line) => {
    said = `${said}${line}\n`.slice(-3000);
    input.onLine?.(line);
  });
  const ready = await new Promise<ReadyLine>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`the collector was not ready after ${readyDeadlineMs / 1000} s:\n${said}`));
    }, readyDeadlineMs);
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = readReady(line);
      if (found === undefined) return;
      clearTimeout(late);
      resolve(found);
    });
    void ended.then(() => {
      clearTimeout(late);
      reject(new Error(`the collector ended at its start:\n${said}`));
    });
  });
  return {
    address: ready.address,
    signIn: ready.signIn,
    policyKey: ready.policyKey,
    unlockKey: readFileSync(join(input.dataDir, "unlock-key"), "utf8").trim(),
    pid: child.pid ?? 0,
    pause: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
    stop: async () => {
      child.kill("SIGCONT");
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), stopDeadlineMs);
      await ended;
      clearTimeout(late);
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Gives the desk of a data folder a new password, ends its sessions, and returns it. */
export async function resetDeskPassword(dataDir: string): Promise<string> {
  const { stdout } = await runScript("collector/main.ts", ["--data", dataDir, "--reset-password"]);
  return stdout.trim();
}
