// What a person may say after `npm start --`.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { projectRoot } from "../kit/project-root.ts";

export interface StartOptions {
  readonly tour: boolean;
  /** Wanted port of the collector; another is taken where it is in use. */
  readonly port: number;
  /** Where keys, the desk's database and the browser's profile are kept. */
  readonly dataDir: string;
  readonly policyFile: string;
  readonly profile: string;
  readonly resetPassword: boolean;
  /** Load the extension unpacked even where it could be force-installed. */
  readonly unpacked: boolean;
}

export type ReadOptions =
  | { readonly kind: "run"; readonly options: StartOptions }
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly what: string };

export const startHelp = `Schoolgate on this computer: the collector, the desk, and a Chromium under the school's policy.

  npm start                     set up and open the browser
  npm start -- --tour           the guided tour without a window: a table, screenshots in tour/, exit 0 if all came true

  --port N           port of the collector on 127.0.0.1 (default 8642; another is taken if it is in use)
  --data DIR         where keys, the desk's database and the browser's profile are kept (default .schoolgate)
  --policy FILE      the school's policy (default rules/policies/example-academy.json)
  --profile ID       the profile of the policy for this browser (default ks3)
  --reset-password   make a new password for the desk
  --unpacked         load the extension unpacked, as happens by itself where no managed policy can be set
  --help             this text

Where there is no display (no DISPLAY or WAYLAND_DISPLAY), npm start runs the tour.
`;

const defaultPort = 8642;

function readPort(given: string | undefined): number | undefined {
  if (given === undefined) return defaultPort;
  if (!/^\d{1,5}$/.test(given)) return undefined;
  const port = Number(given);
  return port <= 65_535 ? port : undefined;
}

/**
 * Reads the command line. `env` decides only whether there is a display. Anything that does not fit comes back as
 * one sentence with what was expected.
 */
export function readStartOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): ReadOptions {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        tour: { type: "boolean" },
        port: { type: "string" },
        data: { type: "string" },
        policy: { type: "string" },
        profile: { type: "string" },
        "reset-password": { type: "boolean" },
        unpacked: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }));
  } catch (error) {
    return { kind: "wrong", what: error instanceof Error ? error.message : String(error) };
  }
  if (values.help === true) return { kind: "help" };
  const port = readPort(values.port);
  if (port === undefined) {
    return {
      kind: "wrong",
      what: `--port was "${values.port ?? ""}"; expected a whole number from 0 to 65535`,
    };
  }
  const policyFile = resolve(
    values.policy ?? join(projectRoot, "rules/policies/example-academy.json"),
  );
  if (!existsSync(policyFile)) {
    return { kind: "wrong", what: `--policy: ${policyFile} is not there; expected a policy file` };
  }
  const windowed =
    platform !== "linux" ||
    [env["DISPLAY"], env["WAYLAND_DISPLAY"]].some((name) => name !== undefined && name !== "");
  return {
    kind: "run",
    options: {
      tour: values.tour === true || !windowed,
      port,
      dataDir: resolve(values.data ?? join(projectRoot, ".schoolgate")),
      policyFile,
      profile: values.profile ?? "ks3",
      resetPassword: values["reset-password"] === true,
      unpacked: values.unpacked === true,
    },
  };
}
