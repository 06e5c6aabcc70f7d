// The line protocol of `scan --jsonl`: a JSON object a line in, one a line out, in the same order.
import { textSources } from "../../lib/contract/vocabulary.ts";
import type { TextSource } from "../../lib/contract/vocabulary.ts";
import type { Finding } from "../../lib/core/match/types.ts";
import type { CommandIo } from "../command.ts";
import { readLines } from "../read-lines.ts";

const shape = '{"id","text"}';
/** A word on standard error this often, for whoever waits. */
const progressEveryMs = 10_000;

export interface ScanRow {
  readonly id: string | number;
  readonly text: string;
  /** Where it was met, where the row says so. */
  readonly as?: TextSource;
}

export interface ScanLinesOptions {
  /** Ends at the first malformed line, which is still answered. */
  readonly isStrict?: boolean;
  /** Fields of an answer beside `id` and `findings`. */
  readonly more?: (row: ScanRow) => Readonly<Record<string, unknown>>;
}

type LinesIo = Pick<CommandIo, "out" | "input"> & Partial<Pick<CommandIo, "note" | "nowMs">>;

/** One answer for each line. A malformed line gets `{"line","error"}` in its place; exit code 1 at the end then. */
export async function scanLines(
  io: LinesIo,
  find: (row: ScanRow) => readonly Finding[],
  { isStrict = false, more }: ScanLinesOptions = {},
): Promise<0 | 1> {
  let number = 0;
  let malformed = 0;
  let found = 0;
  let saidMs = io.nowMs?.() ?? 0;
  // An empty line is malformed unless it is the last: so it is told only once another follows.
  let emptyAt: number | undefined;
  const complain = async (line: number, error: string) => {
    malformed += 1;
    await io.out(`${JSON.stringify({ line, error })}\n`);
  };
  for await (const line of readLines(io.input)) {
    number += 1;
    if (emptyAt !== undefined) await complain(emptyAt, `an empty line; expected ${shape}`);
    emptyAt = undefined;
    if (isStrict && malformed > 0) break;
    const text = number === 1 ? line?.replace(/^\uFEFF/, "") : line;
    if (text === "") {
      emptyAt = number;
      continue;
    }
    const row = text === undefined ? `a line that is too long; expected ${shape}` : readRow(text);
    if (typeof row === "string") {
      await complain(number, row);
      if (isStrict) break;
      continue;
    }
    const findings = find(row);
    if (findings.length > 0) found += 1;
    await io.out(`${JSON.stringify({ ...answerOf(row.id, findings), ...more?.(row) })}\n`);
    const nowMs = io.nowMs?.() ?? 0;
    if (nowMs - saidMs < progressEveryMs) continue;
    saidMs = nowMs;
    io.note?.(`scan: ${number} lines read, ${found} with findings, ${malformed} malformed`);
  }
  return malformed > 0 ? 1 : 0;
}

/** The row, or what is wrong with it. */
function readRow(line: string): ScanRow | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return `not JSON; expected ${shape}`;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return `not an object; expected ${shape}`;
  }
  const { id, text, as } = value as Partial<Record<"id" | "text" | "as", unknown>>;
  if (typeof id !== "string" && typeof id !== "number") {
    return `"id" is missing or no text; expected ${shape}`;
  }
  if (typeof text !== "string") return `"text" is missing or no text; expected ${shape}`;
  // Sets of texts carry all sorts of fields: null is as good as none.
  if (as === undefined || as === null) return { id, text };
  const source = textSources.find((known) => known === as);
  if (source === undefined) {
    return `"as" is ${JSON.stringify(as).slice(0, 60)}; expected one of ${textSources.join(", ")}, or none`;
  }
  return { id, text, as: source };
}

/** What is promised of an answer: `id` and `findings`, with offsets in UTF-16 units of the text as given. */
export function answerOf(id: string | number, findings: readonly Finding[]) {
  return {
    id,
    findings: findings.map(({ category, severity, score, matches }) => ({
      category,
      severity,
      score,
      matches: matches.map(({ start, end, phrase }) => ({ start, end, phrase })),
    })),
  };
}
