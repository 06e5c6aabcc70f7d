// A backup: a snapshot written into one file, whole or not at all.
import { createWriteStream, existsSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { writeLines, type BackupPart } from "./backup-form.ts";
import type { Snapshot } from "./snapshot.ts";

export interface BackupMade {
  readonly version: number;
  readonly rows: number;
}

/** Throws where the file is there already, or cannot be written; nothing of it is left then. */
export async function makeBackup(
  snapshot: Snapshot,
  path: string,
  given: { readonly atMs: number; readonly keys: Readonly<Record<string, string>> | undefined },
): Promise<BackupMade> {
  if (existsSync(path)) throw new Error(`${path} is there already`);
  let rows = 0;
  async function* parts(): AsyncGenerator<BackupPart> {
    const { atMs, keys } = given;
    const { version } = snapshot;
    const header = { schoolgate: "backup", format: 1, version, atMs } as const;
    yield { kind: "header", header: keys === undefined ? header : { ...header, keys } };
    for (const table of snapshot.tables) {
      yield { kind: "table", table: table.name, columns: table.columns };
      for await (const row of snapshot.rows(table)) {
        rows += 1;
        yield { kind: "row", row };
      }
    }
  }
  const part = `${path}.part`;
  try {
    await pipeline(
      writeLines(parts()),
      createGzip(),
      createWriteStream(part, { mode: 0o600, flags: "wx" }),
    );
    const file = await open(part, "r+");
    await file.sync();
    await file.close();
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  return { version: snapshot.version, rows };
}
