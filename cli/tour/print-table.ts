// The tour as a table that fits a terminal.
import type { TourStep } from "./step-book.ts";

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    for (let rest = word; rest !== ""; rest = rest.slice(width)) {
      const piece = rest.slice(0, width);
      if (line !== "" && line.length + 1 + piece.length > width) {
        lines.push(line);
        line = piece;
      } else line = line === "" ? piece : `${line} ${piece}`;
    }
  }
  return [...lines, line];
}

/** One row per step: number, ok or FAILED, name, what was expected, what was seen. `width` in characters. */
export function printTable(steps: readonly TourStep[], width = 120): string {
  const rest = width - 16;
  const columns = [Math.floor(rest * 0.26), Math.floor(rest * 0.37), Math.floor(rest * 0.37)];
  const rule = `${"─".repeat(3)} ${"─".repeat(6)} ${columns.map((size) => "─".repeat(size)).join("  ")}`;
  const rows = steps.map((step, index) => {
    const cells = [step.name, step.expected, step.seen].map((text, column) =>
      wrap(text, columns[column] ?? 20),
    );
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_none, line) => {
      const number = line === 0 ? String(index + 1).padStart(3) : "   ";
      const mark = line === 0 ? (step.ok ? "ok    " : "FAILED") : "      ";
      const texts = cells.map((cell, column) => (cell[line] ?? "").padEnd(columns[column] ?? 20));
      return `${number} ${mark} ${texts.join("  ")}`.trimEnd();
    }).join("\n");
  });
  const head = `  # result ${["step", "expected", "seen"].map((title, column) => title.padEnd(columns[column] ?? 20)).join("  ")}`;
  return [head.trimEnd(), rule, ...rows, rule].join("\n");
}
