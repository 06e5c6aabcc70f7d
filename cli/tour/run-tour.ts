// The guided tour: a pupil, a DSL and an IT lead, played in a managed Chromium, with a picture of every page.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDesk } from "../kit/desk-client.ts";
import { launchManagedChromium } from "../kit/managed-chromium.ts";
import { projectRoot } from "../kit/project-root.ts";
import { openStandInWeb } from "../kit/stand-in-web.ts";
import { waitUntil } from "../kit/wait-until.ts";
import { openChromebook } from "../start/open-chromebook.ts";
import { openProgress } from "../start/progress.ts";
import { setUp, setUpSteps } from "../start/set-up.ts";
import type { StartOptions } from "../start/start-options.ts";
import { openCamera } from "./camera.ts";
import { printTable } from "./print-table.ts";
import { deskWorks } from "./scene-desk.ts";
import { pupilVisitsHelp } from "./scene-help-site.ts";
import { readOwnPages } from "./scene-own-pages.ts";
import { readStatus } from "./read-status.ts";
import { pupilBrowses } from "./scene-pupil-browses.ts";
import { pupilMeetsConcern } from "./scene-pupil-meets-concern.ts";
import { pupilTellsWorry } from "./scene-worry.ts";
import { openStepBook } from "./step-book.ts";
import { tourSites } from "./tour-sites.ts";
import type { TourWorld } from "./tour-world.ts";

/** The whole tour, set-up of packages left out, ends by then; what is unfinished has failed. */
const wholeTourMs = 7 * 60_000;

/**
 * Runs the tour and returns the exit code: 0 only if every step came true. Leaves pictures and report.json in tour/,
 * which is emptied first. `say` takes lines for a person.
 */
export async function runTour(options: StartOptions, say: (line: string) => void): Promise<number> {
  const folder = join(projectRoot, "tour");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // A fresh desk and a fresh Chromebook each time: a step must not come true because of the last run.
  const scratch = mkdtempSync(join(tmpdir(), "schoolgate-tour-"));
  const endings: (() => unknown)[] = [() => rmSync(scratch, { recursive: true, force: true })];
  const book = openStepBook(
    (step) => say(`  ${step.ok ? "ok    " : "FAILED"} ${step.name}: ${step.seen}`),
    150_000,
  );
  const late = setTimeout(() => {
    say(`The tour was not finished after ${wholeTourMs / 60_000} minutes.`);
    void finish().finally(() => process.exit(1));
  }, wholeTourMs);

  const finish = async (): Promise<void> => {
    clearTimeout(late);
    for (const end of endings.splice(0).reverse())
      await Promise.resolve(end()).catch(() => undefined);
    writeFileSync(join(folder, "report.json"), `${JSON.stringify(book.steps, null, 2)}\n`);
  };

  try {
    const progress = openProgress(setUpSteps + 2, say, Date.now);
    const password = "tour-password-for-one-run";
    const school = await setUp(options, progress, { dir: join(scratch, "desk"), password });
    let { collector } = school;
    endings.push(() => collector.stop());
    const signIn = { name: school.collector.signIn.name, password };
    const web = await openStandInWeb(tourSites);
    endings.push(() => web.close());
    const opened = await progress.step("Opening Chromium under the school's policy", () =>
      openChromebook(
        school,
        { dataDir: scratch, unpacked: options.unpacked },
        {
          userDataDir: join(scratch, "profile"),
          headless: true,
          offline: true,
          hostMap: web.hostMap,
          trustedKeyHash: web.trustedKeyHash,
        },
      ),
    );
    const chromebook = opened.chromium;
    endings.push(() => chromebook.close());
    if (opened.how === "unpacked") {
      progress.note(`No managed policy (${opened.reason}): loaded unpacked, and the tour goes on.`);
    }
    const page = await chromebook.browser.newPage();
    await progress.step("Waiting until the extension is installed and its policy in force", () =>
      waitUntil(
        "Schoolgate is installed and configured",
        async () => {
          // Opened once and then asked: on a busy machine a page that is loaded again and again keeps the browser
          // from the low-priority work of handing over managed configuration.
          if (!page.url().startsWith("chrome-extension:")) {
            await page.goto(`chrome-extension://${school.kit.extensionId}/status.html`);
          }
          const status = await readStatus(page);
          if (status.school.origin === "policy") return true;
          throw new Error(
            `its policy is not in force: ${JSON.stringify(status.policyProblems).slice(0, 300)}`,
          );
        },
        { deadlineMs: 90_000, everyMs: 200 },
      ),
    );
    const world: TourWorld = {
      book,
      camera: openCamera(folder),
      web,
      chromebook,
      how: opened.how,
      extensionId: school.kit.extensionId,
      page,
      desk: await openDesk(collector.address, signIn),
      deskAddress: `${collector.address}/desk/`,
      signIn,
      openDeskTab: async () => {
        const office = await launchManagedChromium({
          chromium: school.chromium,
          userDataDir: join(scratch, "office"),
          headless: true,
          offline: true,
        });
        endings.push(() => office.close());
        return office.browser.newPage();
      },
      stopCollector: () => collector.stop(),
      startCollector: async () => (collector = await school.restartCollector()),
    };
    say("");
    for (const scene of [
      pupilBrowses,
      pupilMeetsConcern,
      pupilTellsWorry,
      deskWorks,
      pupilVisitsHelp,
      readOwnPages,
    ]) {
      await scene(world);
    }
  } catch (error) {
    await book.step("Setting up", "everything starts", () => Promise.reject(error));
    say(error instanceof Error ? error.message : String(error));
  }
  await finish();
  say(`\n${printTable(book.steps, Math.min(160, process.stdout.columns ?? 120))}`);
  const failed = book.steps.filter((step) => !step.ok).length;
  say(
    `${book.steps.length - failed} of ${book.steps.length} steps came true. Pictures and report.json are in tour/.`,
  );
  return failed === 0 && book.steps.length > 0 ? 0 : 1;
}
