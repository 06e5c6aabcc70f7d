// A Chromium that stands under managed policy as a school's Chromebook does: Schoolgate force-installed, configured,
// not to be removed. Puppeteer's own launch cannot do it (its defaults switch off extensions and the extension
// downloader), so the browser is started here and Puppeteer only connects.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { connect, type Browser } from "puppeteer";
import type { FoundChromium } from "./find-chromium.ts";
import type { ChromiumPolicies } from "./managed-policy.ts";
import { openPolicyMount, type PolicyMount } from "./policy-mount.ts";
import { patience, waitUntil } from "./wait-until.ts";

export interface ManagedChromiumInput {
  readonly chromium: FoundChromium;
  /** The browser's profile; kept, so that a second start finds what the first left. */
  readonly userDataDir: string;
  readonly headless: boolean;
  /** Absent: a browser under no policy. */
  readonly policies?: ChromiumPolicies;
  /** Folders of unpacked extensions, loaded by the command line. */
  readonly unpacked?: readonly string[];
  /** Host (or "*.host") to "address:port" of the server that stands in for it. */
  readonly hostMap?: Readonly<Record<string, string>>;
  /** Every host that is not mapped is unknown: nothing leaves this machine. */
  readonly offline?: boolean;
  /** Base-64 SHA-256 of the stand-in server's public key, whose certificate is taken as it is. */
  readonly trustedKeyHash?: string;
  /** Opened by the browser's own start, as a home page is. */
  readonly startAddresses?: readonly string[];
  readonly windowSize?: { readonly width: number; readonly height: number };
}

export interface ManagedChromium {
  readonly browser: Browser;
  readonly pid: number;
  /** Changes the policies under the running browser, which notices after about 5 s. */
  setPolicies(policies: ChromiumPolicies): void;
  /** Closes the browser as a person would. */
  close(): Promise<void>;
  /** Ends it at once with SIGKILL, as a crash or a flat battery would. */
  kill(): Promise<void>;
  /** Settles when the browser has ended, by whatever hand. */
  readonly ended: Promise<void>;
}

/** Where a managed browser cannot be had. The message says why. */
export class NoManagedBrowser extends Error {}

const startDeadlineMs = 45_000;
/** Killed, it would keep no session. */
const closeDeadlineMs = 10_000 * patience;
/** Background services of the browser that would talk to the network or to people. */
const quietFeatures = [
  "OptimizationHints",
  "MediaRouter",
  "Translate",
  "DisableLoadExtensionCommandLineSwitch",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "SearchEngineChoiceTrigger",
] as const;

/** The `--host-resolver-rules` for a map of hosts. */
export function hostRules(hostMap: Readonly<Record<string, string>>, offline: boolean): string {
  return [
    ...Object.entries(hostMap).map(([host, server]) => `MAP ${host} ${server}`),
    ...(offline ? ["MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1", "EXCLUDE localhost"] : []),
  ].join(", ");
}

/** The command line. `--disable-background-networking` stays out: with it nothing is ever force-installed. */
export function chromiumArgs(input: ManagedChromiumInput): string[] {
  const { width, height } = input.windowSize ?? { width: 1366, height: 768 };
  const rules = hostRules(input.hostMap ?? {}, input.offline === true);
  return [
    ...(input.headless ? ["--headless=new", "--hide-scrollbars", "--mute-audio"] : []),
    // Chromium refuses its sandbox to root.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    `--user-data-dir=${input.userDataDir}`,
    "--remote-debugging-port=0",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-sync",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--password-store=basic",
    "--use-mock-keychain",
    "--lang=en-GB",
    `--window-size=${width},${height}`,
    `--disable-features=${quietFeatures.join(",")}`,
    ...(rules === "" ? [] : [`--host-resolver-rules=${rules}`]),
    ...(input.trustedKeyHash === undefined
      ? []
      : [`--ignore-certificate-errors-spki-list=${input.trustedKeyHash}`]),
    ...(input.unpacked === undefined || input.unpacked.length === 0
      ? []
      : [`--load-extension=${input.unpacked.join(",")}`]),
    ...(input.startAddresses ?? ["about:blank"]),
  ];
}

/** Browsers still running: ended with this process, whatever ends it. */
const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) endGroup(child);
});

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    // The browser leads a process group of its own; its helpers are in it.
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

function readEndpoint(userDataDir: string): string | undefined {
  const path = join(userDataDir, "DevToolsActivePort");
  if (!existsSync(path)) return undefined;
  const [port, route] = readFileSync(path, "utf8").trim().split("\n");
  return port === undefined || route === undefined ? undefined : `ws://127.0.0.1:${port}${route}`;
}

function openMount(input: ManagedChromiumInput): PolicyMount | undefined {
  if (input.policies === undefined) return undefined;
  const mount = openPolicyMount(input.chromium.policyFolder);
  if ("reason" in mount) throw new NoManagedBrowser(mount.reason);
  mount.write(input.policies);
  return mount;
}

/**
 * Starts Chromium and connects to it. DevTools leave every service worker alone: a client attached to one keeps it
 * alive, and a worker that cannot die is not the one schools have.
 * Throws NoManagedBrowser where policies were asked for and cannot be put, and an Error where it does not start.
 */
export async function launchManagedChromium(input: ManagedChromiumInput): Promise<ManagedChromium> {
  const mount = openMount(input);
  const args = chromiumArgs(input);
  const line =
    mount === undefined
      ? { command: input.chromium.command, args }
      : mount.wrap(input.chromium.command, args);
  rmSync(join(input.userDataDir, "DevToolsActivePort"), { force: true });
  const child = spawn(line.command, line.args, {
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  running.add(child);
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints = (complaints + text).slice(-2000);
  });
  const ended = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      complaints += error.message;
      resolve();
    });
    child.once("exit", () => resolve());
  }).then(() => {
    endGroup(child);
    running.delete(child);
    mount?.remove();
  });
  const kill = async (): Promise<void> => {
    endGroup(child);
    await ended;
  };
  try {
    let gone = false;
    void ended.then(() => (gone = true));
    const endpoint = await waitUntil(
      "Chromium listens for DevTools",
      () => {
        const found = readEndpoint(input.userDataDir);
        return found ?? (gone ? "gone" : undefined);
      },
      { deadlineMs: startDeadlineMs },
    );
    if (endpoint === "gone") throw new Error("Chromium ended at once");
    const browser = await connect({
      // Without a blocklist Puppeteer lets go of every service worker; with one it would stay attached.
      browserWSEndpoint: endpoint,
      defaultViewport: null,
    });
    return {
      browser,
      pid: child.pid ?? 0,
      setPolicies: (policies) => {
        if (mount === undefined) throw new Error("this browser was started without policies");
        mount.write(policies);
      },
      close: async () => {
        const late = setTimeout(() => endGroup(child), closeDeadlineMs);
        await browser.close().catch(() => endGroup(child));
        await ended;
        clearTimeout(late);
      },
      kill,
      ended,
    };
  } catch (error) {
    await kill();
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`Chromium did not start: ${message}\n${complaints}`, { cause: error });
  }
}
