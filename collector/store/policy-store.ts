// Releases of the policy, and which stage has which.
import { listOf, type Driver, type Row, type Sql } from "./driver.ts";
import { audited, countOf } from "./row-tools.ts";
import type { PolicyRelease, PolicyStep, PolicyStore } from "./staff-store.ts";

async function give(sql: Sql, { stage, serial, atMs, who }: PolicyStep): Promise<void> {
  await sql.run(
    "INSERT INTO policy_step (stage, serial, at_ms, who) VALUES (?, ?, ?, ?)",
    stage,
    serial,
    atMs,
    who,
  );
}

export function policyStore(driver: Driver): PolicyStore {
  return {
    async addRelease({ serial, atMs, who, why, version, origin }, text, stage, audit) {
      return audited(driver, async (sql, tell) => {
        const highest = await sql.get("SELECT coalesce(max(serial), 0) AS n FROM policy_release");
        if (countOf(highest) >= serial) return false;
        await sql.run(
          "INSERT INTO policy_release (serial, at_ms, who, why, version, origin, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
          serial,
          atMs,
          who,
          why,
          version,
          origin,
          text,
        );
        await give(sql, { stage, serial, atMs, who });
        await tell(audit);
        return true;
      });
    },

    async giveRelease(step, audit) {
      return audited(driver, async (sql, tell) => {
        const there = await sql.get(
          "SELECT 1 AS n FROM policy_release WHERE serial = ?",
          step.serial,
        );
        if (there === undefined) return false;
        await give(sql, step);
        await tell(audit);
        return true;
      });
    },

    async stagesNow() {
      const rows = await driver.all(
        `SELECT stage, serial, at_ms, who FROM policy_step
         WHERE number IN (SELECT max(number) FROM policy_step GROUP BY stage) ORDER BY stage`,
      );
      return rows.map((row): PolicyStep => ({
        stage: String(row["stage"]),
        serial: Number(row["serial"]),
        atMs: Number(row["at_ms"]),
        who: String(row["who"]),
      }));
    },

    async readRelease(serial) {
      const row = await driver.get("SELECT * FROM policy_release WHERE serial = ?", serial);
      return row === undefined
        ? undefined
        : { release: releaseOfRow(row), text: String(row["body"]) };
    },

    async listReleases({ most, offset }) {
      const rows = await driver.all(
        `SELECT serial, at_ms, who, why, version, origin FROM policy_release
         ORDER BY serial DESC LIMIT ? OFFSET ?`,
        most,
        offset,
      );
      const list = listOf(rows.map((row) => row["serial"] ?? null));
      const steps = await driver.all(
        `SELECT DISTINCT serial, stage FROM policy_step WHERE serial IN (${list.places}) ORDER BY stage`,
        ...list.values,
      );
      const total = await driver.get("SELECT count(*) AS n FROM policy_release");
      return {
        releases: rows.map((row) => ({
          ...releaseOfRow(row),
          stages: steps
            .filter(({ serial }) => serial === row["serial"])
            .map(({ stage }) => String(stage)),
        })),
        total: countOf(total),
      };
    },
  };
}

function releaseOfRow(row: Row): PolicyRelease {
  return {
    serial: Number(row["serial"]),
    atMs: Number(row["at_ms"]),
    who: String(row["who"]),
    why: String(row["why"]),
    version: String(row["version"]),
    origin: Number(row["origin"]),
  };
}
