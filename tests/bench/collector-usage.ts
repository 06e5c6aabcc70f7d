// What a process, or a whole PostgreSQL, has used: from Linux's own counts; nothing on other systems.
import { readdirSync, readFileSync } from "node:fs";

export interface Usage {
  readonly cpuSeconds: number;
  /** Of several processes: their own parts of what they share, added up. */
  readonly memoryMb: number;
}

/** As nearly every Linux has it. */
const ticksPerSecond = 100;

function statOf(pid: number): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold anything.
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

function memoryKb(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Of a process and all that it has started. Zeros where the system does not say. */
export function usageOf(pid: number): Usage {
  let ticks = 0;
  let kb = 0;
  for (const name of readdirSyncOrNone()) {
    const stat = statOf(Number(name));
    if (stat === undefined || (Number(name) !== pid && Number(stat[1]) !== pid)) continue;
    ticks += Number(stat[11]) + Number(stat[12]);
    // Children that have ended are counted with their parent.
    if (Number(name) === pid) ticks += Number(stat[13]) + Number(stat[14]);
    kb += memoryKb(Number(name));
  }
  return { cpuSeconds: ticks / ticksPerSecond, memoryMb: kb / 1024 };
}

/** Of the process that started this one. */
export function parentOf(pid: number): number {
  return Number(statOf(pid)?.[1] ?? 0);
}

function readdirSyncOrNone(): readonly string[] {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}
