// Managed policies for one browser alone: a folder of ours laid over the machine's policy folder, inside a mount
// namespace that only this browser lives in. Nothing on the machine changes, and several run side by side.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ChromiumPolicies } from "./managed-policy.ts";

export interface PolicyMount {
  /** Puts the browser's command line behind the mount: spawn `command` with `args`. */
  wrap(command: string, args: readonly string[]): { command: string; args: string[] };
  /** Writes the policies anew; a running browser notices after about 5 s. */
  write(policies: ChromiumPolicies): void;
  /** Removes the temporary folder. */
  remove(): void;
}

const isRoot = (): boolean => process.getuid?.() === 0;

function unshareArgs(script: string, rest: readonly string[]): string[] {
  // An ordinary user becomes root of a namespace to mount, and is himself again in a second one to browse.
  const namespaces = isRoot() ? ["--mount"] : ["--mount", "--map-root-user"];
  return [...namespaces, "--propagation", "private", "sh", "-c", script, "sh", ...rest];
}

/** The existing folder to cover, and where the policies stand inside the folder that covers it. */
function whatToCover(policyFolder: string): { cover: string; inside: string } | undefined {
  if (existsSync(policyFolder)) return { cover: policyFolder, inside: "." };
  if (isRoot()) {
    mkdirSync(policyFolder, { recursive: true });
    return { cover: policyFolder, inside: "." };
  }
  const parent = dirname(policyFolder);
  return existsSync(parent) ? { cover: parent, inside: "policies" } : undefined;
}

/**
 * Prepares a mount over `policyFolder`, or says in a sentence why this machine or user cannot have one.
 */
export function openPolicyMount(
  policyFolder: string | undefined,
): PolicyMount | { reason: string } {
  if (policyFolder === undefined) {
    return { reason: "this browser's policy folder is unknown here (another system, or a snap)" };
  }
  const place = whatToCover(policyFolder);
  if (place === undefined) return { reason: `${dirname(policyFolder)} does not exist` };
  const folder = mkdtempSync(join(tmpdir(), "schoolgate-policies-"));
  const managed = join(folder, place.inside, "managed");
  mkdirSync(managed, { recursive: true });
  const tried = spawnSync("unshare", unshareArgs('mount --bind "$1" "$2"', [folder, place.cover]), {
    encoding: "utf8",
  });
  if (tried.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    const why = tried.error?.message ?? tried.stderr.trim();
    return { reason: `no right to lay policies over ${place.cover} (${why})` };
  }
  const browse = isRoot()
    ? 'exec "$@"'
    : `exec unshare --map-user=${process.getuid?.() ?? 0} --map-group=${process.getgid?.() ?? 0} "$@"`;
  return {
    wrap: (command, args) => ({
      command: "unshare",
      args: unshareArgs(`mount --bind "$1" "$2" && shift 2 && ${browse}`, [
        folder,
        place.cover,
        command,
        ...args,
      ]),
    }),
    write: (policies) => {
      // Written beside and renamed: the browser must never read half a file.
      const beside = join(folder, "schoolgate.json.new");
      writeFileSync(beside, JSON.stringify(policies));
      renameSync(beside, join(managed, "schoolgate.json"));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
