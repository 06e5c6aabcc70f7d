// The collector's command line.
import { parseArgs } from "node:util";
import { err, ok, problem, type Result } from "../lib/contract/result.ts";
import { unsignedRules, type UnsignedRule } from "./auth/device-check.ts";
import { stagePattern } from "./policy/release.ts";

export interface CollectorOptions {
  readonly data: string;
  /** PostgreSQL's address; undefined: the embedded database in the data folder. */
  readonly databaseUrl?: string | undefined;
  readonly port: number;
  readonly host: string;
  readonly packagePath?: string | undefined;
  readonly policyPath?: string | undefined;
  readonly confidentialPath?: string | undefined;
  readonly consolePath?: string | undefined;
  readonly publicAddress?: string | undefined;
  readonly behindProxy: boolean;
  readonly readyJson: boolean;
  readonly resetPassword: boolean;
  /** Batches that no device has signed. */
  readonly unsignedDevices: UnsignedRule;
  readonly enrolmentsPerHour: number;
  /** This folder's keys become those of all collectors of the database. */
  readonly takeKeys: boolean;
  /** Of the whole store: done, and the collector stops. */
  readonly maintain?: Maintenance | undefined;
  /** The policy's commands: done, and the collector stops. */
  readonly signFile?: string | undefined;
  readonly releaseFile?: string | undefined;
  readonly rollBack: boolean;
  readonly to?: number | undefined;
  readonly stage: string;
  readonly by: string;
  readonly why: string;
  readonly help: boolean;
}

/** What can be done with a store beside a running collector (a restore: before one). */
export type Maintenance =
  | { readonly kind: "verify-audit" }
  | { readonly kind: "backup"; readonly file: string; readonly withKeys: boolean }
  | { readonly kind: "restore"; readonly file: string };

export const usage = `usage: node collector/main.ts --data DIR [options]

  --data DIR             folder for the database (made where missing)
  --database URL         PostgreSQL instead: postgres://USER:PASSWORD@HOST/NAME (or the variable DATABASE_URL);
                         several collectors may share it, each with its own DIR and the same keys in it
  --port N               port; 0 takes a free one (default 8787)
  --host ADDRESS         address to listen on (default 127.0.0.1)
  --package DIR          folder with schoolgate.crx and updates.xml
  --policy FILE          the school's policy; lists beside it are served too
  --confidential FILE    a confidential list of addresses, such as the IWF's (docs/CONFIDENTIAL.md)
  --console DIR          the built desk
  --public-address URL   where people reach the desk, for example https://desk.example.org
  --behind-proxy         believe X-Forwarded-For of the proxy in front
  --ready-json           one JSON line on standard output once it listens
  --reset-password       give the desk a new password, end its sessions, and stop
  --unsigned-devices X   allow: batches that no device has signed are taken, whatever device they name (a school whose
                         extensions are of an earlier version); refuse: none; default until-enrolled: unless they
                         name a device that has enrolled
  --enrolments-per-hour N  devices that may enrol with one credential in an hour (default 500)
  --take-keys            the keys in DIR become those of all collectors of the database
  --help

  For all that is kept, instead of serving (the collector may run meanwhile, but for a restore):
  --verify-audit         walk the audit's chain and name the first entry that does not fit
  --backup FILE          write all of it, as it is at one moment; --with-keys: the keys in DIR too
  --restore FILE         read a backup into an empty DIR or database

  For the policy, instead of serving (the collector may run meanwhile):
  --sign FILE            print a policy or any text signed with this folder's key
  --release FILE         check a policy and release it
  --roll-back            release again what everybody had before; --to SERIAL: that release
  --stage NAME           to these devices alone (their managed configuration names the stage)
  --by NAME --why TEXT   who does it and why; both are kept

  DATABASE_URL              as --database, so that its password stands in no list of processes
  SCHOOLGATE_DEVICE_TOKEN   credential for devices, added if not known
  SCHOOLGATE_DESK_PASSWORD  the desk's password at the first start or with --reset-password
  SCHOOLGATE_SMTP, SCHOOLGATE_SMTP_FROM, SCHOOLGATE_SMTP_PASSWORD_FILE, …
                            the mail server for alerts (collector/README.md, "Alerts")
`;

/** Reads the arguments; problems name the option, what was found and what was expected. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Result<CollectorOptions> {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        data: { type: "string" },
        database: { type: "string" },
        port: { type: "string", default: "8787" },
        host: { type: "string", default: "127.0.0.1" },
        package: { type: "string" },
        policy: { type: "string" },
        confidential: { type: "string" },
        console: { type: "string" },
        "public-address": { type: "string" },
        "behind-proxy": { type: "boolean", default: false },
        "ready-json": { type: "boolean", default: false },
        "unsigned-devices": { type: "string", default: "until-enrolled" },
        "enrolments-per-hour": { type: "string", default: "500" },
        "reset-password": { type: "boolean", default: false },
        "take-keys": { type: "boolean", default: false },
        "verify-audit": { type: "boolean", default: false },
        backup: { type: "string" },
        "with-keys": { type: "boolean", default: false },
        restore: { type: "string" },
        sign: { type: "string" },
        release: { type: "string" },
        "roll-back": { type: "boolean", default: false },
        to: { type: "string" },
        stage: { type: "string", default: "" },
        by: { type: "string", default: "" },
        why: { type: "string", default: "" },
        help: { type: "boolean", default: false },
      },
    }));
  } catch (error) {
    return err([
      problem("arguments", error instanceof Error ? error.message : "unreadable", "see --help"),
    ]);
  }
  const problems = [];
  const unsignedDevices = unsignedRules.find((rule) => rule === values["unsigned-devices"]);
  if (unsignedDevices === undefined) {
    problems.push(
      problem("--unsigned-devices", values["unsigned-devices"], unsignedRules.join(" or ")),
    );
  }
  if (!/^[1-9]\d{0,5}$/.test(values["enrolments-per-hour"])) {
    problems.push(problem("--enrolments-per-hour", values["enrolments-per-hour"], "1 to 999999"));
  }
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) {
    problems.push(problem("--port", values.port, "a number from 0 to 65535"));
  }
  // An empty address says: the embedded database, whatever the environment names.
  const maintain = maintenanceOf(values);
  const database = (values.database ?? env["DATABASE_URL"] ?? "").trim();
  if (values.data === undefined && !values.help && (maintain === undefined || database === "")) {
    problems.push(problem("--data", "nothing", "a folder for the database"));
  }
  if (database !== "" && !/^postgres(?:ql)?:\/\/./.test(database)) {
    const given = values.database === undefined ? "DATABASE_URL" : "--database";
    // Not the address itself: it may hold a password.
    problems.push(problem(given, "another kind of address", "postgres://USER:PASSWORD@HOST/NAME"));
  }
  const address = values["public-address"];
  if (
    address !== undefined &&
    (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
  ) {
    problems.push(problem("--public-address", address, "an address that begins with https://"));
  }
  if (!stagePattern.test(values.stage)) {
    problems.push(problem("--stage", values.stage, "lower-case letters, digits and hyphens"));
  }
  if (values.to !== undefined && !/^[1-9]\d{0,14}$/.test(values.to)) {
    problems.push(problem("--to", values.to, "the serial of a release"));
  }
  if (values.release !== undefined || values["roll-back"]) {
    for (const name of ["by", "why"] as const) {
      if (values[name].trim() === "") problems.push(problem(`--${name}`, "nothing", "a few words"));
    }
  }
  if (problems.length > 0) return err(problems);
  return ok({
    data: values.data ?? "",
    databaseUrl: database === "" ? undefined : database,
    port,
    host: values.host,
    packagePath: values.package,
    policyPath: values.policy,
    confidentialPath: values.confidential,
    consolePath: values.console,
    publicAddress: address,
    behindProxy: values["behind-proxy"],
    readyJson: values["ready-json"],
    unsignedDevices: unsignedDevices ?? "until-enrolled",
    enrolmentsPerHour: Number(values["enrolments-per-hour"]),
    resetPassword: values["reset-password"],
    takeKeys: values["take-keys"],
    maintain,
    signFile: values.sign,
    releaseFile: values.release,
    rollBack: values["roll-back"],
    to: values.to === undefined ? undefined : Number(values.to),
    stage: values.stage,
    by: values.by.trim(),
    why: values.why.trim(),
    help: values.help,
  });
}

function maintenanceOf(values: {
  readonly "verify-audit": boolean;
  readonly backup?: string | undefined;
  readonly "with-keys": boolean;
  readonly restore?: string | undefined;
}): Maintenance | undefined {
  if (values["verify-audit"]) return { kind: "verify-audit" };
  if (values.backup !== undefined) {
    return { kind: "backup", file: values.backup, withKeys: values["with-keys"] };
  }
  return values.restore === undefined ? undefined : { kind: "restore", file: values.restore };
}
