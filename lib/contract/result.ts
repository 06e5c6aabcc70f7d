// Values that may be wrong travel as data: nothing that reads foreign input throws (law 5).
// Free of zod, so that core and content scripts may import it at run time.

/** Either a value or the reasons why there is none. */
export type Result<T, E = readonly Problem[]> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/**
 * One thing that is wrong with something a person wrote.
 * `path` is where (`profiles.ks3.categories.gambling`, or `file.txt:12`), `what` is what was found there,
 * `expected` is what would have been right. An `error` makes the whole unusable; with a `warning` it is used.
 */
export interface Problem {
  readonly path: string;
  readonly what: string;
  readonly expected: string;
  readonly level: "error" | "warning";
}

export function problem(
  path: string,
  what: string,
  expected: string,
  level: Problem["level"] = "error",
): Problem {
  return { path, what, expected, level };
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((found) => found.level === "error");
}
