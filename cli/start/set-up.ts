// From a fresh clone to a running collector and a package that a browser can be told to install.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ManagedConfig } from "../../lib/contract/managed-config.ts";
import {
  buildDesk,
  buildExtension,
  keepSecret,
  keyPath,
  packKit,
  type PackedKit,
} from "../kit/build-kit.ts";
import {
  resetDeskPassword,
  startCollector,
  type CollectorProcess,
} from "../kit/collector-process.ts";
import { ensureChromium, type FoundChromium } from "../kit/find-chromium.ts";
import { freePort } from "../kit/free-port.ts";
import { keepKey } from "../kit/make-key.ts";
import { writeManagedPolicies, type ChromiumPolicies } from "../kit/managed-policy.ts";
import type { Progress } from "./progress.ts";
import type { StartOptions } from "./start-options.ts";
import { writeAdminKit } from "./write-admin-kit.ts";

/** How many steps `setUp` announces. */
export const setUpSteps = 5;

export interface SetUp {
  readonly chromium: FoundChromium;
  readonly extensionFolder: string;
  readonly kit: PackedKit;
  readonly collector: CollectorProcess;
  /** Starts the collector again as it was, on the same data and port. */
  restartCollector(): Promise<CollectorProcess>;
  readonly policies: ChromiumPolicies;
  /** What the policies hand to the extension. */
  readonly config: ManagedConfig;
  /** Folder with what goes into Google Admin. */
  readonly adminKit: string;
}

/** The policy file as one JSON text without needless space, as Google Admin would hold it. */
export function readPolicyText(policyFile: string): string {
  return JSON.stringify(JSON.parse(readFileSync(policyFile, "utf8")));
}

/**
 * Sets everything up. `deskDir` is where the desk keeps its database; `deskPassword` is for runs that must know it.
 * Throws with a sentence for people when something is missing that it cannot get.
 */
export async function setUp(
  options: StartOptions,
  progress: Progress,
  desk: { readonly dir: string; readonly password?: string },
): Promise<SetUp> {
  const { dataDir } = options;
  mkdirSync(dataDir, { recursive: true });
  const chromium = await progress.step("Looking for Chromium", () =>
    ensureChromium((line) => progress.note(line)),
  );
  progress.note(chromium.command);
  const { key, made } = keepKey(keyPath(dataDir));
  const extensionFolder = await progress.step("Building the extension", () =>
    buildExtension(key.manifestKey),
  );
  const consoleDir = join(dataDir, "desk-pages");
  await progress.step("Building the desk", () => buildDesk(consoleDir));

  const port = await freePort(options.port);
  if (port !== options.port && options.port !== 0) {
    progress.note(`Port ${options.port} is in use; the collector takes ${port}.`);
  }
  const collectorAddress = `http://127.0.0.1:${port}`;
  const kit = await progress.step("Signing the package", () =>
    packKit({ dataDir, extensionFolder, collectorAddress }),
  );
  progress.note(
    `${kit.extensionId}, version ${kit.version}; ${made ? "a new key is" : "its key is"} in ${keyPath(dataDir)}`,
  );
  const deviceToken = keepSecret(join(dataDir, "device-token.txt"));
  const start = (): Promise<CollectorProcess> =>
    startCollector({
      dataDir: desk.dir,
      port,
      packageDir: kit.packageDir,
      policyFile: options.policyFile,
      consoleDir,
      deviceToken,
      ...(desk.password === undefined ? {} : { deskPassword: desk.password }),
    });
  const collector = await progress.step("Starting the collector", async () => {
    const password = options.resetPassword ? await resetDeskPassword(desk.dir) : null;
    const started = await start();
    return password === null ? started : { ...started, signIn: { ...started.signIn, password } };
  });
  progress.note(`${collector.address}, its database in ${desk.dir}`);
  const config: ManagedConfig = {
    policy: readPolicyText(options.policyFile),
    profile: options.profile,
    collectorAddress,
    deviceToken,
    policyKey: collector.policyKey,
    unlockKey: collector.unlockKey,
    deviceLabel: "Trial Chromebook 1",
  };
  const updateAddress = `${collectorAddress}/update/updates.xml`;
  const adminKit = writeAdminKit({
    folder: join(dataDir, "google-admin"),
    extensionId: kit.extensionId,
    updateAddress,
    config,
  });
  return {
    chromium,
    extensionFolder,
    adminKit,
    kit,
    collector,
    restartCollector: start,
    config,
    policies: writeManagedPolicies({
      extensionId: kit.extensionId,
      updateAddress,
      config,
      use: "trial",
    }),
  };
}
