// The safeguarding keys: what is kept now, and who asks for one. Older states go: each holds wrapped secrets.
import type { EventKind } from "../../lib/contract/event.ts";
import type { AuditEntry } from "../review/audit.ts";
import { heldKeySchema, keepingSchema, type HeldKey, type Keeping } from "../review/held-keys.ts";
import { listOf, type Driver } from "./driver.ts";
import { audited } from "./row-tools.ts";
import { askedTogether } from "./together.ts";

/** Sealed parts of an event, as they are sealed anew to somebody who joins. */
export interface SealedParts {
  readonly id: string;
  readonly sealed: string;
  readonly head: string;
}

export interface KeyStore {
  /** Undefined where the school has made no keys yet. */
  readKeeping(): Promise<{ readonly version: number; readonly keeping: Keeping } | undefined>;
  /** The version alone; 0 where there are none. */
  keysVersion(): Promise<number>;
  /** Replaces what is kept where it still has `version` (0: nothing yet); says whether it did. */
  writeKeeping(version: number, keeping: Keeping, audit: AuditEntry): Promise<boolean>;
  /** Keys that were made and wait for somebody who holds one. */
  listAsking(): Promise<readonly HeldKey[]>;
  /** One for each account: a second replaces the first. */
  putAsking(held: HeldKey, atMs: number, audit: AuditEntry): Promise<void>;
  dropAsking(account: string, audit: AuditEntry): Promise<boolean>;
  /** Sealed events by id after `afterId`: for sealing them anew. */
  listSealed(
    afterId: string,
    most: number,
  ): Promise<readonly (SealedParts & { readonly kind: EventKind })[]>;
  /** The sealed head of each of these events that has one, by id. */
  headsOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Puts these in place of what is sealed of those events; all else of them stays. How many were there. */
  reseal(parts: readonly SealedParts[], audit: AuditEntry): Promise<number>;
}

export function keyStore(driver: Driver): KeyStore {
  const askVersion = askedTogether(driver, async (asked: readonly undefined[]) => {
    const row = await driver.get("SELECT version FROM safeguarding WHERE name = 'keys'");
    return asked.map(() => Number(row?.["version"] ?? 0));
  });

  return {
    async readKeeping() {
      const row = await driver.get("SELECT version, body FROM safeguarding WHERE name = 'keys'");
      if (row === undefined) return undefined;
      return {
        version: Number(row["version"]),
        keeping: keepingSchema.parse(JSON.parse(String(row["body"]))),
      };
    },

    keysVersion: () => askVersion(undefined),

    async writeKeeping(version, keeping, audit) {
      return audited(driver, async (sql, tell) => {
        const body = JSON.stringify(keeping);
        const written =
          version === 0
            ? await sql.run(
                "INSERT INTO safeguarding (name, version, body) VALUES ('keys', 1, ?) ON CONFLICT (name) DO NOTHING",
                body,
              )
            : await sql.run(
                "UPDATE safeguarding SET version = version + 1, body = ? WHERE name = 'keys' AND version = ?",
                body,
                version,
              );
        if (written !== 1) return false;
        for (const { account } of keeping.held) {
          await sql.run("DELETE FROM key_asking WHERE account = ?", account);
        }
        await tell(audit);
        return true;
      });
    },

    async listAsking() {
      const rows = await driver.all("SELECT body FROM key_asking ORDER BY at_ms, account");
      return rows.map((row) => heldKeySchema.parse(JSON.parse(String(row["body"]))));
    },

    async putAsking(held, atMs, audit) {
      await audited(driver, async (sql, tell) => {
        await sql.run(
          `INSERT INTO key_asking (account, at_ms, body) VALUES (?, ?, ?)
           ON CONFLICT (account) DO UPDATE SET at_ms = excluded.at_ms, body = excluded.body`,
          held.account,
          atMs,
          JSON.stringify(held),
        );
        await tell(audit);
      });
    },

    async dropAsking(account, audit) {
      return audited(driver, async (sql, tell) => {
        const gone = await sql.run("DELETE FROM key_asking WHERE account = ?", account);
        if (gone > 0) await tell(audit);
        return gone > 0;
      });
    },

    async listSealed(afterId, most) {
      const rows = await driver.all(
        "SELECT id, kind, body FROM event WHERE id > ? AND body LIKE '%\"sealed\":%' ORDER BY id LIMIT ?",
        afterId,
        most,
      );
      return rows.map((row) => {
        const { sealed = "", head = "" } = JSON.parse(String(row["body"])) as Partial<SealedParts>;
        return { id: String(row["id"]), kind: row["kind"] as EventKind, sealed, head };
      });
    },

    async headsOf(ids) {
      const heads = new Map<string, string>();
      if (ids.length === 0) return heads;
      const { places, values } = listOf(ids);
      const rows = await driver.all(
        `SELECT id, body FROM event WHERE id IN (${places})`,
        ...values,
      );
      for (const row of rows) {
        const { head } = JSON.parse(String(row["body"])) as { head?: string };
        if (head !== undefined) heads.set(String(row["id"]), head);
      }
      return heads;
    },

    async reseal(parts, audit) {
      return audited(driver, async (sql, tell) => {
        let done = 0;
        for (const { id, sealed, head } of parts) {
          const row = await sql.get(`SELECT body FROM event WHERE id = ?${sql.forUpdate}`, id);
          if (row === undefined) continue;
          const event = JSON.parse(String(row["body"])) as { sealed?: string; head?: string };
          // What came in clear stays as it is: sealing it now would not unsay it, and could lose it.
          if (event.sealed === undefined) continue;
          const body = JSON.stringify({ ...event, sealed, ...(head === "" ? {} : { head }) });
          done += await sql.run("UPDATE event SET body = ? WHERE id = ?", body, id);
        }
        if (done > 0) await tell(audit);
        return done;
      });
    },
  };
}
