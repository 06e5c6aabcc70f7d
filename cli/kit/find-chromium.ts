// Which Chromium is there, and where it reads the policies of the machine.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";

export interface FoundChromium {
  readonly command: string;
  /** Where it reads machine-wide policies; undefined where this kit cannot put any (a snap, another system). */
  readonly policyFolder: string | undefined;
}

const namesInOrder = [
  "chromium",
  "google-chrome",
  "google-chrome-stable",
  "chromium-browser",
] as const;
const elsewhere = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
] as const;

function onPath(name: string): string | undefined {
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

function describe(command: string): FoundChromium {
  const real = existsSync(command) ? realpathSync(command) : command;
  // A snap sees a file system of its own: nothing bound over /etc reaches it.
  const snap = real.includes("/snap") || command.includes("/snap/");
  if (process.platform !== "linux" || snap) return { command, policyFolder: undefined };
  return {
    command,
    policyFolder: /google-chrome|\/chrome\//.test(real + command)
      ? "/etc/opt/chrome/policies"
      : "/etc/chromium/policies",
  };
}

/** The Chromium named by the environment variable CHROMIUM, or the first found on this machine. */
export function findChromium(): FoundChromium | undefined {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && named !== "") {
    const command = named.includes("/") ? named : onPath(named);
    return command !== undefined && existsSync(command) ? describe(command) : undefined;
  }
  const found =
    namesInOrder.map(onPath).find((path) => path !== undefined) ??
    elsewhere.find((path) => existsSync(path));
  return found === undefined ? undefined : describe(found);
}

function run(command: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      // Standard output belongs to the command that was asked for.
      stdio: ["ignore", 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    child.on("error", () => resolve(false));
    child.on("exit", (code) => resolve(code === 0));
  });
}

/** What to do where no Chromium is found and none could be installed. */
export const whatToInstall =
  "Schoolgate needs Chromium. Install it with the system's package manager " +
  "(Debian, Ubuntu: sudo apt install chromium · Fedora: sudo dnf install chromium), " +
  "or name one in the environment variable CHROMIUM.";

/**
 * Finds Chromium; where there is none, installs it with apt-get if this user may.
 * Throws with a sentence that says what to install.
 */
export async function ensureChromium(say: (line: string) => void): Promise<FoundChromium> {
  const there = findChromium();
  if (there !== undefined) return there;
  const named = process.env["CHROMIUM"];
  if (named !== undefined && named !== "") {
    throw new Error(
      `The environment variable CHROMIUM names ${named}, which is not there. ${whatToInstall}`,
    );
  }
  const mayInstall = process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
  if (!mayInstall) throw new Error(whatToInstall);
  say("No Chromium here: installing it with apt-get (a minute or two) …");
  const aptArgs = ["-y", "-q", "--no-install-recommends", "install", "chromium"];
  const done =
    (await run("apt-get", aptArgs)) ||
    ((await run("apt-get", ["-q", "update"])) && (await run("apt-get", aptArgs)));
  const installed = findChromium();
  if (!done || installed === undefined) {
    throw new Error(`apt-get did not install Chromium; its lines above say why. ${whatToInstall}`);
  }
  return installed;
}
