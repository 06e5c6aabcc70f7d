// A command's world for tests: what it prints is kept, what it reads is given, its clock stands still.
import type { CommandIo } from "../../cli/command.ts";

export interface RecordedIo extends CommandIo {
  readonly printed: () => string;
  readonly notes: () => string;
}

export function recordIo(
  input: Iterable<Uint8Array> = [],
  nowMs = Date.parse("2026-11-22T12:00:00Z"),
): RecordedIo {
  let printed = "";
  let notes = "";
  return {
    out: async (text) => {
      printed += text;
    },
    note: (line) => {
      notes += `${line}\n`;
    },
    input: (async function* () {
      yield* input;
    })(),
    nowMs: () => nowMs,
    printed: () => printed,
    notes: () => notes,
  };
}
