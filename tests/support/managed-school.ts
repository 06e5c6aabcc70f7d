// A whole school for one test file: collector, network, stand-in web, and a Chromebook under managed policy.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Page } from "puppeteer";
import { buildExtension, packKit } from "../../cli/kit/build-kit.ts";
import { startCollector, type CollectorProcess } from "../../cli/kit/collector-process.ts";
import { findChromium } from "../../cli/kit/find-chromium.ts";
import { freePort } from "../../cli/kit/free-port.ts";
import { launchManagedChromium, type ManagedChromium } from "../../cli/kit/managed-chromium.ts";
import { writeManagedPolicies } from "../../cli/kit/managed-policy.ts";
import { projectRoot } from "../../cli/kit/project-root.ts";
import { openStandInWeb, type StandInSite, type StandInWeb } from "../../cli/kit/stand-in-web.ts";
import { patience, waitUntil } from "../../cli/kit/wait-until.ts";
import type { SchoolgateEvent } from "../../lib/contract/event.ts";
import type { ManagedConfig } from "../../lib/contract/managed-config.ts";
import type {
  MessageAnswers,
  MessageInput,
  MessageName,
  MessageReply,
} from "../../lib/contract/message.ts";
import { openCollectorGate, type CollectorGate } from "./collector-gate.ts";
import { tempFolder } from "./temp-folder.ts";
import { testPolicy } from "./test-policy.ts";

export const deskPassword = "a long password for tests only";
const deviceToken = "a-device-token-of-the-tests-0123456789abcdef";

export interface ManagedSchoolInput {
  readonly sites?: Readonly<Record<string, StandInSite>>;
  /** Any JSON value, right or wrong; default: the test policy. A string goes as it is. */
  readonly policy?: unknown;
  readonly config?: Partial<ManagedConfig>;
  /** The text of a confidential list for the collector; the device needs `confidential: "required"` too. */
  readonly confidential?: string;
  /** The folder of a built extension; default: the one that this checkout builds. */
  readonly extensionFolder?: string;
}

export interface ManagedSchool {
  readonly web: StandInWeb;
  readonly gate: CollectorGate;
  readonly collector: CollectorProcess;
  readonly extensionId: string;
  /** The browser that runs now. */
  chromebook(): ManagedChromium;
  /** A new tab. */
  page(): Promise<Page>;
  /** A new tab on a page of the extension, for example "status.html". */
  extensionPage(path: string): Promise<Page>;
  /** Sends a message as one of the extension's own pages would, from a tab kept for it. */
  send<Name extends MessageName>(name: Name, body: MessageInput<Name>): Promise<MessageReply<Name>>;
  /**
   * Ends the browser ("close" in order, "kill" with SIGKILL) and starts it on the same profile. It is killed as one that
   * was in use: Chromium writes what it has installed to disk about 10 s later, and one killed before that starts as new,
   * with no extension at its first page (measured).
   */
  restart(how: "close" | "kill", startAddresses?: readonly string[]): Promise<void>;
  /** Gives the device another managed configuration, while it runs. */
  configure(policy: unknown, config?: Partial<ManagedConfig>): void;
  /** Stops the extension's worker, as the browser does when it is idle or short of memory. */
  stopWorkers(): Promise<void>;
  /** Where everything of this school stands: "profile" is the browser's folder, "collector" the collector's data. */
  readonly folder: string;
  /** What the collector has said on standard error. */
  readonly collectorLines: readonly string[];
  /** What stands in the collector's database, in order of arrival. */
  arrived(): SchoolgateEvent[];
  /** Everything the extension keeps on this device (IndexedDB, storage), as one text. */
  everythingKept(): Promise<string>;
  /** Waits until the policy of this version is in force. */
  policyInForce(version: string): Promise<void>;
  close(): Promise<void>;
}

async function builtExtension(): Promise<string> {
  const folder = join(projectRoot, ".output/chrome-mv3");
  // The gate "build" of npm test comes first; a single test file started by hand builds for itself.
  return existsSync(join(folder, "manifest.json")) ? folder : buildExtension("");
}

const textOf = (policy: unknown): string =>
  typeof policy === "string" ? policy : JSON.stringify(policy);

/** What Puppeteer itself waits for in a tab: a selector, a page that loads. */
const tabDeadlineMs = 30_000 * patience;

/** Sets a school up. The browser is started; nothing is waited for beyond that. */
export async function openManagedSchool(input: ManagedSchoolInput = {}): Promise<ManagedSchool> {
  const chromium = findChromium();
  if (chromium === undefined) throw new Error("no Chromium: npm test installs one where it can");
  const folder = tempFolder("school");
  const extensionFolder = input.extensionFolder ?? (await builtExtension());
  const collectorPort = await freePort(0);
  const consoleDir = join(folder, "desk");
  mkdirSync(consoleDir);
  const collectorDir = join(folder, "collector");
  const lines: string[] = [];
  const confidentialFile = join(folder, "confidential.txt");
  if (input.confidential !== undefined) writeFileSync(confidentialFile, input.confidential);
  // It starts while the extension is packed.
  const starting = startCollector({
    dataDir: collectorDir,
    port: collectorPort,
    packageDir: join(folder, "package"),
    policyFile: join(projectRoot, "rules/policies/example-academy.json"),
    consoleDir,
    deviceToken,
    deskPassword,
    onLine: (line) => lines.push(line),
    ...(input.confidential === undefined ? {} : { confidentialFile }),
  });
  const { extensionId } = packKit({
    dataDir: folder,
    extensionFolder,
    collectorAddress: `http://127.0.0.1:${collectorPort}`,
  });
  const collector = await starting;
  const gate = await openCollectorGate(() => collectorPort);
  const web = await openStandInWeb(input.sites ?? {});
  const policiesFor = (policy: unknown, config: Partial<ManagedConfig>) =>
    writeManagedPolicies({
      extensionId,
      updateAddress: `${collector.address}/update/updates.xml`,
      config: {
        policy: textOf(policy),
        profile: "pupil",
        collectorAddress: gate.address,
        deviceToken,
        deviceLabel: "Test Chromebook 1",
        ...config,
      },
      use: "trial",
    });
  let policies = policiesFor(input.policy ?? testPolicy(), input.config ?? {});
  const launch = (startAddresses?: readonly string[]): Promise<ManagedChromium> =>
    launchManagedChromium({
      chromium,
      policies,
      userDataDir: join(folder, "profile"),
      headless: true,
      offline: true,
      hostMap: web.hostMap,
      trustedKeyHash: web.trustedKeyHash,
      ...(startAddresses === undefined ? {} : { startAddresses }),
    });
  let running = await launch().catch(async (error: unknown) => {
    await gate.close();
    await web.close();
    await collector.stop();
    throw error;
  });
  let sender: Page | undefined;

  const newTab = async (): Promise<Page> => {
    const page = await running.browser.newPage();
    page.setDefaultTimeout(tabDeadlineMs);
    return page;
  };
  const extensionPage = async (path: string): Promise<Page> => {
    const page = await newTab();
    const address = `chrome-extension://${extensionId}/${path}`;
    await waitUntil(
      `the extension is installed and shows ${path}`,
      async () => {
        await page.goto(address);
        return page.evaluate(() => typeof chrome.runtime.id === "string");
      },
      { deadlineMs: 60_000, everyMs: 200 },
    );
    return page;
  };
  const senderPage = async (): Promise<Page> => {
    if (sender === undefined || sender.isClosed()) sender = await extensionPage("status.html");
    return sender;
  };
  const send = async <Name extends MessageName>(
    name: Name,
    body: MessageInput<Name>,
  ): Promise<MessageReply<Name>> => {
    const page = await senderPage();
    const envelope = JSON.stringify({ schoolgate: name, body });
    const reply = await page.evaluate(async (text) => {
      try {
        const answer: unknown = await chrome.runtime.sendMessage(JSON.parse(text));
        // A worker that is stopped while it works answers with nothing.
        return JSON.stringify(answer ?? { ok: false, error: "no answer" });
      } catch (error) {
        return JSON.stringify({ ok: false, error: String(error) });
      }
    }, envelope);
    return JSON.parse(reply) as MessageReply<Name>;
  };
  const preferences = join(folder, "profile/Default/Preferences");
  const installationKept = () =>
    waitUntil(
      "the browser has written the extension's worker down",
      () =>
        existsSync(preferences) &&
        // In Chromium's own file, below extensions.settings.ID.
        readFileSync(preferences, "utf8").includes("service_worker_registration_info"),
      { deadlineMs: 20_000, everyMs: 200 },
      // A disk that is full keeps nothing.
    ).catch(() => undefined);
  const close = async (): Promise<void> => {
    await running.close();
    await gate.close();
    await web.close();
    await collector.stop();
  };
  return {
    web,
    gate,
    collector,
    extensionId,
    folder,
    collectorLines: lines,
    chromebook: () => running,
    page: newTab,
    extensionPage,
    send,
    restart: async (how, startAddresses) => {
      if (how === "kill") await installationKept();
      await (how === "kill" ? running.kill() : running.close());
      sender = undefined;
      running = await launch(startAddresses);
    },
    configure: (policy, config = {}) => {
      policies = policiesFor(policy, config);
      running.setPolicies(policies);
    },
    stopWorkers: async () => {
      const devTools = await (await senderPage()).createCDPSession();
      /** Those that ran when they were asked to stop, and have not been seen to. */
      const running = new Set<string>();
      let isAsked = false;
      devTools.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
        for (const { versionId, runningStatus } of versions) {
          if (runningStatus === "stopped") running.delete(versionId);
          else if (!isAsked) running.add(versionId);
        }
      });
      await devTools.send("ServiceWorker.enable");
      isAsked = true;
      await devTools.send("ServiceWorker.stopAllWorkers");
      // What happens before a worker has stopped may still be given to it, and be lost with it.
      await waitUntil("the workers have stopped", () => running.size === 0);
      await devTools.detach();
    },
    arrived: () => {
      const database = new DatabaseSync(join(collectorDir, "collector.sqlite"), { readOnly: true });
      try {
        const rows = database.prepare("SELECT body FROM event ORDER BY rowid").all();
        return rows.map((row) => JSON.parse(String(row["body"])) as SchoolgateEvent);
      } finally {
        database.close();
      }
    },
    everythingKept: async () => {
      const page = await senderPage();
      return page.evaluate(readEverything);
    },
    policyInForce: async (version) => {
      await waitUntil(
        `policy ${version} is in force`,
        async () => {
          const reply = await send("status/read", {});
          if (!reply.ok) throw new Error(reply.error);
          const status: MessageAnswers["status/read"] = reply.value;
          if (status.policyVersion !== version) throw new Error(`policy ${status.policyVersion}`);
          return true;
        },
        { deadlineMs: 150_000, everyMs: 200 },
      );
    },
    close,
  };
}

/** Runs in a page of the extension: reads every database and every storage area, whatever their names. */
async function readEverything(): Promise<string> {
  const found: Record<string, unknown> = {
    local: await chrome.storage.local.get(null),
    session: await chrome.storage.session.get(null),
  };
  const settle = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
    });
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    const database = await settle(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const rows = await settle(database.transaction(store).objectStore(store).getAll());
      found[`${name}/${store}`] = rows;
    }
    database.close();
  }
  return JSON.stringify(found);
}
