// Device credentials, accounts and sessions. Secrets arrive here as hashes only.
import { isRole } from "../review/access.ts";
import { listOf, type Driver, type Row, type Sql } from "./driver.ts";
import { audited, countOf } from "./row-tools.ts";
import type { Account, Store } from "./store.ts";
import { askedTogether } from "./together.ts";

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
  | "changeOwnAccount"
  | "addSession"
  | "readSession"
  | "touchSession"
  | "endSession"
  | "endSessions"
  | "dropSessionsBefore"
>;

async function put(sql: Sql, account: Account): Promise<void> {
  await sql.run(
    `INSERT INTO account (name, full_name, role, password, password_at_ms, one_time_until_ms, disabled_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET full_name = excluded.full_name, role = excluded.role,
       password = excluded.password, password_at_ms = excluded.password_at_ms,
       one_time_until_ms = excluded.one_time_until_ms, disabled_at_ms = excluded.disabled_at_ms`,
    account.name,
    account.fullName,
    account.role,
    account.password,
    account.passwordAtMs,
    account.oneTimeUntilMs,
    account.disabledAtMs,
  );
}

/** In a transaction: nobody changes it before that ends. */
async function readIn(sql: Sql, name: string): Promise<Account | undefined> {
  const row = await sql.get(`SELECT * FROM account WHERE name = ?${sql.forUpdate}`, name);
  return row === undefined ? undefined : accountOfRow(row);
}

/** In all that decides what it opens. */
function isSameAccount(one: Account, other: Account): boolean {
  const keyOf = ({ role, password, oneTimeUntilMs, disabledAtMs }: Account) =>
    JSON.stringify([role, password, oneTimeUntilMs, disabledAtMs]);
  return keyOf(one) === keyOf(other);
}

const dropAll = "DELETE FROM session WHERE account = ? AND id_hash <> ?";

export function peopleStore(driver: Driver): PeopleStore {
  const hasToken = askedTogether(driver, async (hashes: readonly string[]) => {
    const { places, values } = listOf([...new Set(hashes)]);
    const rows = await driver.all(
      `SELECT hash FROM device_token WHERE hash IN (${places})`,
      ...values,
    );
    const known = new Set(rows.map((row) => row["hash"]));
    return hashes.map((hash) => known.has(hash));
  });

  return {
    async addDeviceToken(hash, label, atMs) {
      const added = await driver.run(
        "INSERT INTO device_token (hash, label, added_at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        hash,
        label,
        atMs,
      );
      return added === 1;
    },
    hasDeviceToken: hasToken,
    async countDeviceTokens() {
      return countOf(await driver.get("SELECT count(*) AS n FROM device_token"));
    },
    async readAccount(name) {
      const row = await driver.get("SELECT * FROM account WHERE name = ?", name);
      return row === undefined ? undefined : accountOfRow(row);
    },
    async listAccounts() {
      const rows = await driver.all("SELECT * FROM account ORDER BY name");
      return rows.flatMap((row) => accountOfRow(row) ?? []);
    },
    putAccount: (account) => put(driver, account),
    async addAccount(account, audit) {
      return audited(driver, async (sql, tell) => {
        const there = await sql.get("SELECT 1 AS n FROM account WHERE name = ?", account.name);
        if (there !== undefined) return false;
        await put(sql, account);
        await tell(audit);
        return true;
      });
    },
    async changeAccount(account, known, audit) {
      return audited(driver, async (sql, tell) => {
        const now = await readIn(sql, account.name);
        if (now === undefined || !isSameAccount(now, known)) return "changed";
        const isLead = account.role === "dsl" && account.disabledAtMs === null;
        const otherLead = () =>
          sql.get(
            "SELECT 1 AS n FROM account WHERE role = 'dsl' AND disabled_at_ms IS NULL AND name <> ? LIMIT 1",
            account.name,
          );
        if (!isLead && (await otherLead()) === undefined) return "no-lead";
        await put(sql, account);
        await sql.run(dropAll, account.name, "");
        await tell(audit);
        return "done";
      });
    },
    async changeOwnAccount(known, change, audit) {
      return audited(driver, async (sql, tell) => {
        const now = await readIn(sql, known.name);
        const isOpen = now?.disabledAtMs === null && now.password === known.password;
        if (!isOpen) return undefined;
        const isPassword = "password" in change;
        const next = { ...now, ...change, ...(isPassword ? { oneTimeUntilMs: null } : {}) };
        await put(sql, next);
        if (isPassword) await sql.run(dropAll, known.name, "");
        await tell(audit);
        return next;
      });
    },
    async addSession(session) {
      await driver.run(
        "INSERT INTO session (id_hash, account, made_at_ms, used_at_ms) VALUES (?, ?, ?, ?)",
        session.idHash,
        session.account,
        session.madeAtMs,
        session.usedAtMs,
      );
    },
    async readSession(idHash) {
      const row = await driver.get("SELECT * FROM session WHERE id_hash = ?", idHash);
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
      await driver.run(
        "UPDATE session SET used_at_ms = ? WHERE id_hash = ? AND used_at_ms < ?",
        atMs,
        idHash,
        atMs,
      );
    },
    async endSession(idHash) {
      await driver.run("DELETE FROM session WHERE id_hash = ?", idHash);
    },
    async endSessions(account, exceptIdHash = "") {
      await driver.run(dropAll, account, exceptIdHash);
    },
    async dropSessionsBefore(usedBeforeMs, madeBeforeMs) {
      await driver.run(
        "DELETE FROM session WHERE used_at_ms < ? OR made_at_ms < ?",
        usedBeforeMs,
        madeBeforeMs,
      );
    },
  };
}

/** A row of `account`; undefined where its role is one that this collector does not know: it opens nothing. */
function accountOfRow(row: Row): Account | undefined {
  const role = String(row["role"]);
  if (!isRole(role)) return undefined;
  const timeOf = (name: string) => {
    const time = row[name] ?? null;
    return time === null ? null : Number(time);
  };
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
