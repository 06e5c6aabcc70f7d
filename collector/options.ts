// The collector's command line.
import { parseArgs } from "node:util";
import { err, ok, problem, type Result } from "../lib/contract/result.ts";

export interface CollectorOptions {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly packagePath?: string | undefined;
  readonly policyPath?: string | undefined;
  readonly consolePath?: string | undefined;
  readonly publicAddress?: string | undefined;
  readonly behindProxy: boolean;
  readonly readyJson: boolean;
  readonly resetPassword: boolean;
  readonly help: boolean;
}

export const usage = `usage: node collector/main.ts --data DIR [options]

  --data DIR             folder for the database (made where missing)
  --port N               port; 0 takes a free one (default 8787)
  --host ADDRESS         address to listen on (default 127.0.0.1)
  --package DIR          folder with schoolgate.crx and updates.xml
  --policy FILE          the school's policy; lists beside it are served too
  --console DIR          the built desk
  --public-address URL   where people reach the desk, for example https://desk.example.org
  --behind-proxy         believe X-Forwarded-For of the proxy in front
  --ready-json           one JSON line on standard output once it listens
  --reset-password       give the desk a new password, end its sessions, and stop
  --help

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
        console: { type: "string" },
        "public-address": { type: "string" },
        "behind-proxy": { type: "boolean", default: false },
        "ready-json": { type: "boolean", default: false },
        "reset-password": { type: "boolean", default: false },
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
  if (problems.length > 0) return err(problems);
  return ok({
    data: values.data ?? "",
    port,
    host: values.host,
    packagePath: values.package,
    policyPath: values.policy,
    consolePath: values.console,
    publicAddress: address,
    behindProxy: values["behind-proxy"],
    readyJson: values["ready-json"],
    resetPassword: values["reset-password"],
    help: values.help,
  });
}
