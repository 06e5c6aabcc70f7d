// What a backup is: one form for both databases, so that one can be read into the other. Gzip over lines of JSON: a
// header, then for each table a line with its columns and one line for each row, then a line that seals the count and
// the SHA-256 over all lines before.
import { createHash, type Hash } from "node:crypto";
import type { SqlValue } from "../driver.ts";

export interface BackupHeader {
  readonly schoolgate: "backup";
  readonly format: 1;
  /** The database's version: the steps that it had taken. */
  readonly version: number;
  readonly atMs: number;
  /** Files of the data folder by name, where they were asked for. */
  readonly keys?: Readonly<Record<string, string>>;
}

interface TableLine {
  readonly table: string;
  readonly columns: readonly string[];
}

interface EndLine {
  readonly end: true;
  readonly rows: number;
  readonly sha256: string;
}

export type BackupPart =
  | { readonly kind: "header"; readonly header: BackupHeader }
  | { readonly kind: "table"; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: "row"; readonly row: readonly SqlValue[] };

/** Not begun anew on a new version: they are of the moment. Sessions must not come back to life. */
export const leftOut: readonly string[] = ["session", "task_lease", "erasing"];

/** Counts and hashes the lines that pass; both sides do. */
function createTally() {
  const hash: Hash = createHash("sha256");
  let rows = 0;
  return {
    line(text: string, isRow: boolean) {
      hash.update(`${text}\n`, "utf8");
      if (isRow) rows += 1;
    },
    end: (): EndLine => ({ end: true, rows, sha256: hash.digest("hex") }),
  };
}

/** The lines of a backup, the last one included. */
export async function* writeLines(parts: AsyncIterable<BackupPart>): AsyncGenerator<string> {
  const tally = createTally();
  for await (const part of parts) {
    const line = JSON.stringify(
      part.kind === "header"
        ? part.header
        : part.kind === "row"
          ? part.row
          : ({ table: part.table, columns: part.columns } satisfies TableLine),
    );
    tally.line(line, part.kind === "row");
    yield `${line}\n`;
  }
  yield `${JSON.stringify(tally.end())}\n`;
}

/** Reads them back. Throws a sentence where it is no backup, or not whole: only then is all of it true. */
export async function* readParts(lines: AsyncIterable<string>): AsyncGenerator<BackupPart> {
  const tally = createTally();
  let place = 0;
  let isWhole = false;
  for await (const line of lines) {
    place += 1;
    if (isWhole) throw new Error(`line ${place} of the backup comes after its end`);
    const read: unknown = parse(line, place);
    if (typeof read === "object" && read !== null && "end" in read) {
      const told = read as EndLine;
      const seen = tally.end();
      if (told.rows !== seen.rows || told.sha256 !== seen.sha256) {
        throw new Error("the backup is not as it was written");
      }
      isWhole = true;
      continue;
    }
    tally.line(line, Array.isArray(read));
    yield partOf(read, place);
  }
  if (!isWhole) throw new Error("the backup ends before its end");
}

function parse(line: string, place: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`line ${place} of the backup cannot be read`);
  }
}

function partOf(read: unknown, place: number): BackupPart {
  if (place === 1) {
    const header = read as Partial<BackupHeader> | null;
    if (header?.schoolgate !== "backup") throw new Error("this is no backup of a collector");
    if (header.format !== 1) throw new Error("the backup is of a newer collector than this");
    return { kind: "header", header: header as BackupHeader };
  }
  if (Array.isArray(read)) return { kind: "row", row: read as SqlValue[] };
  const { table, columns } = read as Partial<TableLine>;
  if (typeof table === "string" && Array.isArray(columns)) return { kind: "table", table, columns };
  throw new Error(`line ${place} of the backup is no part of one`);
}
