// The collector's command line.
import { parseArgs } from "node:util";
import { err, ok, problem, type Result } from "../lib/contract/result.ts";
import { stagePattern } from "./policy/release.ts";

export interface CollectorOptions {
  readonly data: string;
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

export const usage = `usage: node collector/main.ts --data DIR [options]

  --data DIR             folder for the database (made where missing)
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
  --help

  For the policy, instead of serving (the collector may run meanwhile):
  --sign FILE            print a policy or any text signed with this folder's key
  --release FILE         check a policy and release it
  --roll-back            release again what everybody had before; --to SERIAL: that release
  --stage NAME           to these devices alone (their managed configuration names the stage)
  --by NAME --why TEXT   who does it and why; both are kept

  SCHOOLGATE_DEVICE_TOKEN   credential for devices, added if not known
  SCHOOLGATE_DESK_PASSWORD  the desk's password at the first start or with --reset-password
`;

/** Reads the arguments; problems name the option, what was found and what was expected. */
export function readOptions(args: readonly string[]): Result<CollectorOptions> {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        data: { type: "string" },
        port: { type: "string", default: "8787" },
        host: { type: "string", default: "127.0.0.1" },
        package: { type: "string" },
        policy: { type: "string" },
        confidential: { type: "string" },
        console: { type: "string" },
        "public-address": { type: "string" },
        "behind-proxy": { type: "boolean", default: false },
        "ready-json": { type: "boolean", default: false },
        "reset-password": { type: "boolean", default: false },
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
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) {
    problems.push(problem("--port", values.port, "a number from 0 to 65535"));
  }
  if (values.data === undefined && !values.help) {
    problems.push(problem("--data", "nothing", "a folder for the database"));
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
    port,
    host: values.host,
    packagePath: values.package,
    policyPath: values.policy,
    confidentialPath: values.confidential,
    consolePath: values.console,
    publicAddress: address,
    behindProxy: values["behind-proxy"],
    readyJson: values["ready-json"],
    resetPassword: values["reset-password"],
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
