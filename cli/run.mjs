// Plain JavaScript on purpose: this file runs on whatever Node the machine has (20 or later),
// installs what is missing, and hands over to the Node the project is written for.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [script, ...args] = process.argv.slice(2);
if (script === undefined) {
  console.error("usage: node cli/run.mjs SCRIPT.ts [ARGUMENT …]");
  process.exit(2);
}

const lowestNodeMajor = 24;
const stamp = join(root, "node_modules", ".schoolgate-installed");
const wanted = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  // Standard output belongs to the command that was asked for: all set-up talk goes to standard error.
  console.error("Schoolgate: installing packages (once, about a minute) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  // Not `npm ci`: it refuses a lock file that leaves out a binding for a platform this is not, which a mirror may lack.
  // `--no-save` takes the versions of the lock file and leaves the file as it is.
  const wishes = ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  const done = spawnSync(npm, wishes, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (done.status !== 0) {
    console.error(
      "Schoolgate: 'npm install' did not finish. It needs the npm registry; the lines above say what it met.",
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

const shipped = join(root, "node_modules", ".bin", "node");
const usable = (path) => {
  const asked = spawnSync(path, ["--version"], { encoding: "utf8" });
  return asked.status === 0 && Number(asked.stdout.slice(1).split(".")[0]) >= lowestNodeMajor;
};
const node = [shipped, process.execPath].find(usable);
if (node === undefined) {
  console.error(
    `Schoolgate needs Node ${lowestNodeMajor} or later; found ${process.version}, and no packaged Node for ${process.platform}-${process.arch}.`,
  );
  process.exit(1);
}

const bin = join(root, "node_modules", ".bin");
const child = spawn(
  node,
  ["--disable-warning=ExperimentalWarning", resolve(root, script), ...args],
  {
    stdio: "inherit",
    env: { ...process.env, PATH: `${bin}:${process.env.PATH ?? ""}` },
  },
);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
