// A real collector in its own process, for tests and pictures: started, spoken to over HTTP, stopped or killed.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface RunningCollector {
  readonly address: string;
  /** Null where the account was there before. */
  readonly password: string | null;
  readonly child: ChildProcess;
  /** SIGTERM; settles when the process is gone, with its exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL; settles when the process is gone. */
  kill(): Promise<void>;
  /** All that it wrote to standard error so far. */
  errors(): string;
}

export interface CollectorStart {
  readonly data: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const main = fileURLToPath(new URL("../../collector/main.ts", import.meta.url));
/** On a machine that does other things too. */
const readyMostMs = 180_000;

/** Rejects where the collector does not announce itself within its deadline. */
export async function startCollector(start: CollectorStart): Promise<RunningCollector> {
  const child = spawn(
    process.execPath,
    [main, "--data", start.data, "--port", "0", "--ready-json", ...(start.args ?? [])],
    { env: { ...process.env, DATABASE_URL: "", ...start.env }, stdio: ["ignore", "pipe", "pipe"] },
  );
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const gone = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    once(lines, "line", { signal: AbortSignal.timeout(readyMostMs) }),
    gone.then(() => {
      throw new Error(`the collector ended before it was ready: ${errors}`);
    }),
  ]);
  const ready = JSON.parse(String(first[0])) as {
    address: string;
    signIn: { password: string | null };
  };
  return {
    address: ready.address,
    password: ready.signIn.password,
    child,
    errors: () => errors,
    async stop() {
      child.kill("SIGTERM");
      await gone;
      return child.exitCode;
    },
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
