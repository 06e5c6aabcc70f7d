// What stands in a collector's database, in order of arrival.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import type { SchoolgateEvent } from "../../lib/contract/event.ts";

export async function readEvents(where: {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
}): Promise<readonly SchoolgateEvent[]> {
  const bodies = await (where.databaseUrl === undefined
    ? sqliteBodies(join(where.dataDir, "collector.sqlite"))
    : postgresBodies(where.databaseUrl));
  return bodies.map((body) => JSON.parse(body) as SchoolgateEvent);
}

function sqliteBodies(file: string): string[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database.prepare("SELECT body FROM event ORDER BY rowid").all();
    return rows.map((row) => String(row["body"]));
  } finally {
    database.close();
  }
}

async function postgresBodies(address: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    const { rows } = await client.query<{ body: string }>(
      "SELECT body FROM event ORDER BY received_at_ms, id",
    );
    return rows.map(({ body }) => body);
  } finally {
    await client.end();
  }
}
