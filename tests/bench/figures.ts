// What all benches share: lines of JSON, medians, ratios of pairs. Pure but for `print`.
import { cpus, loadavg } from "node:os";

/** All that was printed, for whoever makes a table of it at the end. */
export const printed: Readonly<Record<string, unknown>>[] = [];

export function print(row: Readonly<Record<string, unknown>>): void {
  printed.push(row);
  process.stdout.write(`${JSON.stringify(row)}\n`);
}

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** The middle one, or the mean of the middle two; NaN of nothing. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const above = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? above : (above + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/**
 * The median of what each round's pair makes: what disturbs a machine disturbs both of a pair, so this stands where
 * the ratio of two medians wavers. Rounds of which either is missing or not above 0 are left out.
 */
export function medianRatio(over: readonly number[], under: readonly number[]): number {
  const ratios: number[] = [];
  for (const [place, top] of over.entries()) {
    const bottom = under[place];
    if (bottom !== undefined && bottom > 0 && top > 0) ratios.push(top / bottom);
  }
  return median(ratios);
}

/** The same list begun one further on each round, so that nobody always goes first. */
export function rotate<T>(items: readonly T[], by: number): readonly T[] {
  const at = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}

/** What a bar asks, what was measured, and whether it holds: one line each. */
export function printBar(
  bench: string,
  bar: string,
  wanted: `${">=" | "<="} ${number}`,
  measured: number,
): void {
  const most = Number(wanted.slice(3));
  const holds = wanted.startsWith(">=") ? measured >= most : measured <= most;
  print({ bench, bar, wanted, measured: round(measured, 3), holds });
}

/** The line every bench begins with. `method` says how it measures, in a sentence. */
export function printMachine(method: string): void {
  print({
    machine: cpus()[0]?.model,
    cores: cpus().length,
    node: process.version,
    load: loadavg().map((value) => round(value)),
    method,
  });
}
