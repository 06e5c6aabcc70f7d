// The audit: entries in a chain, and seals over its heads.
import type { ChainedEntry, ChainHead } from "../review/audit-chain.ts";
import type { AuditAct, AuditEntry } from "../review/audit.ts";
import type { Driver, Row } from "./driver.ts";
import { audited, countOf, readHead } from "./row-tools.ts";

/** A head, signed with a collector's key: whoever makes the chain anew cannot make its seals anew. */
export interface AuditSeal extends ChainHead {
  readonly atMs: number;
  /** Of the collector that signed: Ed25519, base64. */
  readonly publicKey: string;
  readonly signature: string;
}

export type HashedEntry = ChainedEntry & { readonly hash: string };

export interface AuditStore {
  addAudit(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  listAudit(page: {
    readonly offset: number;
    readonly most: number;
  }): Promise<{ readonly entries: readonly AuditEntry[]; readonly total: number }>;
  /** The newest entry's place and hash. */
  auditHead(): Promise<ChainHead>;
  /** Entries in their order, those after this place. */
  readAuditChain(afterNumber: number, most: number): Promise<readonly HashedEntry[]>;
  /** Adds it where no seal has this place yet. */
  addSeal(seal: AuditSeal): Promise<void>;
  /** By place. */
  readSeals(): Promise<readonly AuditSeal[]>;
}

export function auditStore(driver: Driver): AuditStore {
  return {
    addAudit: (entry) => audited(driver, (_sql, tell) => tell(entry)),

    async listAudit(page) {
      const rows = await driver.all(
        "SELECT * FROM audit ORDER BY number DESC LIMIT ? OFFSET ?",
        page.most,
        page.offset,
      );
      const total = await driver.get("SELECT count(*) AS n FROM audit");
      return { entries: rows.map(entryOfRow), total: countOf(total) };
    },

    auditHead: () => readHead(driver),

    async readAuditChain(afterNumber, most) {
      const rows = await driver.all(
        "SELECT * FROM audit WHERE number > ? ORDER BY number LIMIT ?",
        afterNumber,
        most,
      );
      return rows.map((row) => ({
        ...entryOfRow(row),
        number: Number(row["number"]),
        hash: String(row["hash"]),
      }));
    },

    async addSeal({ number, hash, atMs, publicKey, signature }) {
      await driver.run(
        `INSERT INTO audit_seal (number, hash, at_ms, public_key, signature) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING`,
        number,
        hash,
        atMs,
        publicKey,
        signature,
      );
    },

    async readSeals() {
      const rows = await driver.all("SELECT * FROM audit_seal ORDER BY number");
      return rows.map((row) => ({
        number: Number(row["number"]),
        hash: String(row["hash"]),
        atMs: Number(row["at_ms"]),
        publicKey: String(row["public_key"]),
        signature: String(row["signature"]),
      }));
    },
  };
}

function entryOfRow(row: Row): AuditEntry {
  const caseId = row["case_id"] ?? null;
  return {
    atMs: Number(row["at_ms"]),
    who: String(row["who"]),
    act: row["act"] as AuditAct,
    caseId: caseId === null ? null : String(caseId),
    detail: String(row["detail"]),
  };
}
