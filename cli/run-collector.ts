// The collector is a program of its own: it is run, not imported. Its words go where ours go.
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { CommandIo, ExitCode } from "./command.ts";
import { projectRoot } from "./kit/project-root.ts";

/** Runs it to its end. `databaseUrl` goes by the environment: its password stands in no list of processes. */
export async function runCollector(
  args: readonly string[],
  io: CommandIo,
  databaseUrl?: string,
): Promise<ExitCode> {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(projectRoot, "collector/main.ts"), ...args],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: databaseUrl === undefined ? process.env : { ...process.env, DATABASE_URL: databaseUrl },
    },
  );
  let said = "";
  let noted = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (noted += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  for (const line of noted.split("\n")) if (line !== "") io.note(line);
  await io.out(said);
  if (code === 0) return 0;
  return code === 2 ? 2 : 1;
}
