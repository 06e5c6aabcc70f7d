// One school whose every part can be killed: a Chromebook under managed policy, the network, the collector as a process,
// the database under it.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "puppeteer";
import { buildExtension, packKit } from "../../../cli/kit/build-kit.ts";
import { startCollector, type CollectorProcess } from "../../../cli/kit/collector-process.ts";
import { findChromium } from "../../../cli/kit/find-chromium.ts";
import { freePort } from "../../../cli/kit/free-port.ts";
import { launchManagedChromium, type ManagedChromium } from "../../../cli/kit/managed-chromium.ts";
import { writeManagedPolicies } from "../../../cli/kit/managed-policy.ts";
import { projectRoot } from "../../../cli/kit/project-root.ts";
import { openStandInWeb, type StandInSite } from "../../../cli/kit/stand-in-web.ts";
import { waitUntil } from "../../../cli/kit/wait-until.ts";
import type { MessageInput, MessageName, MessageReply } from "../../../lib/contract/message.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { testPolicy } from "../../support/test-policy.ts";
import type { Dice } from "../chance.ts";
import { openSimDatabase } from "../sim-database.ts";
import { openFaultyNetwork, type FaultyNetwork } from "./faulty-network.ts";

export const deskPassword = "a long password for faults only";
const answerDeadlineMs = 30_000;
const openDeadlineMs = 20_000;
/** What went past a full disk has arrived by then, or never will. */
const goneByMs = 15_000;
const deviceToken = "a-device-token-of-the-faults-0123456789abcdef";

export interface FaultySchool {
  readonly network: FaultyNetwork;
  readonly collector: () => CollectorProcess;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** Raised with each browser: what was begun in an earlier one is over. */
  readonly browserLife: () => number;
  newPage(): Promise<Page>;
  extensionPage(path: string): Promise<Page>;
  /** As one of the extension's own pages sends, from a tab kept for it. */
  send<Name extends MessageName>(name: Name, body: MessageInput<Name>): Promise<MessageReply<Name>>;
  /** In that tab. */
  evaluate<T>(work: () => Promise<T>): Promise<T>;
  stopWorkers(): Promise<void>;
  killBrowser(): Promise<void>;
  /** The browser tells the extension of so few bytes of room, until `work` is done. */
  fillStorage(bytesLeft: number, work: () => Promise<void>): Promise<void>;
  killCollector(): Promise<void>;
  /** Undefined where SQLite is the database: it dies with its collector. */
  readonly killDatabase: (() => Promise<void>) | undefined;
  /** Writes the policy of this version; settles when it is in force. */
  changePolicy(version: string): Promise<void>;
  /** Serves a newer build and lets the browser put it in place; its version. */
  updateExtension(): Promise<string>;
  close(): Promise<void>;
}

export async function openFaultySchool(given: {
  readonly dice: Dice;
  readonly isOnPostgres: boolean;
  readonly sites: Readonly<Record<string, StandInSite>>;
  /** Open, and looked at. */
  readonly openHosts: readonly string[];
}): Promise<FaultySchool> {
  const chromium = findChromium();
  if (chromium === undefined) throw new Error("no Chromium on this machine");
  const folder = tempFolder("faulty-school");
  const endings: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const end of endings.toReversed()) await Promise.resolve(end()).catch(() => undefined);
  };
  try {
    return await open();
  } catch (error) {
    await close();
    throw error;
  }

  async function open(): Promise<FaultySchool> {
    const built = join(projectRoot, ".output/chrome-mv3");
    if (!existsSync(join(built, "manifest.json"))) await buildExtension("");
    // A copy: the build may be made anew while this runs.
    const extensionFolder = join(folder, "extension");
    cpSync(built, extensionFolder, { recursive: true });
    const port = await freePort(0);
    const pack = () =>
      packKit({ dataDir: folder, extensionFolder, collectorAddress: `http://127.0.0.1:${port}` });
    const { extensionId, packageDir } = pack();
    const consoleDir = join(folder, "desk");
    mkdirSync(consoleDir);
    const dataDir = join(folder, "collector");
    const database = given.isOnPostgres ? await openSimDatabase() : undefined;
    if (database !== undefined) endings.push(() => database.stop());
    const start = () =>
      startCollector({
        dataDir,
        port,
        packageDir,
        policyFile: join(projectRoot, "rules/policies/example-academy.json"),
        consoleDir,
        deviceToken,
        deskPassword,
        ...(database === undefined ? {} : { databaseUrl: database.address }),
      });
    let collector = await start();
    endings.push(() => collector.stop());
    const network = await openFaultyNetwork(port, given.dice);
    endings.push(() => network.close());
    const web = await openStandInWeb(given.sites);
    endings.push(() => web.close());

    const { profiles } = testPolicy();
    const policiesOf = (version: string) =>
      writeManagedPolicies({
        extensionId,
        updateAddress: `http://127.0.0.1:${port}/update/updates.xml`,
        config: {
          policy: JSON.stringify(
            testPolicy({
              version,
              profiles: { pupil: { ...profiles["pupil"], allow: [...given.openHosts] } },
              reporting: { batchSeconds: 5, unnamedWorries: true },
            }),
          ),
          profile: "pupil",
          collectorAddress: network.address,
          deviceToken,
          deviceLabel: "Test Chromebook 1",
        },
        use: "trial",
      });
    let policies = policiesOf("faults-1");
    const userDataDir = join(folder, "profile");
    const launch = (): Promise<ManagedChromium> =>
      launchManagedChromium({
        chromium: chromium as NonNullable<typeof chromium>,
        policies,
        userDataDir,
        headless: true,
        offline: true,
        hostMap: web.hostMap,
        trustedKeyHash: web.trustedKeyHash,
      });
    let running = await launch();
    endings.push(() => running.close());
    let life = 0;
    let sender: Promise<Page> | undefined;

    const extensionPage = async (path: string): Promise<Page> => {
      const page = await openPage();
      const address = `chrome-extension://${extensionId}/${path}`;
      try {
        await waitUntil(
          `the extension is installed and shows ${path}`,
          async () => {
            await page.goto(address, { timeout: 15_000 });
            return page.evaluate(() => typeof chrome.runtime.id === "string");
          },
          { deadlineMs: 60_000, everyMs: 200 },
        );
        return page;
      } catch (error) {
        leave(page);
        throw error;
      }
    };
    /** A browser that is busy dying opens none, and never says so. */
    const openPage = async (): Promise<Page> => {
      const opening = running.browser.newPage();
      const page = await Promise.race([opening, pause(openDeadlineMs, undefined, { ref: false })]);
      if (page !== undefined) return page;
      void opening.then(leave).catch(() => undefined);
      throw new Error("the browser opens no page");
    };
    /** One page for all that is asked, of as little as there is. */
    const senderPage = async (): Promise<Page> => {
      if (sender === undefined) {
        const opening = extensionPage("manifest.json");
        sender = opening;
        opening.catch(() => forget(opening));
      }
      const mine = sender;
      const page = await mine;
      if (!page.isClosed()) return page;
      forget(mine);
      return senderPage();
    };
    const forget = (one: Promise<Page> | undefined): void => {
      if (one === undefined || sender !== one) return;
      sender = undefined;
      void one.then(leave).catch(() => undefined);
    };
    /** A page that was stopped under the question never answers: the next question goes to a new one. */
    const answered = async <T>(asked: Promise<T>): Promise<T> => {
      const mine = sender;
      const late = AbortSignal.timeout(answerDeadlineMs);
      return Promise.race([
        asked,
        new Promise<never>((_resolve, reject) => {
          late.addEventListener("abort", () => {
            forget(mine);
            reject(new Error("the page does not answer"));
          });
        }),
      ]);
    };
    const send = async <Name extends MessageName>(
      name: Name,
      body: MessageInput<Name>,
    ): Promise<MessageReply<Name>> => {
      const page = await senderPage();
      const envelope = JSON.stringify({ schoolgate: name, body });
      const asked = page.evaluate(async (text) => {
        try {
          const answer: unknown = await chrome.runtime.sendMessage(JSON.parse(text));
          return JSON.stringify(answer ?? { ok: false, error: "no answer" });
        } catch (error) {
          return JSON.stringify({ ok: false, error: String(error) });
        }
      }, envelope);
      return JSON.parse(await answered(asked)) as MessageReply<Name>;
    };
    const status = async () => {
      const reply = await send("status/read", {});
      if (!reply.ok) throw new Error(reply.error);
      return reply.value;
    };
    const inForce = (version: string) =>
      waitUntil(
        `policy ${version} is in force`,
        async () => {
          const { policyVersion } = await status();
          if (policyVersion !== version) throw new Error(`policy ${policyVersion}`);
          return true;
        },
        { deadlineMs: 90_000, everyMs: 250 },
      );
    const preferences = join(userDataDir, "Default/Preferences");
    /** One killed earlier starts as new, with nothing that was ever stored (tests/support/managed-school.ts). */
    const installationKept = () =>
      waitUntil(
        "the browser has written the extension's worker down",
        () => readFileSync(preferences, "utf8").includes("service_worker_registration_info"),
        { deadlineMs: 60_000, everyMs: 200 },
      );
    await inForce("faults-1");
    await installationKept();

    return {
      network,
      collector: () => collector,
      dataDir,
      databaseUrl: database?.address,
      browserLife: () => life,
      newPage: openPage,
      extensionPage,
      send,
      evaluate: async (work) => answered((await senderPage()).evaluate(work)),
      async stopWorkers() {
        const devTools = await (await senderPage()).createCDPSession();
        await devTools.send("ServiceWorker.enable");
        await devTools.send("ServiceWorker.stopAllWorkers");
        await devTools.detach();
      },
      async fillStorage(bytesLeft, work) {
        const page = await senderPage();
        const used = await answered(
          page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0),
        );
        const devTools = await page.createCDPSession();
        try {
          const origin = `chrome-extension://${extensionId}`;
          const quotaSize = used + bytesLeft;
          // Lifted when this session ends.
          network.fullUntilMs = Number.POSITIVE_INFINITY;
          await devTools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize });
          await work();
        } finally {
          await devTools.detach().catch(() => undefined);
          network.fullUntilMs = Date.now() + goneByMs;
        }
      },
      async killBrowser() {
        life += 1;
        await running.kill();
        sender = undefined;
        running = await launch();
      },
      async killCollector() {
        await collector.kill();
        collector = await start();
      },
      killDatabase: database === undefined ? undefined : () => database.kill(),
      async changePolicy(version) {
        policies = policiesOf(version);
        running.setPolicies(policies);
        await inForce(version);
      },
      async updateExtension() {
        writeFileSync(join(extensionFolder, "new-in-this-version.txt"), `${performance.now()}`);
        const { version } = pack();
        await waitUntil(
          "the new version runs",
          async () => {
            if ((await status()).version === version) return true;
            // Its page ends with the version before.
            await (await senderPage()).evaluate(takeUpdate);
            return false;
          },
          { deadlineMs: 70_000, everyMs: 500 },
        );
        return version;
      },
      close,
    };
  }
}

const leave = (page: Page): void => void page.close().catch(() => undefined);

/** Runs in a page of the extension, again and again: asks for a newer version, and begins it once it lies ready. */
async function takeUpdate(): Promise<void> {
  const marks = document.documentElement.dataset;
  if (marks["listens"] === undefined) {
    marks["listens"] = "yes";
    chrome.runtime.onUpdateAvailable.addListener(() => chrome.runtime.reload());
  }
  await chrome.runtime.requestUpdateCheck();
}
