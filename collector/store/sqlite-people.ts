// Device credentials, accounts and sessions. Secrets arrive here as hashes only.
import type { DatabaseSync } from "node:sqlite";
import { isRole } from "../review/access.ts";
import { countOf } from "./sqlite-tools.ts";
import type { Store } from "./store.ts";

type PeopleStore = Pick<
  Store,
  | "addDeviceToken"
  | "hasDeviceToken"
  | "countDeviceTokens"
  | "readAccount"
  | "putAccount"
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
  const upsertAccount = db.prepare(`
    INSERT INTO account (name, role, password, password_at_ms) VALUES (?, ?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET role = excluded.role, password = excluded.password, password_at_ms = excluded.password_at_ms`);
  const insertSession = db.prepare(
    "INSERT INTO session (id_hash, account, made_at_ms, used_at_ms) VALUES (?, ?, ?, ?)",
  );
  const oneSession = db.prepare("SELECT * FROM session WHERE id_hash = ?");
  const touch = db.prepare("UPDATE session SET used_at_ms = max(used_at_ms, ?) WHERE id_hash = ?");
  const dropOne = db.prepare("DELETE FROM session WHERE id_hash = ?");
  const dropAll = db.prepare("DELETE FROM session WHERE account = ? AND id_hash <> ?");
  const dropOld = db.prepare("DELETE FROM session WHERE used_at_ms < ? OR made_at_ms < ?");

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
      const role = String(row?.["role"]);
      return row === undefined || !isRole(role)
        ? undefined
        : {
            name: String(row["name"]),
            role,
            password: String(row["password"]),
            passwordAtMs: Number(row["password_at_ms"]),
          };
    },
    async putAccount(account) {
      upsertAccount.run(account.name, account.role, account.password, account.passwordAtMs);
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
