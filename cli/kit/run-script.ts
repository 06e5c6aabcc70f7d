// Runs one of the project's own scripts as a process of its own, on the Node that runs this.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "./project-root.ts";

/**
 * Runs a script of the project to its end and returns what it said on both outputs.
 * Throws with its last lines when it does not exit with 0.
 */
export function runScript(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", join(projectRoot, script), ...args],
      { cwd: projectRoot, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } },
    );
    let said = "";
    const hear = (text: Buffer): void => {
      said += text.toString("utf8");
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(said);
      else reject(new Error(`${script} ended with ${String(code)}:\n${said.slice(-3000)}`));
    });
  });
}
