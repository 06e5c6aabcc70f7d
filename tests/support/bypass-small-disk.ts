// A disk of its own for one browser profile, small enough to be filled to the last byte.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ManagedSchool } from "./managed-school.ts";

const diskBytes = 400 * 1024 * 1024;

export interface SmallDisk {
  /** Fills it until nothing more goes on it. */
  fill(): void;
  /** Makes room again. */
  empty(): void;
  /** Takes the disk away; what stands on it is gone. */
  remove(): void;
}

/** The profile's folder of the browser that runs now: its own command line says so. */
export function profileFolder(school: ManagedSchool): string {
  const line = readFileSync(`/proc/${school.chromebook().pid}/cmdline`, "utf8").split("\0");
  const found = line.find((part) => part.startsWith("--user-data-dir="));
  if (found === undefined) throw new Error("the browser names no profile");
  return found.slice("--user-data-dir=".length);
}

/**
 * Lays an empty disk over a folder, for browsers started from now on; a running one goes on with what it has.
 * Undefined where this user may not (not root).
 */
export function laySmallDisk(folder: string): SmallDisk | undefined {
  const laid = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${diskBytes}`, "tmpfs", folder]);
  if (laid.status !== 0) return undefined;
  const filler = join(folder, "filler");
  return {
    fill() {
      // Bigger pieces first, then what is left in small ones.
      for (const size of [1024 * 1024, 4096]) {
        try {
          for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
        } catch {
          // Full, to within such a piece.
        }
      }
    },
    empty: () => rmSync(filler, { force: true }),
    remove() {
      spawnSync("umount", ["-l", folder]);
    },
  };
}
