// Problems as lines: place, what was found, what was expected.
import type { PlacedProblem } from "../lib/build/policy-files.ts";

export function problemLine(found: PlacedProblem): string {
  const place =
    found.line === undefined ? "" : ` (line ${found.line}, column ${found.column ?? 1})`;
  return `${found.level}: ${found.path}${place}\n    found:    ${found.what}\n    expected: ${found.expected}`;
}

/** "1 error, 2 warnings". */
export function countProblems(problems: readonly PlacedProblem[]): string {
  const errors = problems.filter((one) => one.level === "error").length;
  const warnings = problems.length - errors;
  const words = (many: number, one: string) => `${many} ${one}${many === 1 ? "" : "s"}`;
  return [
    ...(errors > 0 ? [words(errors, "error")] : []),
    ...(warnings > 0 ? [words(warnings, "warning")] : []),
  ].join(", ");
}
