// Device credentials, accounts and sessions. Secrets arrive here as hashes only.
import type { DatabaseSync } from "node:sqlite";
import { isRole } from "../review/access.ts";
import { countOf, inTransaction, type Row } from "./sqlite-tools.ts";
import type { Account, Store } from "./store.ts";

type PeopleStore = Pick<
  Store,
  | "addDeviceToken"
  | "hasDeviceToken"
  | "countDeviceTokens"
  | "readAccount"
  | "listAccounts"
  | "putAccount"
  | "addAccount"
  | "changeAccount"
  | "addSession"
  | "readSession"
  | "touchSession"
  | "endSession"
  | "endSessions"
  | "dropSessionsBefore"
>;

export function sqlitePeople(db: DatabaseSync): PeopleStore {
  const insertToken = db.prepare(
    "INSERT INTO device_token (hash, label, added_at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const oneToken = db.prepare("SELECT 1 AS n FROM device_token WHERE hash = ?");
  const allTokens = db.prepare("SELECT count(*) AS n FROM device_token");
  const oneAccount = db.prepare("SELECT * FROM account WHERE name = ?");
  const allAccounts = db.prepare("SELECT * FROM account ORDER BY name");
  const upsertAccount = db.prepare(`
    INSERT INTO account (name, full_name, role, password, password_at_ms, one_time_until_ms, disabled_at_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET full_name = excluded.full_name, role = excluded.role,
      password = excluded.password, password_at_ms = excluded.password_at_ms,
      one_time_until_ms = excluded.one_time_until_ms, disabled_at_ms = excluded.disabled_at_ms`);
  const otherLeads = db.prepare(
    "SELECT 1 AS n FROM account WHERE role = 'dsl' AND disabled_at_ms IS NULL AND name <> ? LIMIT 1",
  );
  const insertAudit = db.prepare(
    "INSERT INTO audit (at_ms, who, act, case_id, detail) VALUES (?, ?, ?, ?, ?)",
  );
  const insertSession = db.prepare(
    "INSERT INTO session (id_hash, account, made_at_ms, used_at_ms) VALUES (?, ?, ?, ?)",
  );
  const oneSession = db.prepare("SELECT * FROM session WHERE id_hash = ?");
  const touch = db.prepare("UPDATE session SET used_at_ms = max(used_at_ms, ?) WHERE id_hash = ?");
  const dropOne = db.prepare("DELETE FROM session WHERE id_hash = ?");
  const dropAll = db.prepare("DELETE FROM session WHERE account = ? AND id_hash <> ?");
  const dropOld = db.prepare("DELETE FROM session WHERE used_at_ms < ? OR made_at_ms < ?");

  const put = (account: Account) =>
    upsertAccount.run(
      account.name,
      account.fullName,
      account.role,
      account.password,
      account.passwordAtMs,
      account.oneTimeUntilMs,
      account.disabledAtMs,
    );

  return {
    async addDeviceToken(hash, label, atMs) {
      return Number(insertToken.run(hash, label, atMs).changes) === 1;
    },
    async hasDeviceToken(hash) {
      return oneToken.get(hash) !== undefined;
    },
    async countDeviceTokens() {
      return countOf(allTokens.get());
    },
    async readAccount(name) {
      const row = oneAccount.get(name);
      return row === undefined ? undefined : accountOfRow(row);
    },
    async listAccounts() {
      return allAccounts.all().flatMap((row) => accountOfRow(row) ?? []);
    },
    async putAccount(account) {
      put(account);
    },
    async addAccount(account, audit) {
      return inTransaction(db, () => {
        if (oneAccount.get(account.name) !== undefined) return false;
        put(account);
        insertAudit.run(audit.atMs, audit.who, audit.act, audit.caseId, audit.detail);
        return true;
      });
    },
    async changeAccount(account, audit) {
      return inTransaction(db, () => {
        const isLead = account.role === "dsl" && account.disabledAtMs === null;
        if (!isLead && otherLeads.get(account.name) === undefined) return false;
        put(account);
        dropAll.run(account.name, "");
        insertAudit.run(audit.atMs, audit.who, audit.act, audit.caseId, audit.detail);
        return true;
      });
    },
    async addSession(session) {
      insertSession.run(session.idHash, session.account, session.madeAtMs, session.usedAtMs);
    },
    async readSession(idHash) {
      const row = oneSession.get(idHash);
      return row === undefined
        ? undefined
        : {
            idHash: String(row["id_hash"]),
            account: String(row["account"]),
            madeAtMs: Number(row["made_at_ms"]),
            usedAtMs: Number(row["used_at_ms"]),
          };
    },
    async touchSession(idHash, atMs) {
      touch.run(atMs, idHash);
    },
    async endSession(idHash) {
      dropOne.run(idHash);
    },
    async endSessions(account, exceptIdHash = "") {
      dropAll.run(account, exceptIdHash);
    },
    async dropSessionsBefore(usedBeforeMs, madeBeforeMs) {
      dropOld.run(usedBeforeMs, madeBeforeMs);
    },
  };
}

/** A row of `account`; undefined where its role is one that this collector does not know: it opens nothing. */
function accountOfRow(row: Row): Account | undefined {
  const role = String(row["role"]);
  if (!isRole(role)) return undefined;
  const timeOf = (name: string) => (row[name] === null ? null : Number(row[name]));
  return {
    name: String(row["name"]),
    fullName: String(row["full_name"]),
    role,
    password: String(row["password"]),
    passwordAtMs: Number(row["password_at_ms"]),
    oneTimeUntilMs: timeOf("one_time_until_ms"),
    disabledAtMs: timeOf("disabled_at_ms"),
  };
}
