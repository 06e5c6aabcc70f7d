// schoolgate audit verify, as an administrator runs it.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../../cli/kit/project-root.ts";

export interface AuditVerified {
  readonly whole: boolean;
  readonly entries: number;
  readonly seals: number;
  /** What the command said where the chain is not whole. */
  readonly said: string;
}

export function verifyAudit(where: {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
}): Promise<AuditVerified> {
  const args = [
    "--disable-warning=ExperimentalWarning",
    join(projectRoot, "cli/main.ts"),
    "audit",
    "verify",
    "--data",
    where.dataDir,
    ...(where.databaseUrl === undefined ? [] : ["--database", where.databaseUrl]),
  ];
  const env = { ...process.env, DATABASE_URL: "" };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env, cwd: projectRoot }, (_error, stdout, stderr) => {
      const line = stdout.split("\n").find((one) => one.includes("audit-checked"));
      const { whole, entries, seals } = JSON.parse(line ?? "{}") as Partial<AuditVerified>;
      resolve({
        whole: whole === true,
        entries: entries ?? 0,
        seals: seals ?? 0,
        said: whole === true ? "" : stderr.trim() || "the command said nothing",
      });
    });
  });
}
