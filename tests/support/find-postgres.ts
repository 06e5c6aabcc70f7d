// Which PostgreSQL is on this machine; installed with apt-get where there is none and this user may.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What to do where no PostgreSQL is found and none could be installed. */
export const whatPostgresNeeds =
  "PostgreSQL's tests are skipped: no PostgreSQL server is on this machine. Install it with the system's package " +
  "manager (Debian, Ubuntu: sudo apt install postgresql), or name the folder of its programs in POSTGRES_BIN.";

/** The folder with `initdb` and `postgres`: named by POSTGRES_BIN, or the newest of this machine. */
export function findPostgres(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian)
    ? readdirSync(debian)
        .filter((name) => /^\d+$/.test(name))
        .toSorted((left, right) => Number(right) - Number(left))
    : [];
  return [
    process.env["POSTGRES_BIN"] ?? "",
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env["PATH"] ?? "").split(delimiter),
    "/opt/homebrew/opt/postgresql/bin",
    "/usr/local/opt/postgresql/bin",
  ].find(
    (folder) =>
      folder !== "" && existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")),
  );
}

function run(command: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    child.on("error", () => resolve(false));
    child.on("exit", (code) => resolve(code === 0));
  });
}

/** Finds it, or installs it; says in a sentence where that cannot be. For the start of a test run, once. */
export async function ensurePostgres(say: (line: string) => void): Promise<string | undefined> {
  const there = findPostgres();
  if (there !== undefined) return there;
  const mayInstall = process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
  if (mayInstall) {
    say("No PostgreSQL here: installing it with apt-get (a minute or two) …");
    const aptArgs = ["-y", "-q", "--no-install-recommends", "install", "postgresql"];
    if (!(await run("apt-get", aptArgs)) && (await run("apt-get", ["-q", "update"]))) {
      await run("apt-get", aptArgs);
    }
  }
  const installed = findPostgres();
  if (installed === undefined) say(whatPostgresNeeds);
  return installed;
}
