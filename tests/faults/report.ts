// What a run says at its end: one JSON line for each part, and one table for all.

export interface Part {
  readonly part: string;
  readonly seed: number;
  readonly seconds: number;
  readonly faults: Readonly<Record<string, number>>;
  /** By what is counted. */
  readonly counts: Readonly<Record<string, number | string | boolean>>;
  /** Empty: nothing lost, nothing twice, worries first, the chain whole. */
  readonly problems: readonly string[];
}

const problemsShown = 40;

type Cell = number | string | boolean | undefined;

export function jsonLine({ problems, ...part }: Part): string {
  const first = problems.slice(0, problemsShown);
  return JSON.stringify({ schoolgate: "faults", ...part, problems: problems.length, first });
}

/** Kinds of fault down, parts across; what was counted below. */
export function tableOf(parts: readonly Part[]): string {
  const columns = parts.map(({ part }) => part);
  const rows = (names: readonly string[], of: (part: Part, name: string) => Cell) =>
    names.map((name) => [name, ...parts.map((part) => String(of(part, name) ?? ""))]);
  const namesOf = (pick: (part: Part) => object) => [
    ...new Set(parts.flatMap((part) => Object.keys(pick(part)))),
  ];
  const lines = [
    ["fault", ...columns],
    ...rows(namesOf(({ faults }) => faults).toSorted(byWords), ({ faults }, name) => faults[name]),
    ...rows(["all faults"], ({ faults }) => sumOf(faults)),
    [],
    ["counted", ...columns],
    ...rows(
      namesOf(({ counts }) => counts),
      ({ counts }, name) => counts[name],
    ),
    ...rows(["seconds"], ({ seconds }) => seconds),
    ...rows(["problems"], ({ problems }) => problems.length),
  ];
  const widths = lines.reduce<number[]>(
    (most, cells) =>
      cells
        .map((cell, place) => Math.max(most[place] ?? 0, cell.length))
        .concat(most.slice(cells.length)),
    [],
  );
  return lines
    .map((cells) =>
      cells
        .map((cell, place) =>
          place === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[place] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

export const sumOf = (faults: Part["faults"]): number =>
  Object.values(faults).reduce((sum, times) => sum + times, 0);

/** Words before statuses. */
function byWords(left: string, right: string): number {
  const isNumber = (name: string) => Number(/^\d/.test(name));
  return isNumber(left) - isNumber(right) || left.localeCompare(right);
}
