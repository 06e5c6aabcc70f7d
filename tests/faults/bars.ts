// Whether a run has come up to what is asked of it: said at its end, bar by bar.
import { chromiumFaults } from "./chromium/plan.ts";
import { faultKinds } from "./fault-kinds.ts";
import { sumOf, type Part } from "./report.ts";

export interface Bar {
  readonly name: string;
  /** What was measured. */
  readonly figure: string;
  readonly isHeld: boolean;
}

const least = { told: 100_000, faults: 1000, chromiumFaults: 200 };

/** `asked` is what this run was asked for: a bar of something that was left out on purpose is not among them. */
export function barsOf(
  parts: readonly Part[],
  asked: { readonly simulated: boolean; readonly chromium: boolean; readonly isWhole: boolean },
): readonly Bar[] {
  const inChromium = parts.filter(({ part }) => part.startsWith("Chromium"));
  const simulated = parts.filter((part) => !inChromium.includes(part));
  const faultsIn = (some: readonly Part[]) =>
    some.reduce((sum, { faults }) => sum + sumOf(faults), 0);
  const atLeast = (name: string, count: number, wanted: number): Bar => ({
    name: `${name}, at least ${wanted}`,
    figure: String(count),
    isHeld: count >= wanted,
  });
  const everyKind = (name: string, kinds: readonly string[], some: readonly Part[]): Bar => {
    const missing = kinds.filter((kind) => !some.some(({ faults }) => (faults[kind] ?? 0) > 0));
    const figure =
      missing.length === 0 ? `all ${kinds.length}` : `never met: ${missing.join(", ")}`;
    return { name, figure, isHeld: missing.length === 0 };
  };
  const problems = parts.reduce((sum, part) => sum + part.problems.length, 0);
  const told = simulated.reduce((sum, { counts }) => sum + Number(counts["told"] ?? 0), 0);
  const isWhole = parts.length > 0 && parts.every(({ counts }) => counts["audit whole"] === true);
  return [
    ...(asked.simulated
      ? [
          everyKind("kinds of faults in the simulation", faultKinds, simulated),
          ...(asked.isWhole ? [atLeast("told in the simulation", told, least.told)] : []),
        ]
      : []),
    ...(asked.chromium
      ? [
          everyKind("kinds of faults in Chromium", chromiumFaults, inChromium),
          ...(asked.isWhole
            ? [atLeast("faults in Chromium", faultsIn(inChromium), least.chromiumFaults)]
            : []),
        ]
      : []),
    ...(asked.simulated && asked.isWhole
      ? [atLeast("faults in all", faultsIn(parts), least.faults)]
      : []),
    {
      name: "each at the collector once, worries first",
      figure: problems === 0 ? "without exception" : `${problems} problems`,
      isHeld: parts.length > 0 && problems === 0,
    },
    { name: "the audit's chain", figure: isWhole ? "whole" : "broken", isHeld: isWhole },
  ];
}

/** A line for each. */
export function linesOf(bars: readonly Bar[]): string {
  return bars
    .map(({ name, figure, isHeld }) => `${isHeld ? "held    " : "NOT HELD"}  ${name}: ${figure}`)
    .join("\n");
}
